-- What counts against the caps of a user is found without the rest of what the user has.

-- Groups and channels that a user owns (rule H16).
create index chat_members_owned on chat_members (user_id) where role = 'owner';

-- All uploads of a user, for the cap of their bytes (rule D7).
create index uploads_owner on uploads (owner_id) include (size);

-- Uploads that no message has (rule D7). confirmed: the object was seen in the store.
alter table uploads add column confirmed boolean not null default false;
create index uploads_pending on uploads (owner_id, created_at) where message_id is null;
