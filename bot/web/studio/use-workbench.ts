/** The studio at work: fetches the flows, keeps drafts in the browser, has them checked by worker and server. */
import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react';
import type { FlowsReply } from '../contracts';
import type { ArticleFiles } from '../words-contracts';
import { useStaff } from '../staff/context';
import type { Ask } from '../staff/http';
import { safeShelf } from '../staff/preferences';
import { useChecker, useServerCheck, type CheckerInUse } from './use-checker';
import { patiently } from './draft-held';
import { putDownDrafts, takeUpDrafts } from './draft-shelf';
import { allTexts, EMPTY_WORKBENCH, reduceWorkbench, type Drafts, type Published, type Workbench, type WorkbenchEvent } from './workbench';

/** Which file was open last, in this browser. */
const FILE = 'hilo.studio.file';
const shelf = safeShelf(() => localStorage);

export interface WorkbenchInUse {
  readonly bench: Workbench;
  readonly tell: Dispatch<WorkbenchEvent>;
  readonly checker: CheckerInUse;
  /** Fetches what is published now, keeping the drafts; done when it is there. */
  readonly reload: () => Promise<void>;
}

export function useWorkbench(): WorkbenchInUse {
  const { ask } = useStaff();
  const [bench, tell] = useReducer(reduceWorkbench, EMPTY_WORKBENCH, (empty) => ({ ...empty, file: shelf.getItem(FILE) ?? '' }));
  const { published, drafts, file } = bench;
  useEffect(() => {
    if (file !== '') shelf.setItem(FILE, file);
  }, [file]);
  const putDown = useRef<Drafts>({});
  useEffect(() => {
    let left = false;
    void patiently(setTimeout, () => fetchFlows(ask)).then((reply) => {
      if (left) return;
      putDown.current = takeUpDrafts(shelf, Object.keys(reply.files));
      tell({ type: 'loaded', reply, kept: putDown.current });
    });
    return () => {
      left = true;
    };
  }, [ask]);
  const checker = useChecker(bench, tell);
  // Behind the checker, which works meanwhile.
  useEffect(() => {
    if (published === undefined) return;
    putDownDrafts(shelf, drafts, putDown.current);
    putDown.current = drafts;
  }, [published, drafts]);
  useServerCheck(bench, tell, () => allTexts(bench));
  const reload = useCallback(async () => tell({ type: 'reloaded', reply: await patiently(setTimeout, () => fetchFlows(ask)) }), [ask]);
  return { bench, tell, checker, reload };
}

/** What is published now: the flows, and beside them the articles. */
export async function fetchFlows(ask: Ask): Promise<Published | undefined> {
  const [flows, articles] = await Promise.all([ask<FlowsReply>({ method: 'GET', path: '/flows' }), ask<ArticleFiles>({ method: 'GET', path: '/flows/articles' })]);
  if (flows.kind !== 'ok' || articles.kind !== 'ok') return undefined;
  const beside = Object.fromEntries(Object.entries(articles.body.files).map(([file, text]) => [`articles/${file}`, text]));
  return { ...flows.body, editions: articles.body.editions, files: { ...beside, ...flows.body.files } };
}
