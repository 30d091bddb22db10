-- +goose Up
-- Visitors of websites: one row a browser; only the hash of its token is kept. The identity has no row before its first word.
CREATE TABLE visitor_sessions (
  id uuid NOT NULL PRIMARY KEY, token_hash bytea NOT NULL, account_id uuid NOT NULL, identity_id uuid NOT NULL, subject text,
  language text, page text, created_at bigint NOT NULL, seen_at bigint NOT NULL, expires_at bigint NOT NULL);
CREATE UNIQUE INDEX visitor_sessions_token ON visitor_sessions(token_hash);
CREATE INDEX visitor_sessions_identity ON visitor_sessions(identity_id);
CREATE INDEX visitor_sessions_expiry ON visitor_sessions(expires_at);
-- Whom a website's server has proven: one identity a user of that website.
CREATE TABLE visitor_users (
  account_id uuid NOT NULL, subject text NOT NULL, identity_id uuid NOT NULL, created_at bigint NOT NULL, PRIMARY KEY (account_id, subject));
CREATE UNIQUE INDEX visitor_users_identity ON visitor_users(identity_id);
-- Files of visitors; one that no message took is deleted with its bytes.
CREATE TABLE visitor_uploads (
  id uuid NOT NULL PRIMARY KEY, session_id uuid NOT NULL, blob text NOT NULL, media text NOT NULL, used boolean NOT NULL, created_at bigint NOT NULL);
CREATE INDEX visitor_uploads_blob ON visitor_uploads(blob);
CREATE INDEX visitor_uploads_unused ON visitor_uploads(created_at) WHERE NOT used;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
