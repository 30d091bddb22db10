-- +goose Up
-- What an agent has put off, over all conversations, in the order of its time.
CREATE INDEX scheduled_messages_agent ON scheduled_messages(agent_id, send_at, id) WHERE state IN ('scheduled', 'sending', 'failed');

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
