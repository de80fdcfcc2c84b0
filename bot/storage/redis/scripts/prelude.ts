/**
 * Lua shared by the steps on one thread. A thread's string is its state and, behind the last newline, a trailer of
 * fields that each end in a tab: version, base offset of the transcript, `<shift> <into>` when moved, then four fields
 * a timer (suffix of its key, due, base of its commit, effect). No effect or id holds a raw tab or newline; a state may.
 *
 * A timer in the trailer is live while its due is not before the thread's score in the timers' set: firing only moves
 * that score, the trailer is rewritten by the next commit anyway.
 */
export const TRAILER = `
local function parse(t)
  if not t then return '', 0, 0, '', {} end
  local cut = string.find(t, '\\n[^\\n]*$')
  local field = {}
  for part in string.gmatch(string.sub(t, cut + 1), '([^\\t]*)\\t') do field[#field + 1] = part end
  local timers = {}
  for i = 4, #field, 4 do timers[#timers + 1] = { field[i], tonumber(field[i + 1]), field[i + 2], field[i + 3] } end
  return string.sub(t, 1, cut - 1), tonumber(field[1]), tonumber(field[2]), field[3], timers
end

local function joined(state, version, base, moved, timers)
  local part = { state, '\\n', version, '\\t', base, '\\t', moved, '\\t' }
  for _, timer in ipairs(timers) do
    part[#part + 1] = string.format('%s\\t%.0f\\t%s\\t%s\\t', timer[1], timer[2], timer[3], timer[4])
  end
  return table.concat(part)
end
`;

/**
 * The hot record of a thread: `{ decision lease (0 = free), first waiting event or false, effects in flight, since when its
 * customer waits for an answer (machine time in seconds) or nil }`. An effect in flight is `{ suffix, lease until, token,
 * sending, base, effect, due or false, failures or nil, since when it is put off (machine time in seconds) or nil }`.
 */
export const HOT = `
local function hotOf(key, thread)
  local packed = redis.call('HGET', key, thread)
  local hot = packed and cmsgpack.unpack(packed) or { 0, false }
  hot[3] = hot[3] or {}
  return hot, packed
end

local function keepHot(key, thread, hot, packed)
  if hot[1] == 0 and #hot[3] == 0 and not hot[4] then
    if packed then redis.call('HDEL', key, thread) end
    return
  end
  if #hot[3] == 0 and not hot[4] then hot[3] = nil end
  redis.call('HSET', key, thread, cmsgpack.pack(hot))
end
`;

/** Waiting events, oldest first; `@<position>` stands for the event that an entry implies and is replaced by the entry. */
export const waiting = (most: number): string => `
local function waiting(head, inbox, log, base)
  local events = {}
  if head then events[1] = head end
  for _, event in ipairs(redis.call('LRANGE', inbox, 0, ${most - 1} - #events)) do events[#events + 1] = event end
  for i, event in ipairs(events) do
    if string.sub(event, 1, 1) == '@' then
      events[i] = '@' .. redis.call('LINDEX', log, tonumber(string.sub(event, 2)) - base)
    end
  end
  return events
end

local function followed(reply, events)
  for _, event in ipairs(events) do reply[#reply + 1] = event end
  return reply
end
`;

/** Two to the 24: a dedupe mark's score is `hour * MARK + position + 1`. */
export const MARK = 16_777_216;
