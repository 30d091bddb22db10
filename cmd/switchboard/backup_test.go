package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// archive is what the command says of a backup.
type archive struct {
	File    string
	Size    int64
	Engine  string
	Schema  int
	Rows    int64
	Blobs   int
	Key     string   `json:"key_fingerprint"`
	KeyFile string   `json:"key_file"`
	Damaged []string `json:"damaged_blobs"`
}

// A hub is backed up while webhooks come in, an answer is on its way and another
// waits. It is restored on either database: all that was acknowledged before the
// backup began is there, byte for byte, nothing is torn, and work goes on.
func TestABackupOfARunningHubRestoresOnEitherDatabase(t *testing.T) {
	t.Parallel()
	for from, database := range databases() {
		t.Run(from, func(t *testing.T) {
			t.Parallel()
			srv := telegramtest.New(telegramtest.Options{})
			t.Cleanup(srv.Close)
			s := &shop{srv: srv, node: newNode(t, database(t))}
			for range 3 { // what claims a job here is of a higher epoch than any that a new database begins with
				s.start()
				s.stop()
			}
			s.start()
			workADay(t, s.node)
			b := s.bot(t)
			sending, waiting := onTheirWay(b)
			stop, said := pour(b, 4)
			b.until("some have come in", func() bool { return said.count() > 50 })
			acknowledged := said.count()
			dir := t.TempDir()
			var made archive
			b.command(&made, "backup", "--to", dir, "--key-to", filepath.Join(dir, "key"))
			stop()
			if made.Engine != from || made.Schema != schemaNow || made.Blobs != 2 || filepath.Dir(made.File) != dir {
				t.Errorf("%+v", made)
			}
			was := whole(b.node)
			b.kill()
			for to, database := range databases() {
				n := b.restored(t, made, database(t))
				n.start()
				n.compare(t, was, said.texts()[:acknowledged], sending, waiting)
				n.stop()
				n.untorn(t)
				if to == from {
					refusals(t, made, n)
				}
			}
		})
	}
}

// onTheirWay leaves an answer in "sending" and one that waits behind it.
func onTheirWay(b *bot) (sending, waiting string) {
	b.t.Helper()
	id := b.greet()
	b.fail("sendmessage", 1, telegramtest.HangAfter(time.Hour))
	sending = b.answer(id, map[string]any{"text": "on its way"})
	b.delivered(id, sending, "sending")
	waiting = b.answer(id, map[string]any{"text": "the next"})
	b.delivered(id, waiting, "queued")
	return sending, waiting
}

// sayings are the texts that the hub has acknowledged, in no certain order.
type sayings struct {
	mu   sync.Mutex
	list []string
}

func (s *sayings) add(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, text)
}

func (s *sayings) texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.list
}

func (s *sayings) count() int { return len(s.texts()) }

// pour delivers webhooks until stop is called.
func pour(b *bot, workers int) (stop func(), said *sayings) {
	secret, said := b.secret(), &sayings{}
	var over atomic.Bool
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := 0; !over.Load(); i++ {
				id := int64(1_000_000*(w+1) + i)
				text := fmt.Sprintf("第 %d 条\n\t\\N \\ \"%d\"", i, w)
				if b.deliver(secret, update(id, int64(5000+10*w+i%10), text)) == http.StatusOK {
					said.add(text)
				}
			}
		})
	}
	return func() { over.Store(true); wg.Wait() }, said
}

// whole is all messages of a hub by id, as the API says them, and the bytes of
// their files.
func whole(n *node) map[string]string {
	n.t.Helper()
	out := map[string]string{}
	for _, c := range n.conversations() {
		for after := int64(0); ; {
			var page list[json.RawMessage]
			n.get(fmt.Sprintf("/conversations/%s/messages?limit=200&after=%d", c.ID, after), &page)
			for _, raw := range page.Items {
				var m message
				if err := json.Unmarshal(raw, &m); err != nil {
					n.t.Fatal(err)
				}
				out[m.ID], after = c.ID+string(raw), m.Seq
				for _, a := range m.Attachments {
					if content, _ := n.bytesOf(a.ID); a.State == "ready" {
						out[a.ID] = string(content)
					}
				}
			}
			if len(page.Items) == 0 || string(page.Next) == "null" {
				break
			}
		}
	}
	return out
}

// restored restores a backup into a new place, and returns its node.
func (n *node) restored(t *testing.T, a archive, database string) *node {
	t.Helper()
	m := &node{t: t, data: filepath.Join(t.TempDir(), "data"), database: database, log: newOutput(t), public: freeAddr(t), agents: freeAddr(t),
		flags: n.flags, key: n.key}
	var info archive
	m.command(&info, "restore", "--from", a.File, "--key-from", a.KeyFile)
	if info.Rows != a.Rows || info.Blobs != a.Blobs {
		t.Errorf("restored %+v of %+v", info, a)
	}
	return m
}

// compare holds that a restored hub has what was acknowledged, as it was, and
// that the work that was under way goes on.
func (n *node) compare(t *testing.T, was map[string]string, acknowledged []string, sending, waiting string) {
	t.Helper()
	became := func(id, delivery string) bool {
		var m message
		n.get("/conversations/"+was[id][:36]+"/messages/"+id, &m) // the conversation's id stands first
		return m.Delivery == delivery
	}
	n.until("the answer that waited is sent, and the other in doubt", func() bool {
		return became(waiting, "sent") && became(sending, "in_doubt")
	})
	n.awaitSearch()
	is := whole(n)
	var all strings.Builder
	for id, v := range is {
		all.WriteString(v)
		if id != sending && id != waiting && v != was[id] {
			t.Errorf("%s was\n%s\nand is\n%s", id, was[id], v)
		}
	}
	for _, text := range acknowledged {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(all.String(), string(quoted)) {
			t.Errorf("%s was acknowledged before the backup began, and is not there", quoted)
		}
	}
	if len(acknowledged) < 50 || len(is) < 60 {
		t.Errorf("too little was compared: %d, %d", len(acknowledged), len(is))
	}
}

// untorn holds that no row of a stopped hub misses the one it belongs to, and
// that what was counted is so many.
func (n *node) untorn(t *testing.T) {
	t.Helper()
	for what, q := range map[string]string{
		"messages without their conversation": `SELECT COUNT(*) FROM messages m WHERE m.conversation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = m.conversation_id)`,
		"conversations that lack a message":   `SELECT COUNT(*) FROM conversations c WHERE c.seq <> (SELECT COUNT(*) FROM messages m WHERE m.conversation_id = c.id)`,
		"conversations without their person":  `SELECT COUNT(*) FROM conversations c WHERE NOT EXISTS (SELECT 1 FROM identities i JOIN contacts p ON p.id = i.contact_id WHERE i.id = c.identity_id)`,
		"attachments without their message":   `SELECT COUNT(*) FROM attachments a WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = a.message_id)`,
		"parts without their message":         `SELECT COUNT(*) FROM parts p WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = p.message_id)`,
		"messages without their raw":          `SELECT COUNT(*) FROM messages m WHERE m.raw_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM raws r WHERE r.id = m.raw_id)`,
		"raws without their event key":        `SELECT CASE WHEN (SELECT COUNT(*) FROM event_keys) < (SELECT COUNT(*) FROM messages WHERE direction = 'in') THEN 1 ELSE 0 END`,
		"conversations that are not counted":  `SELECT (SELECT COUNT(*) FROM conversations WHERE ended_at IS NULL) - (SELECT CAST(SUM(n) AS bigint) FROM conversation_counts)`,
	} {
		if got := n.query(q)[0][0]; got != int64(0) {
			t.Errorf("%v %s", got, what)
		}
	}
}

// refusals tries what must not be done with a backup.
func refusals(t *testing.T, a archive, there *node) {
	t.Helper()
	fails(t, append([]string{"restore", "--from", a.File}, there.place()...), "is there already", "empty folder only")
	place := func() []string { return []string{"--data", filepath.Join(t.TempDir(), "data")} }
	if there.database != "" {
		fails(t, append([]string{"restore", "--from", a.File, "--database", there.database}, place()...), "the database is not empty")
	}
	fails(t, append([]string{"backup", "--to", a.File}, there.place()...), "is there already")
	fails(t, append([]string{"backup", "--to", filepath.Join(t.TempDir(), "a.tar")}, place()...), "there is no hub to back up")
	elsewhere := filepath.Join(t.TempDir(), "blobs")
	fails(t, append([]string{"backup", "--to", filepath.Join(t.TempDir(), "a.tar"), "--blobs", elsewhere}, there.place()...), "none is where this backup looks", "--blobs of serve")
	other := newNode(t, "")
	fails(t, append([]string{"restore", "--from", a.File, "--key-from", filepath.Join(other.data, "key")}, place()...), "encrypted with another key file")

	keyless := place()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(path, append([]string{"restore", "--from", a.File}, keyless...)...).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "put the key file with the fingerprint "+a.Key) {
		t.Errorf("a restore without the key: %v: %s", err, out)
	}
	fails(t, append([]string{"serve", "--public", "127.0.0.1:0", "--agents", "127.0.0.1:0"}, keyless...), "the key file", "is missing", "restore it from its copy")

	text, err := os.ReadFile(a.File)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := filepath.Join(t.TempDir(), "spoilt.tar")
	for name, b := range map[string][]byte{
		"cut in the middle":   text[:len(text)/2],
		"cut before its end":  text[:bytes.LastIndex(text, []byte("manifest.sha256"))],
		"changed in a table":  flipped(text, bytes.Index(text, []byte("\x1f\x8b\x08"))+40),
		"changed in a file":   flipped(text, bytes.Index(text, []byte("a photo"))),
		"changed in its list": flipped(text, bytes.LastIndex(text, []byte(`"rows": 1`))+8),
		"empty":               nil,
		"something else":      bytes.Repeat([]byte("no archive "), 100),
	} {
		if err := os.WriteFile(spoilt, b, 0o600); err != nil {
			t.Fatal(err)
		}
		to := place()
		fails(t, []string{"backup", "verify", spoilt}, "damaged or incomplete")
		fails(t, append([]string{"restore", "--from", spoilt}, to...), "damaged or incomplete")
		if _, err := os.Stat(filepath.Join(to[1], "hub.db")); err == nil {
			t.Errorf("%s: it was restored", name)
		}
	}
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

// A disk that becomes full ends a backup with a sentence, and leaves nothing
// that looks like one.
func TestABackupOnAFullDiskSaysSo(t *testing.T) {
	t.Parallel()
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a small file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(small, syscall.MNT_DETACH) })
	n := newNode(t, "")
	n.keepFile(bytes.Repeat([]byte("photo"), 1<<19))
	fails(t, append([]string{"backup", "--to", small}, n.place()...), "the disk of "+small, "is full", "make room")
	if left, err := os.ReadDir(small); err != nil || len(left) > 0 {
		t.Errorf("%v is left: %v", left, err)
	}
}
