-- is_forward: also when the author is not named, then forwarded_from_id is null.
-- sent_text: what was sent before the first edit, kept where a client id may ask for it again (rule M2).
alter table messages
    add column is_forward boolean not null default false,
    add column edited boolean not null default false,
    add column sent_text text,
    add constraint messages_deleted_without_sent_text check (deleted_at is null or sent_text is null);

-- Threads: the replies to a message in the order of their ids.
create index messages_replies on messages (chat_id, reply_to_id, id) where reply_to_id is not null;

-- Who is mentioned where, for messages that are not deleted. The tables below have no foreign key to messages: a row of
-- theirs is found through its message alone, and what is left of a deleted chat is purged by chat.
create table message_mentions (
    chat_id    bigint not null,
    user_id    bigint not null,
    message_id bigint not null,
    primary key (chat_id, user_id, message_id)
);
create index message_mentions_message on message_mentions (chat_id, message_id);

-- Deleted for one user alone.
create table hidden_messages (
    chat_id    bigint not null,
    user_id    bigint not null,
    message_id bigint not null,
    primary key (chat_id, user_id, message_id)
);

create table reactions (
    chat_id    bigint not null,
    message_id bigint not null,
    emoji      text collate "C" not null,
    user_id    bigint not null,
    created_at timestamptz not null,
    primary key (chat_id, message_id, emoji, user_id)
);

-- The counts of the table above, so that reading them costs the same however many reacted. id: the order of first use.
create table reaction_counts (
    chat_id    bigint not null,
    message_id bigint not null,
    emoji      text collate "C" not null,
    id         bigint generated always as identity,
    count      integer not null check (count > 0),
    primary key (chat_id, message_id, emoji)
);
