-- Search in any script, whatever the locale of the database: names in lower case as Java makes it, and every two neighbouring
-- characters of username and name. A term's own pairs find a few candidates by the index; two characters are enough.
alter table users
    add column search_name text collate "C" not null default '',
    add column search_pairs text[] collate "C" not null default '{}';

update users
set search_name = lower(name),
    search_pairs = array(
        select distinct substr(part, at, 2)
        from unnest(array[username, lower(name)]) part, generate_series(1, char_length(part) - 1) at);

create index users_search_pairs on users using gin (search_pairs);
create index users_search_name on users (search_name);
