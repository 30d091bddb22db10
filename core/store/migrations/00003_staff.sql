-- +goose Up
-- What an agent chose for the page; preferences is a JSON object.
ALTER TABLE agents ADD COLUMN locale text;
ALTER TABLE agents ADD COLUMN time_zone text;
ALTER TABLE agents ADD COLUMN preferences text;
-- Sign-ins of browsers. The token itself is with the browser only; a row ends with its session.
CREATE TABLE sessions (
  id uuid NOT NULL PRIMARY KEY, agent_id uuid NOT NULL REFERENCES agents(id), hash bytea NOT NULL UNIQUE, address text NOT NULL,
  user_agent text NOT NULL, created_at bigint NOT NULL, last_used_at bigint NOT NULL, expires_at bigint NOT NULL);
CREATE INDEX sessions_agent ON sessions(agent_id, id);
-- Links by which somebody joins the staff; teams is a JSON array of ids. An accepted one stays, without its use.
CREATE TABLE invitations (
  id uuid NOT NULL PRIMARY KEY, email text, role text NOT NULL REFERENCES roles(name), teams text NOT NULL, hash bytea NOT NULL UNIQUE,
  created_by uuid, created_at bigint NOT NULL, expires_at bigint NOT NULL, accepted_at bigint, accepted_by uuid);
-- How far each agent has read, and what each has begun to write.
CREATE TABLE reads (
  agent_id uuid NOT NULL, conversation_id uuid NOT NULL, seq bigint NOT NULL, PRIMARY KEY (agent_id, conversation_id)) {clustered};
CREATE TABLE drafts (
  agent_id uuid NOT NULL, conversation_id uuid NOT NULL, mode text NOT NULL, text text NOT NULL, attachments text NOT NULL,
  updated_at bigint NOT NULL, PRIMARY KEY (agent_id, conversation_id));
-- How many open conversations are in each place, kept with every change, so that nobody counts them. One of no team stands
-- under its account's id. Rows of one place and several slots add up: writers of several nodes do not wait for each other.
CREATE TABLE conversation_counts (
  status text NOT NULL, team_id uuid NOT NULL, account_id uuid NOT NULL, slot bigint NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (status, team_id, account_id, slot)) {clustered};
INSERT INTO conversation_counts (status, team_id, account_id, slot, n)
  SELECT status, COALESCE(team_id, account_id), account_id, 0, COUNT(*) FROM conversations WHERE ended_at IS NULL
  GROUP BY status, COALESCE(team_id, account_id), account_id;
-- The lists of one account, and those by waiting time: who waits, the longest first, then the others, the latest first.
CREATE INDEX conversations_account ON conversations(account_id, status, last_at, id);
CREATE INDEX conversations_waiting ON conversations(status, team_id, COALESCE(waiting_since, 8000000000000000 - last_at), id)
  WHERE ended_at IS NULL;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
