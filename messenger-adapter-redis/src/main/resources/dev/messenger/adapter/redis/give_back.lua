-- Gives back the attempt that one call of take.lua counted: one of the same name that was counted at another time stays.
--
-- KEYS[i]        the windows to which the call added; all in one hash slot
-- ARGV[1]        cost of the call
-- ARGV[2]        name of the attempt
-- ARGV[3]        the time at which it was counted, as take.lua returned it
-- ARGV[3 + i]    the permits of the limit i: they determine the form of the window
--
-- returns        {removed}   how many permits are free again

local function give_back_single(key)
  if redis.call('GET', key) ~= ARGV[3] .. ' ' .. ARGV[2] then
    return 0
  end
  return redis.call('DEL', key)
end

local function give_back_log(key)
  local removed = 0
  for unit = 1, tonumber(ARGV[1]) do
    local member = ARGV[2] .. ':' .. unit
    local counted = redis.call('ZSCORE', key, member)
    if counted and tonumber(counted) == tonumber(ARGV[3]) then
      removed = removed + redis.call('ZREM', key, member)
    end
  end
  return removed
end

local removed = 0
for i, key in ipairs(KEYS) do
  if tonumber(ARGV[3 + i]) == 1 then
    removed = removed + give_back_single(key)
  else
    removed = removed + give_back_log(key)
  end
end
return {removed}
