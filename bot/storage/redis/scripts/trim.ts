/**
 * Forgets the oldest entries of a thread, or of an idle one everything but its counters: version and positions go on, so
 * that no key of an effect and no watermark ever stands for two things.
 */
import { script } from '../script';
import { TRAILER } from './prelude';

/**
 * KEYS  1 state  2 log  3 seen  4 inbox  5 hot  6 timers
 * ARGV  1 thread  2 number of oldest entries to forget  3 length of the log as it was seen  4 '1' forget the rest as well
 * reply 1 done | 0 left alone: it has work to do, a timer, was joined into another, or grew meanwhile
 */
export const TRIM = script(6, TRAILER, `
local t = redis.call('GET', KEYS[1])
if not t or redis.call('HEXISTS', KEYS[5], ARGV[1]) == 1 or redis.call('ZSCORE', KEYS[6], ARGV[1]) then return 0 end
if redis.call('LLEN', KEYS[2]) ~= tonumber(ARGV[3]) then return 0 end
local state, version, base, moved = parse(t)
if moved ~= '' then return 0 end
local old = tonumber(ARGV[2])
if ARGV[4] == '1' then state = '' end
redis.call('SET', KEYS[1], joined(state, version, base + old, moved, {}))
redis.call('LTRIM', KEYS[2], old, -1)
if ARGV[4] == '1' then redis.call('DEL', KEYS[3], KEYS[4]) end
return 1
`);
