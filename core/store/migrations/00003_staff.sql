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

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
