-- Events draw their ids where messages do, and the event of a new message has the id of the message: what tells of an event is in one
-- order with the messages (docs/adr/0064-notifications-made-when-read.md).
alter table outbox alter column id drop identity;
alter table outbox alter column id set default nextval('messages_id_seq');
