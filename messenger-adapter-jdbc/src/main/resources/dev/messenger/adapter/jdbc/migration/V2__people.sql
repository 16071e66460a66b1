create table contacts (
    owner_id   bigint not null references users on delete cascade,
    contact_id bigint not null references users on delete cascade,
    created_at timestamptz not null,
    primary key (owner_id, contact_id),
    constraint contacts_of_others check (owner_id <> contact_id)
);
create index contacts_contact on contacts (contact_id);

create table blocks (
    blocker_id bigint not null references users on delete cascade,
    blocked_id bigint not null references users on delete cascade,
    created_at timestamptz not null,
    primary key (blocker_id, blocked_id),
    constraint blocks_of_others check (blocker_id <> blocked_id)
);
create index blocks_blocked on blocks (blocked_id);
