/**
 * Recovery: which threads of a shard lost their holder, and taking one of them over (I2: the lease is checked again, so only
 * one process gets it); and looking at what is not at rest.
 */
import { EVENTS_AT_ONCE } from '../../options';
import { script } from '../script';
import { HOT, waiting } from './prelude';

/**
 * KEYS  1 hot
 * ARGV  1 machine now  2 limit
 * reply { thread... }
 */
export const EXPIRED = script(1, `
local now, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
local threads = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local lease = cmsgpack.unpack(all[i + 1])[1]
  if lease ~= 0 and lease <= now and #threads < limit then threads[#threads + 1] = all[i] end
end
return threads
`);

/**
 * KEYS  1 state  2 log  3 inbox  4 hot
 * ARGV  1 thread  2 machine now  3 lease until
 * reply {} not to be had | { stored state or '', event... }
 */
export const TAKE = script(4, HOT, waiting(EVENTS_AT_ONCE), `
local hot, packed = hotOf(KEYS[4], ARGV[1])
if hot[1] == 0 or hot[1] > tonumber(ARGV[2]) then return {} end
local t = redis.call('GET', KEYS[1])
local base, moved = 0, ''
if t then base, moved = string.match(t, '\\n%d+\\t(%d+)\\t([^\\t\\n]*)\\t[^\\n]*$') end
if moved ~= '' then return {} end
local events = waiting(hot[2], KEYS[3], KEYS[2], tonumber(base))
hot[1] = #events > 0 and tonumber(ARGV[3]) or 0
keepHot(KEYS[4], ARGV[1], hot, packed)
if #events == 0 then return {} end
return followed({ t or '' }, events)
`);

/**
 * KEYS  1 hot
 * ARGV  1 machine time in seconds
 * reply { thread, since ... } of those whose customer waits for an answer since then or longer
 */
export const UNANSWERED = script(1, `
local before, waiting = tonumber(ARGV[1]), {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local since = cmsgpack.unpack(all[i + 1])[4]
  if since and since <= before then
    waiting[#waiting + 1] = all[i]
    waiting[#waiting + 1] = since
  end
end
return waiting
`);

/**
 * KEYS  1 hot
 * reply 1 when a thread is held or an effect is in flight, else 0
 */
export const BUSY = script(1, `
for _, packed in ipairs(redis.call('HVALS', KEYS[1])) do
  local hot = cmsgpack.unpack(packed)
  if hot[1] ~= 0 or #(hot[3] or {}) > 0 then return 1 end
end
return 0
`);
