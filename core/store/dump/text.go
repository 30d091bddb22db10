package dump

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/google/uuid"

	"github.com/switchboard-hub/switchboard/core"
)

// COPY's text form: a line a row, a tab between columns, \N for NULL, and a
// backslash before what would be taken for one of these.
// https://www.postgresql.org/docs/current/sql-copy.html

// appendField writes a value of a column, as SQLite's driver gives it.
func appendField(b []byte, typ string, v any) ([]byte, error) {
	if v == nil {
		return append(b, `\N`...), nil
	}
	switch typ {
	case "text":
		switch v := v.(type) {
		case string:
			return appendEscaped(b, core.CleanText(v)), nil
		case []byte:
			return appendEscaped(b, core.CleanText(string(v))), nil
		}
	case "bigint":
		if n, ok := v.(int64); ok {
			return strconv.AppendInt(b, n, 10), nil
		}
	case "boolean":
		if n, ok := v.(int64); ok {
			v = n != 0
		}
		switch v {
		case true:
			return append(b, 't'), nil
		case false:
			return append(b, 'f'), nil
		}
	case "uuid":
		if id, ok := v.([]byte); ok && len(id) == 16 {
			return append(b, uuid.UUID(id).String()...), nil
		}
	case "bytea":
		if raw, ok := v.([]byte); ok {
			return hex.AppendEncode(append(b, `\\x`...), raw), nil
		}
	}
	return b, fmt.Errorf("a %s is stored as %T", typ, v)
}

func appendEscaped(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '\\':
			b = append(b, '\\', '\\')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, c)
		}
	}
	return b
}

var errText = errors.New("not a row of COPY text")

// fields calls each for every column of a line; null ones are nil. A field is
// good until the next.
func fields(line []byte, each func(i int, field []byte, null bool) error) (n int, err error) {
	for rest, more := line, true; more; n++ {
		var field []byte
		field, rest, more = bytes.Cut(rest, []byte{'\t'})
		if string(field) == `\N` {
			err = each(n, nil, true)
		} else if field, err = unescaped(field); err == nil {
			err = each(n, field, false)
		}
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// unescaped takes the backslashes out, in place.
func unescaped(field []byte) ([]byte, error) {
	at := bytes.IndexByte(field, '\\')
	if at < 0 {
		return field, nil
	}
	out := field[:at]
	for i := at; i < len(field); i++ {
		c := field[i]
		if c == '\\' {
			if i++; i == len(field) {
				return nil, errText
			}
			to := bytes.IndexByte([]byte(`bfnrtv\`), field[i])
			if to < 0 {
				return nil, errText
			}
			c = "\b\f\n\r\t\v\\"[to]
		}
		out = append(out, c)
	}
	return out, nil
}

// parseField reads a value for SQLite, as the hub itself would have written it.
func parseField(typ string, field []byte) (any, error) {
	switch typ {
	case "text":
		return string(field), nil
	case "bigint":
		return strconv.ParseInt(string(field), 10, 64)
	case "boolean":
		switch string(field) {
		case "t":
			return true, nil
		case "f":
			return false, nil
		}
	case "uuid":
		if id, err := core.ParseID(string(field)); err == nil {
			return id[:], nil
		}
	case "bytea":
		if digits, ok := bytes.CutPrefix(field, []byte(`\x`)); ok {
			return hex.AppendDecode(make([]byte, 0, len(digits)/2), digits)
		}
	}
	return nil, fmt.Errorf("%w: a %s", errText, typ)
}

// eachLine calls f for every line, without its end. One that has no end is an
// error: it was cut.
func eachLine(r io.Reader, f func(line []byte) error) error {
	lines := bufio.NewReaderSize(r, 1<<20)
	var long []byte
	for {
		line, err := lines.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			long = append(long, line...)
			continue
		case errors.Is(err, io.EOF) && len(line)+len(long) == 0:
			return nil
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%w: its last line has no end", errText)
		case err != nil:
			return err
		}
		if len(long) > 0 {
			line = append(long, line...)
		}
		if err := f(line[:len(line)-1]); err != nil {
			return err
		}
		long = long[:0]
	}
}
