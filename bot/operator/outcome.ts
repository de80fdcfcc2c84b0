/** What goes into an action and what comes out: the shapes shared by the table of actions and those who perform them. */
import type { Action, ACTIONS } from '../../flows/contracts';
import type { Facts, FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import { verifiedService } from './known';
import type { Operator } from './operator';
import type { Answer, ServiceRef } from './ports';

export interface ActionInput {
  readonly facts: Facts;
  /** Idempotency key, unique per action asked for. */
  readonly key: string;
  readonly thread: string;
  /** Business time. */
  readonly now: number;
  readonly language: Language;
}

export interface ActionTools {
  readonly operator: Operator;
  readonly newCode: () => string;
}

/** `reason`: a Failure, `missing_fact`, `not_verified` or `unknown_customer`; for people who debug, not for customers. */
export interface Failed {
  readonly result: 'fails';
  readonly reason: string;
  readonly facts: Readonly<Record<string, never>>;
}

type ResultOf<A extends Action> = (typeof ACTIONS)[A]['results'][number];
export interface Done<R extends string> {
  readonly result: R;
  readonly facts: Readonly<Record<string, FactValue>>;
}
export type Outcome<A extends Action> = Done<ResultOf<A>> | Failed;
export type Perform<A extends Action> = (tools: ActionTools, input: ActionInput) => Promise<Outcome<A>>;

export const fails = (reason: string): Failed => ({ result: 'fails', reason, facts: {} });

/** For the actions on a service: runs `ask` for the verified service and reads its answer. */
export const onService = async <T, R extends string>(
  input: ActionInput,
  ask: (service: ServiceRef) => Promise<Answer<T>>,
  read: (value: T) => Done<R>,
): Promise<Done<R> | Failed> => {
  const service = verifiedService(input.facts);
  if (!service) return fails('not_verified');
  const answer = await ask(service);
  return answer.ok ? read(answer.value) : fails(answer.reason);
};
