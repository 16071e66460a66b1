-- Of new messages users are told by the messages themselves (docs/adr/0064-notifications-made-when-read.md). What is kept of them is who is
-- not told: who is told of a mention instead, and who had blocked the sender of a message to a small chat.
create table untold_messages (
    user_id    bigint not null,
    message_id bigint not null,
    created_at timestamptz not null,
    primary key (user_id, message_id)
);
create index untold_messages_age on untold_messages (created_at);
insert into untold_messages (user_id, message_id, created_at)
select unnest(untold), message_id, created_at from chat_posts where untold is not null
union
select user_id, message_id, created_at from notifications where type in ('message_created', 'mention')
on conflict do nothing;

-- One row. kept_from: nobody is told any more of messages that are older. forgotten_message_id: all up to it are, so that no reader goes
-- farther back. At first that is what has no post any more, or what has been looked at, where nothing has one.
create table notification_retention (
    is_only              boolean primary key default true check (is_only),
    kept_from            timestamptz not null,
    forgotten_message_id bigint not null
);
insert into notification_retention (kept_from, forgotten_message_id)
values ('-infinity', coalesce(
    (select min(message_id) from chat_posts) - 1,
    (select min(message_id) from outbox
     where type = 'message_created' and (cursor is null or cursor > (select cursor from notification_cursor))) - 1,
    (select max(id) from messages),
    0));

-- Small chats had rows of users at first and no posts: whom these say nothing of was not told.
insert into untold_messages (user_id, message_id, created_at)
select reader.user_id, m.id, m.created_at
from messages m
join (
    select chat_id, user_id from chat_members
    union
    select chat_id, user_id from told_spans
) reader on reader.chat_id = m.chat_id
where m.id > (select forgotten_message_id from notification_retention)
    and m.id <= (select max(message_id) from notifications where type = 'message_created')
    and not exists (select from chat_posts post where post.chat_id = m.chat_id and post.message_id = m.id)
on conflict do nothing;

drop table chat_posts;

-- What tells of a new message has its id; all else draws one where messages do, and so what is there comes before all messages once.
alter table notifications drop constraint notifications_pkey;
update notifications set id = message_id where type in ('message_created', 'mention');
update notifications
set id = renewed.id
from (
    select place, nextval('messages_id_seq') as id
    from (
        select ctid as place from notifications where type not in ('message_created', 'mention') order by created_at, id
    ) old
) renewed
where notifications.ctid = renewed.place;
alter table notifications add primary key (user_id, id);
