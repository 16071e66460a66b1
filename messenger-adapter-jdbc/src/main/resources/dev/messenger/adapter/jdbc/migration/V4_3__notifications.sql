-- id: the cursor of the event that it tells of. It grows with time and is unique for a user, since an event tells a user of one thing.
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
-- Of a message a user is told once: that it is there, or that they are mentioned.
create unique index notifications_message on notifications (message_id, user_id)
    where type in ('message_created', 'mention');
create unique index notifications_reaction on notifications (message_id, user_id, actor_id, detail)
    where type = 'reaction_added';
-- Old ones lie together: a small index finds their pages.
create index notifications_age on notifications using brin (created_at) with (autosummarize = on);

-- The messages of large chats, one row whatever the number of members: their notifications are made of these when they are read.
create table large_chat_posts (
    chat_id    bigint not null,
    id         bigint not null,
    message_id bigint not null,
    sender_id  bigint not null,
    created_at timestamptz not null,
    primary key (chat_id, id)
);
create index large_chat_posts_message on large_chat_posts (chat_id, message_id);
create index large_chat_posts_age on large_chat_posts using brin (created_at) with (autosummarize = on);

-- One row: the event up to which notifications were made. Whoever holds its lock makes the next ones.
create table notification_cursor (
    is_only boolean primary key default true check (is_only),
    cursor  bigint not null
);
insert into notification_cursor (cursor) values (0);
