/**
 * Forgets the oldest entries of a thread, or of an idle or joined one everything but its counters, where it leads, and its
 * dedupe marks: version and positions go on, so that no key of an effect and no watermark ever stands for two things.
 */
import { script } from '../script';
import { TRAILER } from './prelude';

/**
 * KEYS  1 state  2 log  3 inbox  4 hot  5 timers
 * ARGV  1 thread  2 number of oldest entries to forget  3 length of the log as it was seen  4 '1' forget the rest as well, 'timers' and its timers too
 * reply 1 done | 0 left alone: it has work to do, a timer that is not to go, is just being joined, or grew meanwhile
 */
export const TRIM = script(5, TRAILER, `
local t = redis.call('GET', KEYS[1])
if not t or redis.call('HEXISTS', KEYS[4], ARGV[1]) == 1 then return 0 end
if ARGV[4] ~= 'timers' and redis.call('ZSCORE', KEYS[5], ARGV[1]) then return 0 end
if redis.call('LLEN', KEYS[2]) ~= tonumber(ARGV[3]) then return 0 end
local state, version, base, moved = parse(t)
if string.sub(moved, 1, 1) == '?' then return 0 end
local old, all = tonumber(ARGV[2]), ARGV[4] ~= '0'
if all then state = '' end
redis.call('SET', KEYS[1], joined(state, version, base + old, moved, {}))
redis.call('LTRIM', KEYS[2], old, -1)
redis.call('ZREM', KEYS[5], ARGV[1])
if all then redis.call('DEL', KEYS[3]) end
return 1
`);
