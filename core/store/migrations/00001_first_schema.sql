-- +goose Up
-- One text for SQLite and PostgreSQL: {serial} is the dialect's counting key.
-- Ids are UUIDv7 (16 bytes on SQLite), times BIGINT microseconds UTC.

CREATE TABLE settings (key text NOT NULL PRIMARY KEY, value text NOT NULL);

-- Who works here -----------------------------------------------------------
CREATE TABLE roles (name text NOT NULL PRIMARY KEY, scope text NOT NULL, permissions text NOT NULL);
CREATE TABLE agents (
  id uuid NOT NULL PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, role text NOT NULL REFERENCES roles(name),
  password_hash text, availability text NOT NULL, reason text, disabled boolean NOT NULL, created_at bigint NOT NULL);
CREATE TABLE teams (
  id uuid NOT NULL PRIMARY KEY, parent_id uuid REFERENCES teams(id), name text NOT NULL, kind text NOT NULL, created_at bigint NOT NULL);
CREATE TABLE team_members (
  team_id uuid NOT NULL REFERENCES teams(id), agent_id uuid NOT NULL REFERENCES agents(id), PRIMARY KEY (team_id, agent_id));
CREATE INDEX team_members_agent ON team_members(agent_id);
CREATE TABLE api_keys (
  id uuid NOT NULL PRIMARY KEY, agent_id uuid NOT NULL REFERENCES agents(id), name text NOT NULL, prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE, scopes text NOT NULL, created_at bigint NOT NULL, last_used_at bigint, revoked_at bigint);
CREATE TABLE audit (
  id uuid NOT NULL PRIMARY KEY, at bigint NOT NULL, actor_kind text NOT NULL, actor_id uuid, action text NOT NULL,
  target text NOT NULL, detail text);

-- What is linked -----------------------------------------------------------
CREATE TABLE accounts (
  id uuid NOT NULL PRIMARY KEY, channel text NOT NULL, name text NOT NULL, config text NOT NULL, secrets bytea,
  status text NOT NULL, created_at bigint NOT NULL, updated_at bigint NOT NULL);
CREATE TABLE account_cursors (account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts(id), value text NOT NULL, updated_at bigint NOT NULL);
CREATE TABLE account_health (
  account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts(id), state text NOT NULL, problem text, checked_at bigint,
  last_received_at bigint, last_sent_at bigint, failing_since bigint, failures text NOT NULL);

-- Who writes to us ---------------------------------------------------------
CREATE TABLE contacts (
  id uuid NOT NULL PRIMARY KEY, kind text NOT NULL, name text NOT NULL, language text, fields text,
  blocked boolean NOT NULL, merged_into uuid, created_at bigint NOT NULL, updated_at bigint NOT NULL);
CREATE INDEX contacts_merged ON contacts(merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE identities (
  id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL, external_id text NOT NULL, contact_id uuid NOT NULL, name text NOT NULL,
  username text, kind text NOT NULL, reachable boolean NOT NULL, stream_offset bigint NOT NULL,
  home_contact_id uuid NOT NULL, created_at bigint NOT NULL, updated_at bigint NOT NULL);
CREATE UNIQUE INDEX identities_external ON identities(account_id, external_id);
CREATE INDEX identities_contact ON identities(contact_id);
CREATE TABLE tags (id uuid NOT NULL PRIMARY KEY, scope text NOT NULL, name text NOT NULL, color text, created_at bigint NOT NULL, UNIQUE (scope, name));
CREATE TABLE taggings (
  tag_id uuid NOT NULL REFERENCES tags(id), target_id uuid NOT NULL, at bigint NOT NULL, PRIMARY KEY (target_id, tag_id));
CREATE INDEX taggings_tag ON taggings(tag_id, target_id);

-- Conversations ------------------------------------------------------------
CREATE TABLE conversations (
  id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL, identity_id uuid NOT NULL, contact_id uuid NOT NULL, thread text NOT NULL,
  subject text, status text NOT NULL, handler text NOT NULL, agent_id uuid, team_id uuid REFERENCES teams(id), preferred_id uuid, bot_id text,
  priority bigint NOT NULL, transfer_id uuid, snooze_until bigint, end_reason text, disposition text,
  seq bigint NOT NULL, rev bigint NOT NULL,
  last_message_id uuid, last_direction text, last_text text, last_seq bigint NOT NULL, last_at bigint NOT NULL, waiting_since bigint,
  created_at bigint NOT NULL, updated_at bigint NOT NULL, ended_at bigint);
CREATE UNIQUE INDEX conversations_open ON conversations(account_id, thread) WHERE ended_at IS NULL;
CREATE INDEX conversations_thread ON conversations(account_id, thread, id);
CREATE INDEX conversations_list ON conversations(status, team_id, last_at, id);
CREATE INDEX conversations_agent ON conversations(agent_id, last_at, id) WHERE agent_id IS NOT NULL;
CREATE INDEX conversations_contact ON conversations(contact_id, id);
CREATE TABLE participants (
  conversation_id uuid NOT NULL, agent_id uuid NOT NULL, joined_at bigint NOT NULL, joined_by uuid, PRIMARY KEY (conversation_id, agent_id));
CREATE INDEX participants_agent ON participants(agent_id, conversation_id);
CREATE TABLE assignments (
  id uuid NOT NULL PRIMARY KEY, conversation_id uuid NOT NULL, agent_id uuid, team_id uuid, reason text NOT NULL,
  by_kind text NOT NULL, by_id uuid, from_at bigint NOT NULL, to_at bigint);
CREATE INDEX assignments_conversation ON assignments(conversation_id, from_at);
CREATE UNIQUE INDEX assignments_open ON assignments(conversation_id) WHERE to_at IS NULL;
CREATE TABLE transfers (
  id uuid NOT NULL PRIMARY KEY, conversation_id uuid NOT NULL, from_agent_id uuid, to_agent_id uuid, to_team_id uuid, note text,
  state text NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL, resolved_at bigint, resolved_by uuid);
CREATE INDEX transfers_conversation ON transfers(conversation_id, id);

-- What was said ------------------------------------------------------------
CREATE TABLE raws (
  id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL, channel text NOT NULL, kind text NOT NULL, header text, body bytea, blob text,
  state text NOT NULL, error text, attempts bigint NOT NULL, received_at bigint NOT NULL);
CREATE INDEX raws_failed ON raws(id) WHERE state = 'failed';
-- What was received: the one guard against doubles. The part of the key that rises comes first, so that inserts stay at one end.
CREATE TABLE event_keys (account_id uuid NOT NULL, event_key text NOT NULL, PRIMARY KEY (account_id, event_key)) {clustered};
CREATE TABLE messages (
  pos {serial}, id uuid NOT NULL, conversation_id uuid, identity_id uuid NOT NULL, account_id uuid NOT NULL,
  seq bigint NOT NULL, rev bigint NOT NULL, direction text NOT NULL, visibility text NOT NULL, kind text NOT NULL, text text NOT NULL,
  content text, attachments bigint NOT NULL, author_kind text NOT NULL, author_id uuid, client_message_id text, body_hash text,
  external_id text, group_key text, reply_to uuid, delivery text, error_code text, error_text text, raw_id uuid, stream_offset bigint,
  sent_at bigint NOT NULL, received_at bigint NOT NULL, edited_at bigint, deleted_at bigint);
CREATE UNIQUE INDEX messages_id ON messages(id);
CREATE UNIQUE INDEX messages_seq ON messages(conversation_id, seq);
CREATE UNIQUE INDEX messages_client ON messages(conversation_id, client_message_id) WHERE client_message_id IS NOT NULL;
CREATE INDEX messages_external ON messages(account_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX messages_group ON messages(account_id, group_key) WHERE group_key IS NOT NULL;
CREATE UNIQUE INDEX messages_stream ON messages(identity_id, stream_offset) WHERE stream_offset IS NOT NULL;
-- Further external ids of a message: an album has one for each of its items.
CREATE TABLE message_names (
  account_id uuid NOT NULL, external_id text NOT NULL, message_id uuid NOT NULL, PRIMARY KEY (account_id, external_id));
CREATE TABLE attachments (
  id uuid NOT NULL PRIMARY KEY, message_id uuid NOT NULL, idx bigint NOT NULL, media text NOT NULL, state text NOT NULL, error text);
CREATE INDEX attachments_message ON attachments(message_id, idx);
CREATE TABLE parts (
  id uuid NOT NULL PRIMARY KEY, message_id uuid NOT NULL, idx bigint NOT NULL, account_id uuid NOT NULL, part text NOT NULL,
  state text NOT NULL, attempts bigint NOT NULL, external_id text, error_class text, error_code text, error_text text,
  sent_at bigint, updated_at bigint NOT NULL);
CREATE UNIQUE INDEX parts_message ON parts(message_id, idx);
CREATE INDEX parts_doubt ON parts(id) WHERE state = 'in_doubt';
CREATE INDEX parts_external ON parts(account_id, external_id) WHERE external_id IS NOT NULL;
-- Everything else that happened. A new message has no row here: it carries its own rev.
CREATE TABLE events (
  id uuid NOT NULL PRIMARY KEY, type text NOT NULL, conversation_id uuid, rev bigint, account_id uuid, team_id uuid, agent_id uuid,
  contact_id uuid, identity_id uuid, message_id uuid, actor_kind text NOT NULL, actor_id uuid, from_status text, to_status text,
  data text, at bigint NOT NULL, stream_offset bigint);
CREATE UNIQUE INDEX events_rev ON events(conversation_id, rev) WHERE conversation_id IS NOT NULL;
CREATE UNIQUE INDEX events_stream ON events(identity_id, stream_offset) WHERE stream_offset IS NOT NULL;
CREATE INDEX events_contact ON events(contact_id, id) WHERE conversation_id IS NULL;
CREATE TABLE uploads (
  id uuid NOT NULL PRIMARY KEY, blob text NOT NULL, name text NOT NULL, mime text NOT NULL, size bigint NOT NULL, agent_id uuid,
  created_at bigint NOT NULL);
CREATE INDEX uploads_blob ON uploads(blob);
CREATE TABLE exchanges (
  id uuid NOT NULL PRIMARY KEY, account_id uuid NOT NULL, message_id uuid, part_id uuid, at bigint NOT NULL, data text NOT NULL);
CREATE INDEX exchanges_message ON exchanges(message_id, id) WHERE message_id IS NOT NULL;
CREATE INDEX exchanges_account ON exchanges(account_id, id);

-- Work that is due ---------------------------------------------------------
CREATE TABLE jobs (
  id {serial}, key text NOT NULL, lane bigint NOT NULL, class text NOT NULL, kind text NOT NULL, account_id uuid, payload text NOT NULL,
  state text NOT NULL, due_at bigint NOT NULL, deadline bigint NOT NULL, attempts bigint NOT NULL, epoch bigint NOT NULL,
  error text, created_at bigint NOT NULL);
CREATE INDEX jobs_key ON jobs(key, id) WHERE state <> 'dead';
CREATE INDEX jobs_due ON jobs(class, due_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_running ON jobs(lane, epoch) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs(id) WHERE state = 'dead';
CREATE TABLE leases (name text NOT NULL PRIMARY KEY, owner text NOT NULL, epoch bigint NOT NULL, until bigint NOT NULL);

-- Search: filled in batches after the commit ------------------------------
{search};
CREATE TABLE search_stale (message_id uuid NOT NULL PRIMARY KEY); -- messages whose text was changed

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
