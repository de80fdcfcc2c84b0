/** The board of releases: which is current, who is still on the others and where, the way back, and moving who may move. */
import { lazy, memo, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { ReleaseInfo } from '../contracts';
import type { BoardReply, BoardRow } from '../flow-contracts';
import { useLanguage, useNow, useStaff } from '../staff/context';
import { clock, moment } from '../staff/format';
import { Notice, Working } from '../staff/parts';
import { usePolling } from '../staff/use-polling';
import { DRAFT_TEXTS } from './draft-texts';
import { MoveDialog } from './move-dialog';
import { Rollback } from './rollback-dialog';
import { STUDIO_TEXTS } from './studio-texts';

interface ReleaseListProps {
  readonly releases: readonly ReleaseInfo[];
  readonly reload: () => Promise<void>;
}

/** Reads flows, so it comes when it is asked for. */
const CompareDialog = lazy(() => import('./compare-dialog').then((module) => ({ default: module.CompareDialog })));

type Asking = { readonly what: 'rollback' | 'move' | 'compare'; readonly release: ReleaseInfo };
const BEAT_MS = 5_000;

/** Typing changes nothing here. */
export const ReleaseList = memo(function ReleaseList({ releases, reload }: ReleaseListProps): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const [asking, setAsking] = useState<Asking>();
  const [done, setDone] = useState<string>();
  const [round, setRound] = useState(0);
  const current = releases.find((release) => release.current);
  const board = useBoard(round, current?.id);
  const rows: readonly (Pick<BoardRow, 'release'> & Partial<BoardRow>)[] = releases.map((release) => board?.releases.find((row) => row.release.id === release.id) ?? { release });
  // A colleague published, or went back.
  const now = board?.releases.find(({ release }) => release.current)?.release.id;
  useEffect(() => {
    if (now !== undefined && now !== current?.id) void reload();
  }, [now, reload]);
  return (
    <section className="side-part">
      <h2>{texts.releases}</h2>
      {board !== undefined && <p className="soft">{DRAFT_TEXTS[language].at(clock(board.at, language))}</p>}
      {done !== undefined && releases.some(({ name, current: isCurrent }) => isCurrent && name === done) && <Notice tone="good">{texts.rolledBack(done)}</Notice>}
      <ol className="releases">
        {rows.map(({ release, ...row }) => (
          <li key={release.id}>
            <Release release={release} row={row} />
            <p className="row">
              {!release.current && <button type="button" className="quiet" onClick={() => setAsking({ what: 'rollback', release })}>{texts.rollbackTitle(release.name)}</button>}
              {!release.current && (row.threads ?? 0) > 0 && <button type="button" className="quiet" onClick={() => setAsking({ what: 'move', release })}>{DRAFT_TEXTS[language].move}</button>}
              {releases.length > 1 && <button type="button" className="quiet" aria-label={DRAFT_TEXTS[language].compareOf(release.name)} onClick={() => setAsking({ what: 'compare', release })}>{DRAFT_TEXTS[language].compare}</button>}
            </p>
          </li>
        ))}
      </ol>
      {asking?.what === 'compare' && <Suspense fallback={<Working>{DRAFT_TEXTS[language].comparing}</Working>}><CompareDialog release={asking.release} releases={releases} onClose={() => setAsking(undefined)} /></Suspense>}
      {asking?.what === 'move' && current !== undefined && <MoveDialog from={asking.release} to={current} onMoved={() => setRound(round + 1)} onClose={() => setAsking(undefined)} />}
      {asking?.what === 'rollback' && (
        <Rollback name={asking.release.name} about={texts.rollbackAbout} path="/flows/rollback" body={{ id: asking.release.id }} onClose={() => setAsking(undefined)} onDone={async () => {
          await reload();
          setAsking(undefined);
          setDone(asking.release.name);
          setRound(round + 1);
        }} />
      )}
    </section>
  );
});

/** Looked at again while the page is seen, and at once after what changes it. */
function useBoard(round: number, current: string | undefined): BoardReply | undefined {
  const { ask } = useStaff();
  const [board, setBoard] = useState<BoardReply>();
  usePolling(async () => {
    const reply = await ask<BoardReply>({ method: 'GET', path: '/flows/board' });
    if (reply.kind === 'ok') setBoard(reply.body);
    return reply.kind === 'ok';
  }, BEAT_MS, `${round} ${current ?? ''}`);
  return board;
}

function Release({ release, row }: { readonly release: ReleaseInfo; readonly row: Partial<BoardRow> }): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const words = DRAFT_TEXTS[language];
  const now = useNow();
  const state = release.current ? 'current' : row.state;
  return (
    <>
      <p className="row">
        <strong>{release.name}</strong>
        {state !== undefined && <span className={`tag ${state === 'current' ? 'brand-tag' : ''}`}>{words.states[state]}</span>}
        {row.threads !== undefined && (row.threads > 0 || release.current) && <span className="soft">{words.threads(row.threads)}</span>}
      </p>
      <p>{texts.because(release.reason)}</p>
      <p className="soft"><time dateTime={release.at}>{moment(release.at, now, language)}</time> · {texts.by(release.author)}{row.oldest !== undefined && !release.current ? ` · ${words.oldest(moment(row.oldest, now, language))}` : ''}</p>
      {(row.steps?.length ?? 0) > 0 && (
        <details>
          <summary>{words.where}</summary>
          <ul className="changes">{row.steps?.map(({ flow, step, threads }) => <li key={`${flow}/${step}`}>{flow}/{step} · {threads}</li>)}</ul>
        </details>
      )}
    </>
  );
}
