-- +goose Up
-- PostgreSQL's tokens carry the block of positions of their message: all are written anew. What the index has not
-- sorted in yet is read by every search, once a block: it is kept short (kB).
{reindex};

-- +goose Down
-- There is no way back: an upgrade backs the database up before it starts.
