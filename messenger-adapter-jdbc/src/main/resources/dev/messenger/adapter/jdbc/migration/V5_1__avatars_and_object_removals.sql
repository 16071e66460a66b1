-- An avatar is the key of an uploaded object, or an address of http or https.
alter table users add column avatar text collate "C";
alter table chats add column avatar text collate "C";

-- due_at: when to look whether anything refers to the object; null while something is known to.
-- reserved_until: it is somebody's to make something of until then (an avatar that was accepted and not stored yet).
alter table uploads
    add column due_at timestamptz,
    add column reserved_until timestamptz not null default '-infinity';
update uploads set due_at = created_at + interval '24 hours' where message_id is null;
create index uploads_due on uploads (due_at) where due_at is not null;

-- Objects to be removed from the store, which have no row in uploads any more, so that nothing can refer to them again.
create table object_removals (
    object_key text collate "C" primary key,
    issued_at  timestamptz not null,
    due_at     timestamptz not null
);
create index object_removals_due on object_removals (due_at);

-- What refers to an object. The foreign key makes a forward hold the object while its transaction runs.
alter table attachments add foreign key (object_key) references uploads;
create index attachments_object on attachments (object_key);
create index users_avatar on users (avatar) where avatar is not null;
create index chats_avatar on chats (avatar) where avatar is not null;

-- Whatever takes a reference away, a cascade included, has the object looked at in the same transaction: nothing is forgotten,
-- whoever dies in between. The rows are locked first, and in one order: who collects decides under this lock too.
create function release_objects(keys text[]) returns void language sql as $$
    update uploads set due_at = '-infinity'
    where object_key in (select object_key from uploads where object_key = any (keys) order by object_key for no key update)
$$;

create function release_attached_objects() returns trigger language plpgsql as $$
begin
    perform release_objects((select array_agg(distinct object_key) from gone));
    return null;
end
$$;
create trigger attachments_release after delete on attachments
    referencing old table as gone for each statement execute function release_attached_objects();

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
