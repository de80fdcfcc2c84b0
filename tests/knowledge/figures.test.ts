import type { QuestionKind } from '../../knowledge/question';
import { understand } from '../../knowledge/understand';

const POWER = '¿Qué potencia en dBm le aparece?';
const SPEED = '¿Cuántos megas de bajada le marcó?';
const PESOS = '¿Cuánto pagó, en pesos?';
const MINUTES = '¿Hace cuántos minutos se fue?';
const DAYS = '¿Cuántos días lleva así?';
const DEVICES = '¿Cuántos aparatos tiene conectados?';
const LIGHTS = '¿Cuántas luces ve prendidas?';

const NUMBERS: readonly (readonly [question: string, text: string, value: number | string])[] = [
  [POWER, 'menos veintiséis coma cuatro', -26.4],
  [POWER, '-31,2 dbm', -31.2],
  [POWER, 'menos treinta', -30],
  [POWER, 'veintisiete negativo', -27],
  [POWER, 'menos 22 con 7', -22.7],
  [SPEED, 'ciento veinte megas', 120],
  [SPEED, 'subida 10, bajada 85', 85],
  [SPEED, '47.5 de descarga y 9 de carga', 47.5],
  [SPEED, 'tres cincuenta', 350],
  [SPEED, 'medio giga', 500],
  [SPEED, 'no fueron 90, fueron 9', 9],
  [SPEED, 'veinte no, treinta', 30],
  [SPEED, 'it says 87 down 9 up', 87],
  [PESOS, '64 lucas', 64000],
  [PESOS, '$ 73.450', 73450],
  [PESOS, 'setenta y tres mil cuatrocientos', 73400],
  [PESOS, 'un millón cien mil', 1100000],
  [PESOS, 'sesenta y cuatro ochocientos', 64800],
  [DEVICES, 'tres celulares y un computador', 4],
  [DEVICES, 'dos portátiles, un televisor y una consola', 4],
  [DEVICES, 'dos o tres celulares', 2],
  [DEVICES, 'ocho, no, nueve', 9],
  [MINUTES, 'una hora y diez', 70],
  [MINUTES, 'hora y media', 90],
  [MINUTES, 'como veinte minuticos', 20],
  [LIGHTS, 'ninguna', 0],
  [LIGHTS, 'un par', 2],
  [LIGHTS, 'una no más', 1],
  [LIGHTS, 'solo la de power', 1],
  [DAYS, 'un par de días', 2],
  [DAYS, 'un par de semanas', 14],
  [DAYS, 'a couple of days', 2],
  [MINUTES, 'un par de horas', 120],
  [LIGHTS, 'solo dos', 2],
  [LIGHTS, 'no sé contar desde acá', 'unknown'],
  [POWER, 'ni idea', 'unknown'],
];

const DOCUMENTS: readonly (readonly [text: string, value: string])[] = [
  ['39.445.218', '39445218'],
  ['cc 1 032 445 871', '1032445871'],
  ['treinta y nueve millones cuatrocientos cuarenta y cinco mil doscientos dieciocho', '39445218'],
  ['tres nueve cuatro cuatro cinco dos uno ocho', '39445218'],
  ['treinta y nueve cuarenta y cuatro cincuenta y dos dieciocho', '39445218'],
  ['mil treinta y dos, cuatro cuarenta y cinco, ocho setenta y uno', '1032445871'],
  ['mi celular es 3114452200 y mi cédula 39445218', '39445218'],
  ['394452l8', '39445218'],
  ['39445219, perdón, termina en 18', '39445218'],
  ['no me la sé de memoria', 'unknown'],
];

const PHONES: readonly (readonly [text: string, value: string])[] = [
  ['316 220 48 19', '+573162204819'],
  ['+57 316-2204819', '+573162204819'],
  ['tres dieciséis, doscientos veinte, cuarenta y ocho diecinueve', '+573162204819'],
  ['tres uno seis doble dos cero cuatro ocho uno nueve', '+573162204819'],
  ['el fijo 604 322 1180', '+576043221180'],
  ['3221180 de medellín', '+576043221180'],
  ['cédula 39445218, cel 3162204819', '+573162204819'],
  ['no me lo sé', 'unknown'],
  ['+34 612 345 678', '+34612345678'],
  ['ya se lo di hace un momento', 'already_done'],
];

const answer = (kind: QuestionKind, text: string, question = ''): unknown => understand(text, { kind, text: question }).answer;

describe('figures in a reply', () => {
  it.each(NUMBERS)('%s «%s» is %s', (question, text, value) => expect(answer('number', text, question)).toBe(value));
  it.each(DOCUMENTS)('the document «%s» is %s', (text, value) => expect(answer('document', text, '¿Cuál es su cédula?')).toBe(value));
  it.each(PHONES)('the telephone «%s» is %s', (text, value) => expect(answer('phone', text, '¿A qué número le llamo?')).toBe(value));
});
