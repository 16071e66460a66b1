-- Reads the presence of several users.
--
-- KEYS    a hash for each user
-- returns for each key, in order, a list of alternating fields and values; empty when there is no such hash

local found = {}
for i, key in ipairs(KEYS) do
    found[i] = redis.call('HGETALL', key)
end
return found
