-- Cursors and ids never go back, also when a backup was restored (rule R13, docs/adr/0091-epochs.md).

-- epoch_cursor: where the present epoch began. Lower cursors were handed out before a backup was restored, or by another
-- installation; 0 in tables that are older than epochs.
-- incarnation: what incarnation() returned when the epoch began.
alter table outbox_sequencer
    add column epoch_cursor bigint not null default 0,
    add column incarnation text collate "C";

-- What no restored copy shares with its original: the cluster, which a new one with the same data has not; its timeline, which
-- changes when a backup is recovered to a point in time, and when a standby takes over; the database; and the table and its
-- file, which are new where a dump was loaded. Null on a standby. A function that the user may not call is left out.
create function incarnation() returns text
    language plpgsql stable
as $$
declare
    system text := '-';
begin
    if pg_is_in_recovery() then
        return null;
    end if;
    if has_function_privilege('pg_control_system()', 'execute') then
        select system_identifier into system from pg_control_system();
    end if;
    return concat_ws(' ', system, left(pg_walfile_name(pg_current_wal_lsn()), 8),
        (select oid from pg_database where datname = current_database()),
        cast(cast('outbox_sequencer' as regclass) as oid), pg_relation_filenode('outbox_sequencer'));
end
$$;

-- 100,000 numbers a second since 1970: beyond everything that was drawn from a sequence before, in whatever copy of the
-- database, unless a copy wrote more than that at all times; below 2^53 for the next 2,000 years.
create function epoch_floor() returns bigint
    language sql stable
as $$
    select cast(extract(epoch from clock_timestamp()) * 100000 as bigint)
$$;

-- Begins an epoch: cursors go on beyond the floor.
create function begin_epoch() returns void
    language sql volatile
as $$
    update outbox_sequencer
    set last_cursor = greatest(last_cursor, floor), epoch_cursor = greatest(last_cursor, floor),
        incarnation = incarnation()
    from (select epoch_floor() as floor offset 0) once
$$;

-- Keeps the present epoch: for tables of an earlier version, which do not say where it began.
create function remember_incarnation() returns void
    language sql volatile
as $$
    update outbox_sequencer set incarnation = incarnation()
$$;

-- Has all ids go on beyond the floor too.
create function move_ids_on() returns void
    language plpgsql volatile
as $$
declare
    place record;
begin
    for place in
        select pg_get_serial_sequence(name, 'id') as sequence
        from unnest(array[
            'users', 'mail_queue', 'account_changes', 'chats', 'chat_members', 'messages', 'reaction_counts',
            'attachments']) name
    loop
        if coalesce(pg_sequence_last_value(cast(place.sequence as regclass)), 0) < epoch_floor() then
            perform setval(cast(place.sequence as regclass), epoch_floor());
        end if;
    end loop;
end
$$;
