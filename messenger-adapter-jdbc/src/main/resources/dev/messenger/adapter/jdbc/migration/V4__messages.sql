-- The row of a deleted message stays, without its text: replies refer to it and its client id stays taken. There are no
-- foreign keys to users and chats, as every message would pay for checking them; users who have written are never removed.
create table messages (
    chat_id           bigint not null,
    id                bigint generated always as identity (maxvalue 9007199254740991),
    -- The position in the chat, and among the sender's messages in the chat, deleted ones included: unread counts are
    -- differences of these (docs/adr/0061-unread-counts.md).
    number            bigint not null,
    sender_id         bigint not null,
    sender_number     bigint not null,
    type              text not null,
    text              text,
    sent_text         text, -- the text before the first edit, for messages with a client id (rule M2)
    client_message_id text collate "C",
    reply_to_id       bigint,
    is_forward        boolean not null default false,
    forwarded_from_id bigint, -- null also for a forward that does not name its author
    edited            boolean not null default false,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    deleted_at        timestamptz,
    -- History, last message and unread counts read this index alone while the visibility map is fresh.
    primary key (chat_id, id) include (sender_id, created_at, deleted_at),
    constraint messages_deleted_without_text check (deleted_at is null or text is null),
    constraint messages_deleted_without_sent_text check (deleted_at is null or sent_text is null)
) with (autovacuum_vacuum_insert_scale_factor = 0.02);
create index messages_id on messages (id);
create unique index messages_client_id_unique on messages (chat_id, sender_id, client_message_id)
    where client_message_id is not null;
-- A sender's messages: their number in a chat, and the export.
create index messages_sender on messages (sender_id, chat_id, id);
-- Threads: the replies to a message in the order of their ids.
create index messages_replies on messages (chat_id, reply_to_id, id) where reply_to_id is not null;
-- Unread counts subtract deleted messages.
create index messages_deleted on messages (chat_id, id) include (sender_id) where deleted_at is not null;

-- The search keys of a message: every run of three characters and the last two characters of its text, without letter case,
-- and its chat. A search term of two characters matches the beginning of a run (docs/adr/0031-message-search.md).
--
-- The text is cut into pieces of three from its first, its second and its third character on, with U+0001, which counts as a
-- blank in a text, before each piece. Folded text has no capital C, so no piece looks like a chat. Regular expressions are
-- the cheapest built-in way, as they walk through the text once.
create function messages_search_keys(chat_id bigint, body text) returns tsvector
    language plpgsql immutable strict parallel safe
as $$
declare
    folded constant text := translate(lower(upper(body)), E'\x01', ' ');
begin
    return array_to_tsvector(string_to_array(
        'C' || chat_id
            || regexp_replace(folded, '..?.?', E'\x01\\&', 'g')
            || regexp_replace(substr(folded, 2), '..?.?', E'\x01\\&', 'g')
            || regexp_replace(substr(folded, 3), '..?.?', E'\x01\\&', 'g'),
        E'\x01'));
end
$$;

-- A background job moves pending keys into the index every second. Only when the pending list is full does a writer have to
-- do it, so the list is long.
create index messages_search on messages using gin (messages_search_keys(chat_id, text))
    with (gin_pending_list_limit = 32768)
    where deleted_at is null;
-- Statistics of the keys take long to gather, and no plan depends on them.
alter index messages_search alter column 1 set statistics 0;

-- The tables below have no foreign key to messages: their rows are only found through a message, and those of a deleted chat
-- are purged by chat.

-- Mentions in messages that are not deleted.
create table message_mentions (
    chat_id    bigint not null,
    user_id    bigint not null,
    message_id bigint not null,
    primary key (chat_id, user_id, message_id)
);
create index message_mentions_message on message_mentions (chat_id, message_id);

-- Messages that a user deleted for themselves alone.
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

-- The counts of reactions, so that reading them costs the same however many users reacted. id is the order of first use.
create table reaction_counts (
    chat_id    bigint not null,
    message_id bigint not null,
    emoji      text collate "C" not null,
    id         bigint generated always as identity,
    count      integer not null check (count > 0),
    primary key (chat_id, message_id, emoji)
);
