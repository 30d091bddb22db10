-- +goose Up
-- All is indexed anew: on SQLite with the prefixes that people type, on PostgreSQL with tokens that carry the block of
-- positions of their message. What PostgreSQL has not sorted into its index
-- yet is read by every search, once a block: it is kept short (kB).
{reindex};

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
