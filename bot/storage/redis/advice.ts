/**
 * What this Redis is set up for and should not be, told once when a process starts: it works until the day on which
 * conversations are gone. Nothing is refused for it; for a try all of it is good.
 */
import type { Wire } from './wire';

/** `info`: the reply to INFO. */
export const adviceOf = (info: string): readonly string[] => {
  const said = new Map(info.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const));
  const policy = said.get('maxmemory_policy') ?? 'noeviction';
  return [
    ...(policy === 'noeviction' ? [] : [`maxmemory-policy is ${policy}: when memory ends Redis throws conversations away; set noeviction, then new messages are refused instead`]),
    ...(said.get('aof_enabled') === '0' ? ['appendonly is off: what was accepted since the last snapshot is lost when Redis dies; set appendonly yes'] : []),
  ];
};

/** Whoever may not ask for INFO is told nothing. */
export const adviseOn = async (wire: Pick<Wire, 'eachNode'>, tell: (message: string) => void): Promise<void> => {
  const infos = await wire.eachNode(() => ['INFO']).catch(() => []);
  for (const advice of new Set(infos.flatMap(({ reply }) => adviceOf(String(reply))))) tell(`Redis: ${advice}`);
};
