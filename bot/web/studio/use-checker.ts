/** The worker at the page: told of every change, believed only about the newest one; the last good view stays meanwhile. */
import { useCallback, useEffect, useRef, useState, type Dispatch } from 'react';
import type { FlowFault } from '../contracts';
import { useStaff } from '../staff/context';
import type { Ask } from '../staff/http';
import type { AnswerValue } from '../../../knowledge/question';
import type { Asked, PlayAsked, ProvenFlow, ReadFile, Scene, TestedFlow, Told, Understood } from './worker/messages';
import type { Workbench, WorkbenchEvent } from './workbench';

export interface CheckerInUse {
  /** Of the newest text; its flow may be the last one that could be read. */
  readonly read?: ReadFile;
  /** The text as it stands cannot be read as a flow. */
  readonly broken: boolean;
  readonly proven?: ProvenFlow;
  readonly tested?: TestedFlow;
  readonly test: () => void;
  readonly play: (play: PlayAsked) => Promise<Scene>;
  readonly understand: (asked: readonly Pick<Understood, 'text' | 'question'>[]) => Promise<readonly Understood[] | undefined>;
}

const RETRY_MS = 4_000;

export function useChecker(bench: Workbench, tell: Dispatch<WorkbenchEvent>): CheckerInUse {
  const { ask } = useStaff();
  const [read, setRead] = useState<ReadFile>();
  const [good, setGood] = useState<ReadFile>();
  const [proven, setProven] = useState<ProvenFlow>();
  const [tested, setTested] = useState<TestedFlow>();
  const worker = useRef<Worker>(undefined);
  const plays = useRef(new Map<number, (scene: Scene) => void>());
  const understood = useRef<readonly Understood[]>([]);
  const { published, drafts, file, check } = bench;

  const understand = useCallback(async (asked: readonly Pick<Understood, 'text' | 'question'>[]) => {
    const values = await understoodBy(ask, asked);
    return values === undefined ? undefined : asked.map((one, index) => ({ ...one, value: values[index] ?? null }));
  }, [ask]);

  const send = useCallback((asked: Asked) => worker.current?.postMessage(asked), []);
  const flow = read?.flow?.flow ?? good?.flow?.flow ?? '';
  const latest = useRef({ revision: check.revision, flow });
  useEffect(() => {
    latest.current = { revision: check.revision, flow };
  });
  const test = useCallback(() => send({ kind: 'test', ...latest.current, understood: understood.current }), [send]);

  const files = published?.files;
  const isLoaded = files !== undefined;
  useEffect(() => {
    // On a slow line what it works with comes first.
    if (!isLoaded) return;
    const made = new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
    return () => made.terminate();
    function hear(told: Told): void {
      if (told.kind === 'played') {
        plays.current.get(told.id)?.(told.scene);
        plays.current.delete(told.id);
        return;
      }
      // Also an older text is a view to keep, should the newest one be broken.
      if (told.kind === 'read' && told.read.flow !== undefined) setGood(told.read);
      if (told.revision !== latest.current.revision) return;
      if (told.kind === 'read') {
        setRead(told.read);
        if (told.read.faults.length > 0) tell({ type: 'checked', revision: told.revision, faults: told.read.faults });
      } else if (told.kind === 'proven') {
        setProven(told.proven);
        if (told.proven.faults.length > 0) tell({ type: 'checked', revision: told.revision, faults: told.proven.faults });
        else tell({ type: 'proven', revision: told.revision });
      } else if (told.tested.unread.length === 0) setTested(told.tested);
      else void learn(told.tested.unread);
    }
    async function learn(unread: TestedFlow['unread']): Promise<void> {
      const more = await understand(unread);
      if (more === undefined) return;
      understood.current = [...understood.current, ...more];
      test();
    }
  }, [isLoaded, tell, test, understand]);

  useEffect(() => {
    if (files !== undefined) send({ kind: 'published', files });
  }, [files, send]);
  useEffect(() => {
    if (files === undefined) return;
    setTested(undefined);
    send({ kind: 'check', revision: check.revision, drafts: Object.fromEntries(Object.entries(drafts).map(([name, { text }]) => [name, text])), file });
  }, [files, drafts, file, check.revision, send]);

  const play = useCallback((asked: PlayAsked) => new Promise<Scene>((resolve) => {
    const id = plays.current.size === 0 ? Date.now() : Math.max(...plays.current.keys()) + 1;
    plays.current.set(id, resolve);
    send({ kind: 'play', id, play: asked });
  }), [send]);

  const kept = read?.flow === undefined && good?.files.file === read?.files.file ? good?.flow : read?.flow;
  return {
    ...(read && { read: { ...read, ...(kept && { flow: kept }) } }), broken: read !== undefined && read.flow === undefined,
    ...(proven && { proven }), ...(tested && { tested }), test, play, understand,
  };
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
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  useEffect(() => {
    if (kind !== 'proven' && kind !== 'unreachable') return;
    const timer = setTimeout(() => void check(), kind === 'proven' ? PAUSE_MS : RETRY_MS);
    return () => clearTimeout(timer);
    async function check(): Promise<void> {
      tell({ type: 'checking', revision });
      const reply = await ask<{ readonly faults: readonly FlowFault[] }>({ method: 'POST', path: '/flows/check', body: { files: latest.current() }, timeoutMs: CHECK_PATIENCE_MS });
      tell(reply.kind === 'ok' ? { type: 'checked', revision, faults: reply.body.faults } : { type: 'check-failed', revision });
    }
  }, [ask, kind, revision, tell]);
}

const PAUSE_MS = 600;
const CHECK_PATIENCE_MS = 60_000;
