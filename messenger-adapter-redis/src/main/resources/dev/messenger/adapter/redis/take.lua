-- Counts an attempt against several sliding windows, or against none of them when one would be exceeded (rule L1).
--
-- A window is a log: a sorted set with one member for each attempt that counts, scored by the moment it was counted, in
-- microseconds of Redis' own clock. An attempt of cost n has the members attempt:1 to attempt:n. An attempt leaves the
-- window as soon as it is as old as the window is long. A log has at most as many members as there are permits, and
-- expires with the youngest of them.
--
-- KEYS[i]        the log of limit i; all in one hash slot
-- ARGV[1]        cost, at least 1 and at most the permits of any limit
-- ARGV[2]        name of the attempt; a limit against which this name counts already lets it pass and is not touched
-- ARGV[2i + 1]   permits of limit i, at least 1
-- ARGV[2i + 2]   length of the window of limit i, in microseconds
--
-- returns        {1, now, counted_1, ..., counted_n}   passed; counted_i is 1 when this call added to limit i, else 0
--                {0, wait}                             refused; the same attempt would pass after so many microseconds

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cost = tonumber(ARGV[1])
local attempt = ARGV[2]

local function permits(i)
  return tonumber(ARGV[2 * i + 1])
end

local function window(i)
  return tonumber(ARGV[2 * i + 2])
end

local function counts_already(i)
  return redis.call('ZSCORE', KEYS[i], attempt .. ':1')
end

-- how long it takes until limit i lets the attempt pass; an attempt that counts already never has to wait, not even when it
-- has left the window, for the others that count beside it leave room for it
local function wait_for(i)
  if counts_already(i) then
    return 0
  end
  local count = redis.call('ZCARD', KEYS[i])
  local excess = count + cost - permits(i)
  if excess <= 0 then
    return 0
  end
  -- so many have to leave first: this is the last of them
  local last = redis.call('ZRANGE', KEYS[i], excess - 1, excess - 1, 'WITHSCORES')
  return last[2] + window(i) - now
end

local wait = 0
for i = 1, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', now - window(i)))
  wait = math.max(wait, wait_for(i))
end
if wait > 0 then
  return {0, wait}
end

local reply = {1, now}
for i = 1, #KEYS do
  if counts_already(i) then
    reply[i + 2] = 0
  else
    for unit = 1, cost do
      redis.call('ZADD', KEYS[i], string.format('%.0f', now), attempt .. ':' .. unit)
    end
    redis.call('PEXPIRE', KEYS[i], string.format('%.0f', math.ceil(window(i) / 1000)))
    reply[i + 2] = 1
  end
end
return reply
