/** An option that begins with a yes or a no takes a plain yes or no: «no» to «No, gracias», «hágale» to «Sí, avíseme». Pure. */
import type { Option, Question } from '../question';
import { readOwn } from '../text';
import { readReply, type Reply } from './reply';
import { readYesNo } from './yes-no';

/** The id of the option that a reply to a list means when it says yes or no and names none of them. */
export function yesNoIn(reply: Reply, options: readonly Option[]): string | undefined {
  // What is asked back agrees to nothing.
  if (reply.text.tokens.includes('?') && reply.text.tokens.length > 2) return undefined;
  const yes = beginning(options, ['si', 'yes']) ?? saying('yes', reply, options);
  const no = beginning(options, ['no']) ?? (yes && saying('no', reply, options));
  const { value } = yes === undefined && no === undefined ? { value: undefined } : readYesNo(reply);
  if (value === 'yes') return yes?.id;
  return value === 'no' && no !== undefined && (yes !== undefined || isClosed(no)) ? no.id : undefined;
}

const STATE: Question = { kind: 'yes_no', text: '¿Ya le funciona?' };

/** Neither well nor as before. */
const WORSE = new Set(['peor', 'worse']);

/** Where one option says that it works and one that nothing changed, whatever else tells that: «quedó lo más de bien». */
export function stateIn(reply: Reply, options: readonly Option[], means: (option: number, meaning: 'works' | 'same') => boolean): string | undefined {
  const works = options.findIndex((_, i) => means(i, 'works') && !means(i, 'same'));
  const same = options.findIndex((_, i) => means(i, 'same') && !means(i, 'works'));
  if (works < 0 || same < 0 || reply.text.tokens.some((token) => WORSE.has(token))) return undefined;
  const { value } = readYesNo(readReply(reply.text, STATE, reply.words));
  return value === 'yes' ? options[works]?.id : value === 'no' ? options[same]?.id : undefined;
}

/** Whether a reply means one of the two and its words look like the other: «no me avise» to «Sí, avíseme». */
export const turnsAround = (meant: string, agreed: string, options: readonly Option[]): boolean =>
  meant !== agreed && options.some(({ id, label }) => id === meant && ['si', 'yes', 'no'].includes(wordsOf(label)[0] ?? ''));

/** The only one whose label begins so; «No sé» is no *no*. */
function beginning(options: readonly Option[], words: readonly string[]): Option | undefined {
  const [found, ...more] = options.filter(({ label }) => words.includes(wordsOf(label)[0] ?? '') && wordsOf(label)[1] !== 'se');
  return more.length === 0 ? found : undefined;
}

const OPEN = /(?:^|[¿.:] ?)(?:(?:de|en|a|con|por) )?(?:como|que|cual|cuales|donde|cuanto|cuantos|quien|cuando|how|what|which|where|who|when)\b[^¿?]*\?[^?]*$/;

/** To a question that asks yes or no, a plain one means the only option that says so: «sí» to «¿Está bien así?» is «Todo está bien». */
function saying(value: 'yes' | 'no', reply: Reply, options: readonly Option[]): Option | undefined {
  const asked = reply.asked.folded;
  if (!isPlain(reply) || !asked.includes('?') || OPEN.test(asked)) return undefined;
  const [found, ...more] = options.filter(({ label }) => readYesNo(readReply(readOwn(label), reply.question, [])).value === value);
  return more.length === 0 ? found : undefined;
}

const wordsOf = (label: string): readonly string[] => readOwn(label).tokens;

/** «No, gracias», not «No prende». */
const isClosed = ({ label }: Option): boolean => (wordsOf(label)[1] ?? ',') === ',';

/** Words that add nothing to a yes or a no. */
const POLITE = new Set('gracias muchas mil porfa por favor please thanks thank you senor senora senorita mijo mija pues , ya ahora asi muy amable'.split(' '));
const PLAIN = new Set('si no yes nop nope yep yeah claro listo dale bueno okay sip'.split(' '));

/** A yes or no and nothing else: it names no option, whatever words it shares with one. */
export const isPlain = ({ text: { tokens } }: Reply): boolean => tokens.some((token) => PLAIN.has(token)) && tokens.every((token) => PLAIN.has(token) || POLITE.has(token));
