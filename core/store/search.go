package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

const (
	searchSQLite   = `CREATE VIRTUAL TABLE search USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')`
	searchPostgres = `CREATE TABLE search (pos bigint PRIMARY KEY, tokens tsvector NOT NULL); CREATE INDEX search_tokens ON search USING gin(tokens)`
)

func (s *Store) Index(ctx context.Context) { <-ctx.Done() }
func (s *Store) Search(ctx context.Context, v core.Viewer, q string, p core.Page) (core.List[core.SearchHit], error) {
	return core.List[core.SearchHit]{}, nil
}
