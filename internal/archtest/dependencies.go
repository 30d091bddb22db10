package archtest

import (
	"fmt"
	"strings"
)

// Requirement is one line of go.mod's require blocks.
type Requirement struct {
	Path, Version string
	Indirect      bool
}

// Undocumented compares the table of docs/dependencies.md with go.mod: every
// direct requirement has a row with its version, and every row is required.
func Undocumented(requirements []Requirement, page string) []string {
	rows := tableRows(page)
	var out []string
	for _, r := range requirements {
		version, named := rows[r.Path]
		delete(rows, r.Path)
		switch {
		case !named && !r.Indirect:
			out = append(out, fmt.Sprintf("%s %s has no row: write why it is there", r.Path, r.Version))
		case named && version != r.Version:
			out = append(out, fmt.Sprintf("%s is at %s, the page says %s", r.Path, r.Version, version))
		}
	}
	for path := range rows {
		out = append(out, path+" has a row and is not required by go.mod")
	}
	return out
}

// tableRows reads the rows "| `module` | version | why |".
func tableRows(page string) map[string]string {
	rows := map[string]string{}
	for line := range strings.Lines(page) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || strings.TrimSpace(cells[3]) == "" {
			continue
		}
		name := strings.TrimSpace(cells[1])
		if path := strings.Trim(name, "`"); path != name {
			rows[path] = strings.TrimSpace(cells[2])
		}
	}
	return rows
}
