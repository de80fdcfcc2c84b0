/**
 * Lua that writes a decision: state, entries, effects and timers (I3). Shared by the step that commits and by the one that
 * accepts and commits at once. `at` is where the decision begins among the arguments:
 *
 * 0 version seen  1 state  2 effect lease until  3 number of entries  4 number of effects
 * 5 customer without an answer: '1' yes, '0' no, '' as before
 * 6 entries, then due ('' = at once) and effect of each effect, then suffixes of cancelled keys
 *
 * Tells the position of the first entry. The first write is one that Redis refuses when its memory or disk is full.
 */
export const APPLY = `
local function apply(key, thread, t, hot, at)
  local _, version, base, _, timers = parse(t)
  version = version + 1
  local entries, effects = tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
  local cancelled = {}
  for i = at + 6 + entries + 2 * effects, #ARGV do cancelled[ARGV[i]] = true end

  local position = base
  if entries > 0 then
    position = base + redis.call('RPUSH', key.log, unpack(ARGV, at + 6, at + 5 + entries)) - entries
  else
    position = base + redis.call('LLEN', key.log)
  end

  local was = #timers > 0 and tonumber(redis.call('ZSCORE', key.timers, thread) or '') or nil
  local live, earliest = {}, nil
  local function wait(timer)
    live[#live + 1] = timer
    if not earliest or timer[2] < earliest then earliest = timer[2] end
  end
  for _, timer in ipairs(timers) do
    if was and timer[2] >= was and not cancelled[timer[1]] then wait(timer) end
  end
  local flying = {}
  for _, effect in ipairs(hot[3]) do
    if not cancelled[effect[1]] then flying[#flying + 1] = effect end
  end
  for i = 0, effects - 1 do
    local suffix, due, effect = version .. '/' .. i, ARGV[at + 6 + entries + 2 * i], ARGV[at + 7 + entries + 2 * i]
    if due == '' then
      flying[#flying + 1] = { suffix, tonumber(ARGV[at + 2]), 1, 0, position, effect }
    else
      wait({ suffix, tonumber(due), position, effect })
    end
  end
  hot[3] = flying

  redis.call('SET', key.state, joined(ARGV[at + 1], version, base, '', live))
  if earliest and earliest ~= was then redis.call('ZADD', key.timers, earliest, thread) end
  if was and not earliest then redis.call('ZREM', key.timers, thread) end
  return position
end

local function owe(hot, owes, waits, now)
  if owes == '0' then hot[4] = nil end
  if (waits or owes == '1') and not hot[4] then hot[4] = math.floor(tonumber(now) / 1000) end
end
`;
