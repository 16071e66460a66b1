-- The other side of a private chat of two, and what decides whether a user may write to them: no row in other chats. PostgreSQL inlines the function,
-- so that the statement that calls it has one plan. A later release adds a function instead of changing this one, because servers of two
-- releases share the database.
-- Offset 0 makes each question an index probe: as a join, the planner would read a whole table while that is small.
create function private_counterpart(writer bigint, chat bigint, low bigint, high bigint)
    returns table (
        counterpart_id bigint, is_self boolean, is_blocked boolean, is_blocking boolean, is_contact boolean,
        privacy_private_messages text, privacy_last_seen text, privacy_avatar text, privacy_group_invites text,
        counterpart_has_written boolean)
    language sql stable parallel safe rows 1
as $$
    select other.id, other.id = writer,
        other.deleted_at is not null or exists (
            select from blocks where blocker_id = other.id and blocked_id = writer offset 0),
        exists (select from blocks where blocker_id = writer and blocked_id = other.id offset 0),
        exists (select from contacts where owner_id = other.id and contact_id = writer offset 0),
        other.privacy_private_messages, other.privacy_last_seen, other.privacy_avatar, other.privacy_group_invites,
        -- privacy alone makes it matter whether they have written
        other.privacy_private_messages = 'everyone' or exists (
            select from messages where chat_id = chat and sender_id = other.id offset 0)
    from users other
    where low <> high and other.id = case low when writer then high else low end
$$;
