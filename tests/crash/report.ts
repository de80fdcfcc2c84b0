/** The table of a run, in words that a reader of the closing note understands. */
import type { Verdict } from './checker';
import type { Observed } from './observed';
import type { Run } from './run';

interface Outcome {
  readonly verdict: Verdict;
  readonly observed: Observed;
  readonly tookMs: number;
}

/** What no message was the cause of. */
const cameByItself = (conversations: Observed['conversations']): readonly (readonly [string, number])[] => {
  const outcomes = conversations.flatMap(({ transcript }) => transcript.flatMap(({ entry }) => (entry.kind === 'steps' ? entry.passages.flatMap((passage) => passage.outcomes) : [])));
  const [reminders, silences, waits] = (['reminded', 'silent', 'waited'] as const).map((wanted) => outcomes.filter(({ outcome }) => outcome === wanted).length);
  return [['  reminders', reminders ?? 0], ['  places not kept any longer', (silences ?? 0) - (reminders ?? 0)], ['  waits that ended', waits ?? 0]];
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const report = ({ store, trouble, replicas = 0 }: Run, { verdict, observed: { kills, conversations }, tookMs }: Outcome): string => {
  const points = new Map<string, number>();
  for (const { point } of kills) points.set(point, (points.get(point) ?? 0) + 1);
  const rows: readonly (readonly [string, string | number])[] = [
    ['store', store === 'cluster' ? `cluster, ${replicas > 0 ? `WAIT ${replicas}` : 'without WAIT'}` : store],
    [trouble ? 'troubles' : 'kills', verdict.kills],
    ...[...points].map(([point, times]): readonly [string, number] => [`  ${point}`, times]),
    ['conversations', verdict.conversations],
    ['  through a flow', conversations.filter(({ guided }) => guided).length],
    ...cameByItself(conversations),
    ['messages', verdict.messages],
    ['lost', verdict.lost],
    ...(verdict.lossWindowMs > 0 ? [['  acknowledged at most this long before', seconds(verdict.lossWindowMs)] as const] : []),
    ['doubled in effect', verdict.doubled],
    ['disordered', verdict.disordered],
    ['uncertain', verdict.uncertain],
    ['unanswered', verdict.unanswered],
    ['longest wait across one kill', seconds(verdict.oneKillMs)],
    ['longest wait across several', seconds(verdict.takeoverMs)],
    ['longest silence after a kill', seconds(verdict.silenceMs)],
    ['run', `${Math.round(tookMs / 1000)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
};
