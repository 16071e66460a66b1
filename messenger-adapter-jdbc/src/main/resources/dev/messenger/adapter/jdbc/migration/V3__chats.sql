-- The large tables of chats and messages carry the chat in their keys: the rows of one chat stay together when the tables
-- are distributed over several servers by chat_id.

create extension if not exists pg_trgm;

-- Deleting the row deletes the chat: nobody finds it any more, and its handle and its pair are free. Its members and
-- messages have no foreign key to it and stay until they are purged in batches (docs/adr/0020-deleting-chats.md).
create table chats (
    id                bigint generated always as identity (maxvalue 9007199254740991) primary key,
    public_id         text collate "C" not null constraint chats_public_id_unique unique,
    type              text not null check (type in ('private', 'group', 'channel')),
    title             text,
    handle            text collate "C" constraint chats_handle_unique unique,
    description       text,
    avatar            text collate "C", -- the key of an uploaded object, or an http(s) address
    is_public         boolean not null default false,
    -- A private chat is identified by its ordered pair of users; the pair of a user with themselves is the saved chat.
    private_low       bigint,
    private_high      bigint,
    members_count     integer not null check (members_count >= 0),
    pinned_message_id bigint,
    -- The chat list reads these instead of messages (docs/adr/0062-chat-list.md): the number of the newest message, which
    -- counts deleted ones, and the newest message that is not deleted.
    message_count     bigint not null default 0,
    last_message_id   bigint,
    last_message_at   timestamptz,
    created_at        timestamptz not null,
    constraint chats_private_pair_unique unique (private_low, private_high),
    constraint chats_private_pair check (
        case type
            when 'private' then private_low is not null and private_high is not null and private_low <= private_high
            else private_low is null and private_high is null
        end),
    constraint chats_title check ((type = 'private') = (title is null)),
    constraint chats_public_handle check (not is_public or (handle is not null and type <> 'private'))
) with (fillfactor = 70); -- every message updates its chat's row: the new version has to fit on the same page
create index chats_avatar on chats (avatar) where avatar is not null;
-- Discovery (rule H7): the largest public chats, and public chats with a term in title or handle.
create index chats_largest on chats (members_count desc, id desc) where is_public;
create index chats_titles on chats using gin (lower(title) gin_trgm_ops) where is_public;
create index chats_handles on chats using gin (handle gin_trgm_ops) where is_public;

create table chat_members (
    chat_id              bigint not null,
    user_id              bigint not null references users,
    id                   bigint generated always as identity (maxvalue 9007199254740991), -- orders members by seniority
    role                 text not null check (role in ('owner', 'admin', 'member')),
    joined_at            timestamptz not null,
    archived             boolean not null default false,
    pinned               boolean not null default false,
    muted                boolean not null default false,
    baseline_message_id  bigint not null default 0, -- messages up to it precede the member and count as read (rule H12)
    cleared_message_id   bigint not null default 0, -- messages up to it are hidden from the member (rule H12)
    hidden_message_id    bigint, -- the chat is hidden from the member until a later message arrives (rule H11)
    unmuted_message_id   bigint not null default 0, -- the newest message at unmuting: later ones notify the member
    own_deletion_id      bigint not null default 0, -- the highest message that the member deleted for themselves
    delivered_message_id bigint,
    read_message_id      bigint,
    primary key (chat_id, user_id),
    constraint chat_members_read_is_delivered
        check (coalesce(read_message_id, 0) <= coalesce(delivered_message_id, 0))
);
create index chat_members_user on chat_members (user_id, chat_id);
-- At most one owner (rule H9).
create unique index chat_members_one_owner on chat_members (chat_id) where role = 'owner';
-- Owner, admins, members, each by seniority: finds heirs and the short list of members by probes.
create index chat_members_seniority
    on chat_members (chat_id, (case role when 'owner' then 0 when 'admin' then 1 else 2 end), id);
-- The position of the furthest other member is one probe, however many members there are.
create index chat_members_delivered on chat_members (chat_id, delivered_message_id desc)
    include (user_id) where delivered_message_id is not null;
create index chat_members_read on chat_members (chat_id, read_message_id desc)
    include (user_id) where read_message_id is not null;

-- purged_at: when everything but the memberships was purged.
create table deleted_chats (
    chat_id    bigint primary key,
    deleted_at timestamptz not null,
    purged_at  timestamptz
);
create index deleted_chats_oldest on deleted_chats (deleted_at, chat_id);

-- Users whom staff removed, and who may not rejoin on their own.
create table chat_bans (
    chat_id bigint not null,
    user_id bigint not null,
    primary key (chat_id, user_id)
);

create table invite_links (
    chat_id bigint primary key,
    token   text collate "C" not null constraint invite_links_token_unique unique
);
