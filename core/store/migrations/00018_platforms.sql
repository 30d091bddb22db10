-- +goose Up
-- What platforms hand out for a while: access tokens, ids of uploaded media. One
-- caller among all processes makes a new one; holder is whoever does.
CREATE TABLE kept (
  name text NOT NULL PRIMARY KEY, value bytea, made_at bigint NOT NULL, refresh_at bigint NOT NULL, expires_at bigint NOT NULL,
  dropped_at bigint NOT NULL, holder text, holder_until bigint NOT NULL);
CREATE INDEX kept_expires ON kept(expires_at);

-- The provider's one name of a person over several accounts, and the reply windows that are open.
ALTER TABLE identities ADD COLUMN union_id text;
ALTER TABLE identities ADD COLUMN windows text;
CREATE INDEX identities_union ON identities(union_id) WHERE union_id IS NOT NULL;

-- What came of the platform's calls: a handshake, or why one was not believed.
ALTER TABLE account_health ADD COLUMN called_at bigint;
ALTER TABLE account_health ADD COLUMN refused_at bigint;
ALTER TABLE account_health ADD COLUMN refused text;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
