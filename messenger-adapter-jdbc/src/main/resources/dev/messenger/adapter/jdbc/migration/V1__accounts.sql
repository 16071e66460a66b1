-- Ids stay below 2^53, the largest integer that every client reads exactly. Text that is compared has collation C: byte
-- order, the same on every server and after every upgrade of its C library.

-- A user signs in with email and password, or belongs to the program that embeds the messenger, which knows the user by
-- external_id (rule E1). The row of a deleted account stays for its messages, without personal data (rule A11).
create table users (
    id                       bigint generated always as identity (maxvalue 9007199254740991) primary key,
    email                    text collate "C" constraint users_email_unique unique,
    external_id              text collate "C" constraint users_external_id_unique unique,
    username                 text collate "C" not null constraint users_username_unique unique,
    name                     text not null,
    bio                      text,
    avatar                   text collate "C", -- the key of an uploaded object, or an http(s) address
    password_hash            text,
    email_verified_at        timestamptz,
    activated_at             timestamptz,
    mail_accepted            boolean not null default false,
    privacy_private_messages text collate "C" not null default 'everyone'
        check (privacy_private_messages in ('everyone', 'contacts', 'nobody')),
    privacy_last_seen        text collate "C" not null default 'everyone'
        check (privacy_last_seen in ('everyone', 'contacts', 'nobody')),
    privacy_avatar           text collate "C" not null default 'everyone'
        check (privacy_avatar in ('everyone', 'contacts', 'nobody')),
    privacy_group_invites    text collate "C" not null default 'everyone'
        check (privacy_group_invites in ('everyone', 'contacts', 'nobody')),
    -- Search works in any script, whatever the locale of the database: the name in lower case as Java folds it, and every
    -- pair of neighbouring characters of username and name. The pairs of a term find few candidates through the index.
    search_name              text collate "C" not null default '',
    search_pairs             text[] collate "C" not null default '{}',
    created_at               timestamptz not null,
    updated_at               timestamptz not null,
    deleted_at               timestamptz,
    departed_at              timestamptz, -- when a deleted account had left all its chats
    constraint users_login_or_external_id check (
        (email is null) = (external_id is not null) and (email is null) = (password_hash is null))
);
create index users_search_pairs on users using gin (search_pairs);
create index users_search_name on users (search_name);
create index users_avatar on users (avatar) where avatar is not null;
-- Background jobs look for these again and again, and there are few at any time.
create index users_inactive on users (created_at) where activated_at is null;
create index users_departing on users (deleted_at) where deleted_at is not null and departed_at is null;

create table mail_tokens (
    hash       text collate "C" primary key,
    purpose    text not null,
    user_id    bigint not null references users on delete cascade,
    expires_at timestamptz not null
);
create index mail_tokens_user on mail_tokens (user_id);

-- Mails to send. The user who has the address when the mail is sent receives it, and its token is created then.
create table mail_queue (
    id         bigint generated always as identity primary key,
    purpose    text collate "C" not null,
    email      text collate "C" not null,
    created_at timestamptz not null,
    attempts   integer not null default 0,
    due_at     timestamptz not null
);
create index mail_queue_due on mail_queue (due_at);

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
create index sessions_expire on sessions (expires_at);

-- Refresh tokens that are valid (used_at is null) or were used recently. Rows are deleted a day after their use, so a token
-- without a row was used long ago. Whoever uses a token again within the grace gets the successor that its first use made.
create table refresh_tokens (
    session_id uuid not null references sessions on delete cascade,
    jti        uuid not null,
    used_at    timestamptz,
    successor  uuid,
    primary key (session_id, jti)
);
create index refresh_tokens_jti on refresh_tokens (jti);

-- Every node polls this table twice a second. revoked_at comes from the database's clock, which the nodes compare it with.
create table revoked_sessions (
    session_id uuid primary key,
    revoked_at timestamptz not null default clock_timestamp()
);
create index revoked_sessions_at on revoked_sessions (revoked_at);

-- sealed_secret is encrypted; it counts once enabled is true. last_step is the time step of the last accepted code: codes of
-- that step or an earlier one are refused.
create table two_factors (
    user_id       bigint primary key references users on delete cascade,
    sealed_secret text not null,
    enabled       boolean not null default false,
    last_step     bigint not null default 0
);

create table recovery_codes (
    user_id bigint not null references two_factors on delete cascade,
    hash    text collate "C" not null,
    primary key (user_id, hash)
);
