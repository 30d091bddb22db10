package core

import (
	"fmt"
	"strconv"
	"time"
)

// Time is microseconds since 1970 UTC, as the database keeps it. In JSON it is
// RFC 3339 with microseconds. The zero Time means "not set".
type Time int64

// At converts a time.Time; the zero time stays zero.
func At(t time.Time) Time {
	if t.IsZero() {
		return 0
	}
	return Time(t.UnixMicro())
}

// Std converts back, in UTC.
func (t Time) Std() time.Time {
	if t == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(t)).UTC()
}

// IsZero reports whether the time is not set.
func (t Time) IsZero() bool { return t == 0 }

// Add returns the time d later.
func (t Time) Add(d time.Duration) Time { return t + Time(d.Microseconds()) }

// Sub returns the time that passed since u.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t-u) * time.Microsecond }

const timeSize = len("2006-01-02T15:04:05.000000Z")

// String returns RFC 3339 with microseconds, or "" when not set.
func (t Time) String() string {
	if t == 0 {
		return ""
	}
	text, _ := t.MarshalText()
	return string(text)
}

// MarshalText implements encoding.TextMarshaler. The layout of RFC 3339 is the one
// that package time writes fast.
func (t Time) MarshalText() ([]byte, error) {
	if t == 0 {
		return nil, nil
	}
	at := t.Std()
	out := at.AppendFormat(make([]byte, 0, timeSize), time.RFC3339)
	point := len(out) - 1
	out = strconv.AppendInt(out[:point], 1_000_000+int64(at.Nanosecond()/1000), 10)
	out[point] = '.' // for the 1 that keeps the zeros
	return append(out, 'Z'), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (t *Time) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*t = 0
		return nil
	}
	v, err := time.Parse(time.RFC3339Nano, string(b))
	if err != nil {
		return fmt.Errorf("not an RFC 3339 time: %w", err)
	}
	*t = At(v)
	return nil
}
