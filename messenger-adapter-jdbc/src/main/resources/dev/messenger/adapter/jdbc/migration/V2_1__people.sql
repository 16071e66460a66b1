alter table users
    add column bio text,
    add column privacy_private_messages text collate "C" not null default 'everyone'
        check (privacy_private_messages in ('everyone', 'contacts', 'nobody')),
    add column privacy_last_seen text collate "C" not null default 'everyone'
        check (privacy_last_seen in ('everyone', 'contacts', 'nobody')),
    add column privacy_avatar text collate "C" not null default 'everyone'
        check (privacy_avatar in ('everyone', 'contacts', 'nobody')),
    add column privacy_group_invites text collate "C" not null default 'everyone'
        check (privacy_group_invites in ('everyone', 'contacts', 'nobody')),
    -- the row of a deleted account stays for its messages, without anything personal (rule A11)
    add column deleted_at timestamptz;

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
