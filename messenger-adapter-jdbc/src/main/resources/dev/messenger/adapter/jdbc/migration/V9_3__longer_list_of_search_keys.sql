-- New keys are put into the index every second, beside those who write (docs/adr/0031-message-search.md). Those would have to do it
-- themselves, and wait for it, when the list is full: only if nobody else comes to it.
alter index messages_search set (gin_pending_list_limit = 32768);
