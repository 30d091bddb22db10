-- +goose Up
-- What a page says of what its visitor looks at: an object of texts.
ALTER TABLE visitor_sessions ADD COLUMN context text;
-- Signed identities that name themselves (jti) are good for one session; kept until they would have expired.
CREATE TABLE visitor_proofs (
  account_id uuid NOT NULL, token_id text NOT NULL, session_id uuid NOT NULL, expires_at bigint NOT NULL, PRIMARY KEY (account_id, token_id));
CREATE INDEX visitor_proofs_expiry ON visitor_proofs(expires_at);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
