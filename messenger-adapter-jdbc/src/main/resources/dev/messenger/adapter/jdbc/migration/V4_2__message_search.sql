-- What a message is found by: all runs of two and of three characters of its text, letter case aside, and its chat. A run has at
-- most three characters, so that none looks like a chat. Two characters are a word in some scripts, which is why trigrams alone
-- would not do. See docs/adr/0031-message-search.md.
create function messages_search_keys(chat_id bigint, body text) returns tsvector
    language sql immutable strict parallel safe
    return (
        select array_to_tsvector(array_agg(a || b) || array_agg(a || b || coalesce(c, '')) || ('chat:' || chat_id))
        from (select string_to_array(lower(upper(body)), null) as characters) folded
        cross join unnest(characters, characters[2:], characters[3:]) as run (a, b, c)
        where b is not null);

create index messages_search on messages using gin (messages_search_keys(chat_id, text))
    with (gin_pending_list_limit = 1024)
    where deleted_at is null;
-- No statistics of the keys: gathering them takes long, and the queries do not leave the choice of plan to them.
alter index messages_search alter column 1 set statistics 0;
