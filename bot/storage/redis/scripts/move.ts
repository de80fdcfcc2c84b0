/**
 * Joining a thread into another, which may live in another shard: three steps, each repeatable, so that a process that
 * dies in between only leaves work to repeat. Marked first (nothing is accepted or decided there any more), then
 * appended once, then cleared.
 */
import { script } from '../script';
import { HOT, MARK, TRAILER } from './prelude';

/**
 * KEYS  1 state  2 log  3 inbox  4 hot  5 timers
 * ARGV  1 thread  2 into  and of the effect that asks for it, where one does: 3 suffix  4 token  5 machine now
 * reply { shift ('?' = not appended yet), into, base, { entry... }, { waiting event or @position ... } }
 *       | nil the effect is not in flight for this holder any more, and nothing was marked
 */
export const DEPART = script(5, TRAILER, HOT, `
local state, version, base, moved = parse(redis.call('GET', KEYS[1]))
local hot = hotOf(KEYS[4], ARGV[1])
local function holds(suffix)
  for _, effect in ipairs(hot[3]) do
    if effect[1] == suffix then return effect[3] == tonumber(ARGV[4]) and effect[2] > tonumber(ARGV[5]) end
  end
  return false
end
if moved == '' then
  if ARGV[3] and not holds(ARGV[3]) then return false end
  moved = '? ' .. ARGV[2]
  redis.call('SET', KEYS[1], joined(state, version, base, moved, {}))
  redis.call('ZREM', KEYS[5], ARGV[1])
end
local shift, into = string.match(moved, '^(%S+) (.*)$')
if shift ~= '?' then return { shift, into, base, {}, {} } end
local events = redis.call('LRANGE', KEYS[3], 0, -1)
if hot[2] then table.insert(events, 1, hot[2]) end
return { shift, into, base, redis.call('LRANGE', KEYS[2], 0, -1), events }
`);

/**
 * KEYS  1 state  2 log  3 seen  4 inbox  5 hot
 * ARGV  1 thread  2 mark of this move  3 hour  4 base of the other  5 number of entries  then entries, then events
 * reply { 0, shift from the other's positions to these } | { 1, into } itself moved meanwhile
 */
export const ARRIVE = script(5, TRAILER, HOT, `
local _, _, base, moved = parse(redis.call('GET', KEYS[1]))
local entries, theirs = tonumber(ARGV[5]), tonumber(ARGV[4])
local seen = redis.call('ZSCORE', KEYS[3], ARGV[2])
if seen then return { 0, tonumber(seen) % ${MARK} - 1 - theirs } end
if moved ~= '' then return { 1, (string.match(moved, '^%S+ (.*)$')) } end
local position = base + redis.call('LLEN', KEYS[2])
redis.call('ZADD', KEYS[3], tonumber(ARGV[3]) * ${MARK} + position + 1, ARGV[2])
for i = 6, 5 + entries do redis.call('RPUSH', KEYS[2], ARGV[i]) end
for i = 6 + entries, #ARGV do
  local at = string.match(ARGV[i], '^@(%d+)$')
  redis.call('RPUSH', KEYS[4], at and '@' .. (tonumber(at) + position - theirs) or ARGV[i])
end
if #ARGV > 5 + entries then
  local hot, packed = hotOf(KEYS[5], ARGV[1])
  if hot[1] == 0 then
    hot[1] = 1
    keepHot(KEYS[5], ARGV[1], hot, packed)
  end
end
return { 0, position - theirs }
`);

/**
 * KEYS  1 state  2 inbox  3 hot
 * ARGV  1 thread  2 into  3 shift
 * reply nothing
 */
export const DEPARTED = script(3, TRAILER, HOT, `
local state, version, base, moved = parse(redis.call('GET', KEYS[1]))
redis.call('SET', KEYS[1], joined(state, version, base, ARGV[3] .. ' ' .. ARGV[2], {}))
redis.call('DEL', KEYS[2])
local hot, packed = hotOf(KEYS[3], ARGV[1])
hot[1], hot[2], hot[4] = 0, false, nil
keepHot(KEYS[3], ARGV[1], hot, packed)
`);
