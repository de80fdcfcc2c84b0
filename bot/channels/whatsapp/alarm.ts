/** Tells an administrator of refusals that only she can repair: each is counted, and said once a minute by its code, however many messages it holds up. */
const AGAIN_MS = 60_000;

export interface AlarmParts {
  readonly count: (code: number) => void;
  readonly say: (code: number, reason: string) => void;
  /** Machine time. */
  readonly now: () => number;
}

export type Alarm = (code: number, reason: string) => void;

export const makeAlarm = ({ count, say, now }: AlarmParts): Alarm => {
  const said = new Map<number, number>();
  return (code, reason) => {
    count(code);
    const last = said.get(code);
    if (last !== undefined && now() - last < AGAIN_MS) return;
    said.set(code, now());
    say(code, reason);
  };
};
