-- +goose Up
-- What the problem of an account is, for a page that has its own words for it.
ALTER TABLE account_health ADD COLUMN code text;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
