import type { Option } from '../../knowledge/question';
import { understand } from '../../knowledge/understand';

const options = (list: string): Option[] =>
  list.split(';').map((entry) => {
    const [id = '', label = ''] = entry.split('=');
    return { id: id.trim(), label: label.trim() };
  });

const LIGHT = options('red=Roja;green=Verde;orange=Amarilla o naranja;off=Apagada');
const SERVICE = options('internet=Internet;tv=Televisión;telephone=Teléfono fijo;mobile=Celular');
const AFTER = options('fixed=Ya funciona;same=Sigue igual;came_and_went=Volvió y se fue');
const HOW = options('wifi=Por wifi;cable=Por cable');
const CANCEL = options('pay=Pagar la factura;end=Terminar el servicio');
const CITY = options('bga=Bucaramanga;vup=Valledupar;smr=Santa Marta');

const RESET = options('unplug=Lo desconecté de la corriente;pin=Con un palillo en el huequito');
const PLANS = options('p200=200 megas;p500=500 megas;p900=900 megas');
const TOPIC = options('same=Seguir con lo de antes;new=Es otra cosa');
const PAYING = options('pay=Voy a pagar;agree=Acuerdo de pago;dispute=No me cuadra el cobro');

const PON = options('steady=Fija;blinking=Titilando;off=Apagada');
const MOBILE = options('wait=Espero;buy=Quiero más datos;lost=Me lo robaron;usage=Saber cuánto me queda;none=No tengo señal');
const LEAVING = options('end=Cancelar el servicio;pause=Suspenderlo un tiempo;stay=Quedarme');
const DAYS = options('early=En la mañana;late=En la tarde;saturday=El sábado');

const CASES: readonly (readonly [options: readonly Option[], text: string, value: string])[] = [
  [PON, 'quietica', 'steady'],
  [PON, 'no se mueve', 'steady'],
  [PON, 'enciende y se apaga', 'blinking'],
  [PON, 'anda como brincando', 'blinking'],
  [PON, 'no se le nota luz', 'off'],
  [MOBILE, 'no quiero comprar', 'none_of_these'],
  [MOBILE, 'no quiero más datos', 'none_of_these'],
  [MOBILE, 'para comprar unas gigas', 'buy'],
  [MOBILE, 'me lo raponearon', 'lost'],
  [MOBILE, 'cuántas gigas me quedan', 'usage'],
  [MOBILE, 'no agarra señal', 'none'],
  [LEAVING, 'no me quiero ir', 'stay'],
  [LEAVING, 'nada más por tres meses', 'pause'],
  [LEAVING, 'number two', 'pause'],
  [LIGHT, 'rojita', 'red'],
  [LIGHT, 'titila en rojo', 'red'],
  [LIGHT, 'la 2', 'green'],
  [LIGHT, 'la tercera', 'orange'],
  [LIGHT, 'la última', 'off'],
  [LIGHT, 'opción 4', 'off'],
  [LIGHT, 'no prende ninguna', 'off'],
  [LIGHT, 'verde, no roja', 'green'],
  [LIGHT, 'no está verde, está apagada', 'off'],
  [LIGHT, 'amarillenta', 'orange'],
  [LIGHT, 'azulada', 'none_of_these'],
  [LIGHT, 'no sé', 'unknown'],
  [LIGHT, 'green', 'green'],
  [SERVICE, 'la tele', 'tv'],
  [SERVICE, 'el fijito', 'telephone'],
  [SERVICE, 'la telita no, el celularcito', 'mobile'],
  [DAYS, 'tempranito', 'early'],
  [DAYS, 'mejor el fin de semana', 'saturday'],
  [DAYS, 'on the weekend', 'saturday'],
  [SERVICE, 'televicion', 'tv'],
  [SERVICE, 'interent', 'internet'],
  [SERVICE, 'mi línea móvil', 'mobile'],
  [SERVICE, 'el de la casa, el fijo', 'telephone'],
  [SERVICE, 'no es el internet, es el televisor', 'tv'],
  [SERVICE, 'TV', 'tv'],
  [SERVICE, 'el recibo', 'none_of_these'],
  [SERVICE, 'ninguno de esos', 'none_of_these'],
  [AFTER, 'quedó andando perfecto', 'fixed'],
  [AFTER, 'lo mismo de antes', 'same'],
  [AFTER, 'se cae y vuelve a cada rato', 'came_and_went'],
  [AFTER, 'sirvió un momentico y se fue', 'came_and_went'],
  [HOW, 'con el cable de red', 'cable'],
  [HOW, 'por güifi', 'wifi'],
  [HOW, 'no por cable, por wifi', 'wifi'],
  [HOW, 'por los dos', 'none_of_these'],
  [CANCEL, 'cancelar la factura', 'pay'],
  [CANCEL, 'cancelar el servicio', 'end'],
  [CANCEL, 'quitar todo', 'end'],
  [CANCEL, 'la primera', 'pay'],
  [CITY, 'bucaramnga', 'bga'],
  [CITY, 'en santa marta', 'smr'],
  [CITY, 'vup', 'vup'],
  [CITY, 'páseme un asesor', 'wants_human'],
  // a reset is either way until it is told which
  [RESET, 'le di reset', 'unknown'],
  [RESET, 'lo resetié', 'unknown'],
  [RESET, 'le di reset con un clip', 'pin'],
  [RESET, 'lo desenchufé', 'unplug'],
  // the longest phrase counts
  [PAYING, 'no estoy de acuerdo', 'dispute'],
  [PAYING, 'quiero un acuerdo', 'agree'],
  [PLANS, 'el más barato', 'p200'],
  [PLANS, 'el más rápido', 'p900'],
  [PLANS, 'el de la mitad', 'p500'],
  [TOPIC, 'otra cosa', 'new'],
  [TOPIC, 'es que ahora es la factura, no es eso', 'new'],
  [LIGHT, 'no lights at all', 'off'],
];

describe('a reply to a question with options', () => {
  it.each(CASES.map(([list, text, value]) => ({ list, text, value })))('«$text» chooses $value', ({ list, text, value }) => {
    expect(understand(text, { kind: 'choice', text: '¿Cuál de estas?', options: list }).answer).toBe(value);
  });

  it('reads tomorrow as the day that the option names', () => {
    const visits = options('fri=Viernes 6 de 8 a 10 a. m.;sat=Sábado 7 de 8 a 10 a. m.');
    const ask = (text: string): unknown => understand(text, { kind: 'choice', options: visits, now: '2026-03-05T09:00:00' }).answer;
    expect([ask('mañana'), ask('pasado mañana'), ask('el sábado'), ask('el 6')]).toEqual(['fri', 'sat', 'sat', 'fri']);
  });

  it('keeps what is denied and several places apart from what is meant', () => {
    const services = options('tv=Televisión;net=Internet;fix=Teléfono fijo');
    const ways = options('wifi=Wifi;cable=Cable de red');
    const ask = (list: Option[], text: string): unknown => understand(text, { kind: 'choice', options: list }).answer;
    expect(['no la segunda, la primera', 'el primero no, el segundo', 'internet no, el fijo', 'las dos primeras', 'el último de la lista'].map((text) => ask(services, text))).toEqual(['tv', 'net', 'fix', 'none_of_these', 'fix']);
    expect(['la segunda no, la otra', 'no, por cable no', 'con el cablecito amarillo', 'páseme con alguien'].map((text) => ask(ways, text))).toEqual(['wifi', 'wifi', 'cable', 'wants_human']);
  });

  it('takes the option for who does not know, where the list has one', () => {
    const boxes = options('ont=Una caja blanca;cable=Una caja negra;dunno=No sé');
    const ask = (text: string): unknown => understand(text, { kind: 'choice', options: boxes }).answer;
    expect(['ni idea', 'no sé', 'la negra'].map(ask)).toEqual(['dunno', 'dunno', 'cable']);
  });

  it('reads how it turned out in any words, where the list offers that', () => {
    const ask = (text: string): unknown => understand(text, { kind: 'choice', options: AFTER }).answer;
    expect(['quedó lo más de bien', 'ya abrió whatsapp', 'no quiere', 'funcionó dos minutos no más'].map(ask)).toEqual(['fixed', 'fixed', 'same', 'came_and_went']);
  });
});
