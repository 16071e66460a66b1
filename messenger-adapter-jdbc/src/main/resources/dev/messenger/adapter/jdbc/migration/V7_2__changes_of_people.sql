-- What someone shows of themselves changed: user_id is the person, and there is no chat.
alter table outbox alter column chat_id drop not null;

-- What one user missed of those with whom they have a private chat: a probe for each.
create index outbox_person on outbox (user_id, cursor)
    where chat_id is null and addressee_id is null and cursor is not null;
