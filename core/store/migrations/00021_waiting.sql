-- +goose Up
-- Who waits and who was answered stand in an index each, the first by when they began to wait: a message of somebody who
-- waits already changes nothing in either.
DROP INDEX conversations_waiting;
CREATE INDEX conversations_waiting ON conversations(status, team_id, waiting_since, id, account_id)
  WHERE ended_at IS NULL AND waiting_since IS NOT NULL;
CREATE INDEX conversations_answered ON conversations(status, team_id, last_at DESC, id, account_id)
  WHERE ended_at IS NULL AND waiting_since IS NULL;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
