-- +goose Up
-- Each conversation stands in one of the two indexes by thread, the open ones in conversations_open: PostgreSQL writes an entry into
-- every index that a row stands in whenever a message changes the row.
DROP INDEX conversations_thread;
CREATE INDEX conversations_thread ON conversations(account_id, thread, id) WHERE ended_at IS NOT NULL;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
