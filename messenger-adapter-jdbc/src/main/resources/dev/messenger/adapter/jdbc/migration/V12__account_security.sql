-- The networks (an IPv4 address or an IPv6 /64) from which an account completed a sign-in. The newest few of each account stay.
create table known_networks (
    user_id bigint not null references users on delete cascade,
    network text collate "C" not null,
    seen_at timestamptz not null,
    primary key (user_id, network)
);
create index known_networks_seen on known_networks (seen_at);

-- Wrong second factors in a row, from a known network or from all others together (network is empty). Until open_at none is
-- admitted.
create table code_guesses (
    user_id bigint not null references users on delete cascade,
    network text collate "C" not null,
    number  integer not null,
    last_at timestamptz not null,
    open_at timestamptz not null,
    primary key (user_id, network)
);
create index code_guesses_last on code_guesses (last_at);

-- What happened to the security of an account in the last days. A mail tells the user of it, and its link takes it back. factor_…
-- is the second factor that was replaced, its secret encrypted, so that it can come back.
create table account_changes (
    id                     bigint generated always as identity primary key,
    user_id                bigint not null references users on delete cascade,
    kind                   text collate "C" not null,
    address                text,
    user_agent             text,
    happened_at            timestamptz not null,
    told                   boolean not null default false,
    factor_sealed_secret   text,
    factor_last_step       bigint,
    factor_recovery_hashes text[] collate "C"
);
create index account_changes_user on account_changes (user_id, id);
create index account_changes_happened on account_changes (happened_at);

-- The hashes of mailed links. A link takes back its change and all later ones of the account.
create table undo_links (
    hash      text collate "C" primary key,
    change_id bigint not null references account_changes on delete cascade
);
create index undo_links_change on undo_links (change_id);

-- Equal mails that wait are one mail; one that somebody has claimed does not wait. Earlier versions queue mails that do not wait.
alter table mail_queue add column waiting boolean not null default false;
create unique index mail_queue_waiting on mail_queue (purpose, email) where waiting;
