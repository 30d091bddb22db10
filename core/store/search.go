package store

const (
	searchSQLite   = `CREATE VIRTUAL TABLE search USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')`
	searchPostgres = `CREATE TABLE search (pos bigint PRIMARY KEY, tokens tsvector NOT NULL); CREATE INDEX search_tokens ON search USING gin(tokens)`
)
