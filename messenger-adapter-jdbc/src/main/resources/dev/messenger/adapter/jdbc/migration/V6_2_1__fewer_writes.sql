-- An event is written twice, and each index of it too (docs/adr/0003-outbox.md). Until it has a cursor it is known by its id alone,
-- and from then on by its cursor.
alter table outbox
    drop constraint outbox_pkey,
    drop constraint outbox_cursor_unique,
    replica identity full;
create unique index outbox_cursor on outbox (cursor) where cursor is not null;

-- Few at any time, and looked for again and again.
create index users_inactive on users (created_at) where activated_at is null;
