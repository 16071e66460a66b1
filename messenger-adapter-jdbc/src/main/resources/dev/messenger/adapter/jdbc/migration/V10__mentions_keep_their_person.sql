-- A mention keeps the name that stands in the text: whoever bears it later is somebody else (rule M17). Null in rows of nodes
-- of the version before: such a name means whoever bears it at the next edit.
alter table message_mentions add column username text collate "C";
update message_mentions set username = users.username from users where users.id = message_mentions.user_id;

-- Whether the message does not notify the user because a mention does: without the mention it notifies again (rule N5).
alter table notification_exceptions add column by_mention boolean not null default false;
update notification_exceptions
set by_mention = true
from notifications
where notifications.user_id = notification_exceptions.user_id
    and notifications.message_id = notification_exceptions.message_id
    and notifications.type = 'mention';
