/**
 * Accepts an event once (I1) and takes the thread when it is free.
 *
 * KEYS  1 state  2 log  3 seen  4 inbox  5 hot
 * ARGV  1 thread  2 dedupe mark  3 hour  4 oldest hour kept  5 machine now  6 lease until
 *       7 entry ('' = none)  8 event ('' = implied by the entry)
 * reply { 0, position } seen before | { 1, position, stored state or '', event... } held; no events = only this one
 *       | { 2, position } queued | { 3, into } moved
 * The first write is one that Redis refuses when its memory or disk is full; behind another one it would not be.
 */
import { EVENTS_AT_ONCE } from '../../options';
import { script } from '../script';
import { HOT, MARK, waiting } from './prelude';

export const ACCEPT = script(5, HOT, waiting(EVENTS_AT_ONCE), `
local t = redis.call('GET', KEYS[1])
local base, moved = 0, ''
if t then
  base, moved = string.match(t, '\\n%d+\\t(%d+)\\t([^\\t\\n]*)\\t[^\\n]*$')
  base = tonumber(base)
end

local seen = redis.call('ZSCORE', KEYS[3], ARGV[2])
local shift, into = string.match(moved, '^(%S+) (.*)$')
if seen and tonumber(seen) >= tonumber(ARGV[4]) * ${MARK} then
  local position = tonumber(seen) % ${MARK} - 1
  if position >= 0 then position = position + (tonumber(shift or '') or 0) end
  return { 0, position }
end
if into then return { 3, into } end

local position = -1
if ARGV[7] ~= '' then position = base + redis.call('RPUSH', KEYS[2], ARGV[7]) - 1 end
redis.call('ZADD', KEYS[3], tonumber(ARGV[3]) * ${MARK} + position + 1, ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', '(' .. tonumber(ARGV[4]) * ${MARK})

local event = ARGV[8]
if event == '' then event = '@' .. position end
local hot = hotOf(KEYS[5], ARGV[1])
if hot[1] > tonumber(ARGV[5]) then
  redis.call('RPUSH', KEYS[4], event)
  return { 2, position }
end

hot[1] = tonumber(ARGV[6])
if position >= 0 and not hot[4] then hot[4] = math.floor(tonumber(ARGV[5]) / 1000) end
local alone = not hot[2] and redis.call('EXISTS', KEYS[4]) == 0
if alone then hot[2] = event else redis.call('RPUSH', KEYS[4], event) end
keepHot(KEYS[5], ARGV[1], hot, true)
local reply = { 1, position, t or '' }
if alone then return reply end
return followed(reply, waiting(hot[2], KEYS[4], KEYS[2], base))
`);
