/**
 * Handing out effects (I4, I9): those in flight whose lease ran out, and timers that came due. A timer that fires
 * becomes an effect in flight, so it has one lease, one retry and one end like every other.
 */
import { script } from '../script';
import { HOT, TRAILER } from './prelude';

/**
 * KEYS  1 hot  2 timers
 * ARGV  1 machine now  2 effect lease until  3 business now  4 limit
 * reply { next due after business now or '', { thread with due timers... },
 *         { thread, suffix, token, was sending, base, effect, due or '', failures ... } }
 */
export const SWEEP = script(2, `
local now, limit = tonumber(ARGV[1]), tonumber(ARGV[4])
local claimed, count = {}, 0
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if count >= limit then break end
  local hot, changed = cmsgpack.unpack(all[i + 1]), false
  for _, effect in ipairs(hot[3] or {}) do
    if effect[2] <= now and count < limit then
      effect[2], effect[3], changed, count = tonumber(ARGV[2]), effect[3] + 1, true, count + 1
      for _, part in ipairs({ all[i], effect[1], effect[3], effect[4], effect[5], effect[6], effect[7] or '', effect[8] or 0 }) do
        claimed[#claimed + 1] = part
      end
    end
  end
  if changed then redis.call('HSET', KEYS[1], all[i], cmsgpack.pack(hot)) end
end
local due = {}
if count < limit then due = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[3], 'LIMIT', 0, limit - count) end
local after = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[3], '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return { after[2] or '', due, claimed }
`);

/**
 * KEYS  1 state  2 hot  3 timers
 * ARGV  1 thread  2 business now  3 effect lease until
 * reply { suffix, due, base, effect ... } in order of due times; {} when another process was faster
 */
export const FIRE = script(3, TRAILER, HOT, `
local was = tonumber(redis.call('ZSCORE', KEYS[3], ARGV[1]) or '')
local now = tonumber(ARGV[2])
if not was or was > now then return {} end
local _, _, _, _, timers = parse(redis.call('GET', KEYS[1]))
for place, timer in ipairs(timers) do timer[5] = place end
table.sort(timers, function(a, b) return a[2] < b[2] or a[2] == b[2] and a[5] < b[5] end)
local hot, packed = hotOf(KEYS[2], ARGV[1])
local fired, earliest = {}, nil
for _, timer in ipairs(timers) do
  if timer[2] >= was and timer[2] <= now then
    hot[3][#hot[3] + 1] = { timer[1], tonumber(ARGV[3]), 1, 0, tonumber(timer[3]), timer[4], timer[2] }
    for _, part in ipairs({ timer[1], timer[2], timer[3], timer[4] }) do fired[#fired + 1] = part end
  elseif timer[2] > now and (not earliest or timer[2] < earliest) then
    earliest = timer[2]
  end
end
if earliest then redis.call('ZADD', KEYS[3], earliest, ARGV[1]) else redis.call('ZREM', KEYS[3], ARGV[1]) end
keepHot(KEYS[2], ARGV[1], hot, packed)
return fired
`);
