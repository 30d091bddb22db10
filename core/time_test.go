package core_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
)

func TestTimeText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]core.Time{
		"":                                    0,
		"1970-01-01T00:00:00.000001Z":         1,
		"2026-11-04T08:30:00Z":                1793781000000000,
		"2026-11-04T16:30:00+08:00":           1793781000000000,
		"2026-11-04T08:30:00.123456789Z":      1793781000123456,
		"1969-12-31T23:59:59.999999Z":         -1,
		"2026-11-04T08:30:00.123456789+00:00": 1793781000123456,
	} {
		var got core.Time
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"yesterday", "2026-11-04", "1793781000", "2026-13-04T08:30:00Z", "2026-11-04 08:30:00Z"} {
		got := core.Time(7)
		if err := got.UnmarshalText([]byte(text)); err == nil || got != 7 {
			t.Errorf("%q: %d, %v, want an error", text, got, err)
		}
	}
}

func TestTimeInJSON(t *testing.T) {
	t.Parallel()
	type row struct {
		A core.Time `json:"a,omitzero"`
		B core.Time `json:"b"`
	}
	b, err := json.Marshal(row{B: 1793781000000000})
	if want := `{"b":"2026-11-04T08:30:00.000000Z"}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v, want %s", b, err, want)
	}
}

func TestTimeArithmetic(t *testing.T) {
	t.Parallel()
	if !core.At(time.Time{}).IsZero() || !core.Time(0).Std().IsZero() || core.Time(0).String() != "" {
		t.Error("the zero time does not stay zero")
	}
	if core.At(time.UnixMicro(5).In(time.FixedZone("CST", 8*3600))) != 5 {
		t.Error("the zone changed the time")
	}
	if got := core.Time(1_000_000).Add(1500 * time.Millisecond); got != 2_500_000 {
		t.Errorf("Add: %d", got)
	}
	if got := core.Time(2_500_000).Sub(1_000_000); got != 1500*time.Millisecond {
		t.Errorf("Sub: %s", got)
	}
}

// TestTimeRoundTrips within the years that RFC 3339 can write.
func TestTimeRoundTrips(t *testing.T) {
	t.Parallel()
	first, last := time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		want := core.Time(rapid.Int64Range(first.UnixMicro(), last.UnixMicro()).Draw(t, "micros"))
		b, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got core.Time
		if err := got.UnmarshalText(b); err != nil || got != want || core.At(want.Std()) != want {
			t.Fatalf("%d became %q became %d, %v", want, b, got, err)
		}
	})
}
