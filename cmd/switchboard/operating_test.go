package main_test

import (
	"net/http"
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
	r.sh("unset SWITCHBOARD_PUBLIC SWITCHBOARD_AGENTS; export DATABASE='" + database + "' NATS='" + newBus(t).ClientURL() + "'; cd '" + folder + "'")
	r.serve = func(lines string) {
		var nodes []*node
		for line := range strings.Lines(strings.TrimSpace(lines)) {
			nodes = append(nodes, served(t, line, folder, database))
		}
		start(nodes...)
		read := 0
		for _, m := range nodes {
			if m.key = n.key; !m.answers() {
				continue
			}
			read++
			m.awaitSearch()
			if diff := unsaid("", values(t, want), values(t, m.readAll())); diff != "" {
				t.Errorf("%s: %s", lines, diff)
			}
		}
		if read != 1 {
			t.Errorf("%s: %d nodes have the agents' API", lines, read)
		}
		for _, m := range nodes {
			m.stop()
		}
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

// served reads a command that serves.
func served(t *testing.T, line, folder, database string) *node {
	t.Helper()
	m := &node{t: t, log: newOutput(t), public: freeAddr(t), agents: freeAddr(t)}
	words := strings.Fields(strings.ReplaceAll(line, `"$DATABASE"`, database))
	for i := 2; i+1 < len(words); i += 2 {
		switch flag, value := words[i], words[i+1]; flag {
		case "--data":
			m.data = filepath.Join(folder, value)
		case "--database":
			m.database = value
		case "--config":
			m.flags = append(m.flags, flag, filepath.Join(folder, value))
		case "--roles":
			if m.flags = append(m.flags, flag, value); !strings.Contains(value, "visitors") {
				m.public = ""
			}
		default:
			t.Fatalf("%s: the test does not read %s", line, flag)
		}
	}
	return m
}

// answers reports whether a node has the agents' API.
func (n *node) answers() bool { return status(n.agents, "/api/v1/me") == http.StatusUnauthorized }
