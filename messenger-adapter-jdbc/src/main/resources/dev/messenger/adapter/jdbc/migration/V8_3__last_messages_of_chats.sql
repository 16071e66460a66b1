-- What a chat tells of its messages without looking at them (docs/adr/0062-chat-list.md): how many it had got, deleted ones
-- included, which is the number of the newest; and the newest one that is not deleted. Moved with each message, so that it must stay in
-- place on its page.
alter table chats
    add column message_count   bigint not null default 0,
    add column last_message_id bigint,
    add column last_message_at timestamptz,
    set (fillfactor = 70);
update chats
set message_count = newest.number
from chats c
cross join lateral (select number from messages where chat_id = c.id order by id desc limit 1) newest
where chats.id = c.id;
update chats
set last_message_id = last.id, last_message_at = last.created_at
from chats c
cross join lateral (
    select id, created_at from messages where chat_id = c.id and deleted_at is null order by id desc limit 1) last
where chats.id = c.id;

-- The highest message that the member deleted for themselves: what is beyond it needs no look.
alter table chat_members add column own_deletion_id bigint not null default 0;
update chat_members me
set own_deletion_id = hidden.message_id
from (select chat_id, user_id, max(message_id) as message_id from hidden_messages group by chat_id, user_id) hidden
where me.chat_id = hidden.chat_id and me.user_id = hidden.user_id;

-- How many messages the sender had written into the chat with this one: how many of one's own lie between two of them is a difference too
-- (docs/adr/0061-unread-counts.md).
alter table messages add column sender_number bigint;
update messages m
set sender_number = counted.number
from (select chat_id, id, row_number() over (partition by chat_id, sender_id order by id) as number from messages) counted
where m.chat_id = counted.chat_id and m.id = counted.id;
alter table messages alter column sender_number set not null;
