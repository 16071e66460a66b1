-- A user signs in with email and password, or belongs to the program that embeds the messenger, which knows them by an id of its
-- own (rule E1).
alter table users
    alter column email drop not null,
    alter column password_hash drop not null,
    add column external_id text collate "C" constraint users_external_id_unique unique,
    add constraint users_login_or_external_id check (
        (email is null) = (external_id is not null) and (email is null) = (password_hash is null));
