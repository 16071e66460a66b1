-- Someone has no connection to a node any more.
--
-- KEYS[1]   the hash of the user
-- KEYS[2]   the sorted set of those online, by the moment until which they are
-- ARGV[1]   the field of the node
-- ARGV[2]   now, in milliseconds
-- ARGV[3]   how long a request keeps its sender online, in milliseconds
-- ARGV[4]   how long a heartbeat does
-- ARGV[5]   the user
--
-- returns   {}

redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], 's', ARGV[2])
local known = redis.call('HGETALL', KEYS[1])
local till = 0
for i = 1, #known, 2 do
    local moment = tonumber(known[i + 1])
    if known[i] == 'r' then
        till = math.max(till, moment + ARGV[3])
    elseif string.sub(known[i], 1, 2) == 'n:' then
        till = math.max(till, moment + ARGV[4])
    end
end
redis.call('ZADD', KEYS[2], string.format('%.0f', till), ARGV[5])
return {}
