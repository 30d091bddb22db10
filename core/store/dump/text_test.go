package dump

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// Every value is read back as it was, and its line has neither a tab nor an end
// in it.
func FuzzField(f *testing.F) {
	f.Add("a\tb\nc\\N\r", []byte{0, 1, '\n'}, int64(-5), true)
	f.Add(`\N`, []byte(nil), int64(0), false)
	f.Fuzz(func(t *testing.T, text string, raw []byte, n int64, set bool) {
		id := core.NewID()
		columns := []string{"text", "bytea", "bigint", "boolean", "uuid", "text"}
		values := []any{core.CleanText(text), append([]byte{}, raw...), n, set, id[:], nil}
		var line []byte
		for i, v := range values {
			var err error
			if line, err = appendField(line, columns[i], v); err != nil {
				t.Fatal(err)
			}
			line = append(line, '\t')
		}
		line = line[:len(line)-1]
		if bytes.Count(line, []byte{'\t'}) != len(values)-1 || bytes.ContainsAny(line, "\n\r") {
			t.Fatalf("%q", line)
		}
		var got []any
		_, err := fields(line, func(i int, field []byte, null bool) error {
			if null {
				got = append(got, nil)
				return nil
			}
			v, err := parseField(columns[i], field)
			got = append(got, v)
			return err
		})
		if err != nil || !reflect.DeepEqual(got, values) {
			t.Fatalf("%#v became %#v: %v", values, got, err)
		}
	})
}

// Whatever a line is, reading it neither panics nor loops.
func FuzzLine(f *testing.F) {
	f.Add([]byte("a\\tb\t\\N\t\\\\x00\n"))
	f.Fuzz(func(_ *testing.T, text []byte) {
		_ = eachLine(bytes.NewReader(text), func(line []byte) error {
			_, err := fields(bytes.Clone(line), func(_ int, field []byte, _ bool) error {
				for _, typ := range []string{"text", "bytea", "bigint", "boolean", "uuid", "?"} {
					_, _ = parseField(typ, field)
				}
				return nil
			})
			return err
		})
	})
}

func TestALineThatIsNoRowIsRefused(t *testing.T) {
	t.Parallel()
	for _, line := range []string{`a\`, `\q`, `\Nx`} {
		if _, err := fields([]byte(line), func(int, []byte, bool) error { return nil }); !errors.Is(err, errText) {
			t.Errorf("%q: %v", line, err)
		}
	}
	for typ, field := range map[string]string{"boolean": "true", "uuid": "0", "bytea": "00", "bigint": "1.5", "money": "1"} {
		if v, err := parseField(typ, []byte(field)); err == nil {
			t.Errorf("%s %q was read as %v", typ, field, v)
		}
	}
	if err := eachLine(strings.NewReader("whole\ncut"), func([]byte) error { return nil }); !errors.Is(err, errText) {
		t.Errorf("a line without an end: %v", err)
	}
	long := strings.Repeat("x", 3<<20)
	n := 0
	err := eachLine(strings.NewReader(long+"\nshort\n"+long+"\n"), func(line []byte) error {
		if n++; n != 2 && string(line) != long || n == 2 && string(line) != "short" {
			t.Errorf("line %d has %d bytes", n, len(line))
		}
		return nil
	})
	if err != nil || n != 3 {
		t.Errorf("%d lines: %v", n, err)
	}
}

func TestTablesFollowWhatTheyReferTo(t *testing.T) {
	t.Parallel()
	var got []string
	for _, table := range ordered([]Table{{Name: "a"}, {Name: "b"}, {Name: "c"}}, map[string][]string{"a": {"c"}, "c": {"c", "b", "elsewhere"}}) {
		got = append(got, table.Name)
	}
	if want := []string{"b", "c", "a"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
}
