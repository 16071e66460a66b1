-- Records the activity of several users.
--
-- KEYS[1]      the sorted set of online users, scored by the time until which they are online
-- KEYS[1 + i]  the hash of the user i
-- ARGV[1]      the field to set: that of requests, or of connections to a node
-- ARGV[2]      how long the hash of an inactive user is kept, in milliseconds
-- then for each user, each of them once:
--              the time of the activity, in milliseconds
--              until when it keeps the user online, which never shortens what another activity or node set
--              the user
--
-- returns      {}

local call, KEYS, ARGV = redis.call, KEYS, ARGV
local field, retention = ARGV[1], ARGV[2]
local online = {}
for i = 2, #KEYS do
  local at = 3 * i - 3
  local time = ARGV[at]
  call('HSET', KEYS[i], field, time, 's', time)
  call('PEXPIRE', KEYS[i], retention)
  online[2 * i - 3] = ARGV[at + 1]
  online[2 * i - 2] = ARGV[at + 2]
end
call('ZADD', KEYS[1], 'GT', unpack(online))
return {}
