package main_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// A person who is everywhere: in each of their messages, files and names.
const (
	erasedName  = "Zephyrine Quixotova"
	erasedUser  = "zephyrine-881224466"
	erasedWord  = "hippopotamus"
	erasedBytes = "thermos"
	otherUser   = "neighbour-7"
	otherWord   = "umbrella"
)

var erasedWords = []string{erasedName, erasedUser, erasedWord, erasedBytes}

// house is the data of a hub that does not run.
type house struct {
	t     *testing.T
	s     *store.Store
	blobs *blob.Folder
}

func openHouse(n *node) *house {
	n.t.Helper()
	d, err := store.OpenDB(context.Background(), store.Location{URL: n.database, Path: filepath.Join(n.data, "hub.db"), Backup: n.data})
	fatal(n.t, err)
	box, err := secret.OpenKeyFile(filepath.Join(n.data, "key"), false)
	fatal(n.t, err)
	blobs, err := blob.OpenFolder(filepath.Join(n.data, "blobs"))
	fatal(n.t, err)
	return &house{t: n.t, s: store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Box: box}), blobs: blobs}
}

func (a *house) close() {
	a.t.Helper()
	fatal(a.t, a.s.Close())
	fatal(a.t, a.s.DB().Close())
}

// person lets one write so many messages, so many of them with a file, and returns
// their contact.
func (a *house) person(user, name, word, inFile string, messages, files int) core.ID {
	a.t.Helper()
	ctx := context.Background()
	account := core.Account{ID: core.NewID(), Channel: "web", Name: "shop of " + otherWord, Status: core.AccountPaused}
	fatal(a.t, a.s.SaveAccount(ctx, account))
	var all sync.WaitGroup
	turns := make(chan struct{}, 256)
	for i := range messages {
		in := &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: account.ID, Channel: "web", Kind: "web.message", ReceivedAt: core.At(time.Now()),
			Body: fmt.Appendf(nil, `{"from":%q,"name":%q,"text":"%s %d"}`, user, name, word, i)}}
		e := core.Envelope{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: name}, Direction: core.In, Key: fmt.Sprintf("m:%s:%d", user, i),
			ExternalID: fmt.Sprintf("%s:%d", user, i), SentAt: core.At(time.Now()), Content: &core.Content{Kind: core.KindText, Text: fmt.Sprintf("%s %d", word, i)}}
		if i < files {
			hash, size, err := a.blobs.Put(ctx, strings.NewReader(fmt.Sprintf("%s %s %d", inFile, user, i)), 1<<20)
			fatal(a.t, err)
			e.Content.Media = []core.Media{{Kind: "file", Name: inFile + ".txt", Blob: hash, Size: size}}
		}
		in.Envelopes = []core.Envelope{e}
		turns <- struct{}{}
		all.Go(func() {
			defer func() { <-turns }()
			if err := a.s.Do(ctx, in); err != nil {
				a.t.Error(err)
			}
		})
		if i == 0 {
			all.Wait() // so that one identity is begun
		}
	}
	all.Wait()
	var id core.ID
	_, err := db.One(ctx, a.s.DB(), `SELECT contact_id FROM identities WHERE external_id = $1`, db.Args(user), &id)
	fatal(a.t, err)
	return id
}

// holds says in which columns and files a text stands.
func (a *house) holds(dir string, words ...string) (places []string) {
	a.t.Helper()
	for _, c := range a.columns() {
		value := `CAST("` + c[1] + `" AS blob)`
		switch {
		case a.s.DB().Dialect() == db.Postgres && c[2] == "bytea":
			value = `"` + c[1] + `"`
		case a.s.DB().Dialect() == db.Postgres:
			value = `convert_to("` + c[1] + `"::text, 'UTF8')`
		}
		fatal(a.t, db.Each(context.Background(), a.s.DB(), `SELECT `+value+` FROM "`+c[0]+`" WHERE "`+c[1]+`" IS NOT NULL`, nil, func(scan func(...any) error) error {
			var b []byte
			err := scan(&b)
			if place := c[0] + "." + c[1]; hasWord(b, words) && !slices.Contains(places, place) {
				places = append(places, place)
			}
			return err
		}))
	}
	fatal(a.t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if hasWord(b, words) {
			places = append(places, path)
		}
		return err
	}))
	return places
}

// columns are those of all tables: table, column, type.
func (a *house) columns() (columns [][3]string) {
	a.t.Helper()
	q := `SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`
	if a.s.DB().Dialect() == db.Postgres {
		q = `SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = 'public'`
	}
	fatal(a.t, db.Each(context.Background(), a.s.DB(), q, nil, func(scan func(...any) error) error {
		var c [3]string
		err := scan(&c[0], &c[1], &c[2])
		columns = append(columns, c)
		return err
	}))
	if len(columns) < 200 {
		a.t.Fatalf("only %d columns", len(columns))
	}
	return columns
}

func hasWord(b []byte, words []string) bool {
	b = bytes.ToLower(b)
	return slices.ContainsFunc(words, func(w string) bool { return bytes.Contains(b, []byte(strings.ToLower(w))) })
}

// erasure is what the API says of one.
type erasure struct {
	Step       core.EraseStep
	Messages   int64
	Files      int64
	FinishedAt core.Time `json:"finished_at"`
}

// far is how far an erasure is; none: nobody has asked for it.
func (n *node) far(contact core.ID) (e erasure, there bool) {
	n.t.Helper()
	status, err := n.call(http.MethodGet, "/contacts/"+contact.String()+"/erasure", nil, &e)
	if status == http.StatusNotFound {
		return e, false
	}
	fatal(n.t, err)
	return e, true
}

// erase asks for an erasure; it says false where it was asked for before.
func (n *node) erase(contact core.ID) bool {
	n.t.Helper()
	status, err := n.call(http.MethodPost, "/contacts/"+contact.String()+"/erase", map[string]string{"confirm": contact.String()}, nil)
	if err != nil && status != http.StatusConflict && status != http.StatusGone {
		n.t.Fatal(err)
	}
	return err == nil
}

// An erasure is killed in the midst of each of its long steps, over and over. It goes
// on to its end, and then the person is nowhere and their neighbour is whole.
func TestSoakErase(t *testing.T) {
	t.Parallel()
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eraseRounds(t, database(t), soakRounds(2000, 20_000), soakRounds(100, 2000))
		})
	}
}

// filesAtOnce is how many files an erasure deletes before it counts them.
const filesAtOnce = 50

func eraseRounds(t *testing.T, database string, messages, files int) {
	n := newNode(t, database)
	a := openHouse(n)
	contact := a.person(erasedUser, erasedName, erasedWord, erasedBytes, messages, files)
	a.person(otherUser, "Neighbour", otherWord, "tent", 300, 30)
	before := a.counts()
	if places := a.holds(filepath.Join(n.data, "blobs"), erasedWords...); len(places) < 8 {
		t.Fatalf("the person is only in %v", places)
	}
	a.close()
	t.Logf("killed %d times while it was asked for", n.cutWhileAsked(contact))
	killed := 0
	for _, step := range []core.EraseStep{core.EraseMessages, core.EraseMessages, core.EraseMessages, core.EraseRaws, core.EraseKeys, core.EraseFiles, core.EraseIndex} {
		if n.cutAt(contact, step) {
			killed++
		}
	}
	t.Logf("killed %d times in the midst", killed)
	if killed < 4 {
		t.Errorf("only %d of the kills met it in the midst", killed)
	}
	n.start()
	var e erasure
	n.until("the person is erased", func() bool { e, _ = n.far(contact); return e.FinishedAt > 0 })
	// Files that were gone when it was killed, and not counted yet, are not counted later; whether one is left is seen below.
	if e.Messages != int64(messages) || e.Files > int64(files) || e.Files < int64(files-filesAtOnce) {
		t.Errorf("%d messages and %d files were erased, of %d and %d", e.Messages, e.Files, messages, files)
	}
	if n.erase(contact) {
		t.Error("who is erased can be erased again")
	}
	n.stop()
	a = openHouse(n)
	defer a.close()
	if places := a.holds(filepath.Join(n.data, "blobs"), erasedWords...); len(places) > 0 {
		t.Errorf("the person is still in %v", places)
	}
	if after := a.counts(); after != before {
		t.Errorf("there are %+v, and were %+v", after, before)
	}
}

// houseCounts are what an erasure leaves: rows of all messages, and of those of
// the neighbour their texts and files.
type houseCounts struct{ messages, texts, files int64 }

func (a *house) counts() (c houseCounts) {
	a.t.Helper()
	for q, into := range map[string]*int64{
		`SELECT COUNT(*) FROM messages`:                                                                                    &c.messages,
		`SELECT COUNT(*) FROM messages m WHERE m.text LIKE '` + otherWord + `%'`:                                           &c.texts,
		`SELECT COUNT(*) FROM attachments x JOIN messages m ON m.id = x.message_id WHERE m.text LIKE '` + otherWord + `%'`: &c.files,
	} {
		_, err := db.One(context.Background(), a.s.DB(), q, nil, into)
		fatal(a.t, err)
	}
	return c
}

// cutWhileAsked kills the hub while it begins an erasure, until it has begun: each
// time, either all of the beginning is there or nothing, and it can be asked for again.
func (n *node) cutWhileAsked(contact core.ID) (killed int) {
	n.t.Helper()
	for wait := time.Duration(0); ; wait += 5 * time.Millisecond {
		n.start()
		if _, begun := n.far(contact); begun {
			n.kill()
			return killed
		}
		asked := make(chan struct{})
		go func() {
			_, _ = n.call(http.MethodPost, "/contacts/"+contact.String()+"/erase", map[string]string{"confirm": contact.String()}, nil)
			close(asked)
		}()
		<-time.After(wait)
		n.kill()
		<-asked
		killed++
	}
}

// cutAt kills the hub as soon as an erasure is at a step or behind it. It reports
// whether something was left to do.
func (n *node) cutAt(contact core.ID, step core.EraseStep) bool {
	n.t.Helper()
	n.start()
	steps := core.EraseSteps()
	was, _ := n.far(contact)
	var e erasure
	n.poll(5*time.Millisecond, "the erasure is at "+string(step), func() bool { // a step may be short
		e, _ = n.far(contact)
		return e.FinishedAt > 0 || slices.Index(steps, e.Step) > slices.Index(steps, step) || e.Step == step && e != was
	})
	n.kill()
	n.t.Logf("killed at %s with %d messages", e.Step, e.Messages)
	return e.FinishedAt == 0
}
