-- +goose Up
-- A person whose data was erased stays as a row without a name, so that conversations and counts keep somebody to belong to.
ALTER TABLE contacts ADD COLUMN erased_at bigint;
-- What is being erased, and how far it is. traces is what is looked for in rows that name nobody, as JSON; it goes with the end.
CREATE TABLE erasures (
  id uuid NOT NULL PRIMARY KEY, contact_id uuid NOT NULL, step text NOT NULL, after text NOT NULL, traces text, messages bigint NOT NULL,
  files bigint NOT NULL, records bigint NOT NULL, by_kind text NOT NULL, by_id uuid, created_at bigint NOT NULL, finished_at bigint);
CREATE UNIQUE INDEX erasures_contact ON erasures(contact_id);
-- Files that lost a row which named them; those that no other row names are deleted.
CREATE TABLE loose_blobs (blob text NOT NULL PRIMARY KEY);
CREATE INDEX attachments_blob ON attachments({blob});
CREATE INDEX raws_blob ON raws(blob) WHERE blob IS NOT NULL;
CREATE INDEX message_names_message ON message_names(message_id);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
