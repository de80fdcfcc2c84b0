/**
 * Moves state, entries, effects, timers and the inbox together or not at all (I3), naming the version that was seen.
 *
 * KEYS  1 state  2 log  3 inbox  4 hot  5 timers
 * ARGV  1 thread  2 consumed  3 thread lease until  4 machine now  5 the decision, see apply.ts
 * reply { 0, position of the first entry, event... } | { 1, stored state or '', event... } stale | { 2, into } moved
 */
import { EVENTS_AT_ONCE } from '../../options';
import { script } from '../script';
import { APPLY } from './apply';
import { HOT, TRAILER, waiting } from './prelude';

export const COMMIT = script(5, TRAILER, HOT, APPLY, waiting(EVENTS_AT_ONCE), `
local thread = ARGV[1]
local key = { state = KEYS[1], log = KEYS[2], timers = KEYS[5] }
local t = redis.call('GET', KEYS[1])
local _, version, base, moved = parse(t)
if moved ~= '' then return { 2, (string.match(moved, '^%S+ (.*)$')) } end

local hot, packed = hotOf(KEYS[4], thread)
if version ~= tonumber(ARGV[5]) then
  local events = waiting(hot[2], KEYS[3], KEYS[2], base)
  if #events > 0 then
    hot[1] = tonumber(ARGV[3])
    keepHot(KEYS[4], thread, hot, packed)
  end
  return followed({ 1, t or '' }, events)
end

local position = apply(key, thread, t, hot, 5)
local consumed = tonumber(ARGV[2])
if consumed > 0 and hot[2] then
  hot[2] = false
  consumed = consumed - 1
end
if consumed > 0 then redis.call('LTRIM', KEYS[3], consumed, -1) end
local events = waiting(hot[2], KEYS[3], KEYS[2], base)
hot[1] = #events > 0 and tonumber(ARGV[3]) or 0
owe(hot, ARGV[10], #events > 0, ARGV[4])
keepHot(KEYS[4], thread, hot, packed)
return followed({ 0, position }, events)
`);
