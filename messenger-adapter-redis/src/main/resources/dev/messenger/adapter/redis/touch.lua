-- Writes down that several users were there.
--
-- KEYS[1]      the sorted set of those online, by the moment until which they are
-- KEYS[1 + i]  the hash of the user i
-- ARGV[1]      the field that says how they were there: by a request, or by a connection to a node
-- ARGV[2]      how long the hash of someone who is not seen again is kept, in milliseconds
-- then for each user, each of them once:
--              when they were there, in milliseconds
--              until when they are online by that, which never shortens what another moment or node gave
--              the user
--
-- returns      {}

local call, KEYS, ARGV = redis.call, KEYS, ARGV
local field, memory = ARGV[1], ARGV[2]
local online = {}
for i = 2, #KEYS do
  local at = 3 * i - 3
  local moment = ARGV[at]
  call('HSET', KEYS[i], field, moment, 's', moment)
  call('PEXPIRE', KEYS[i], memory)
  online[2 * i - 3] = ARGV[at + 1]
  online[2 * i - 2] = ARGV[at + 2]
end
call('ZADD', KEYS[1], 'GT', unpack(online))
return {}
