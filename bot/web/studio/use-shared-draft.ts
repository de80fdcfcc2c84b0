/** The shared draft at the page: what the desk says becomes state, the page's texts go to it, and it is kept alive while seen. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChangedFiles, FlowDraft, ReleaseFiles } from '../flow-contracts';
import { useLanguage, useStaff } from '../staff/context';
import type { Ask } from '../staff/http';
import { mayChange } from '../staff/roles';
import { safeShelf } from '../staff/preferences';
import { usePolling } from '../staff/use-polling';
import { DRAFT_TEXTS } from './draft-texts';
import { makeDraftDesk, type DraftDesk } from './draft-desk';
import type { DraftState, Files } from './draft-state';
import { takeUpOpen, putDownOpen } from './draft-shelf';
import { fetchFlows, type WorkbenchInUse } from './use-workbench';
import { isArticle, type Published, type Workbench } from './workbench';

const BEAT_MS = 5_000;
/** While somebody else writes, waits for the turn, or reviews. */
const CONTESTED_MS = 3_000;
const shelf = safeShelf(() => localStorage);

export interface SharedDraft extends DraftState {
  readonly desk: DraftDesk;
}

type Bench = Pick<WorkbenchInUse, 'bench' | 'tell'>;

export function useSharedDraft({ bench, tell }: Bench): SharedDraft {
  const { user } = useStaff();
  const mayEdit = mayChange(user.role, 'studio');
  const [state, setState] = useState<DraftState>({ mine: mayEdit, saving: 'saved', elsewhere: false });
  const desk = useDraftDesk({ bench, tell }, mayEdit, setState);
  useSaving(desk, bench, state);
  const locked = !state.mine || state.opening === true;
  useEffect(() => tell({ type: 'locked', locked }), [locked, tell]);
  const isContested = state.open !== undefined && (locked || state.open.lock?.asked !== undefined || state.open.review.state === 'asked');
  usePolling(() => desk.beat(), isContested ? CONTESTED_MS : (state.list?.heartbeatMs ?? BEAT_MS), 'draft');
  return { ...state, desk };
}

/** One desk for the life of the page: what changes around it, it looks up. */
function useDraftDesk({ bench, tell }: Bench, mayEdit: boolean, onState: (state: DraftState) => void): DraftDesk {
  const { ask, user } = useStaff();
  const language = useLanguage();
  const latest = useRef({ language, published: bench.published });
  useEffect(() => {
    latest.current = { language, published: bench.published };
  });
  return useMemo(() => {
    return makeDraftDesk({
      ask, mayEdit, onState,
      nameOf: () => DRAFT_TEXTS[latest.current.language].named(user.name, new Date()),
      baseOf: () => latest.current.published?.current.id,
      fetchUnder: async (draft) => latest.current.published && filesUnder(ask, draft, latest.current.published),
      onTexts: (opened) => tell({ type: 'taken', texts: opened?.draft.files ?? {}, base: opened?.base ?? latest.current.published?.files ?? {} }),
      fetchPublished: () => fetchFlows(ask),
      onEnded: (reply, typedOver) => tell({ type: 'ended', reply, typedOver }),
      later: (work, ms) => void setTimeout(work, ms),
    });
  }, [ask, mayEdit, onState, tell, user.name]);
}

/** What the draft was written over: the articles as they are now, the flows of its release. Nothing when that cannot be fetched. */
async function filesUnder(ask: Ask, draft: FlowDraft, { current, files }: Published): Promise<Files | undefined> {
  if (draft.base.id === current.id) return files;
  const reply = await ask<ReleaseFiles>({ method: 'GET', path: `/flows/releases/${draft.base.id}` });
  const articles = Object.fromEntries(Object.entries(files).filter(([file]) => isArticle(file)));
  if (reply.kind === 'ok') return { ...articles, ...reply.body.files };
  // Too long ago to be kept: what holds now is what it differs from.
  return reply.kind === 'refused' ? files : undefined;
}

/** Takes up what this browser kept, then every change goes to the desk, and which draft is open is kept in turn. */
function useSaving(desk: DraftDesk, bench: Workbench, state: DraftState): void {
  const loaded = bench.published !== undefined;
  const resumed = useRef(false);
  const texts = useMemo(() => changedTexts(bench), [bench.drafts]);
  useEffect(() => {
    if (!loaded || resumed.current) return;
    resumed.current = true;
    const kept = takeUpOpen(shelf);
    if (kept !== undefined) void desk.resume(kept, texts).then((there) => there || desk.changed(texts));
    else if (Object.keys(texts).length > 0) desk.changed(texts);
  }, [desk, loaded, texts]);
  useEffect(() => {
    if (resumed.current) desk.changed(texts);
  }, [desk, texts]);
  useEffect(() => {
    if (resumed.current) putDownOpen(shelf, state.open && { id: state.open.id, version: state.open.version, saved: state.saving === 'saved' });
  }, [state.open, state.saving]);
}

const changedTexts = ({ drafts }: Workbench): ChangedFiles => Object.fromEntries(Object.entries(drafts).map(([file, { text }]) => [file, text]));
