/** What differs between two texts of a file, or two whole releases, in sentences: of a flow what people meet, of another file its lines. */
import { FORGETFUL, type Memory } from '../../../../flows/memory';
import { parseFlow } from '../../../../flows/parse';
import type { Flow } from '../../../../flows/schema';
import { kindOf } from '../../../../flows/sources';
import type { FileChange, Files } from './messages';
import { countSentence, flowSentences } from './sentences';

interface ChangedFile {
  readonly changed: string;
  readonly text: string | null;
  readonly was: string | undefined;
}

/** Of the newer side, and of the older one. */
interface Memories {
  readonly memory: Memory;
  readonly before: Memory;
}

export const changesOf = ({ changed, text, was }: ChangedFile, { memory, before }: Memories): FileChange['sentences'] => {
  if (kindOf(changed) !== 'flow') return [countSentence(was, text)];
  const parsed = (known: Memory, one: string | null | undefined): Flow | undefined => (typeof one === 'string' ? known.of(changed, [one], () => parseFlow(changed, one)).value?.value : undefined);
  const sentences = flowSentences(parsed(before, was), parsed(memory, text));
  return sentences.length > 0 ? sentences : [countSentence(was, text)];
};

/** Flows first: they are what is met. */
export const changesBetween = (before: Files, after: Files): readonly FileChange[] => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((file) => before[file] !== after[file]).sort();
  const isFlow = (file: string): boolean => kindOf(file) === 'flow';
  return [...names.filter(isFlow), ...names.filter((file) => !isFlow(file))].map((file) => ({
    file, sentences: changesOf({ changed: file, text: after[file] ?? null, was: before[file] }, { memory: FORGETFUL, before: FORGETFUL }),
  }));
};
