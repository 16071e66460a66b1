-- Records that a user has no connection to a node any more.
--
-- KEYS[1]   the hash of the user
-- KEYS[2]   the sorted set of online users, scored by the time until which they are online
-- ARGV[1]   the field of the node
-- ARGV[2]   now, in milliseconds
-- ARGV[3]   how long a request keeps its sender online, in milliseconds
-- ARGV[4]   how long a heartbeat does so
-- ARGV[5]   the user
--
-- returns   {}

redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], 's', ARGV[2])
local fields = redis.call('HGETALL', KEYS[1])
local online_until = 0
for i = 1, #fields, 2 do
    local time = tonumber(fields[i + 1])
    if fields[i] == 'r' then
        online_until = math.max(online_until, time + ARGV[3])
    elseif string.sub(fields[i], 1, 2) == 'n:' then
        online_until = math.max(online_until, time + ARGV[4])
    end
end
redis.call('ZADD', KEYS[2], string.format('%.0f', online_until), ARGV[5])
return {}
