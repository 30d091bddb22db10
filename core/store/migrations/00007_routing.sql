-- +goose Up
-- Where a conversation is in line, for whom it waits, and what it takes of an agent's capacity (hundredths of a seat).
ALTER TABLE conversations ADD COLUMN queued_at bigint;
ALTER TABLE conversations ADD COLUMN need text NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN unrouted boolean NOT NULL DEFAULT false;
ALTER TABLE conversations ADD COLUMN avoid_id uuid;
ALTER TABLE conversations ADD COLUMN sla text; -- an object of promises
ALTER TABLE conversations ADD COLUMN sla_due bigint; -- of the first that is open
ALTER TABLE conversations ADD COLUMN weight bigint NOT NULL DEFAULT 100;
UPDATE conversations SET queued_at = COALESCE(waiting_since, created_at) WHERE status = 'queued';
CREATE INDEX conversations_queue ON conversations(team_id, need, priority DESC, queued_at, id) WHERE status = 'queued' AND NOT unrouted;
CREATE INDEX conversations_unrouted ON conversations(queued_at, id) WHERE unrouted;
-- An agent as a place where conversations go. knows is a JSON array of skills and languages; load is kept with every change.
ALTER TABLE agents ADD COLUMN capacity bigint NOT NULL DEFAULT 1000;
ALTER TABLE agents ADD COLUMN load bigint NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN assigned_at bigint NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN knows text NOT NULL DEFAULT '[]';
ALTER TABLE agents ADD COLUMN available_since bigint;
UPDATE agents SET load = (SELECT COALESCE(SUM(c.weight), 0) FROM conversations c WHERE c.agent_id = agents.id AND c.status IN ('active', 'transferring'));
-- How a team gives out its conversations: a JSON object. The queue of no team has its own in settings.
ALTER TABLE teams ADD COLUMN queue text NOT NULL DEFAULT '{"policy":"manual"}';
-- How fast a queue goes.
CREATE INDEX assignments_team ON assignments(team_id, from_at);
-- A contact's own agent.
ALTER TABLE contacts ADD COLUMN agent_id uuid;
ALTER TABLE contacts ADD COLUMN vip boolean NOT NULL DEFAULT false;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
