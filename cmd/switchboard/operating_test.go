package main_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// The commands of docs/operating.md, in their order and in one folder, do what
// they say, on a hub that was upgraded and runs.
func TestTheCommandsOfTheOperatorsDocsWork(t *testing.T) {
	t.Parallel()
	n := restore(t, schemaDir(14), "sqlite")
	n.start()
	n.awaitSearch()
	want := n.readAll()
	folder := filepath.Dir(n.data)
	database := pgtest.Shared(t)
	r := newReader(t)
	r.sh("unset SWITCHBOARD_PUBLIC SWITCHBOARD_AGENTS; export DATABASE='" + database + "'; cd '" + folder + "'")
	r.serve = func(line string) {
		m := &node{t: t, key: n.key, log: &safeBuffer{}, public: freeAddr(t), agents: freeAddr(t)}
		words := strings.Fields(strings.ReplaceAll(line, `"$DATABASE"`, database))
		if words[2] != "--data" || len(words) != 4 && (len(words) != 6 || words[4] != "--database") {
			t.Fatalf("%s: the test reads --data and --database only", line)
		}
		m.data = filepath.Join(folder, words[3])
		if len(words) == 6 {
			m.database = words[5]
		}
		m.start()
		m.awaitSearch()
		if diff := unsaid("", values(t, want), values(t, m.readAll())); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
		m.stop()
	}
	r.page("docs/operating.md", nil)
	var made archive
	previous := &node{t: t, data: filepath.Join(folder, "previous")}
	previous.command(&made, "backup", "--to", filepath.Join(folder, "previous.tar"))
	if made.Schema != 14 {
		t.Errorf("what was put aside is %+v", made)
	}
	n.stop()
}
