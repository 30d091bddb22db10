-- +goose Up
-- What one permission covered is now covered by several. A key keeps what it could do, within what its owner may.
UPDATE api_keys SET scopes = REPLACE(scopes, '"conversations.read"', '"conversations.read","contacts.read","contacts.unmask"');
UPDATE api_keys SET scopes = REPLACE(scopes, '"conversations.reply"', '"conversations.reply","conversations.note"');
UPDATE api_keys SET scopes = REPLACE(scopes, '"conversations.assign"', '"conversations.assign","conversations.transfer","conversations.end","conversations.tag","conversations.supervise"');
UPDATE api_keys SET scopes = REPLACE(scopes, '"contacts.write"', '"contacts.write","contacts.merge","contacts.block"');
UPDATE api_keys SET scopes = REPLACE(scopes, '"agents.manage"', '"agents.manage","teams.manage","audit.read"');
-- The log of changes is asked for one person's, or for what became of one thing.
CREATE INDEX audit_actor ON audit(actor_id, id);
CREATE INDEX audit_target ON audit(target, id);
-- Who is in a team sees the teams within it.
CREATE INDEX teams_parent ON teams(parent_id);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
