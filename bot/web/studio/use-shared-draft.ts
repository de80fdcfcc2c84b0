/** The shared draft at the page: what the desk says becomes state, the page's texts go to it, and it is kept alive while seen. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChangedFiles, FlowDraft, ReleaseFiles } from '../flow-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { mayChange } from '../staff/roles';
import { safeShelf } from '../staff/preferences';
import { usePolling } from '../staff/use-polling';
import { DRAFT_TEXTS } from './draft-texts';
import { makeDraftDesk, type DraftDesk } from './draft-desk';
import type { DraftState } from './draft-state';
import { takeUpOpen, putDownOpen } from './draft-shelf';
import { fetchFlows, type WorkbenchInUse } from './use-workbench';
import { isArticle, type Workbench } from './workbench';

const BEAT_MS = 5_000;
/** While somebody else writes, waits for the turn, or reviews. */
const CONTESTED_MS = 3_000;
const shelf = safeShelf(() => localStorage);

export interface SharedDraft extends DraftState {
  readonly desk: DraftDesk;
}

export function useSharedDraft({ bench, tell }: Pick<WorkbenchInUse, 'bench' | 'tell'>): SharedDraft {
  const { ask, user } = useStaff();
  const language = useLanguage();
  const mayEdit = mayChange(user.role, 'studio');
  const [state, setState] = useState<DraftState>({ mine: mayEdit, saving: 'saved', elsewhere: false });
  const latest = useRef({ language, published: bench.published });
  useEffect(() => {
    latest.current = { language, published: bench.published };
  });
  const desk = useMemo(() => {
    const onTexts = async (draft: FlowDraft | undefined): Promise<void> => {
      const published = latest.current.published;
      if (published === undefined) return;
      const isCurrent = draft === undefined || draft.base.id === published.current.id;
      const base = isCurrent ? published.files : await filesOf(draft.base.id);
      const articles = Object.fromEntries(Object.entries(published.files).filter(([file]) => isArticle(file)));
      if (base !== undefined) tell({ type: 'taken', texts: draft?.files ?? {}, base: { ...articles, ...base } });
    };
    const filesOf = async (release: string): Promise<Readonly<Record<string, string>> | undefined> => {
      const reply = await ask<ReleaseFiles>({ method: 'GET', path: `/flows/releases/${release}` });
      return reply.kind === 'ok' ? reply.body.files : undefined;
    };
    return makeDraftDesk({
      ask, mayEdit, onState: setState,
      nameOf: () => DRAFT_TEXTS[latest.current.language].named(user.name, new Date()),
      onTexts: (draft) => void onTexts(draft),
      fetchPublished: () => fetchFlows(ask),
      onEnded: (reply, typedOver) => tell({ type: 'ended', reply, typedOver }),
      later: (work, ms) => void setTimeout(work, ms),
    });
  }, [ask, mayEdit, tell, user.name]);

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
  const locked = !state.mine;
  useEffect(() => tell({ type: 'locked', locked }), [locked, tell]);
  const isContested = state.open !== undefined && (locked || state.open.lock?.asked !== undefined || state.open.review.state === 'asked');
  usePolling(() => desk.beat(), isContested ? CONTESTED_MS : (state.list?.heartbeatMs ?? BEAT_MS), 'draft');
  return { ...state, desk };
}

const changedTexts = ({ drafts }: Workbench): ChangedFiles => Object.fromEntries(Object.entries(drafts).map(([file, { text }]) => [file, text]));
