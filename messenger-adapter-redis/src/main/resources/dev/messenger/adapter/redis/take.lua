-- Counts attempts, one after the other: each against several sliding windows, or against none of them when one would be exceeded
-- (rule L1).
--
-- A window is a log: a sorted set with one member for each attempt that counts, scored by the moment it was counted, in
-- microseconds of Redis' own clock. An attempt of cost n has the members attempt:1 to attempt:n. An attempt leaves the
-- window as soon as it is as old as the window is long. A log has at most as many members as there are permits, and
-- expires with the youngest of them.
--
-- KEYS           the logs of the limits of the first attempt, of the second one, and so on; all in one hash slot
-- ARGV           for each attempt:
--                  the number of its limits
--                  its cost, at least 1 and at most the permits of any limit
--                  its name; a limit against which this name counts already lets it pass and is not touched
--                  for each of its limits: the permits, at least 1, and the length of the window in microseconds
--
-- returns for each attempt
--                {1, now, counted_1, ..., counted_n}   passed; counted_i is 1 when this call added to limit i, else 0
--                {0, wait}                             refused; the same attempt would pass after so many microseconds

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local now_text = string.format('%.0f', now)

-- whether the attempt counts against the limit already, and if not, how long it takes until the limit lets it pass; an attempt
-- that counts already never has to wait, not even when it has left the window, for the others that count beside it leave room
-- for it
local function look(limit, cost, attempt)
  redis.call('ZREMRANGEBYSCORE', limit.key, '-inf', string.format('%.0f', now - limit.window))
  if redis.call('ZSCORE', limit.key, attempt .. ':1') then
    return true, 0
  end
  local excess = redis.call('ZCARD', limit.key) + cost - limit.permits
  if excess <= 0 then
    return false, 0
  end
  -- so many have to leave first: this is the last of them
  local last = redis.call('ZRANGE', limit.key, excess - 1, excess - 1, 'WITHSCORES')
  return false, last[2] + limit.window - now
end

local function take(limits, cost, attempt)
  local wait = 0
  for _, limit in ipairs(limits) do
    local limit_wait
    limit.counts_already, limit_wait = look(limit, cost, attempt)
    wait = math.max(wait, limit_wait)
  end
  if wait > 0 then
    return {0, wait}
  end
  local reply = {1, now}
  for i, limit in ipairs(limits) do
    if limit.counts_already then
      reply[i + 2] = 0
    else
      for unit = 1, cost do
        redis.call('ZADD', limit.key, now_text, attempt .. ':' .. unit)
      end
      redis.call('PEXPIRE', limit.key, string.format('%.0f', math.ceil(limit.window / 1000)))
      reply[i + 2] = 1
    end
  end
  return reply
end

local replies = {}
local key, at = 0, 1
while at <= #ARGV do
  local limits = {}
  for i = 1, tonumber(ARGV[at]) do
    limits[i] = {key = KEYS[key + i], permits = tonumber(ARGV[at + 1 + 2 * i]), window = tonumber(ARGV[at + 2 + 2 * i])}
  end
  replies[#replies + 1] = take(limits, tonumber(ARGV[at + 1]), ARGV[at + 2])
  key = key + #limits
  at = at + 3 + 2 * #limits
end
return replies
