create extension if not exists pg_trgm;

-- A chat is deleted by deleting its row: nobody finds it from then on, and its handle and its pair are free. Its members and
-- messages stay behind, without a foreign key, until they are purged in batches (docs/adr/0020-deleting-chats.md).
alter table chat_members drop constraint chat_members_chat_id_fkey;
alter table messages drop constraint messages_chat_id_fkey;

-- purged_at: all but the memberships is gone.
create table deleted_chats (
    chat_id    bigint primary key,
    deleted_at timestamptz not null,
    purged_at  timestamptz
);
create index deleted_chats_oldest on deleted_chats (deleted_at, chat_id);

alter table chats add column pinned_message_id bigint;

-- id: the later someone came, the higher. It orders members of one role by how long they have been there.
-- hidden_message_id: the chat is hidden from the member until there is a message beyond it (rule H11).
alter table chat_members
    add column id bigint generated always as identity (maxvalue 9007199254740991),
    add column archived boolean not null default false,
    add column pinned boolean not null default false,
    add column muted boolean not null default false,
    add column hidden_message_id bigint;

-- Never two owners (rule H9).
create unique index chat_members_one_owner on chat_members (chat_id) where role = 'owner';
-- Owner, admins, members, each the longest-standing first: heirs and the short list of members are probes of it.
create index chat_members_seniority
    on chat_members (chat_id, (case role when 'owner' then 0 when 'admin' then 1 else 2 end), id);

-- Who was removed by staff and may not come back by themselves.
create table chat_bans (
    chat_id bigint not null,
    user_id bigint not null,
    primary key (chat_id, user_id)
);

create table invite_links (
    chat_id bigint primary key,
    token   text collate "C" not null constraint invite_links_token_unique unique
);

-- Discovery (rule H7): the largest public chats, and those with a word in title or handle.
create index chats_largest on chats (members_count desc, id desc) where is_public;
create index chats_titles on chats using gin (lower(title) gin_trgm_ops) where is_public;
create index chats_handles on chats using gin (handle gin_trgm_ops) where is_public;
