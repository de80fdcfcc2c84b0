/**
 * Forgets the oldest entries of a thread, or of an idle or joined one everything but its counters, where it leads, and its
 * dedupe marks: version and positions go on, so that no key of an effect and no watermark ever stands for two things.
 */
import { COUNTERS_MARK } from '../../options';
import { script } from '../script';
import { MARK, TRAILER } from './prelude';

/**
 * KEYS  1 state  2 log  3 inbox  4 hot  5 timers  6 seen
 * ARGV  1 thread  2 number of oldest entries to forget  3 length of the log as it was seen  4 '1' forget the rest as well, 'timers' and its timers too
 * reply 1 done | 0 left alone: it has work to do, a timer that is not to go, is just being joined, or grew meanwhile
 */
export const TRIM = script(6, TRAILER, `
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
if all then
  redis.call('DEL', KEYS[3])
  redis.call('ZREM', KEYS[6], '${COUNTERS_MARK}')
end
return 1
`);

/**
 * The counters of a thread of which nothing else is left: kept until an hour that the first look notes, then gone.
 *
 * KEYS  1 state  2 log  3 inbox  4 hot  5 timers  6 seen
 * ARGV  1 thread  2 hour until which they are kept from now on  3 this hour  4 oldest hour of a mark that counts  5 '1' they may go
 * reply 1 gone | 0 kept
 */
export const END = script(6, TRAILER, `
local kept = redis.call('ZSCORE', KEYS[6], '${COUNTERS_MARK}')
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', '(' .. tonumber(ARGV[4]) * ${MARK})
if ARGV[5] ~= '1' then return 0 end
local state, _, _, moved = parse(redis.call('GET', KEYS[1]))
if state ~= '' or string.sub(moved, 1, 1) == '?' or redis.call('EXISTS', KEYS[2], KEYS[3]) > 0 then return 0 end
if redis.call('HEXISTS', KEYS[4], ARGV[1]) == 1 or redis.call('ZSCORE', KEYS[5], ARGV[1]) then return 0 end
local marks = redis.call('ZCARD', KEYS[6]) - (redis.call('ZSCORE', KEYS[6], '${COUNTERS_MARK}') and 1 or 0)
if marks > 0 then return 0 end
if not kept then
  redis.call('ZADD', KEYS[6], tonumber(ARGV[2]) * ${MARK}, '${COUNTERS_MARK}')
elseif tonumber(kept) <= tonumber(ARGV[3]) * ${MARK} then
  redis.call('DEL', KEYS[1], KEYS[6])
  return 1
end
return 0
`);
