-- +goose Up
-- The rules of routing, asked by position; body is a JSON object of when, then and stop.
CREATE TABLE routing_rules (
  id uuid NOT NULL PRIMARY KEY, position bigint NOT NULL, name text NOT NULL, enabled boolean NOT NULL, body text NOT NULL,
  updated_at bigint NOT NULL);
-- Keywords of many rules, one a line.
CREATE TABLE word_lists (
  id uuid NOT NULL PRIMARY KEY, name text NOT NULL UNIQUE, words text NOT NULL, updated_at bigint NOT NULL);
-- Business hours; body is a JSON object.
CREATE TABLE schedules (
  id uuid NOT NULL PRIMARY KEY, name text NOT NULL UNIQUE, body text NOT NULL, updated_at bigint NOT NULL);

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
