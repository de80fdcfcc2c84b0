/** What she told before it was asked is not asked (P1). */
import { toldFacts } from '../../knowledge/told-facts';
import { understand } from '../../knowledge/understand';
import { didBefore, tellsSteps } from '../../knowledge/steps-taken';

describe('the trouble that is told in the first message', () => {
  test.each([
    ['parce me robaron el celular en el bus', { 'mobile.scope': 'lost' }],
    ['tengo datos pero estoy en panama y no coge el roaming', { 'mobile.scope': 'abroad' }],
    ['el fijo no da tono', { 'voice.symptom': 'no_tone' }],
    ['el televisor sale pixelado', { 'tv.symptom': 'picture' }],
    ['en el cuarto de mi hija no llega el wifi', { 'wifi.symptom': 'far' }],
    ['olvidé la contraseña del wifi', { 'wifi.key_need': 'forgot' }],
    ['va lentísimo todas las noches', { 'slow.scope': 'nights' }],
    ['ping de 200 en valorant, conectado por cable', { 'slow.scope': 'calls', 'slow.wired': true }],
    ['se cae cada que llueve', { 'drops.pattern': 'rain' }],
    ['me dan 100.64 en la wan, necesito abrir el 8443', { 'wan.need': 'port', 'port.number': 8443 }],
    ['la luz LOS está roja', { 'lights.seen': 'los_red' }],
    ['LOS rojo, ya reinicié y cambié patchcord', { 'home.fibre': 'ok' }],
    ['el perro mordió el cable de la fibra', { 'home.fibre': 'damaged' }],
    ['no me abre la pagina de la dian', { 'site.name': 'pagina de la dian' }],
    ['my phone was stolen', { 'mobile.scope': 'lost' }],
    ['me acaban de robar el celular en el transmilenio', { 'mobile.scope': 'lost' }],
    ['se perdió mi celular ayer en el bus', { 'mobile.scope': 'lost' }],
    ['mi visita es mañana y no puedo', { 'visit.wish': 'move' }],
    ['compré un celular usado y sale bloqueado por IMEI', { 'mobile.scope': 'imei' }],
    ['firmé el contrato hace tres días y me arrepentí', { 'cancel.why': 'retract' }],
    ['my tv remote does not work anymore', { 'tv.part': 'remote' }],
    ['el control del televisor no responde', { 'tv.part': 'remote' }],
    ['el televisor no se oye, no hay sonido', { 'tv.part': 'sound' }],
    ['el técnico vino ayer y no arregló nada, sigo igual', { 'visit.before': 'in_vain' }],
    ['quiero ejercer mi derecho de retracto', { 'cancel.why': 'retract' }],
    ['please cancel my technician visit', { 'visit.wish': 'cancel' }],
    ['está lento y por cable me da 90 de 600', { 'speed.measured': 90, 'slow.wired': true, 'slow.scope': 'all' }],
    ['the test gives me only 20 mbps', { 'speed.measured': 20 }],
    ['se me dañó la sim, necesito otra', { 'mobile.scope': 'sim' }],
    ['me rrobaron el cel', { 'mobile.scope': 'lost' }],
    ['necesito cambiar la cita del técnico para el miércoles', { 'visit.wish': 'move' }],
    ['I need to reschedule my appointment', { 'visit.wish': 'move' }],
    ['ya no necesito el técnico, cancele la visita', { 'visit.wish': 'cancel' }],
    ['creo que el vecino se está robando el wifi', { 'wifi.key_need': 'change' }],
    ['quiero cambiarle el nombre a la red', { 'wifi.key_need': 'change' }],
  ])('«%s»', (text, facts) => expect(toldFacts(text)).toMatchObject(facts));

  test.each(['buenas noches, no tengo internet', 'los rojos ganaron ayer', 'se perdió la señal', 'no quiero cambiar la clave', 'el de anoche me dijo eso', 'de la noche a la mañana quedó lento', 'el técnico no vino', 'mi vecino tampoco tiene internet'])(
    '«%s» tells none', (text) => expect(toldFacts(text)).toEqual({}));
});

describe('a step that she took', () => {
  const restart = 'Desconecte el aparato de la pared, cuente hasta 30 y conéctelo otra vez. ¿Pudo hacerlo?';
  test.each(['ya lo reinicié dos veces y nada', 'no tengo internet, desconecté el módem y sigue igual', 'es que ya lo apagué y lo prendí', 'I already rebooted the router'])(
    '«%s» took the restart', (text) => expect(didBefore(text, restart)).toBe(true));
  test.each(['no lo he reiniciado', 'me dijeron que reinicie el modem', 'cómo lo reinicio?', 'apagué el televisor', 'reinicié el celular y nada', 'si reinicio se daña?'])(
    '«%s» did not', (text) => expect(didBefore(text, restart)).toBe(false));
  test('and of another thing it is another step', () => {
    const box = 'Desconecte de la corriente la cajita del televisor, cuente hasta 30 y conéctela otra vez. ¿Le prendió la luz?';
    expect(didBefore('el deco ya lo desconecté', box)).toBe(true);
    expect(didBefore('ya reinicié el módem', box)).toBe(false);
  });
  test('a message without steps is not kept', () => expect(tellsSteps('no tengo internet desde ayer')).toBe(false));
});

describe('a step that was tried answers no question whether it helped', () => {
  const question = { kind: 'yes_no', text: 'Sin VPN, en ventana de incógnito y con fecha y hora bien puestas, ¿ya abre?' } as const;
  test.each([['sí ya probé sin vpn', 'already_done'], ['sí ya probé y nada', 'no'], ['sí, ya abre', 'yes'], ['sí ya lo intenté y funciona', 'yes']])('«%s» is %s', (text, value) =>
    expect(understand(text, question).answer).toBe(value));
});
