-- What a viewer sees, each thing defined once (docs/adr/0068-views-with-parameters.md). Each function is a view with
-- parameters: one select, which PostgreSQL inlines into the statement that calls it, so that the statement has one
-- plan. A later release adds a function instead of changing one, because servers of two releases share the database.

-- The messages of a chat that a viewer sees: deleted neither for everyone nor for the viewer alone, and beyond those
-- that the viewer cleared.
-- cleared: chat_members.cleared_message_id of the viewer. It is null for a non-member, who sees nothing.
-- Offset 0 makes the look for a deletion a probe for each message: as a join, it would dictate the order of all
-- other joins.
create function visible_messages(viewer bigint, chat bigint, cleared bigint)
    returns table (
        chat_id bigint, id bigint, sender_id bigint, type text, text text, reply_to_id bigint,
        forwarded_from_id bigint, is_forward boolean, created_at timestamptz, updated_at timestamptz)
    language sql stable parallel safe
as $$
    select m.chat_id, m.id, m.sender_id, m.type, m.text, m.reply_to_id, m.forwarded_from_id, m.is_forward,
        m.created_at, m.updated_at
    from messages m
    where m.chat_id = chat and m.id > cleared and m.deleted_at is null
        and not exists (
            select from hidden_messages hidden
            where hidden.chat_id = m.chat_id and hidden.user_id = viewer and hidden.message_id = m.id
            offset 0)
$$;

-- How far the furthest other member got (rule M4): two probes, whatever the number of members. Offset 0 keeps them
-- from being repeated for each message.
create function positions_of_others(viewer bigint, chat bigint)
    returns table (others_delivered bigint, others_read bigint)
    language sql stable parallel safe rows 1
as $$
    select
        (select delivered_message_id from chat_members
         where chat_id = chat and user_id <> viewer and delivered_message_id is not null
         order by delivered_message_id desc limit 1),
        (select read_message_id from chat_members
         where chat_id = chat and user_id <> viewer and read_message_id is not null
         order by read_message_id desc limit 1)
    offset 0
$$;

-- A chat and the state of its viewer. The columns of chat_members are null for a non-member.
create function viewer_state(viewer bigint, chat bigint)
    returns table (
        chat_id bigint, chat_type text, is_public boolean, is_saved boolean, role text, cleared_message_id bigint,
        own_deletion_id bigint, others_delivered bigint, others_read bigint)
    language sql stable parallel safe rows 1
as $$
    select c.id, c.type, c.is_public, c.private_low = c.private_high, me.role, me.cleared_message_id,
        me.own_deletion_id, others.others_delivered, others.others_read
    from chats c
    left join chat_members me on me.chat_id = c.id and me.user_id = viewer
    cross join lateral positions_of_others(viewer, c.id) others
    where c.id = chat
$$;

-- The files of a message.
create function attachments_of(chat bigint, message bigint)
    returns table (
        attachment_id bigint, attachment_key text, attachment_type text, attachment_size bigint,
        attachment_waveform bytea)
    language sql stable parallel safe
as $$
    select id, object_key, type, size, waveform from attachments where chat_id = chat and message_id = message
$$;

-- The newest message of a chat that a viewer sees, or null: the chat's own newest one, unless the viewer cleared it
-- or deleted it for themself.
-- own_deletion: chat_members.own_deletion_id of the viewer. Offset 0: found once for each chat.
create function last_visible_message(viewer bigint, chat bigint, newest bigint, cleared bigint, own_deletion bigint)
    returns table (last_id bigint)
    language sql stable parallel safe rows 1
as $$
    select case
        when newest > greatest(cleared, own_deletion) then newest
        when newest > cleared then (select id from visible_messages(viewer, chat, cleared) order by id desc limit 1)
    end
    offset 0
$$;

-- Whether a chat is in its member's list: a hidden chat comes back with the first message beyond those that were
-- there (rule H11).
create function chat_listing(chat bigint, hidden bigint)
    returns table (is_listed boolean)
    language sql stable parallel safe rows 1
as $$
    select hidden is null or exists (select from messages where chat_id = chat and id > hidden)
$$;

-- The chats in a viewer's list, and what puts them in order (rule H5).
create function listed_chats(viewer bigint)
    returns table (
        chat_id bigint, archived boolean, pinned boolean, activity timestamptz, type text, title text, handle text,
        private_low bigint, private_high bigint)
    language sql stable parallel safe
as $$
    select me.chat_id, me.archived, me.pinned,
        case
            when last_id is null then c.created_at
            when last_id = c.last_message_id then c.last_message_at
            else (select m.created_at from messages m where m.chat_id = me.chat_id and m.id = last_id)
        end,
        c.type, c.title, c.handle, c.private_low, c.private_high
    from chat_members me
    join chats c on c.id = me.chat_id
    cross join lateral chat_listing(me.chat_id, me.hidden_message_id)
    cross join lateral last_visible_message(
        viewer, me.chat_id, c.last_message_id, me.cleared_message_id, me.own_deletion_id)
    where me.user_id = viewer and is_listed
$$;

-- Counts the messages of others beyond seen that a viewer sees (docs/adr/0061-unread-counts.md). Few are looked at. Of
-- many, the numbers of the first and the last one tell how many there are; the viewer's own, which lie between two
-- numbers of theirs, and deleted ones are taken from that.
create function count_unread(viewer bigint, chat bigint, message_count bigint, seen bigint, own_deletion bigint)
    returns table (count bigint)
    language sql stable parallel safe rows 1
as $$
    select
        case when message_count - seen_number < 50 then (
            select count(*) from messages
            where chat_id = chat and id > seen and deleted_at is null and sender_id <> viewer)
        else
            message_count - seen_number
            - coalesce((
                select sender_number from messages
                where chat_id = chat and sender_id = viewer
                order by id desc limit 1), 0)
            + coalesce((
                select sender_number from messages
                where chat_id = chat and sender_id = viewer and id <= seen
                order by id desc limit 1), 0)
            - (select count(*) from messages
               where chat_id = chat and id > seen and deleted_at is not null and sender_id <> viewer)
        end
        - case when own_deletion > seen then (
            select count(*)
            from hidden_messages hidden
            join messages m on m.chat_id = hidden.chat_id and m.id = hidden.message_id
            where hidden.chat_id = chat and hidden.user_id = viewer and hidden.message_id > seen
                and m.id > seen and m.deleted_at is null and m.sender_id <> viewer)
        else 0 end
    from (
        select coalesce((
            select number from messages where chat_id = chat and id <= seen order by id desc limit 1), 0) as seen_number
        offset 0
    ) numbers
$$;

-- A chat as an entry of a viewer's list (rule H4). Messages are only counted in chats whose newest one was not seen,
-- and the other members are only named where they are few.
create function chat_entry(viewer bigint, chat bigint, unread_bound integer, other_members_bound integer)
    returns table (
        chat_id bigint, public_id text, type text, title text, handle text, description text, avatar text,
        is_public boolean, members_count integer, created_at timestamptz, is_saved boolean,
        role text, archived boolean, pinned boolean, muted boolean, cleared_message_id bigint, is_listed boolean,
        unread_count bigint, mentions_count bigint, pinned_message_id bigint,
        counterpart_id bigint, counterpart_name text, counterpart_username text, counterpart_avatar text,
        last_id bigint, last_text text, last_type text, last_created_at timestamptz, other_members bigint[])
    language sql stable parallel safe rows 1
as $$
    select c.id, c.public_id, c.type, c.title, c.handle, c.description, c.avatar, c.is_public,
        c.members_count, c.created_at, coalesce(c.private_low = c.private_high, false),
        me.role, me.archived, me.pinned, me.muted, nullif(me.cleared_message_id, 0), listing.is_listed,
        case when last_visible.last_id > seen_id then (
            select least(unread_bound, unread.count)
            from count_unread(viewer, c.id, c.message_count, seen_id, me.own_deletion_id) unread)
        else 0 end,
        case when last_visible.last_id > seen_id then (
            select count(*)
            from (
                select
                from message_mentions mention
                where mention.chat_id = c.id and mention.user_id = viewer and mention.message_id > seen_id
                    and (me.own_deletion_id <= seen_id or exists (
                        select from visible_messages(viewer, c.id, me.cleared_message_id) m
                        where m.id = mention.message_id))
                limit unread_bound
            ) bounded)
        else 0 end,
        (select m.id from visible_messages(viewer, c.id, me.cleared_message_id) m where m.id = c.pinned_message_id),
        counterpart.id, counterpart.name, counterpart.username, counterpart.avatar,
        last.id, last.text, last.type, last.created_at,
        case when c.members_count <= other_members_bound then
            array(select user_id from chat_members where chat_id = c.id and user_id <> viewer)
        end
    from chats c
    left join chat_members me on me.chat_id = c.id and me.user_id = viewer
    cross join lateral greatest(me.read_message_id, me.baseline_message_id, me.cleared_message_id) as seen_id
    cross join lateral chat_listing(c.id, me.hidden_message_id) listing
    cross join lateral last_visible_message(
        viewer, c.id, c.last_message_id, me.cleared_message_id, me.own_deletion_id) last_visible
    left join messages last on last.chat_id = c.id and last.id = last_visible.last_id
    left join users counterpart
        on c.private_low <> c.private_high
        and counterpart.id = case c.private_low when viewer then c.private_high else c.private_low end
    where c.id = chat
$$;

-- The messages of others in a chat, beyond after, that notify a reader. In a large chat they notify no reader who blocks
-- their sender by now; exceptions known since a message arrived are in notification_exceptions. A scalar query is a
-- probe, for which no plan reads the whole table.
create function notifying_messages(reader bigint, chat bigint, after bigint, is_large boolean)
    returns table (id bigint, sender_id bigint, created_at timestamptz)
    language sql stable parallel safe
as $$
    select m.id, m.sender_id, m.created_at
    from messages m
    where m.chat_id = chat and m.id > after and m.sender_id <> reader and m.deleted_at is null
        and (select true from notification_exceptions where user_id = reader and message_id = m.id) is not true
        and case when is_large
            then (select true from blocks where blocker_id = reader and blocked_id = m.sender_id) is not true
            else true
        end
$$;

-- The relationship of a viewer to another user. Offset 0 has each answered by a probe: else the planner would
-- read a whole table for it while that is small, and go on doing so for a while.
create function acquaintance(viewer bigint, other bigint, other_deleted_at timestamptz)
    returns table (is_self boolean, is_blocked boolean, is_blocking boolean, is_contact boolean)
    language sql stable parallel safe rows 1
as $$
    select other = viewer,
        other_deleted_at is not null
            or exists (select from blocks where blocker_id = other and blocked_id = viewer offset 0),
        exists (select from blocks where blocker_id = viewer and blocked_id = other offset 0),
        exists (select from contacts where owner_id = other and contact_id = viewer offset 0)
$$;

-- What decides whether a user may write to the other side of a private chat of two; no row in other chats. The other
-- side's privacy decides whether it matters that they have written.
create function private_counterpart(writer bigint, chat bigint, low bigint, high bigint)
    returns table (
        counterpart_id bigint, is_self boolean, is_blocked boolean, is_blocking boolean, is_contact boolean,
        privacy_private_messages text, privacy_last_seen text, privacy_avatar text, privacy_group_invites text,
        counterpart_has_written boolean)
    language sql stable parallel safe rows 1
as $$
    select other.id, acquaintance.*,
        other.privacy_private_messages, other.privacy_last_seen, other.privacy_avatar, other.privacy_group_invites,
        other.privacy_private_messages = 'everyone' or exists (
            select from messages where chat_id = chat and sender_id = other.id offset 0)
    from users other
    cross join lateral acquaintance(writer, other.id, other.deleted_at)
    where low <> high and other.id = case low when writer then high else low end
$$;

-- The chats that a viewer searches. The chat has at least as many messages beyond floor as a search reads of each
-- chat at first; floor is null where all are so few.
create function searched_chats(viewer bigint, chats bigint[], before bigint, each integer)
    returns table (chat_id bigint, cleared_message_id bigint, floor bigint)
    language sql stable parallel safe
as $$
    select me.chat_id, me.cleared_message_id,
        (select m.id from messages m
         where m.chat_id = me.chat_id and m.id < before
         order by m.id desc offset each limit 1)
    from chat_members me
    join chats c on c.id = me.chat_id
    where me.chat_id = any(chats) and me.user_id = viewer
$$;

-- Users whose registration is complete, deleted ones included.
create view profiles as
select id, email, email_verified_at, name, username, bio, avatar, created_at, updated_at, deleted_at,
    privacy_private_messages, privacy_last_seen, privacy_avatar, privacy_group_invites,
    exists (select from two_factors where user_id = users.id and enabled) as has_two_factor
from users
where activated_at is not null;
