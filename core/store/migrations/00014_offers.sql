-- +goose Up
-- Who is asked to take a conversation over sees it: the offer of the transfer under way.
ALTER TABLE conversations ADD COLUMN offered_id uuid;
ALTER TABLE conversations ADD COLUMN offered_team_id uuid;
UPDATE conversations SET offered_id = (SELECT t.to_agent_id FROM transfers t WHERE t.id = transfer_id),
  offered_team_id = (SELECT t.to_team_id FROM transfers t WHERE t.id = transfer_id) WHERE transfer_id IS NOT NULL;
CREATE INDEX conversations_offered ON conversations(offered_id) WHERE offered_id IS NOT NULL;
CREATE INDEX conversations_offered_team ON conversations(offered_team_id) WHERE offered_team_id IS NOT NULL;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
