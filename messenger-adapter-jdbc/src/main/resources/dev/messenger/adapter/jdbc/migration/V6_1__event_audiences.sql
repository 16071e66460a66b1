-- user_id: who did it. member_id: whom it is about, when that is someone. detail: what else is to be known, by type.
-- addressee_id: the one user whom the event is for; null when it is for the members of the chat.
alter table outbox
    add column member_id    bigint,
    add column addressee_id bigint,
    add column detail       text;

-- What one user missed: a probe for each of their chats and one for what is theirs alone.
create index outbox_chat on outbox (chat_id, cursor) where addressee_id is null and cursor is not null;
create index outbox_addressee on outbox (addressee_id, cursor) where addressee_id is not null and cursor is not null;

-- Events up to this cursor were removed, having become old.
alter table outbox_sequencer add column trimmed_cursor bigint not null default 0;
