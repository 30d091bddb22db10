package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	asvsRow  = regexp.MustCompile(`^\| (\d+)\.(\d+)\.(\d+) \| .+ \| (\w+|n/a) \| (.+) \|$`)
	inTicks  = regexp.MustCompile("`([^`]+)`")
	looksNot = regexp.MustCompile(`^\w+$`) // a word of the code, not a place
)

// The list says where a point is met; what it names has to be there.
func TestTheSecurityListNamesWhatExists(t *testing.T) {
	t.Parallel()
	const root = "../.."
	text, err := os.ReadFile(filepath.Join(root, "docs", "asvs.md"))
	if err != nil {
		t.Fatal(err)
	}
	var last [3]int
	rows := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if len(line) < 3 || line[0] != '|' || line[2] < '0' || line[2] > '9' {
			continue
		}
		rows++
		m := asvsRow.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("no row: %s", line)
			continue
		}
		var at [3]int
		if _, err := fmt.Sscan(m[1], &at[0]); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(m[2]+" "+m[3], &at[1], &at[2]); err != nil {
			t.Fatal(err)
		}
		if !after(at, last) {
			t.Errorf("%v stands after %v", at, last)
		}
		last = at
		switch m[4] {
		case "met", "open", "n/a":
		default:
			t.Errorf("%v is %q", at, m[4])
		}
		for _, named := range inTicks.FindAllStringSubmatch(m[5], -1) {
			if looksNot.MatchString(named[1]) && named[1] != "Makefile" {
				continue
			}
			if _, err := os.Stat(filepath.Join(root, named[1])); err != nil {
				t.Errorf("%v names %s: %v", at, named[1], err)
			}
		}
	}
	if rows < 200 {
		t.Errorf("%d points", rows)
	}
}

func after(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] > b[i]
		}
	}
	return false
}
