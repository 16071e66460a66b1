-- What a message is found by: all runs of three characters of its text, the last two characters, letter case aside, and its chat.
-- A word of two characters is asked for as the beginning of a run. See docs/adr/0031-message-search.md.
drop index messages_search;
drop function messages_search_keys;

-- The text is cut into pieces of three from its first, its second and its third character on, each piece set off by U+0001, which
-- counts as a blank in a text. Shorter pieces are left over at the end. In folded text there is no capital C.
-- This shape has the cheapest of all built-in ways: regular expressions walk through a text once.
create function messages_search_keys(chat_id bigint, body text) returns tsvector
    language plpgsql immutable strict parallel safe
as $$
declare
    folded constant text := translate(lower(upper(body)), E'\x01', ' ');
begin
    return array_to_tsvector(string_to_array(
        'C' || chat_id
            || regexp_replace(folded, '..?.?', E'\x01\\&', 'g')
            || regexp_replace(substr(folded, 2), '..?.?', E'\x01\\&', 'g')
            || regexp_replace(substr(folded, 3), '..?.?', E'\x01\\&', 'g'),
        E'\x01'));
end
$$;

create index messages_search on messages using gin (messages_search_keys(chat_id, text))
    with (gin_pending_list_limit = 4096)
    where deleted_at is null;
-- No statistics of the keys: gathering them takes long, and the queries do not leave the choice of plan to them.
alter index messages_search alter column 1 set statistics 0;
