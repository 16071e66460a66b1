-- When a deleted account had left all its chats; null while that is to be done.
alter table users add column departed_at timestamptz;
create index users_departing on users (deleted_at) where deleted_at is not null and departed_at is null;

-- What a user wrote, for the export.
create index messages_sender on messages (sender_id, id);
