/**
 * What the operator's feed says of an outage (TMF656 Service Problem) in our own words. Pure; unknown statuses and fields
 * are passed over, because feeds grow. Each event carries the whole problem: the newest one by its own hour wins, so that
 * repeated and reordered events change nothing.
 */
export interface ServiceProblem {
  readonly id: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
  readonly creationDate?: string | undefined;
  readonly affectedService?: readonly Named[] | undefined;
  readonly affectedResource?: readonly Named[] | undefined;
  readonly affectedLocation?: readonly Named[] | undefined;
  readonly characteristic?: readonly { readonly name: string; readonly value?: unknown }[] | undefined;
}

interface Named {
  readonly id: string;
}

export type ProblemState = 'investigating' | 'identified' | 'repairing' | 'restored' | 'cancelled';

const STATES: Readonly<Record<string, ProblemState>> = {
  acknowledged: 'investigating', submitted: 'investigating', pending: 'identified', held: 'identified', inprogress: 'repairing',
  resolved: 'restored', closed: 'restored', cancelled: 'cancelled', rejected: 'cancelled',
};

/** Absent for a status that nobody here knows: the outage stays as it is. */
export const stateOf = ({ status = '' }: ServiceProblem): ProblemState | undefined => STATES[status.trim().toLowerCase()];

export interface ProblemReading {
  readonly title: string;
  readonly state: ProblemState | undefined;
  readonly planned: boolean;
  /** ISO with offset, as far as it is one. */
  readonly since?: string;
  readonly eta?: string;
  readonly nextUpdate?: string;
  readonly cause?: string;
  readonly text?: string;
  readonly scope: readonly string[];
}

const LONGEST_TITLE = 120;
const LONGEST_TEXT = 400;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

export const readProblem = (problem: ServiceProblem): ProblemReading => {
  const told = (name: string): string | undefined => {
    const value = problem.characteristic?.find((each) => each.name === name)?.value;
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST_TEXT) : undefined;
  };
  const timeOf = (text: string | undefined): string | undefined => (text !== undefined && ISO.test(text) ? text : undefined);
  const [since, eta, nextUpdate] = [timeOf(problem.creationDate), timeOf(told('estimatedRestorationTime')), timeOf(told('nextUpdateTime'))];
  const [cause, text] = [told('publicCause'), told('customerMessage')];
  return {
    title: (problem.name ?? problem.description ?? 'Falla en el servicio').trim().slice(0, LONGEST_TITLE) || 'Falla en el servicio',
    state: stateOf(problem),
    planned: /^(?:planned|maintenance)\b/i.test(problem.category ?? ''),
    scope: [problem.affectedService, problem.affectedResource, problem.affectedLocation].flatMap((list = []) => list.map(({ id }) => id)),
    ...(since !== undefined && { since }), ...(eta !== undefined && { eta }), ...(nextUpdate !== undefined && { nextUpdate }),
    ...(cause !== undefined && { cause }), ...(text !== undefined && { text }),
  };
};
