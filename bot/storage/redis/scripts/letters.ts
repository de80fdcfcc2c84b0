/** Dead letters, `<thread> TAB <suffix> TAB <how> TAB <machine time> TAB ...`: brought forward, and forgotten. */
import { script } from '../script';

/**
 * Dead letters of the first layout into the second: there, base and token of the effect stand before it. What was not kept
 * cannot be found again, so the old ones are listed as before and not sent again.
 *
 * KEYS  1 dead letters
 * ARGV  none
 * reply how many were brought forward
 */
export const BRING_LETTERS_FORWARD = script(1, `
local changed = 0
for place, letter in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  local head, effect = string.match(letter, '^([^\\t]*\\t[^\\t]*\\t%a\\t%d+\\t%d*\\t)(%[.*)$')
  if head then
    redis.call('LSET', KEYS[1], place - 1, head .. '\\t\\t' .. effect)
    changed = changed + 1
  end
end
return changed
`);

/**
 * The oldest stand last.
 *
 * KEYS  1 dead letters
 * ARGV  1 machine time: what ended before it goes  2 how many at most
 * reply how many went
 */
export const FORGET_OLD_LETTERS = script(1, `
local gone = 0
while gone < tonumber(ARGV[2]) do
  local letter = redis.call('LINDEX', KEYS[1], -1)
  if not letter or tonumber(string.match(letter, '^[^\\t]*\\t[^\\t]*\\t%a\\t(%d+)\\t')) >= tonumber(ARGV[1]) then break end
  redis.call('RPOP', KEYS[1])
  gone = gone + 1
end
return gone
`);

/**
 * KEYS  1 dead letters
 * ARGV  1 thread
 * reply how many went
 */
export const FORGET_LETTERS_OF = script(1, `
local gone = 0
for _, letter in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  if string.match(letter, '^[^\\t]*') == ARGV[1] then gone = gone + redis.call('LREM', KEYS[1], 1, letter) end
end
return gone
`);
