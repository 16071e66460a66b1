-- Counts attempts, one after the other: each against several sliding windows, or against none of them when one would be exceeded
-- (rule L1). An attempt leaves a window as soon as it is as old as the window is long, by Redis' own clock, in microseconds.
--
-- A window of one permit is a string: when the attempt in it was counted, and its name. It is set before the other limits of the
-- attempt are checked, and deleted when one of them refuses: that is one command, where reading first would take two.
--
-- Any other window is a log: a sorted set with one member for each attempt that counts, scored by the time at which it was counted. An
-- attempt of cost n has the members attempt:1 to attempt:n. Members that have left the window are removed when there is no room
-- otherwise, and about every TIDY attempts, so a log never has more members than there are permits.
--
-- Both expire with their youngest attempt.
--
-- KEYS           the windows of the first attempt, of the second one, and so on; all in one hash slot
-- ARGV           the number of different terms; for each of them:
--                  the cost of an attempt, at least 1 and at most the permits of any limit
--                  the number of limits, at most 50
--                  for each limit: the permits, at least 1; the length of the window in microseconds, and in milliseconds (up)
--                then for each attempt:
--                  the number of its terms, from 1
--                  its name; a limit that counts this name already lets it pass and is not changed
--
-- returns        {now, reply_1, ..., reply_n}, with one reply per attempt:
--                  not below 0: passed; the sum of 1 if it was added to its first limit, 2 if to the second one, 4, 8, ...
--                  below 0: refused; the same attempt would pass after so many microseconds

local TIDY = 16

-- locals are faster to access than globals
local call, KEYS, ARGV = redis.call, KEYS, ARGV
local text = string.format

local time = call('TIME')
local now = time[1] * 1000000 + time[2]
local now_text = text('%.0f', now)

-- How long it takes until a log lets the attempt pass. An attempt that is counted already never waits, not even when it has
-- left the window, as the others leave room for it.
local function wait_for_log(key, limit, cost, attempt)
  local members = call('ZCARD', key)
  if members + cost <= limit.permits and members % TIDY + cost < TIDY then
    return 0
  end
  members = members - call('ZREMRANGEBYSCORE', key, '-inf', text('%.0f', limit.start))
  local excess = members + cost - limit.permits
  if excess <= 0 or call('ZSCORE', key, attempt .. ':1') then
    return 0
  end
  -- the last of the members that have to leave first
  local last = call('ZRANGE', key, excess - 1, excess - 1, 'WITHSCORES')
  return last[2] - limit.start
end

-- Adds an attempt that does not have to wait to a log; returns whether it was added, which it is not when it counts already.
local function add_to_log(key, limit, cost, attempt)
  local member = attempt .. ':1'
  if call('ZADD', key, 'NX', now_text, member) == 0 then
    if tonumber(call('ZSCORE', key, member)) > limit.start then
      return false
    end
    call('ZADD', key, now_text, member) -- it has left the window, and is not removed yet
  end
  for unit = 2, cost do
    call('ZADD', key, now_text, attempt .. ':' .. unit)
  end
  call('PEXPIRE', key, limit.expiry)
  return true
end

-- How long it takes until a single lets the attempt pass, and whether it was added: not when it has to wait, when it counts
-- already, or when another limit refuses it anyway.
local function wait_for_or_add_to_single(key, limit, attempt, refused)
  if not refused and call('SET', key, now_text .. ' ' .. attempt, 'PX', limit.expiry, 'NX') then
    return 0, true
  end
  local found = call('GET', key)
  if not found then
    return 0, false
  end
  local time_counted, name = string.match(found, '^(%d+) (.*)$')
  local wait = time_counted - limit.start
  if wait > 0 then
    return name == attempt and 0 or wait, false
  end
  if refused then
    return 0, false
  end
  call('SET', key, now_text .. ' ' .. attempt, 'PX', limit.expiry) -- the old one expires up to a millisecond late
  return 0, true
end

local function read_terms(at)
  local terms = {cost = tonumber(ARGV[at])}
  for i = 1, tonumber(ARGV[at + 1]) do
    local permits = tonumber(ARGV[at - 1 + 3 * i])
    terms[i] = {
      is_single = permits == 1,
      permits = permits,
      start = now - ARGV[at + 3 * i], -- attempts counted at this time or before have left the window
      expiry = ARGV[at + 1 + 3 * i]
    }
  end
  return terms, at + 2 + 3 * #terms
end

local function delete_singles(keys_before, terms, added)
  for i = 1, #terms do
    if added % 2 == 1 then
      call('DEL', KEYS[keys_before + i])
    end
    added = math.floor(added / 2)
  end
end

local function take(keys_before, terms, attempt)
  local cost, longest, added, worth = terms.cost, 0, 0, 1
  for i = 1, #terms do
    local limit, wait, is_added = terms[i], 0, false
    if limit.is_single then
      wait, is_added = wait_for_or_add_to_single(KEYS[keys_before + i], limit, attempt, longest > 0)
    else
      wait = wait_for_log(KEYS[keys_before + i], limit, cost, attempt)
    end
    if wait > longest then
      longest = wait
    end
    if is_added then
      added = added + worth
    end
    worth = worth * 2
  end
  if longest > 0 then
    delete_singles(keys_before, terms, added)
    return -longest
  end
  worth = 1
  for i = 1, #terms do
    local limit = terms[i]
    if not limit.is_single and add_to_log(KEYS[keys_before + i], limit, cost, attempt) then
      added = added + worth
    end
    worth = worth * 2
  end
  return added
end

local all_terms = {}
local at = 2
for i = 1, tonumber(ARGV[1]) do
  all_terms[i], at = read_terms(at)
end
local replies = {now}
local keys_before = 0
for i = at, #ARGV, 2 do
  local terms = all_terms[tonumber(ARGV[i])]
  replies[#replies + 1] = take(keys_before, terms, ARGV[i + 1])
  keys_before = keys_before + #terms
end
return replies
