-- How many messages a chat had got with this one, deleted ones included: how many lie between two of them is a difference, and
-- not a count (docs/adr/0061-unread-counts.md).
alter table messages add column number bigint;
update messages m
set number = counted.number
from (select chat_id, id, row_number() over (partition by chat_id order by id) as number from messages) counted
where m.chat_id = counted.chat_id and m.id = counted.id;
alter table messages alter column number set not null;

-- What is taken from that difference: messages of one's own, and deleted ones.
create index messages_own on messages (chat_id, sender_id, id);
create index messages_deleted on messages (chat_id, id) include (sender_id) where deleted_at is not null;
