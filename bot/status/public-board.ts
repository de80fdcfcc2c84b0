/**
 * What everybody may know of the service: outages by zone, nothing about a home. An outage that touches one customer alone
 * is that customer's business and is left out (I11). Read now and then into memory, never per request.
 */
import type { AffectedService, Outage, OutageFeed } from '../operator/ports';

export interface Zone {
  /** `cali/san-antonio`: a neighbourhood's id begins with its city's. */
  readonly id: string;
  readonly name: string;
}

export interface PublicOutage {
  readonly outage: Outage;
  /** Ids of the zones it touches, those inside a whole city too. */
  readonly zones: readonly string[];
}

export interface PublicBoard {
  readonly zones: readonly Zone[];
  /** Going on, the newest first. */
  readonly going: readonly PublicOutage[];
  /** Planned work that has not begun, the soonest first. */
  readonly planned: readonly PublicOutage[];
  /** Over, of the last days, the newest first. */
  readonly over: readonly PublicOutage[];
  /** Since when the source has not answered, epoch ms. */
  readonly silentSince?: number;
  /** When the source answered last, epoch ms. */
  readonly readAt: number;
}

export interface BoardSource {
  readonly outages: Pick<OutageFeed, 'all' | 'affected'>;
  readonly zones: () => Promise<readonly Zone[]>;
  /** Business time, ms. */
  readonly now: () => number;
}

const DAY_MS = 86_400_000;
/** How long the page tells of what is over. */
const SHOWN_MS = 7 * DAY_MS;

interface Judged {
  readonly updatedAt: number;
  readonly isPublic: boolean;
}

/** While the source does not answer, what was known stays, and the page says since when. */
export const publicBoardReader = ({ outages, zones, now }: BoardSource): (() => Promise<PublicBoard>) => {
  const judged = new Map<string, Judged>();
  let board: PublicBoard = { zones: [], going: [], planned: [], over: [], readAt: now() };
  const isPublic = async ({ id, updatedAt }: Outage): Promise<boolean> => {
    const before = judged.get(id);
    if (before?.updatedAt === updatedAt) return before.isPublic;
    const affected = await outages.affected(id);
    if (!affected.ok) return before?.isPublic ?? false;
    const answer = touchesZone(affected.value);
    judged.set(id, { updatedAt, isPublic: answer });
    return answer;
  };
  return async () => {
    const [all, places] = await Promise.all([outages.all(), zones()]);
    if (!all.ok) return (board = { ...board, silentSince: board.silentSince ?? now() });
    const recent = all.value.filter((outage) => isShown(outage, now()));
    const shown = await Promise.all(recent.map(async (outage) => ((await isPublic(outage)) ? [{ outage, zones: zonesOf(outage, places) }] : [])));
    board = { zones: places, ...sorted(shown.flat(), now()), readAt: now() };
    return board;
  };
};

/** Known by place, or by the plant of several customers. */
const touchesZone = (affected: readonly AffectedService[]): boolean =>
  affected.some(({ match }) => match === 'place') || new Set(affected.map(({ customerId }) => customerId)).size !== 1;

const isShown = (outage: Outage, now: number): boolean =>
  outage.state !== 'cancelled' && outage.mergedInto === undefined && (outage.state !== 'restored' || now - (outage.restoredAt ?? outage.updatedAt) < SHOWN_MS);

const zonesOf = ({ places }: Outage, zones: readonly Zone[]): readonly string[] => {
  const named = zones.filter(({ name }) => places.includes(name)).map(({ id }) => id);
  return zones.filter(({ id }) => named.some((one) => id === one || id.startsWith(`${one}/`))).map(({ id }) => id);
};

const sorted = (shown: readonly PublicOutage[], now: number): Pick<PublicBoard, 'going' | 'planned' | 'over'> => {
  const byStart = shown.toSorted((a, b) => b.outage.since - a.outage.since);
  const isOver = ({ outage }: PublicOutage): boolean => outage.state === 'restored';
  const isToCome = ({ outage }: PublicOutage): boolean => outage.planned && outage.since > now;
  return {
    going: byStart.filter((one) => !isOver(one) && !isToCome(one)),
    planned: byStart.filter((one) => !isOver(one) && isToCome(one)).toReversed(),
    over: byStart.filter(isOver),
  };
};
