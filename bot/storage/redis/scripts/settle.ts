/**
 * How effects ended (I4: every one of them visibly), one call a shard; and the mark before an unrepeatable call.
 */
import { DEAD_LETTERS_KEPT } from '../../options';
import { script } from '../script';
import { HOT } from './prelude';

/**
 * KEYS  1 hot  2 dead letters
 * ARGV  1 machine now  then four each: thread, suffix, end (p performed or superseded, f failed, u uncertain, r retry),
 *       reason, or for a retry the machine time from when it may be handed out again
 * reply nothing. An effect that is not in flight any more is left alone.
 */
export const SETTLE = script(2, HOT, `
local function bury(thread, effect, how, reason)
  local letter = table.concat({ thread, effect[1], how, ARGV[1], effect[7] or '', effect[6], reason }, '\\t')
  redis.call('LPUSH', KEYS[2], letter)
  redis.call('LTRIM', KEYS[2], 0, ${DEAD_LETTERS_KEPT - 1})
end

for i = 2, #ARGV, 4 do
  local thread, suffix, how = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local hot, packed = hotOf(KEYS[1], thread)
  for place, effect in ipairs(hot[3]) do
    if effect[1] == suffix then
      if how == 'r' then
        effect[2], effect[4] = tonumber(ARGV[i + 3]), 0
      else
        table.remove(hot[3], place)
        if how ~= 'p' then bury(thread, effect, how, ARGV[i + 3]) end
      end
      keepHot(KEYS[1], thread, hot, packed)
      break
    end
  end
end
`);

/**
 * KEYS  1 hot
 * ARGV  1 thread  2 suffix  3 effect lease until
 * reply nothing
 */
export const SENDING = script(1, HOT, `
local hot, packed = hotOf(KEYS[1], ARGV[1])
for _, effect in ipairs(hot[3]) do
  if effect[1] == ARGV[2] then
    effect[2], effect[4] = tonumber(ARGV[3]), 1
    keepHot(KEYS[1], ARGV[1], hot, packed)
    break
  end
end
`);
