/**
 * How effects ended (I4: every one of them visibly), many in one call; and the mark before an unrepeatable call.
 */
import { DEAD_LETTERS_KEPT } from '../../options';
import { script } from '../script';
import { HOT } from './prelude';

/**
 * KEYS  hot and dead letters of a shard, then those of the next (several shards only where they share a node)
 * ARGV  1 machine now  then five each: place of the shard's hot among KEYS, thread, suffix,
 *       end (p performed or superseded, f failed, u uncertain, r retry),
 *       reason, or for a retry the machine time from when it may be handed out again
 * reply nothing. An effect that is not in flight any more is left alone.
 */
export const SETTLE = script(2, HOT, `
local function bury(key, thread, effect, how, reason)
  local letter = table.concat({ thread, effect[1], how, ARGV[1], effect[7] or '', effect[6], reason }, '\\t')
  redis.call('LPUSH', key, letter)
  redis.call('LTRIM', key, 0, ${DEAD_LETTERS_KEPT - 1})
end
for i = 2, #ARGV, 5 do
  local shard, thread, suffix, how = tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local hot, packed = hotOf(KEYS[shard], thread)
  for place, effect in ipairs(hot[3]) do
    if effect[1] == suffix then
      if how == 'r' then
        effect[2], effect[4] = tonumber(ARGV[i + 4]), 0
      else
        table.remove(hot[3], place)
        if how ~= 'p' then bury(KEYS[shard + 1], thread, effect, how, ARGV[i + 4]) end
      end
      keepHot(KEYS[shard], thread, hot, packed)
      break
    end
  end
end
`);

/**
 * KEYS  1 hot
 * ARGV  1 thread  2 suffix  3 effect lease until
 * reply { suffix, effect, due or '' ... } of the thread's other effects in flight, fired timers among them
 */
export const SENDING = script(1, HOT, `
local hot, packed = hotOf(KEYS[1], ARGV[1])
local others, found = {}, false
for _, effect in ipairs(hot[3]) do
  if effect[1] == ARGV[2] then
    effect[2], effect[4], found = tonumber(ARGV[3]), 1, true
  else
    for _, part in ipairs({ effect[1], effect[6], effect[7] or '' }) do others[#others + 1] = part end
  end
end
if found then keepHot(KEYS[1], ARGV[1], hot, packed) end
return others
`);
