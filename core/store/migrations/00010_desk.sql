-- +goose Up
-- Prepared answers. The owner is the agent of a personal one, the team of a team's, and nobody of a shared one. folded is what is
-- looked in: shortcut, title and text, each on a line of its own.
CREATE TABLE canned_replies (
  id uuid NOT NULL PRIMARY KEY, scope text NOT NULL, owner_id uuid, shortcut text NOT NULL, title text NOT NULL, body text NOT NULL,
  attachments text NOT NULL, folded text NOT NULL, created_by uuid, created_at bigint NOT NULL, updated_at bigint NOT NULL);
CREATE UNIQUE INDEX canned_replies_owned ON canned_replies(owner_id, shortcut) WHERE owner_id IS NOT NULL;
CREATE UNIQUE INDEX canned_replies_shared ON canned_replies(shortcut) WHERE owner_id IS NULL;
-- Which notes name an agent is looked for by agent, the latest first.
CREATE INDEX events_mentions ON events(agent_id, id) WHERE type = 'message.mentioned';
-- What a workspace keeps of contacts and conversations. Values are texts, whatever the kind; those of contacts are with the contact.
CREATE TABLE field_definitions (
  scope text NOT NULL, key text NOT NULL, name text NOT NULL, kind text NOT NULL, options text NOT NULL, position bigint NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL, PRIMARY KEY (scope, key));
CREATE TABLE conversation_fields (conversation_id uuid NOT NULL PRIMARY KEY, fields text NOT NULL);
-- What was done to many conversations at once, and how each stood before and after.
CREATE TABLE bulks (
  id uuid NOT NULL PRIMARY KEY, agent_id uuid NOT NULL, action text NOT NULL, state text NOT NULL, total bigint NOT NULL,
  created_at bigint NOT NULL, finished_at bigint);
CREATE INDEX bulks_agent ON bulks(agent_id, id);
CREATE TABLE bulk_items (
  bulk_id uuid NOT NULL, idx bigint NOT NULL, conversation_id uuid NOT NULL, state text NOT NULL, code text, error text,
  was text, became text, PRIMARY KEY (bulk_id, idx)) {clustered};
-- What customers were asked and said of conversations, kept with the events that tell of it.
CREATE TABLE ratings (
  conversation_id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL, contact_id uuid NOT NULL, agent_id uuid, team_id uuid,
  message_id uuid NOT NULL, asked_at bigint NOT NULL, expires_at bigint NOT NULL, score bigint, comment text, rated_at bigint);
CREATE INDEX ratings_rated ON ratings(rated_at, conversation_id) WHERE rated_at IS NOT NULL;
-- Answers that are sent later. draft is what was written; files are the ids by which its media are shown until then.
CREATE TABLE scheduled_messages (
  id uuid NOT NULL PRIMARY KEY, conversation_id uuid NOT NULL, agent_id uuid NOT NULL, client_message_id text NOT NULL, body_hash text NOT NULL,
  draft text NOT NULL, files text NOT NULL, send_at bigint NOT NULL, state text NOT NULL, error_code text, error_text text, message_id uuid,
  created_at bigint NOT NULL);
CREATE UNIQUE INDEX scheduled_messages_client ON scheduled_messages(conversation_id, client_message_id);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
