-- Objects in the store, each attached to at most one message: message_id is set by the first.
-- due_at: when to check whether anything refers to the object; null while something does.
-- reserved_until: until then the object is not collected, although nothing refers to it yet.
create table uploads (
    object_key     text collate "C" primary key,
    owner_id       bigint not null references users,
    type           text not null,
    size           bigint not null check (size > 0),
    created_at     timestamptz not null,
    message_id     bigint,
    due_at         timestamptz,
    reserved_until timestamptz not null default '-infinity'
);
create index uploads_due on uploads (due_at) where due_at is not null;

-- The foreign key to uploads makes a forward lock the object's row until its transaction ends.
create table attachments (
    chat_id    bigint not null,
    id         bigint generated always as identity (maxvalue 9007199254740991),
    message_id bigint not null,
    object_key text collate "C" not null references uploads,
    type       text not null,
    size       bigint not null,
    waveform   bytea, -- one byte per point
    created_at timestamptz not null,
    primary key (chat_id, id),
    foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
create index attachments_message on attachments (chat_id, message_id, id);
create index attachments_object on attachments (object_key);

-- Objects to remove from the store. They have no row in uploads any more, so nothing can refer to them again.
create table object_removals (
    object_key text collate "C" primary key,
    issued_at  timestamptz not null,
    due_at     timestamptz not null
);
create index object_removals_due on object_removals (due_at);

-- Removing a reference, be it by a cascade, schedules the check of its object in the same transaction, so that a crash
-- forgets none. The rows are locked first, in one order: the collector decides under the same locks.
create function release_objects(keys text[]) returns void language sql as $$
    update uploads set due_at = '-infinity'
    where object_key in (select object_key from uploads where object_key = any (keys) order by object_key for no key update)
$$;

create function release_attached_objects() returns trigger language plpgsql as $$
begin
    perform release_objects((select array_agg(distinct object_key) from deleted));
    return null;
end
$$;
create trigger attachments_release after delete on attachments
    referencing old table as deleted for each statement execute function release_attached_objects();

create function release_avatar() returns trigger language plpgsql as $$
begin
    perform release_objects(array[old.avatar]);
    return null;
end
$$;
create trigger users_release_avatar after update of avatar on users
    for each row when (old.avatar is not null and old.avatar is distinct from new.avatar)
    execute function release_avatar();
create trigger users_release_last_avatar after delete on users
    for each row when (old.avatar is not null) execute function release_avatar();
create trigger chats_release_avatar after update of avatar on chats
    for each row when (old.avatar is not null and old.avatar is distinct from new.avatar)
    execute function release_avatar();
create trigger chats_release_last_avatar after delete on chats
    for each row when (old.avatar is not null) execute function release_avatar();
