/** Yes and no as people say them, by the sense of the question, and what is neither. */
import { understand } from '../../knowledge/understand';

const WORKS = '¿Ya le volvió el servicio?';
const FAILS = '¿Sigue sin servicio de internet?';
const RESTART = '¿Puede apagar el módem y volver a prenderlo?';
const LIGHTS = '¿El equipo tiene luces encendidas?';
const CABLE = 'Revise que su cable esté bien metido en el aparato y en la pared. ¿Prendió alguna luz?';
const MORE = '¿Le ayudo con algo más?';
const HOLDER = '¿Usted es el titular de la línea?';
const OFFER = '¿Quiere que le avise cuando se arregle?';
const OTHER_DEVICE = '¿Le ocurre también en otro equipo?';

const CASES: readonly (readonly [question: string, text: string, value: string])[] = [
  // the sense of the question decides
  ['¿Hay energía en la casa?', 'se fue la luz', 'no'],
  ['¿Hay energía en la casa?', 'aquí sí hay corriente', 'yes'],
  [LIGHTS, 'está todo oscuro', 'no'],
  [LIGHTS, 'no le veo ninguna', 'no'],
  [OFFER, '¿y eso para qué?', 'repeat_question'],
  [WORKS, 'mejor que antes', 'yes'],
  ['¿Le programo la visita para el lunes?', 'me queda mejor el viernes', 'no'],
  [RESTART, 'just did', 'already_done'],
  [RESTART, "I can't right now", 'not_now'],
  [RESTART, 'no alcanzo el enchufe', 'no'],
  [WORKS, 'un poquito mejor pero no', 'no'],
  [WORKS, 'sigue sin dar señal', 'no'],
  [FAILS, 'sigue sin dar señal', 'yes'],
  [WORKS, 'ya me cogió, mil gracias', 'yes'],
  [FAILS, 'ya me cogió, mil gracias', 'no'],
  [FAILS, 'todavía no me da', 'yes'],
  [WORKS, 'todavía no me da', 'no'],
  [WORKS, 'sigue igual', 'no'],
  [WORKS, 'toca ver', 'unknown'],
  [RESTART, 'y cuánto me va a costar', 'off_topic'],
  [RESTART, 'eso tiene costo?', 'off_topic'],
  [HOLDER, 'está a mi nombre', 'yes'],
  [HOLDER, 'está a nombre de mi papá', 'no'],
  [FAILS, 'sigue igual', 'yes'],
  // a repair asked about is not a failure asked about
  ['¿Ya se solucionó la falla?', 'ya quedó', 'yes'],
  ['¿Ya se solucionó la falla?', 'ahí seguimos igual', 'no'],
  ['¿Desapareció el problema?', 'no se ha quitado', 'no'],
  ['¿Todavía aparece la luz roja?', 'ya se quitó', 'no'],
  ['¿Se siguen viendo mal los canales?', 'ya se ven perfecto', 'no'],
  ['Do you still have the issue?', 'not anymore', 'no'],
  // the words of the question taken up
  ['¿Ya vino el técnico?', 'no ha venido nadie', 'no'],
  ['¿Ya vino el técnico?', 'ya vino', 'yes'],
  [FAILS, 'la misma vaina', 'yes'],
  [WORKS, 'la misma vaina', 'no'],
  [FAILS, 'ya volvió', 'no'],
  [WORKS, 'la verdad no sé', 'unknown'],
  [WORKS, 'no se ha arreglado', 'no'],
  // a comma changes it
  [FAILS, 'no, tengo internet', 'no'],
  [FAILS, 'no tengo internet', 'yes'],
  [WORKS, 'no tengo internet', 'no'],
  [WORKS, 'ya no tengo internet', 'no'],
  [FAILS, 'ya no tengo internet', 'yes'],
  // traps
  [WORKS, 'ya se fue otra vez', 'no'],
  [WORKS, 'no ha vuelto nada', 'no'],
  [WORKS, 'no no sirve', 'no'],
  [LIGHTS, 'no hay luz', 'no'],
  [WORKS, 'ni modo, paila', 'no'],
  [WORKS, 'pues sí pero no', 'unknown'],
  // not knowing is never no
  [LIGHTS, 'no sé', 'unknown'],
  [LIGHTS, 'ni idea mijo', 'unknown'],
  [LIGHTS, 'no alcanzo a verlas', 'unknown'],
  [LIGHTS, 'dónde las miro', 'unknown'],
  [OTHER_DEVICE, 'no tengo otro', 'unknown'],
  // plain words
  [OFFER, 'hágale', 'yes'],
  [OFFER, 'de una', 'yes'],
  [OFFER, 'por favor', 'yes'],
  [OFFER, '👍', 'yes'],
  [OFFER, '👎', 'no'],
  [OFFER, 'siiii', 'yes'],
  [OFFER, 'nooo', 'no'],
  [OFFER, 'no es necesario', 'no'],
  [OFFER, 'no, digo sí', 'yes'],
  [RESTART, 'listo, ya voy y lo apago', 'yes'],
  [RESTART, 'me da miedo dañarlo', 'no'],
  [RESTART, 'no puedo', 'no'],
  [OTHER_DEVICE, 'solamente en mi computador', 'no'],
  [OTHER_DEVICE, 'en todos lados', 'yes'],
  // done before, later, again, a person
  [RESTART, 'ya lo hice', 'already_done'],
  [RESTART, 'eso ya lo intenté dos veces', 'already_done'],
  [RESTART, 'lo apagué y lo prendí hace rato', 'already_done'],
  [CABLE, 'ya lo hice', 'already_done'],
  // done, and what came of it
  [CABLE, 'ya prendí el aparato, sí tiene luces', 'yes'],
  [CABLE, 'ya revisé el cable y sí prendió', 'yes'],
  [CABLE, 'ya lo conecté y no prende', 'no'],
  [RESTART, 'ahora no puedo', 'not_now'],
  [RESTART, 'un momentico', 'not_now'],
  [RESTART, 'cuando llegue a la casa', 'not_now'],
  [WORKS, 'está prendiendo todavía', 'not_now'],
  [LIGHTS, '¿cómo así?', 'repeat_question'],
  [LIGHTS, 'no le entiendo', 'repeat_question'],
  [RESTART, '¿y para qué es eso?', 'repeat_question'],
  [WORKS, 'asesor', 'wants_human'],
  [WORKS, 'páseme con una persona por favor', 'wants_human'],
  [WORKS, 'ustedes son unos ladrones', 'frustrated'],
  [WORKS, 'qué servicio tan pésimo, sigue caído', 'no'],
  [MORE, 'no gracias', 'no'],
  [MORE, 'muchas gracias, muy amable', 'no'],
  [MORE, 'sí, otra consulta', 'yes'],
  [OFFER, '¿y cuánto cuesta el plan?', 'off_topic'],
  [OFFER, '443', 'off_topic'],
  // English
  ['Is it working now?', 'still down', 'no'],
  ['Is it working now?', "yes, it's back", 'yes'],
  ['Could you restart the modem?', 'I already did', 'already_done'],
  ['Could you restart the modem?', 'one moment', 'not_now'],
  ['Are any lights on?', "I don't know", 'unknown'],
];

describe('a reply to a yes-or-no question', () => {
  it.each(CASES)('%s «%s» means %s', (question, text, value) => {
    expect(understand(text, { kind: 'yes_no', text: question }).answer).toBe(value);
  });
});

describe('what is neither yes nor no', () => {
  const asked = ['¿Ya le funciona?', '¿Sigue sin internet?', '¿Tiene alguna luz prendida?', '¿Confirma que quiere terminar el servicio?', 'Is it working now?'];

  test.each(["don't know", "I really can't tell", 'no le puedo decir', 'no podría asegurarle', 'no manejo eso', 'no entiendo de eso', 'no conozco nada de esos aparatos', 'no la miré', 'no c', 'nse', 'no les he preguntado', 'no le pregunté a nadie', 'yo no estaba en la casa', 'no tengo con qué comparar', "I wasn't home", 'no way to know'])(
    '"%s" does not know',
    (text) => {
      for (const question of asked) expect(understand(text, { kind: 'yes_no', text: question }).answer).toBe('unknown');
    },
  );

  test.each(['no me ofrezcan nada', 'no me pregunte más', 'no más promociones', "don't offer me anything", 'no quiero que me ofrezcan otro plan'])('"%s" refuses no question', (text) => {
    for (const question of asked) expect(understand(text, { kind: 'yes_no', text: question }).answer).toBe('frustrated');
  });

  test.each(['ya miré', 'ya la revisé', 'ya lo verifiqué'])('"%s" tells that she looked, not what she saw', (text) => {
    for (const question of ['¿Ya se ve bien el televisor?', '¿Ya le funciona?', '¿Sigue sin internet?']) expect(understand(text, { kind: 'yes_no', text: question }).answer).toBe('repeat_question');
  });
});
