-- What searches compare: texts as Java folds them, the same in every locale (rule U10, docs/adr/0090-folded-texts.md).
-- search_…: the letters alone. search_accents: the letters with their accents, null for texts without any. Version 13.1,
-- written in Java, folds the texts that are here already.
alter table users add column search_accents text collate "C";

-- search_pairs: every pair of neighbouring characters of title and handle, as in users.
alter table chats
    add column search_title text collate "C",
    add column search_accents text collate "C",
    add column search_pairs text[] collate "C" not null default '{}';
drop index chats_titles;
drop index chats_handles;
create index chats_search_pairs on chats using gin (search_pairs) where is_public;

alter table messages
    add column search_text text collate "C",
    add column search_accents text collate "C",
    add constraint messages_deleted_without_search_text
        check (deleted_at is null or (search_text is null and search_accents is null));

-- The search keys of a message: every run of three characters and the last two characters of its folded text, and its chat.
-- A search term of two characters matches the beginning of a run (docs/adr/0031-message-search.md).
--
-- The text is cut into pieces of three from its first, its second and its third character on, with U+0001, which no folded
-- text contains, before each piece. Folded text has no capital C, so no piece looks like a chat. Regular expressions are the
-- cheapest built-in way, as they walk through the text once.
drop index messages_search;
drop function messages_search_keys(bigint, text);
create function messages_search_keys(chat_id bigint, folded text) returns tsvector
    language plpgsql immutable strict parallel safe
as $$
begin
    return array_to_tsvector(string_to_array(
        'C' || chat_id
            || regexp_replace(folded, '..?.?', E'\x01\\&', 'g')
            || regexp_replace(substr(folded, 2), '..?.?', E'\x01\\&', 'g')
            || regexp_replace(substr(folded, 3), '..?.?', E'\x01\\&', 'g'),
        E'\x01'));
end
$$;

-- A background job moves pending keys into the index every three seconds. Only when the pending list is full does a writer
-- have to do it, so the list is long.
create index messages_search on messages using gin (messages_search_keys(chat_id, search_text))
    with (gin_pending_list_limit = 32768)
    where deleted_at is null;
-- Statistics of the keys take long to gather, and no plan depends on them.
alter index messages_search alter column 1 set statistics 0;
