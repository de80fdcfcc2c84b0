/** The worker at the page: told of every change, believed only about the newest one; the last good view stays meanwhile. */
import { useCallback, useEffect, useRef, useState, type Dispatch } from 'react';
import type { FlowFault } from '../contracts';
import { useStaff } from '../staff/context';
import type { Ask } from '../staff/http';
import type { AnswerValue } from '../../../knowledge/question';
import { useWorkerLine, type ToldOfText, type WorkerLine } from './use-worker-line';
import type { ProvenFlow, ReadFile, TestedFlow, Understood } from './worker/messages';
import { filesOf, type Workbench, type WorkbenchEvent } from './workbench';

export interface CheckerInUse {
  /** Of the newest text; its flow may be the last one that could be read. */
  readonly read?: ReadFile;
  /** Which revision of the texts that was. */
  readonly readAt?: number;
  /** The text as it stands cannot be read as a flow. */
  readonly broken: boolean;
  readonly proven?: ProvenFlow;
  readonly tested?: TestedFlow;
  readonly test: () => void;
  readonly play: WorkerLine['play'];
  readonly understand: (asked: readonly Pick<Understood, 'text' | 'question'>[]) => Promise<readonly Understood[] | undefined>;
}

const RETRY_MS = 4_000;

/** What the worker told last. */
interface Heard {
  readonly read?: ReadFile;
  readonly readAt?: number;
  /** The last one that could be read as a flow: also an older text is a view to keep, should the newest one be broken. */
  readonly good?: ReadFile;
  readonly proven?: ProvenFlow;
  readonly tested?: TestedFlow;
}

export function useChecker(bench: Workbench, tell: Dispatch<WorkbenchEvent>): CheckerInUse {
  const { published, drafts, file, check: { revision } } = bench;
  const files = published?.files;
  const understand = useUnderstanding();
  const understood = useRef<readonly Understood[]>([]);
  const [heard, setHeard] = useState<Heard>({});
  const flow = heard.read?.flow?.flow ?? heard.good?.flow?.flow ?? '';

  const hear = (told: ToldOfText): void => {
    const isNewest = told.revision === revision;
    setHeard((before) => withTold(before, told, isNewest));
    const event = isNewest ? eventOf(told) : undefined;
    if (event !== undefined) tell(event);
    if (isNewest && told.kind === 'tested' && told.tested.unread.length > 0) void learn(told.tested.unread);
  };
  const { play, send } = useWorkerLine(files !== undefined, hear);
  const latest = useRef({ revision, flow });
  useEffect(() => {
    latest.current = { revision, flow };
  });
  const test = useCallback(() => send({ kind: 'test', ...latest.current, understood: understood.current }), [send]);
  const learn = async (unread: TestedFlow['unread']): Promise<void> => {
    const more = await understand(unread);
    if (more === undefined) return;
    understood.current = [...understood.current, ...more];
    test();
  };

  useEffect(() => {
    if (files !== undefined) send({ kind: 'published', files });
  }, [files, send]);
  useEffect(() => {
    if (files === undefined) return;
    setHeard(untested);
    send({ kind: 'check', revision, drafts: Object.fromEntries(Object.entries(drafts).map(([name, { text }]) => [name, text])), file });
  }, [files, drafts, file, revision, send]);
  return { ...shownOf(heard), test, play, understand };
}

/** The very same one when there is nothing to take away: each keystroke comes through here. */
const untested = (before: Heard): Heard => {
  const { tested, ...rest } = before;
  return tested === undefined ? before : rest;
};

const withTold = (before: Heard, told: ToldOfText, isNewest: boolean): Heard => {
  switch (told.kind) {
    case 'read':
      return { ...before, ...(told.read.flow && { good: told.read }), ...(isNewest && { read: told.read, readAt: told.revision }) };
    case 'proven':
      return isNewest ? { ...before, proven: told.proven } : before;
    case 'tested':
      return isNewest && told.tested.unread.length === 0 ? { ...before, tested: told.tested } : before;
  }
};

/** What it means for publishing; nothing is said of a text that is read without a fault, until it is proven. */
const eventOf = (told: ToldOfText): WorkbenchEvent | undefined => {
  if (told.kind === 'tested') return undefined;
  const { faults } = told.kind === 'read' ? told.read : told.proven;
  if (faults.length > 0) return { type: 'checked', revision: told.revision, faults };
  return told.kind === 'proven' ? { type: 'proven', revision: told.revision } : undefined;
};

const shownOf = ({ good, proven, read, readAt, tested }: Heard): Omit<CheckerInUse, 'test' | 'play' | 'understand'> => {
  const kept = read?.flow === undefined && good?.files.file === read?.files.file ? good?.flow : read?.flow;
  return {
    ...(read && { read: { ...read, ...(kept && { flow: kept }) } }), broken: read !== undefined && read.flow === undefined,
    ...(readAt !== undefined && { readAt }), ...(proven && { proven }), ...(tested && { tested }),
  };
};

/** Typed words are understood by the server, as in a conversation. */
function useUnderstanding(): CheckerInUse['understand'] {
  const { ask } = useStaff();
  return useCallback(async (asked: readonly Pick<Understood, 'text' | 'question'>[]) => {
    const values = await understoodBy(ask, asked);
    return values === undefined ? undefined : asked.map((one, index) => ({ ...one, value: values[index] ?? null }));
  }, [ask]);
}

/** In parts, as many as the server takes at once. */
const AT_ONCE = 100;

async function understoodBy(ask: Ask, asked: readonly Pick<Understood, 'text' | 'question'>[]): Promise<readonly (AnswerValue | null)[] | undefined> {
  const values: (AnswerValue | null)[] = [];
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const reply = await ask<{ readonly values: readonly (AnswerValue | null)[] }>({ method: 'POST', path: '/flows/understand', body: { lines: asked.slice(from, from + AT_ONCE) } });
    if (reply.kind !== 'ok') return undefined;
    values.push(...reply.body.values);
  }
  return values;
}

/** What was proven here is tested whole by the server, which is the one that publishes. */
export function useServerCheck(bench: Workbench, tell: Dispatch<WorkbenchEvent>, files: () => Readonly<Record<string, string>>): void {
  const { ask } = useStaff();
  const { kind, revision } = bench.check;
  const asked = (): object => ({ files: files(), articles: articleNames(bench) });
  const latest = useRef(asked);
  useEffect(() => {
    latest.current = asked;
  });
  useEffect(() => {
    if (kind !== 'proven' && kind !== 'unreachable') return;
    const timer = setTimeout(() => void check(), kind === 'proven' ? PAUSE_MS : RETRY_MS);
    return () => clearTimeout(timer);
    async function check(): Promise<void> {
      tell({ type: 'checking', revision });
      const reply = await ask<{ readonly faults: readonly FlowFault[] }>({ method: 'POST', path: '/flows/check', body: latest.current(), timeoutMs: CHECK_PATIENCE_MS });
      tell(reply.kind === 'ok' ? { type: 'checked', revision, faults: reply.body.faults } : { type: 'check-failed', revision });
    }
  }, [ask, kind, revision, tell]);
}

/** What a question's help may name, the drafts' own among them. */
const articleNames = (bench: Workbench): readonly string[] => filesOf(bench).flatMap((file) => /^articles\/([^/]+)\.md$/.exec(file)?.[1] ?? []);

const PAUSE_MS = 600;
const CHECK_PATIENCE_MS = 60_000;
