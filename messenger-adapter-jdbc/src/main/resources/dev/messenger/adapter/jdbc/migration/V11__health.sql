-- Readiness tries whether the disk has room by writing into this table, and rolls back. Unlogged: the rows need no log.
create unlogged table write_probe (
    filler text not null
);
