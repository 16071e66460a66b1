-- Counts attempts, one after the other: each against several sliding windows, or against none of them when one would be exceeded
-- (rule L1). An attempt leaves a window as soon as it is as old as the window is long, by Redis' own clock, in microseconds.
--
-- A window of one permit is a string: when the attempt in it was counted, and its name. It is set before the other limits of the
-- attempt are known to let it pass, and taken away when one of them does not: that is one command where looking first would be two.
--
-- Any other window is a log: a sorted set with one member for each attempt that counts, scored by the moment it was counted. An
-- attempt of cost n has the members attempt:1 to attempt:n. What has left the window is removed when there is no room otherwise,
-- and about every TIDY attempts. So a log has at most as many members as there are permits.
--
-- Both expire with the youngest of what they hold.
--
-- KEYS           the windows of the first attempt, of the second one, and so on; all in one hash slot
-- ARGV           of how many terms there are attempts; for each of these terms:
--                  the cost of an attempt, at least 1 and at most the permits of any limit
--                  the number of limits, at most 50
--                  for each limit: the permits, at least 1; the length of the window in microseconds, and in milliseconds (up)
--                then for each attempt:
--                  the number of its terms, from 1
--                  its name; a limit against which this name counts already lets it pass and is not touched
--
-- returns        {now, reply_1, ..., reply_n}, with a reply for each attempt:
--                  not below 0: passed; the sum of 1 if it was added to its first limit, 2 if to the second one, 4, 8, ...
--                  below 0: refused; the same attempt would pass after so many microseconds

local TIDY = 16

-- what is looked up often is found faster in a local
local call, KEYS, ARGV = redis.call, KEYS, ARGV
local text = string.format

local time = call('TIME')
local now = time[1] * 1000000 + time[2]
local now_text = text('%.0f', now)

-- How long it takes until a log lets the attempt pass. One that counts already never has to wait, not even when it has left the
-- window, for the others that count beside it leave room for it.
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
  -- so many have to leave first: this is the last of them
  local last = call('ZRANGE', key, excess - 1, excess - 1, 'WITHSCORES')
  return last[2] - limit.start
end

-- Adds an attempt that does not have to wait to a log, and tells whether it did: not when it counts already.
local function add_to_log(key, limit, cost, attempt)
  local member = attempt .. ':1'
  if call('ZADD', key, 'NX', now_text, member) == 0 then
    if tonumber(call('ZSCORE', key, member)) > limit.start then
      return false
    end
    call('ZADD', key, now_text, member) -- it had left the window, and was not removed yet
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
  local moment, name = string.match(found, '^(%d+) (.*)$')
  local wait = moment - limit.start
  if wait > 0 then
    return name == attempt and 0 or wait, false
  end
  if refused then
    return 0, false
  end
  call('SET', key, now_text .. ' ' .. attempt, 'PX', limit.expiry) -- up to a millisecond before the other one expires
  return 0, true
end

local function read_terms(at)
  local terms = {cost = tonumber(ARGV[at])}
  for i = 1, tonumber(ARGV[at + 1]) do
    local permits = tonumber(ARGV[at - 1 + 3 * i])
    terms[i] = {
      is_single = permits == 1,
      permits = permits,
      start = now - ARGV[at + 3 * i], -- what was counted then or before has left the window
      expiry = ARGV[at + 1 + 3 * i]
    }
  end
  return terms, at + 2 + 3 * #terms
end

local function take_away_singles(keys_before, terms, added)
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
    take_away_singles(keys_before, terms, added)
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
