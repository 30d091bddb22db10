package store

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// ErrAway is returned for a read that the database does not answer now.
var ErrAway = &core.Problem{Status: 503, Code: ErrUnavailable.Code, Text: "the database does not answer now (server down or restarting); try again shortly"}

// reader is the database for what is read outside the committer: one that is
// away is a reason to try again, not a defect of ours.
type reader struct{ db.DB }

func away(err error) error {
	if err == nil || !db.IsUnavailable(err) {
		return err
	}
	return &core.Problem{Status: ErrAway.Status, Code: ErrAway.Code, Text: ErrAway.Text, Err: err}
}

// Query implements db.Querier.
func (r reader) Query(ctx context.Context, text string, args ...any) (db.Rows, error) {
	rows, err := r.DB.Query(ctx, text, args...)
	if err != nil {
		return nil, away(err)
	}
	return readerRows{rows}, nil
}

// readerRows are cut off when the database goes away in the middle.
type readerRows struct{ db.Rows }

func (r readerRows) Err() error   { return away(r.Rows.Err()) }
func (r readerRows) Close() error { return away(r.Rows.Close()) }
