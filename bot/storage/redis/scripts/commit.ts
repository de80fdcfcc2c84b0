/**
 * Moves state, entries, effects, timers and the inbox together or not at all (I3), naming the version that was seen.
 *
 * KEYS  1 state  2 log  3 inbox  4 hot  5 timers
 * ARGV  1 thread  2 version seen  3 state  4 consumed  5 thread lease until  6 effect lease until
 *       7 number of entries  8 number of effects  9 customer without an answer: '1' yes, '0' no, '' as before
 *       10 machine now  then entries, then due ('' = at once) and effect of each effect,
 *       then suffixes of cancelled keys
 * reply { 0, position of the first entry, event... } | { 1, stored state or '', event... } stale | { 2, into } moved
 * The first write is one that Redis refuses when its memory or disk is full; behind another one it would not be.
 */
import { EVENTS_AT_ONCE } from '../../options';
import { script } from '../script';
import { HOT, TRAILER, waiting } from './prelude';

export const COMMIT = script(5, TRAILER, HOT, waiting(EVENTS_AT_ONCE), `
local thread = ARGV[1]
local t = redis.call('GET', KEYS[1])
local _, version, base, moved, timers = parse(t)
if moved ~= '' then return { 2, (string.match(moved, '^%S+ (.*)$')) } end

local hot, packed = hotOf(KEYS[4], thread)
if version ~= tonumber(ARGV[2]) then
  local events = waiting(hot[2], KEYS[3], KEYS[2], base)
  if #events > 0 then
    hot[1] = tonumber(ARGV[5])
    keepHot(KEYS[4], thread, hot, packed)
  end
  return followed({ 1, t or '' }, events)
end
version = version + 1

local entries, effects = tonumber(ARGV[7]), tonumber(ARGV[8])
local cancelled = {}
for i = 11 + entries + 2 * effects, #ARGV do cancelled[ARGV[i]] = true end

local position = base
if entries > 0 then
  position = base + redis.call('RPUSH', KEYS[2], unpack(ARGV, 11, 10 + entries)) - entries
else
  position = base + redis.call('LLEN', KEYS[2])
end

local was = #timers > 0 and tonumber(redis.call('ZSCORE', KEYS[5], thread) or '') or nil
local live, earliest = {}, nil
local function wait(timer)
  live[#live + 1] = timer
  if not earliest or timer[2] < earliest then earliest = timer[2] end
end
for _, timer in ipairs(timers) do
  if was and timer[2] >= was and not cancelled[timer[1]] then wait(timer) end
end
local flying = {}
for _, effect in ipairs(hot[3]) do
  if not cancelled[effect[1]] then flying[#flying + 1] = effect end
end
for i = 0, effects - 1 do
  local suffix, due, effect = version .. '/' .. i, ARGV[11 + entries + 2 * i], ARGV[12 + entries + 2 * i]
  if due == '' then
    flying[#flying + 1] = { suffix, tonumber(ARGV[6]), 1, 0, position, effect }
  else
    wait({ suffix, tonumber(due), position, effect })
  end
end

local next = joined(ARGV[3], version, base, '', live)
redis.call('SET', KEYS[1], next)
if earliest and earliest ~= was then redis.call('ZADD', KEYS[5], earliest, thread) end
if was and not earliest then redis.call('ZREM', KEYS[5], thread) end

local consumed = tonumber(ARGV[4])
if consumed > 0 and hot[2] then
  hot[2] = false
  consumed = consumed - 1
end
if consumed > 0 then redis.call('LTRIM', KEYS[3], consumed, -1) end
local events = waiting(hot[2], KEYS[3], KEYS[2], base)
hot[1] = #events > 0 and tonumber(ARGV[5]) or 0
hot[3] = flying
if ARGV[9] == '0' then hot[4] = nil end
if (#events > 0 or ARGV[9] == '1') and not hot[4] then hot[4] = math.floor(tonumber(ARGV[10]) / 1000) end
keepHot(KEYS[4], thread, hot, packed)
return followed({ 0, position }, events)
`);
