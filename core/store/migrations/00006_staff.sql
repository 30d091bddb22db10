-- +goose Up
-- What the problem of an account is, for a page that has its own words for it.
ALTER TABLE account_health ADD COLUMN code text;
-- What comes last is looked at in the index, so that nobody reads the conversations of other teams or accounts to skip them.
DROP INDEX conversations_account;
CREATE INDEX conversations_account ON conversations(account_id, status, last_at, id, team_id);
DROP INDEX conversations_waiting;
CREATE INDEX conversations_waiting ON conversations(status, team_id, COALESCE(waiting_since, 8000000000000000 - last_at), id, account_id)
  WHERE ended_at IS NULL;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
