-- Events, with the cursor that they get after their commit (docs/adr/0003-outbox.md). Ids come from the sequence of
-- messages, and the event of a new message has the id of the message, so that notifications of both are in one order
-- (docs/adr/0064-notifications-made-when-read.md). No foreign keys: an event may outlive its subject.
-- user_id: the actor. member_id: the member concerned, if any. detail: further data, by type.
-- addressee_id: the only recipient; null for events for the members of chat_id, or without a chat for the acquaintances of
-- user_id, whose profile changed.
create table outbox (
    cursor       bigint primary key,
    id           bigint not null,
    type         text not null,
    chat_id      bigint,
    message_id   bigint,
    user_id      bigint not null,
    member_id    bigint,
    addressee_id bigint,
    detail       text,
    created_at   timestamptz not null
);
-- Catching up is one probe per chat of the user, one for the user's own events, and one per partner of a private chat.
create index outbox_chat on outbox (chat_id, cursor) where addressee_id is null and cursor is not null;
create index outbox_addressee on outbox (addressee_id, cursor) where addressee_id is not null and cursor is not null;
create index outbox_person on outbox (user_id, cursor)
    where chat_id is null and addressee_id is null and cursor is not null;

-- What one statement appended and has no cursor yet: one event, or the events of new messages as arrays in the order of the
-- messages, whose ids are those of their events; the row has the first of them. A table of its own lets an event be written
-- to outbox once. Rows live for milliseconds: giving back empty pages would lock the table each time.
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

-- One row: the last cursor, and the one up to which old events were removed. Its lock lets one transaction at a time assign
-- cursors.
create table outbox_sequencer (
    is_only        boolean primary key default true check (is_only),
    last_cursor    bigint not null,
    trimmed_cursor bigint not null default 0
);
insert into outbox_sequencer (last_cursor) values (0);
