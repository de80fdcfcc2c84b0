/**
 * Dead letters of the first layout into the second: there, base and token of the effect stand before it. What was not kept
 * cannot be found again, so the old ones are listed as before and not sent again.
 */
import { script } from '../script';

/**
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
