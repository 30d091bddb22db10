package db

import (
	"database/sql"
	"fmt"
	"reflect"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/switchboard-hub/switchboard/core"
)

// NullText is NULL for the empty string, so that unique indexes and "IS NULL"
// see what is absent.
func NullText[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// NullInt is NULL for zero.
func NullInt[N ~int | ~int64](n N) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

// S scans a text that may be NULL into any string type.
func S[T ~string](to *T) sql.Scanner { return text[T]{to} }

type text[T ~string] struct{ to *T }

func (t text[T]) Scan(src any) error {
	switch v := src.(type) {
	case string:
		*t.to = T(v)
	case []byte:
		*t.to = T(v)
	case nil:
		*t.to = ""
	default:
		return fmt.Errorf("scan text: unexpected %T", src)
	}
	return nil
}

// ScanText is the way without boxing that pgx takes.
func (t text[T]) ScanText(v pgtype.Text) error {
	*t.to = T(v.String)
	return nil
}

// N scans a number or time that may be NULL.
func N[I ~int | ~int64](to *I) sql.Scanner { return number[I]{to} }

type number[I ~int | ~int64] struct{ to *I }

func (n number[I]) Scan(src any) error {
	switch v := src.(type) {
	case int64:
		*n.to = I(v)
	case nil:
		*n.to = 0
	default:
		return fmt.Errorf("scan number: unexpected %T", src)
	}
	return nil
}

// ScanInt64 is the way without boxing that pgx takes.
func (n number[I]) ScanInt64(v pgtype.Int8) error {
	*n.to = I(v.Int64)
	return nil
}

func asInt(v any) (int64, bool) {
	switch n := v.(type) {
	case nil:
		return 0, false
	case int64:
		return n, true
	case int:
		return int64(n), true
	case core.Time:
		return int64(n), true
	}
	rv := reflect.ValueOf(v)
	if rv.CanInt() {
		return rv.Int(), true
	}
	return 0, false
}

func asText(v any) (string, bool) {
	switch s := v.(type) {
	case nil:
		return "", false
	case string:
		return core.CleanText(s), true
	}
	rv := reflect.ValueOf(v)
	if rv.Kind() == reflect.String {
		return core.CleanText(rv.String()), true
	}
	return "", false
}
