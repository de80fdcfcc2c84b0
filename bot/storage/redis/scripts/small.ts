/**
 * Reading a transcript from a position, and reading and compare-and-set of a shared record.
 */
import { script } from '../script';

/**
 * KEYS  1 state  2 log
 * ARGV  1 from (a position)  2 limit
 * reply { position of the first entry, entry... }
 */
export const READ = script(2, `
local t = redis.call('GET', KEYS[1])
local base = t and tonumber(string.match(t, '\\n%d+\\t(%d+)\\t[^\\n]*$')) or 0
local first = math.max(tonumber(ARGV[1]), base)
local reply = redis.call('LRANGE', KEYS[2], first - base, first - base + tonumber(ARGV[2]) - 1)
table.insert(reply, 1, first)
return reply
`);

/**
 * KEYS  1 record
 * ARGV  1 expected version (0 = must not exist)  2 JSON
 * reply 1 saved | 0 stale
 */
export const PUT = script(1, `
local held = redis.call('GET', KEYS[1])
local version = held and string.match(held, '^(%d+):') or '0'
if tonumber(version) ~= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], (tonumber(version) + 1) .. ':' .. ARGV[2])
return 1
`);

/**
 * KEYS  1 record
 * ARGV  1 the version that the caller holds
 * reply nil none | 0 that one still | the record
 */
export const NEWER = script(1, `
local head = redis.call('GETRANGE', KEYS[1], 0, 20)
if string.match(head, '^(%d+):') == ARGV[1] then return 0 end
return redis.call('GET', KEYS[1])
`);
