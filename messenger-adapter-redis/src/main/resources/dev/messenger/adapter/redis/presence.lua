-- Reads what is known of several users.
--
-- KEYS    a hash for each user
-- returns for each key, in order, a list of its fields and values by turns; empty when there is no such hash

local found = {}
for i, key in ipairs(KEYS) do
    found[i] = redis.call('HGETALL', key)
end
return found
