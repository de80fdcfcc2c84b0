import { understand } from '../../knowledge/understand';

const OPENS = '¿Todavía no le abre la página?';
const CHANNELS = '¿No le sale ningún canal?';
const CALLS = '¿No le entran llamadas al fijo?';
const NOTICE = '¿Ya no le aparece el aviso de pago?';
const LIGHT = '¿La luz LOS está apagada?';
const STEADY = '¿La luz PON está fija?';
const BLINKS = '¿La luz de internet titila?';
const CANCEL = 'Tiene una visita para el lunes. ¿La cancelo?';
const REMOVE = '¿Quiere que elimine ese número?';
const FIRM = '¿La fibra está bien conectada por detrás?';
const HOME = '¿Está usted en la casa en este momento?';

const CASES: readonly (readonly [question: string, text: string, value: string])[] = [
  // what is asked to be missing is missing
  [OPENS, 'no', 'yes'],
  [OPENS, 'no, todavía no', 'yes'],
  [OPENS, 'nada', 'yes'],
  [OPENS, 'sigue sin abrir', 'yes'],
  [CHANNELS, 'ninguno', 'yes'],
  [CHANNELS, 'todo negro', 'yes'],
  [CALLS, 'no suena cuando me llaman', 'yes'],
  [NOTICE, 'ya no me sale', 'yes'],
  // or it is there, whichever word stands first
  [OPENS, 'sí, ya abre', 'no'],
  [OPENS, 'ya me dejó entrar', 'no'],
  [CHANNELS, 'sí, unos poquitos', 'no'],
  [CHANNELS, 'solo los nacionales', 'no'],
  [CALLS, 'me entran pero no puedo llamar', 'no'],
  [NOTICE, 'me sigue apareciendo', 'no'],
  [OPENS, 'no sé', 'unknown'],
  // a light that is asked to be off
  [LIGHT, 'no alumbra', 'yes'],
  [LIGHT, 'no le veo luz', 'yes'],
  [LIGHT, 'está roja', 'no'],
  [LIGHT, 'no, titila', 'no'],
  [LIGHT, 'no encuentro cuál es', 'unknown'],
  // a light that is asked to be steady, or to blink
  [STEADY, 'titila', 'no'],
  [STEADY, 'fija y verde', 'yes'],
  [BLINKS, 'está quietica', 'no'],
  [BLINKS, 'se prende y se apaga', 'yes'],
  // what is to end
  [CANCEL, 'que no vengan', 'yes'],
  [CANCEL, 'sí, ya no la necesito', 'yes'],
  [CANCEL, 'que sí venga', 'no'],
  [CANCEL, 'no la cancele', 'no'],
  [REMOVE, 'quítelo', 'yes'],
  [REMOVE, 'déjelo así', 'no'],
  // what is to be firm, who is to be at home
  [FIRM, 'estaba medio salida', 'no'],
  [FIRM, 'sí, la apreté', 'yes'],
  [HOME, 'ando en la oficina', 'no'],
  [HOME, 'acá en la casita', 'yes'],
];

describe('a reply to a question about what is absent', () => {
  it.each(CASES)('%s «%s» is %s', (question, text, value) => {
    expect(understand(text, { kind: 'yes_no', text: question }).answer).toBe(value);
  });

  it.each(['¿No hay problema si lo reinicio?', '¿Entendí bien: no tiene internet?', '¿Quiere cancelar la factura?'])('leaves «%s» to be agreed to by yes', (question) => {
    expect(['sí', 'no'].map((text) => understand(text, { kind: 'yes_no', text: question }).answer)).toEqual(['yes', 'no']);
  });
});
