-- +goose Up
-- Where an account's conversations wait that no rule sends anywhere, and its own business hours.
ALTER TABLE accounts ADD COLUMN team_id uuid;
ALTER TABLE accounts ADD COLUMN schedule_id uuid;
-- What a bot suggests to the agent: texts, as JSON, in answer to the message seq. It holds while that is the newest public message.
CREATE TABLE suggestions (
  conversation_id uuid NOT NULL PRIMARY KEY, bot_id text NOT NULL, seq bigint NOT NULL, texts text NOT NULL, created_at bigint NOT NULL);
CREATE INDEX suggestions_created ON suggestions(created_at);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
