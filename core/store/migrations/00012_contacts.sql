-- +goose Up
-- The words by which contacts are found, written after the commit. hidden: only who may see phone numbers and mail addresses whole finds
-- by it.
CREATE TABLE contact_terms (
  term text{bytewise} NOT NULL, contact_id uuid NOT NULL, hidden boolean NOT NULL, PRIMARY KEY (term, contact_id)) {clustered};
CREATE INDEX contact_terms_contact ON contact_terms(contact_id);
-- Whose words have changed. A row for every change, never one for two: what changes while it is read is read again.
CREATE TABLE contact_stale (pos {serial}, contact_id uuid NOT NULL);
INSERT INTO contact_stale (contact_id) SELECT id FROM contacts ORDER BY id DESC;

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
