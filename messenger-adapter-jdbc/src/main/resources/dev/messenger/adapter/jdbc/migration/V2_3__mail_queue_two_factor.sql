-- Mails to be sent, to whoever has the address then. Their tokens are made when they are sent.
create table mail_queue (
    id         bigint generated always as identity primary key,
    purpose    text collate "C" not null,
    email      text collate "C" not null,
    created_at timestamptz not null,
    attempts   integer not null default 0,
    due_at     timestamptz not null
);
create index mail_queue_due on mail_queue (due_at);

-- sealed_secret is encrypted. Before enabled it is a mere proposal. last_step is the time step of the last code that was
-- accepted: none of that step or an earlier one is accepted again.
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
