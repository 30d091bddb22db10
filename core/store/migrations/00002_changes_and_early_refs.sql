-- +goose Up
-- What became of the last edit or deletion of a sent message on its platform; NULL where none was asked for.
ALTER TABLE messages ADD COLUMN change text;
-- Receipts, and replies that quote, which came before the external id of our message was known. Ids rise with time: old rows are pruned by them.
CREATE TABLE early_refs (
  id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL, external_id text NOT NULL, reply_id uuid, status text, error text);
CREATE INDEX early_refs_external ON early_refs(account_id, external_id);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
