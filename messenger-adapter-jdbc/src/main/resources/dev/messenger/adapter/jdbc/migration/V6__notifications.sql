-- A new message has no row per recipient: reading notifications computes those of messages
-- (docs/adr/0064-notifications-made-when-read.md). Stored are the other notifications, and what that computation needs.

-- id: that of the message for notifications of a new message, else drawn from the sequence of messages. It grows with time,
-- and an event notifies a user at most once.
create table notifications (
    user_id    bigint not null,
    id         bigint not null,
    type       text not null,
    chat_id    bigint not null,
    message_id bigint,
    actor_id   bigint not null,
    detail     text collate "C",
    created_at timestamptz not null,
    primary key (user_id, id)
);
-- A message notifies a user once: of the message itself, or of a mention.
create unique index notifications_message on notifications (message_id, user_id)
    where type in ('message_created', 'mention');
create unique index notifications_reaction on notifications (message_id, user_id, actor_id, detail)
    where type = 'reaction_added';
-- A tree, as a BRIN index reads all pages that it has not summarised yet, which under heavy writing are many.
create index notifications_age on notifications (created_at);

-- One row: the event up to which notifications are created. Its lock is held while the next ones are created.
create table notification_cursor (
    is_only boolean primary key default true check (is_only),
    cursor  bigint not null
);
insert into notification_cursor (cursor) values (0);

-- Messages after one and up to another notified the user, who has muted or left the chat since.
create table notified_spans (
    user_id          bigint not null,
    chat_id          bigint not null,
    after_message_id bigint not null,
    until_message_id bigint not null,
    closed_at        timestamptz not null default now(),
    primary key (user_id, chat_id, until_message_id)
);
create index notified_spans_age on notified_spans (closed_at);

-- Messages that do not notify the user: a mention does instead, or in a small chat the user had blocked the sender.
create table notification_exceptions (
    user_id    bigint not null,
    message_id bigint not null,
    created_at timestamptz not null,
    primary key (user_id, message_id)
);
create index notification_exceptions_age on notification_exceptions (created_at);

-- One row. retained_since: older messages notify nobody any more. expired_message_id: all messages up to it are older, so
-- no reader looks further back.
create table notification_retention (
    is_only            boolean primary key default true check (is_only),
    retained_since     timestamptz not null,
    expired_message_id bigint not null
);
insert into notification_retention (retained_since, expired_message_id) values ('-infinity', 0);
