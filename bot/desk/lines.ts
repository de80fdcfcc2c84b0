/** The transcript as staff read it: everything that happened, each line a sentence (I5). */
import { shownText, type CustomerEntry, type Entry } from '../../dialogs/transcript';
import type { Outcome } from '../../flows/run';
import { idOf } from '../media/ref';
import type { Positioned } from '../runtime/ports';
import type { TranscriptItem } from '../web/contracts';
import type { SentFile } from '../web/sent-file';

/** `wordsOf`: a quiet line as a sentence in the reader's language. */
export const linesOf = (entries: readonly Positioned[], wordsOf: (line: Line, entry: Entry) => string | undefined = () => undefined): readonly TranscriptItem[] =>
  entries.flatMap(({ position, entry }) => {
    const at = isoOf(entry.at);
    return lines(entry).map((line) => {
      const words = isQuiet(line) ? wordsOf(line, entry) : undefined;
      return { position, at, ...line, ...(words !== undefined && { words }) };
    });
  });

export type Line = Omit<TranscriptItem, 'position' | 'at'>;

const isQuiet = ({ kind }: Line): boolean => kind === 'step' || kind === 'fact' || kind === 'event';

const lines = (entry: Entry): readonly Line[] => {
  switch (entry.kind) {
    case 'customer':
      return [{ kind: 'customer', text: shownText(entry), ...filesOf(entry) }];
    case 'bot':
      return [{ kind: 'bot', text: entry.text, ...(entry.choices && { choices: entry.choices.map(({ label }) => label) }) }];
    case 'agent':
      return [{ kind: 'agent', text: shownText(entry), by: entry.name, ...filesOf(entry) }];
    case 'note':
      return [{ kind: 'note', text: shownText(entry), by: entry.to === undefined ? entry.name : `${entry.name} → ${entry.to || '…'}`, ...filesOf(entry) }];
    case 'system':
      return [{ kind: 'system', text: entry.text }];
    case 'steps':
      return entry.passages.flatMap(({ flow, outcomes }) =>
        outcomes.filter(isNews).map((outcome) => ({ kind: 'step' as const, by: `${flow}/${outcome.step}`, text: outcomeText(outcome) })));
    case 'facts':
      return factsLines(entry.facts).map((text) => ({ kind: 'fact', by: entry.source, text }));
    case 'level':
      return [{ kind: 'event', text: `level: ${entry.level} (${entry.by}${entry.cues.length > 0 ? `: ${tellingOf(entry.cues).join(', ')}` : ''})` }];
    case 'end':
      return [{ kind: 'event', by: `${entry.flow}/${entry.step}`, text: `end: ${entry.code}` }];
    case 'rating':
      return [{ kind: 'event', text: `rating: ${entry.score}` }];
    case 'event':
      return [{ kind: 'event', text: entry.detail === undefined ? entry.name : `${entry.name}: ${entry.detail}`, ...(entry.by !== undefined && { by: entry.by }) }];
  }
};

const filesOf = ({ attachments }: Pick<CustomerEntry, 'attachments'>): Pick<TranscriptItem, 'attachments'> => (attachments ? { attachments: attachments.map(fileOf) } : {});

/** Addresses elsewhere are not passed on: opening one would tell its owner who looks, and when. */
const fileOf = ({ kind, name, type, ref }: NonNullable<CustomerEntry['attachments']>[number]): SentFile => {
  const id = idOf(ref);
  return { kind, ...(name !== undefined && { name }), ...(type !== undefined && { type }), ...(id !== undefined && { url: `/api/staff/media/${id}` }) };
};

const outcomeText = (outcome: Outcome): string =>
  'value' in outcome ? `${outcome.outcome}: ${valueText(outcome.value)}` : outcome.outcome;

/** The question itself stands beside the line, and which way a guide turned inside is its own affair. */
const isNews = ({ outcome }: Outcome): boolean => outcome !== 'asked' && outcome !== 'decided' && outcome !== 'known';

/** One line a system; none when it told nothing that is anybody's to read. */
const factsLines = (facts: Readonly<Record<string, unknown>>): readonly string[] => {
  const told = Object.entries(facts).filter(([name, value]) => isTellable(name) && !Array.isArray(value));
  return told.length === 0 ? [] : [told.map(([name, value]) => `${name} = ${valueText(value)}`).join(', ')];
};

/** What she said that shows her level, without the name of the rule that heard it: `fieldTrade: soy ingeniero`. */
const saidWords = (cue: string): string => cue.replace(/^\w+: /, '');

/** What shows the level: named signs in the customer's words; single words, which alone tell a person little, only without those. */
export const tellingOf = (cues: readonly string[]): readonly string[] => {
  const named = cues.filter((cue) => /^\w+: /.test(cue));
  const words = [...new Set((named.length > 0 ? named : cues).map(saidWords))];
  return words.filter((one) => !words.some((other) => other !== one && other.includes(one)));
};

/** One-time codes, the link to a customer's own copy and internal marks are nobody's to read. */
export const isTellable = (name: string): boolean => !/^(?:code|check|candidate)\.|^data\.link$|^channel\.(?:finds|tried|recognized)$/.test(name);

export const valueText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

export const isoOf = (at: number): string => new Date(at).toISOString();
