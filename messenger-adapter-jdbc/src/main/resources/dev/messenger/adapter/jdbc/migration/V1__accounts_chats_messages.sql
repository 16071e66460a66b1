-- The hot tables (chats, chat_members, messages, attachments) carry the chat in their keys: one chat's rows stay together
-- when the tables are spread over several servers by chat_id. Ids stay below 2^53, the last integer every client can read.
-- Names that are compared are of collation C: byte order, the same on every server and after every upgrade of its C library.

create table users (
    id                bigint generated always as identity (maxvalue 9007199254740991) primary key,
    email             text collate "C" not null constraint users_email_unique unique,
    username          text collate "C" not null constraint users_username_unique unique,
    name              text not null,
    password_hash     text not null,
    email_verified_at timestamptz,
    activated_at      timestamptz,
    mail_accepted     boolean not null default false,
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);

create table mail_tokens (
    hash       text collate "C" primary key,
    purpose    text not null,
    user_id    bigint not null references users on delete cascade,
    expires_at timestamptz not null
);
create index mail_tokens_user on mail_tokens (user_id);

create table sessions (
    id          uuid primary key,
    user_id     bigint not null references users on delete cascade,
    refresh_jti uuid not null,
    ip_address  text,
    user_agent  text,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index sessions_user on sessions (user_id);

-- A private chat is its ordered pair of users. The pair of a user with themselves is the saved chat.
create table chats (
    id            bigint generated always as identity (maxvalue 9007199254740991) primary key,
    public_id     text collate "C" not null constraint chats_public_id_unique unique,
    type          text not null check (type in ('private', 'group', 'channel')),
    title         text,
    handle        text collate "C" constraint chats_handle_unique unique,
    description   text,
    is_public     boolean not null default false,
    private_low   bigint,
    private_high  bigint,
    members_count integer not null check (members_count >= 0),
    created_at    timestamptz not null,
    constraint chats_private_pair_unique unique (private_low, private_high),
    constraint chats_private_pair check (
        case type
            when 'private' then private_low is not null and private_high is not null and private_low <= private_high
            else private_low is null and private_high is null
        end),
    constraint chats_title check ((type = 'private') = (title is null)),
    constraint chats_public_handle check (not is_public or (handle is not null and type <> 'private'))
);

-- baseline_message_id: messages up to it count as read, as they were there before the member (rule H12).
-- cleared_message_id: messages up to it are hidden from the member (rule H12).
create table chat_members (
    chat_id              bigint not null references chats on delete cascade,
    user_id              bigint not null references users,
    role                 text not null check (role in ('owner', 'admin', 'member')),
    joined_at            timestamptz not null,
    baseline_message_id  bigint not null default 0,
    cleared_message_id   bigint not null default 0,
    delivered_message_id bigint,
    read_message_id      bigint,
    primary key (chat_id, user_id),
    constraint chat_members_read_is_delivered
        check (coalesce(read_message_id, 0) <= coalesce(delivered_message_id, 0))
);
create index chat_members_user on chat_members (user_id, chat_id);
-- How far the furthest other member got: a probe, however many members there are.
create index chat_members_delivered on chat_members (chat_id, delivered_message_id desc)
    include (user_id) where delivered_message_id is not null;
create index chat_members_read on chat_members (chat_id, read_message_id desc)
    include (user_id) where read_message_id is not null;

-- Rows of deleted messages stay, without their text: replies point to them and their client ids stay taken.
create table messages (
    chat_id           bigint not null references chats on delete cascade,
    id                bigint generated always as identity (maxvalue 9007199254740991),
    sender_id         bigint not null references users,
    type              text not null,
    text              text,
    client_message_id text collate "C",
    reply_to_id       bigint,
    forwarded_from_id bigint,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    deleted_at        timestamptz,
    primary key (chat_id, id),
    constraint messages_deleted_without_text check (deleted_at is null or text is null)
);
create index messages_id on messages (id);
create unique index messages_client_id_unique on messages (chat_id, sender_id, client_message_id)
    where client_message_id is not null;
-- History, last message and unread counts. The latter two read the index alone, as long as the visibility map is fresh.
create index messages_visible on messages (chat_id, id) include (sender_id, created_at) where deleted_at is null;
alter table messages set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- An object is attached once: message_id is set by whoever is first.
create table uploads (
    object_key text collate "C" primary key,
    owner_id   bigint not null references users,
    type       text not null,
    size       bigint not null check (size > 0),
    created_at timestamptz not null,
    message_id bigint
);

-- waveform: one byte a point.
create table attachments (
    chat_id    bigint not null,
    id         bigint generated always as identity (maxvalue 9007199254740991),
    message_id bigint not null,
    object_key text collate "C" not null,
    type       text not null,
    size       bigint not null,
    waveform   bytea,
    created_at timestamptz not null,
    primary key (chat_id, id),
    foreign key (chat_id, message_id) references messages on delete cascade
);
create index attachments_message on attachments (chat_id, message_id, id);

-- What happened. cursor is given after the commit, see docs/adr/0003-outbox.md. No foreign keys: an event may outlive what
-- it tells of.
create table outbox (
    id         bigint generated always as identity primary key,
    cursor     bigint constraint outbox_cursor_unique unique,
    type       text not null,
    chat_id    bigint not null,
    message_id bigint,
    user_id    bigint not null,
    created_at timestamptz not null default clock_timestamp()
);
create index outbox_unsequenced on outbox (id) where cursor is null;

-- One row: the last cursor given. Its row lock makes sequencing a matter of one transaction at a time.
create table outbox_sequencer (
    is_only     boolean primary key default true check (is_only),
    last_cursor bigint not null
);
insert into outbox_sequencer (last_cursor) values (0);
