-- Which refresh tokens of a session are good (used_at is null), or were used lately. One that is not here was used long
-- ago: rows are deleted a day after their use.
create table refresh_tokens (
    session_id uuid not null references sessions on delete cascade,
    jti        uuid not null,
    used_at    timestamptz,
    primary key (session_id, jti)
);
create index refresh_tokens_jti on refresh_tokens (jti);
insert into refresh_tokens (session_id, jti) select id, refresh_jti from sessions;

create index sessions_expire on sessions (expires_at);

-- What every node asks for twice a second. The moment is the database's own, as nodes compare it with the database's clock.
create table revoked_sessions (
    session_id uuid primary key,
    revoked_at timestamptz not null default clock_timestamp()
);
create index revoked_sessions_at on revoked_sessions (revoked_at);
