-- Of messages, members of all chats are told when they read their notifications: one row for each message, whatever the number of
-- members (docs/adr/0064-notifications-made-when-read.md). What was stored for each member of small chats stays until it is old.
-- is_large: the chat was large, and the blocks of the moment of reading count.
-- untold: members who are not told of it: who is told of a mention instead, and who had blocked the sender of a message to a small chat.
alter table large_chat_posts rename to chat_posts;
alter table chat_posts rename constraint large_chat_posts_pkey to chat_posts_pkey;
alter table chat_posts
    add column is_large boolean not null default true,
    add column untold bigint[];
alter table chat_posts alter column is_large drop default;
update chat_posts post
set untold = told.users
from (
    select old.chat_id, old.message_id, array_agg(stored.user_id) as users
    from chat_posts old
    join notifications stored on stored.message_id = old.message_id
    where stored.type in ('message_created', 'mention')
    group by old.chat_id, old.message_id
) told
where told.chat_id = post.chat_id and told.message_id = post.message_id;
drop index large_chat_posts_message;
create index chat_posts_message on chat_posts (chat_id, message_id);

-- The newest message when the member unmuted the chat. Of what lies behind it, and behind the baseline, they are told.
alter table chat_members add column unmuted_message_id bigint not null default 0;
-- Users were told of the messages behind one and up to another, and have muted or left the chat since.
create table told_spans (
    user_id          bigint not null,
    chat_id          bigint not null,
    after_message_id bigint not null,
    until_message_id bigint not null,
    closed_at        timestamptz not null default now(),
    primary key (user_id, chat_id, until_message_id)
);

-- Old ones are found by trees: a BRIN index reads all pages that it has no summary of yet, which under heavy writing are many.
drop index large_chat_posts_age;
drop index notifications_age;
create index chat_posts_age on chat_posts (created_at);
create index notifications_age on notifications (created_at);
create index told_spans_age on told_spans (closed_at);
