-- What each message pays for (docs/adr/0060-group-commit.md): an index less for what can be seen, an index less for who wrote it, and no
-- look at the sender's row. Their membership refers to it, and users who have written are never removed.
alter table messages drop constraint messages_sender_id_fkey;

-- History, last message and unread counts read the primary key alone, as long as the visibility map is fresh.
alter table attachments drop constraint attachments_chat_id_message_id_fkey;
alter table messages drop constraint messages_pkey;
alter table messages add constraint messages_pkey primary key (chat_id, id) include (sender_id, created_at, deleted_at);
alter table attachments add constraint attachments_chat_id_message_id_fkey
    foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade;
drop index messages_visible;

-- How many someone has written into a chat, and what they wrote, for the export.
drop index messages_own;
drop index messages_sender;
create index messages_sender on messages (sender_id, chat_id, id);
