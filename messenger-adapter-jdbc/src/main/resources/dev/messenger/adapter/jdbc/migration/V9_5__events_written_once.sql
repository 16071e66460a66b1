-- What has no cursor yet is a table of its own, so that an event is written to outbox once, with its cursor (docs/adr/0003-outbox.md). A row
-- is what one statement appended: an event, or new messages. Those are the arrays, in the order of the messages; their ids are those of their
-- events, and the first one is the row's. Rows come and go quickly: giving back empty pages would lock the table each time.
create table outbox_pending (
    id           bigint primary key default nextval('messages_id_seq'),
    type         text not null,
    chat_id      bigint,
    message_id   bigint,
    user_id      bigint,
    member_id    bigint,
    addressee_id bigint,
    detail       text,
    message_ids  bigint[],
    chat_ids     bigint[],
    sender_ids   bigint[],
    created_at   timestamptz not null default clock_timestamp(),
    check ((user_id is null) = (message_ids is not null))
) with (vacuum_truncate = off);

-- Whatever has no cursor by now gets one, as it would have got it from the next reader.
lock table outbox_sequencer, outbox;
with next as (
    select ctid as place, last_cursor + row_number() over (order by id) as cursor
    from outbox_sequencer
    cross join (select id, ctid from outbox where cursor is null) unnumbered
), counted as (
    update outbox_sequencer set last_cursor = last.cursor from (select max(cursor) as cursor from next) last where last.cursor is not null
)
update outbox set cursor = next.cursor from next where outbox.ctid = next.place;

-- Of the other indexes the condition that there is a cursor stays, as it costs nothing: they would have to be built anew without it.
drop index outbox_unsequenced;
drop index outbox_cursor;
alter table outbox
    add primary key (cursor),
    alter column id drop default,
    alter column created_at drop default,
    replica identity default;
