package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

var shellBlocks = regexp.MustCompile("(?s)```sh\n(.*?)```")

// The commands of docs/operating.md, in their order and in one folder, do what
// they say, on a hub that was upgraded and runs. The Chinese page has the same.
func TestTheCommandsOfTheOperatorsDocsWork(t *testing.T) {
	t.Parallel()
	docs := filepath.Join("..", "..", "docs")
	blocks := shellBlocks.FindAllString(readFile(t, filepath.Join(docs, "operating.md")), -1)
	if zh := shellBlocks.FindAllString(readFile(t, filepath.Join(docs, "zh", "operating.md")), -1); !slices.Equal(blocks, zh) || len(blocks) < 6 {
		t.Fatalf("%d blocks of commands in English and %d in Chinese: they have to be the same", len(blocks), len(zh))
	}
	n := restore(t, schemaDir(14), "sqlite")
	n.start()
	n.awaitSearch()
	want := n.readAll()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(n.data)
	database := pgtest.Shared(t)
	for _, block := range blocks {
		script, serves := strings.TrimSuffix(strings.TrimPrefix(block, "```sh\n"), "```"), ""
		if at := strings.Index(script, "switchboard serve "); at >= 0 {
			script, serves = script[:at], strings.TrimSpace(script[at:])
		}
		cmd := exec.Command("sh", "-euc", script)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(path)+":"+os.Getenv("PATH"), "DATABASE="+database)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s%v: %s", script, err, out)
		}
		if serves == "" {
			continue
		}
		m := &node{t: t, key: n.key, log: &safeBuffer{}, public: freeAddr(t), agents: freeAddr(t)}
		words := strings.Fields(strings.ReplaceAll(serves, `"$DATABASE"`, database))
		if words[2] != "--data" || len(words) != 4 && (len(words) != 6 || words[4] != "--database") {
			t.Fatalf("%s: the test reads --data and --database only", serves)
		}
		m.data = filepath.Join(folder, words[3])
		if len(words) == 6 {
			m.database = words[5]
		}
		m.start()
		m.awaitSearch()
		if diff := unsaid("", values(t, want), values(t, m.readAll())); diff != "" {
			t.Errorf("%s: %s", serves, diff)
		}
		m.stop()
	}
	previous := &node{t: t, data: filepath.Join(folder, "previous")}
	var made archive
	previous.command(&made, "backup", "--to", filepath.Join(folder, "previous.tar"))
	if made.Schema != 14 {
		t.Errorf("what was put aside is %+v", made)
	}
	n.stop()
}
