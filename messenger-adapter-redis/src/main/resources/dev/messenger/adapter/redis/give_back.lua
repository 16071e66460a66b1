-- Takes back what one call of take.lua counted, and nothing else: an attempt of the same name that was counted at
-- another moment stays.
--
-- KEYS[i]        the logs to which the call added; all in one hash slot
-- ARGV[1]        cost of the call
-- ARGV[2]        name of the attempt
-- ARGV[3]        the moment at which it was counted, as take.lua returned it
--
-- returns        {removed}   how many members were removed

local removed = 0
for i = 1, #KEYS do
  for unit = 1, tonumber(ARGV[1]) do
    local member = ARGV[2] .. ':' .. unit
    local counted = redis.call('ZSCORE', KEYS[i], member)
    if counted and tonumber(counted) == tonumber(ARGV[3]) then
      removed = removed + redis.call('ZREM', KEYS[i], member)
    end
  end
end
return {removed}
