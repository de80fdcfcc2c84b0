/**
 * Reading a transcript from a position, and reading, compare-and-set and the end of a shared record.
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
 * KEYS  1 record  2 ends
 * ARGV  1 expected version (0 = must not exist)  2 JSON  3 name  4 end in business time ('' = none)  5 version of a new record
 * reply the version saved | 0 stale
 * The first write is one that Redis refuses when its memory or disk is full; behind another one it would not be.
 */
export const PUT = script(2, `
local held = redis.call('GET', KEYS[1])
local version = held and string.match(held, '^(%d+):') or '0'
if tonumber(version) ~= tonumber(ARGV[1]) then return 0 end
local saved = held and tonumber(version) + 1 or tonumber(ARGV[5])
redis.call('SET', KEYS[1], string.format('%.0f:', saved) .. ARGV[2])
if ARGV[4] == '' then redis.call('ZREM', KEYS[2], ARGV[3]) else redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3]) end
return saved
`);

/**
 * KEYS  1 address
 * ARGV  1 the thread that it leads to as it was seen
 * reply 1 it leads nowhere now | 0 it leads elsewhere
 */
export const UNBIND = script(1, `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`);

/**
 * Looked at again in one step: what was written meanwhile has another end, or none.
 *
 * KEYS  1 ends  2 record...
 * ARGV  1 business time: what ended before it goes  2 name...
 * reply how many went
 */
export const FORGET_RECORDS = script(1, `
local gone = 0
for i = 2, #KEYS do
  local ends = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if ends and tonumber(ends) < tonumber(ARGV[1]) then
    redis.call('DEL', KEYS[i])
    redis.call('ZREM', KEYS[1], ARGV[i])
    gone = gone + 1
  end
end
return gone
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
