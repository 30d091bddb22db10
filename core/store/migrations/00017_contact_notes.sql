-- +goose Up
-- What staff note of a contact, listed newest first. home_contact_id is of whom it was written: a merge changes contact_id, and its end
-- gives the note back.
CREATE TABLE contact_notes (
  id uuid NOT NULL PRIMARY KEY, contact_id uuid NOT NULL, home_contact_id uuid NOT NULL, author_id uuid, text text NOT NULL,
  created_at bigint NOT NULL, edited_at bigint);
CREATE INDEX contact_notes_contact ON contact_notes(contact_id, id);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
