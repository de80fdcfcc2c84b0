/**
 * How effects ended (I4: every one of them visibly), many in one call; and the mark before an unrepeatable call.
 */
import { DEAD_LETTERS_KEPT } from '../../options';
import { script } from '../script';
import { HOT } from './prelude';

/**
 * KEYS  hot and dead letters of a shard, then those of the next (several shards only where they share a node)
 * ARGV  1 machine now  then six each: place of the shard's hot among KEYS, thread, suffix, token,
 *       end (p performed or superseded, f failed, u uncertain, r retry after a failure, w retry after a wait),
 *       reason, or for a retry the machine time from when it may be handed out again
 * reply nothing. An effect that is not in flight any more, or was handed out again since, is left alone.
 */
export const SETTLE = script(2, HOT, `
local function bury(key, thread, effect, how, reason)
  local letter = table.concat({ thread, effect[1], how, ARGV[1], effect[7] or '', effect[5], effect[3], effect[6], reason }, '\\t')
  redis.call('LPUSH', key, letter)
  redis.call('LTRIM', key, 0, ${DEAD_LETTERS_KEPT - 1})
end
for i = 2, #ARGV, 6 do
  local shard, thread, suffix, how = tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2], ARGV[i + 4]
  local hot, packed = hotOf(KEYS[shard], thread)
  for place, effect in ipairs(hot[3]) do
    if effect[1] == suffix and effect[3] == tonumber(ARGV[i + 3]) then
      if how == 'r' or how == 'w' then
        effect[2], effect[4] = tonumber(ARGV[i + 5]), 0
        effect[7], effect[8] = effect[7] or false, (effect[8] or 0) + (how == 'r' and 1 or 0)
        effect[9] = effect[9] or math.floor(tonumber(ARGV[1]) / 1000)
      else
        table.remove(hot[3], place)
        if how ~= 'p' then bury(KEYS[shard + 1], thread, effect, how, ARGV[i + 5]) end
      end
      keepHot(KEYS[shard], thread, hot, packed)
      break
    end
  end
end
`);

/**
 * KEYS  1 hot
 * ARGV  1 thread  2 suffix  3 token  4 effect lease until
 * reply { suffix, effect, due or '' ... } of the thread's other effects in flight, fired timers among them; nil when it ended
 *       or was handed out again
 */
export const SENDING = script(1, HOT, `
local hot, packed = hotOf(KEYS[1], ARGV[1])
local others, found = {}, false
for _, effect in ipairs(hot[3]) do
  if effect[1] == ARGV[2] then
    if effect[3] ~= tonumber(ARGV[3]) then return false end
    effect[2], effect[4], found = tonumber(ARGV[4]), 1, true
  else
    for _, part in ipairs({ effect[1], effect[6], effect[7] or '' }) do others[#others + 1] = part end
  end
end
if not found then return false end
keepHot(KEYS[1], ARGV[1], hot, packed)
return others
`);

/**
 * KEYS  1 hot
 * ARGV  1 machine time in seconds
 * reply { thread, suffix, token, handed out next, since, effect, due or '' ... } of what was put off then or earlier
 */
export const PUT_OFF = script(1, `
local before, found = tonumber(ARGV[1]), {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  for _, effect in ipairs(cmsgpack.unpack(all[i + 1])[3] or {}) do
    if effect[9] and effect[9] <= before then
      for _, part in ipairs({ all[i], effect[1], effect[3], string.format('%.0f', effect[2]), effect[9], effect[6], effect[7] or '' }) do
        found[#found + 1] = part
      end
    end
  end
end
return found
`);

/**
 * KEYS  1 hot
 * ARGV  1 effect lease until  then three each: thread, suffix, token
 * reply { '1' still held or '0' lost ... } in the order of the arguments
 */
export const RENEW = script(1, HOT, `
local reply = {}
for i = 2, #ARGV, 3 do
  local hot, packed = hotOf(KEYS[1], ARGV[i])
  local held = '0'
  for _, effect in ipairs(hot[3]) do
    if effect[1] == ARGV[i + 1] and effect[3] == tonumber(ARGV[i + 2]) then
      effect[2], held = tonumber(ARGV[1]), '1'
      keepHot(KEYS[1], ARGV[i], hot, packed)
      break
    end
  end
  reply[#reply + 1] = held
end
return reply
`);

/**
 * KEYS  1 hot  2 dead letters
 * ARGV  1 thread  2 suffix
 * reply 1 in flight again, to be handed out at once and never tried | 0 no such letter, or one from before its base was kept
 */
export const RESEND = script(2, HOT, `
local wanted = ARGV[1] .. '\\t' .. ARGV[2] .. '\\t'
for _, letter in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  if string.sub(letter, 1, #wanted) == wanted then
    local due, base, token, effect = string.match(string.sub(letter, #wanted + 1), '^%a\\t%d+\\t(%d*)\\t(%d+)\\t(%d+)\\t([^\\t]*)\\t')
    if not effect then return 0 end
    local hot, packed = hotOf(KEYS[1], ARGV[1])
    hot[3][#hot[3] + 1] = { ARGV[2], 1, tonumber(token), 0, tonumber(base), effect, tonumber(due) or false }
    keepHot(KEYS[1], ARGV[1], hot, packed)
    redis.call('LREM', KEYS[2], 1, letter)
    return 1
  end
end
return 0
`);
