-- +goose Up
-- What a contact has only because another was merged into it. It goes when they part, unless somebody has made it its own.
ALTER TABLE contacts ADD COLUMN borrowed text;
ALTER TABLE taggings ADD COLUMN borrowed boolean NOT NULL DEFAULT false;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
