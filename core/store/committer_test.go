package store_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/core/store/pgtest"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
)

// defective is a command that changes the set and then fails as no command
// should.
type defective struct{ how string }

func (defective) Key() string { return "k" }

func (d defective) Needs(*engine.Needs) {
	if d.how == "panics early" {
		panic("early")
	}
}

func (d defective) Apply(s *engine.Set) error {
	for _, c := range s.Conversations {
		c.V.Rev, c.Dirty = 999, true
	}
	if d.how == "panics" {
		panic("late")
	}
	return errors.New("a defect")
}

// stopWriter holds the writer of a key until the returned function is called.
func stopWriter(t *testing.T, s *store.Store, key string) (release func()) {
	t.Helper()
	holds, free := make(chan struct{}), make(chan struct{})
	var once sync.Once
	go func() {
		_ = s.Update(context.Background(), key, func(context.Context, db.Tx) error {
			once.Do(func() { close(holds) })
			<-free
			return nil
		})
	}()
	<-holds
	return sync.OnceFunc(func() { close(free) })
}

func TestOnesErrorFailsNoNeighbour(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		good := func(i int) *engine.Ingest { return incoming(account, "u1", i, "fine") }
		key := good(0).Key()
		release := stopWriter(t, s, key) // so that all of them come into one batch
		var wg sync.WaitGroup
		run := func(wantErr bool, f func() error) {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if err := f(); (err != nil) != wantErr {
					t.Errorf("error %v, want one: %v", err, wantErr)
				}
			}()
		}
		for i := range 20 {
			run(false, func() error { return s.Do(ctx, good(i)) })
		}
		for _, how := range []string{"panics", "fails", "panics early"} {
			run(true, func() error { return s.Do(ctx, keyed{defective{how}, key}) })
		}
		run(true, func() error {
			return s.Update(ctx, key, func(context.Context, db.Tx) error { return errors.New("refused") })
		})
		run(true, func() error { return s.Update(ctx, key, func(context.Context, db.Tx) error { panic("closure") }) })
		run(true, func() error {
			return s.Update(ctx, key, func(ctx context.Context, tx db.Tx) error {
				_, err := tx.Exec(ctx, "INSERT INTO no_such_table VALUES (1)")
				return err
			})
		})
		until(t, func() bool { return s.Backlog() == 26 })
		release()
		wg.Wait()
		list, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
		must(t, err)
		if len(list.Items) != 1 || list.Items[0].Seq != 20 || list.Items[0].Rev != 21 {
			t.Fatalf("%+v", list.Items)
		}
	})
}

// TestWhatMayHaveBeenDoneIsNotDoneAgain: a batch whose COMMIT was never answered is
// told so to all who are in it. Run again, it would give each a second conversation.
func TestWhatMayHaveBeenDoneIsNotDoneAgain(t *testing.T) {
	t.Parallel()
	way := pgtest.NewCutter(t, storetest.Postgres(t))
	s, ctx, account := open(t, way.URL), context.Background(), core.NewID()
	for u := range 6 {
		must(t, s.Do(ctx, incoming(account, fmt.Sprint("u", u), 0, "hello")))
	}
	next := nexts(t, s, 1)[0]
	both := []engine.Command{next, keyed{incoming(account, "u0", 1, "more"), next.Key()}}
	errs := inOneBatch(t, s, next.Key(), func() { way.Lose(1) }, both...)
	for _, err := range errs {
		var p *core.Problem
		if !errors.As(err, &p) || p.Status != 503 || p.Code != store.ErrUnavailable.Code {
			t.Errorf("%v", err)
		}
	}
	if held := holders(t, s); held[core.ID{}] != 5 || held[next.For] != 1 {
		t.Errorf("%v", held)
	}
	must(t, s.Do(ctx, both[1])) // what arrived is given again, and is known
	if c, err := s.Conversations(ctx, all(), core.ConversationFilter{}, core.Page{Limit: 1}); err != nil || c.Items[0].Seq != 2 {
		t.Errorf("%+v, %v", c.Items, err)
	}
}

// TestTwoWhoAskAtOnceGetOneEach: and who asks beside the
// giving out gets no more than one.
func TestTwoWhoAskAtOnceGetOneEach(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		account := core.NewID()
		for u := range 6 {
			must(t, s.Do(context.Background(), incoming(account, fmt.Sprint("u", u), 0, "hello")))
		}
		two := nexts(t, s, 2)
		given := &engine.Dispatch{Max: 8, Config: &routing.Config{Queues: map[core.ID]routing.Queue{{}: {Policy: routing.LeastLoad}}}}
		for _, err := range inOneBatch(t, s, given.Key(), func() {}, two[0], given, two[1]) {
			must(t, err)
		}
		if held := holders(t, s); held[core.ID{}] != 4 || held[two[0].For] != 1 || held[two[1].For] != 1 {
			t.Errorf("%v", held)
		}
	})
}

// nexts are agents who ask for the next conversation of the queue of no team.
func nexts(t *testing.T, s *store.Store, n int) (list []*engine.Dispatch) {
	t.Helper()
	capacity := int64(10 * routing.WholeSeat)
	for i := range n {
		a := core.Agent{ID: core.NewID(), Email: fmt.Sprint(i, "@example.com"), Name: "Li", Role: "agent"}
		must(t, s.SaveAgent(context.Background(), a, ""))
		must(t, s.SetSeat(context.Background(), a.ID, &capacity, nil))
		list = append(list, &engine.Dispatch{Max: 8, Config: &routing.Config{}, For: a.ID, Teams: []core.ID{{}}})
	}
	return list
}

// inOneBatch gives commands to the writer of a key at once, and returns their
// errors; before is called when all of them wait.
func inOneBatch(t *testing.T, s *store.Store, key string, before func(), cmds ...engine.Command) []error {
	t.Helper()
	release, errs := stopWriter(t, s, key), make([]error, len(cmds))
	defer release()
	var wg sync.WaitGroup
	for i, c := range cmds {
		wg.Go(func() { errs[i] = s.Do(context.Background(), c) })
		until(t, func() bool { return s.Backlog() == i+1 })
	}
	before()
	release()
	wg.Wait()
	return errs
}

// holders counts the conversations of each agent; of nobody under the zero id.
func holders(t *testing.T, s *store.Store) map[core.ID]int {
	t.Helper()
	held := map[core.ID]int{}
	list, err := s.Conversations(context.Background(), all(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	for _, c := range list.Items {
		held[c.AgentID]++
	}
	return held
}

type keyed struct {
	engine.Command
	key string
}

func (k keyed) Key() string { return k.key }

// until waits for a condition, with a deadline.
func until(t *testing.T, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("the condition did not come about")
		}
	}
}

func TestAFullQueueIsBusy(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		release := stopWriter(t, s, "k")
		defer release()
		gone, cancel := context.WithCancel(context.Background())
		cancel() // nobody waits for these
		busy := false
		for range 5000 {
			err := s.Update(gone, "k", func(context.Context, db.Tx) error { return nil })
			if busy = errors.Is(err, store.ErrBusy); busy {
				break
			}
		}
		if !busy || s.Stats().Busy.Load() != 1 {
			t.Fatal("a queue without end")
		}
		release()
		until(t, func() bool {
			return s.Update(context.Background(), "k", func(context.Context, db.Tx) error { return nil }) == nil
		})
	})
}

func TestAClosedStoreSaysSo(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d, err := store.OpenDB(ctx, store.Location{Path: filepath.Join(t.TempDir(), "hub.db")})
	must(t, err)
	defer d.Close()
	s := store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler)})
	var wg sync.WaitGroup
	for range 50 { // some of these fall between the last batch and the end
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				if err := s.SetSetting(ctx, "k", "v"); err != nil {
					if !errors.Is(err, store.ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		}()
	}
	until(t, func() bool { return s.Stats().Items.Load() > 100 })
	must(t, s.Close())
	wg.Wait()
}

func TestTakenAddressesAndUnknownNamesAreProblems(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		must(t, s.SaveAgent(ctx, core.Agent{ID: core.NewID(), Email: "Li@example.com", Name: "Li", Role: "agent"}, "hash"))
		if err := s.SaveAgent(ctx, core.Agent{ID: core.NewID(), Email: "li@EXAMPLE.com", Name: "Li", Role: "agent"}, "hash"); !errors.Is(err, store.ErrEmailTaken) {
			t.Fatal(err)
		}
		if err := s.SaveAgent(ctx, core.Agent{ID: core.NewID(), Email: "x@example.com", Name: "X", Role: "king"}, "hash"); !errors.Is(err, store.ErrReference) {
			t.Fatal(err)
		}
		must(t, s.Do(ctx, incoming(core.NewID(), "u1", 1, "hi")))
		c := firstConversation(t, s)
		step := &engine.Step{Viewer: all(), ConversationID: c.ID, Step: core.Step{Kind: core.StepQueue, TeamID: core.NewID()}}
		if err := s.Do(ctx, step); !errors.Is(err, store.ErrReference) {
			t.Fatalf("a conversation in a team that nobody can list: %v", err)
		}
	})
}

func firstConversation(t *testing.T, s *store.Store) core.ConversationView {
	t.Helper()
	list, err := s.Conversations(context.Background(), all(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	if len(list.Items) == 0 {
		t.Fatal("no conversation")
	}
	return list.Items[0]
}

// TestTwoNodesIngestAndAnswerAtOnce: two stores on one database, the same 200
// events in both, and answers meanwhile.
func TestTwoNodesIngestAndAnswerAtOnce(t *testing.T) {
	t.Parallel()
	url := storetest.Postgres(t)
	nodes := []*store.Store{open(t, url, "hook"), open(t, url, "hook")}
	ctx, account := context.Background(), core.NewID()
	for u := range 5 {
		must(t, nodes[0].Do(ctx, incoming(account, fmt.Sprint("u", u), 0, "first")))
	}
	list, err := nodes[0].Conversations(ctx, all(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	var wg sync.WaitGroup
	run := func(f func() error) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := f(); err != nil {
				t.Error(err)
			}
		}()
	}
	agent := all()
	for i := range 200 {
		for _, s := range nodes {
			run(func() error { return s.Do(ctx, incoming(account, fmt.Sprint("u", i%5), 1+i, "hello")) })
			if i%4 == 0 {
				c := list.Items[i%5]
				run(func() error { return s.Do(ctx, answer(agent, c.ID, fmt.Sprint("answer ", i))) })
			}
		}
	}
	wg.Wait()
	for _, c := range list.Items {
		texts, seq := map[string]int{}, int64(0)
		for _, ch := range allChanges(t, nodes[1], c.ID) {
			if ch.Message == nil {
				continue
			}
			if seq++; ch.Message.Seq != seq {
				t.Fatalf("seq %d after %d", ch.Message.Seq, seq-1)
			}
			texts[ch.Message.ExternalID+ch.Message.ClientMessageID]++
		}
		if len(texts) != int(seq) || seq != 1+40+10 {
			t.Fatalf("%d messages, %d different", seq, len(texts))
		}
	}
}

// answer is an agent's text in one part.
func answer(v core.Viewer, conversation core.ID, text string) *engine.Post {
	content := core.Content{Kind: core.KindText, Text: text}
	return &engine.Post{Viewer: v, Author: v.Actor(), ConversationID: conversation, BodyHash: text, Parts: []core.Content{content},
		Draft: core.Draft{ClientMessageID: text, Content: content, Visibility: core.Public}}
}

// allChanges pages through the changes and checks that none is missing.
func allChanges(t *testing.T, s *store.Store, id core.ID) (out []core.Change) {
	t.Helper()
	for {
		page, err := s.Changes(context.Background(), all(), id, int64(len(out)), 7)
		must(t, err)
		if len(page) == 0 {
			return out
		}
		for _, c := range page {
			if c.Rev != int64(len(out)+1) || (c.Message == nil) == (c.Event == nil) {
				t.Fatalf("rev %d after %d", c.Rev, len(out))
			}
			out = append(out, c)
		}
	}
}

// TestChangesSkipNothingWhileOthersWrite: a reader who goes on from the last
// revision it saw must not miss one that was committed between two reads.
func TestChangesSkipNothingWhileOthersWrite(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		must(t, s.Do(ctx, incoming(account, "u1", 0, "first")))
		c, done := firstConversation(t, s), make(chan struct{})
		go func() {
			defer close(done)
			for i := range 60 {
				if err := errors.Join(s.Do(ctx, incoming(account, "u1", 1+i, "next")),
					s.Tag(ctx, core.TagConversation, c.ID, "vip", i%2 == 0, all().Actor())); err != nil {
					t.Error(err)
				}
			}
		}()
		seen := int64(0)
		for writing := true; writing || seen < 122; {
			select {
			case <-done:
				writing = false
			default:
			}
			page, err := s.Changes(ctx, all(), c.ID, seen, 50)
			must(t, err)
			for _, ch := range page {
				if ch.Rev != seen+1 {
					t.Fatalf("rev %d after %d", ch.Rev, seen)
				}
				seen = ch.Rev
			}
			if !writing && len(page) == 0 {
				break
			}
		}
		if seen != 122 {
			t.Fatalf("%d changes", seen)
		}
	})
}

type recorder struct {
	mu   sync.Mutex
	list []store.Commit
}

func (r *recorder) Committed(c store.Commit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, c)
}

func (r *recorder) last() store.Commit {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.list[len(r.list)-1]
}

func TestEveryChangeIsHintedAtAndToldToConsumersOnce(t *testing.T) {
	t.Parallel()
	ctx, hints := context.Background(), &recorder{}
	d, err := store.OpenDB(ctx, store.Location{Path: filepath.Join(t.TempDir(), "hub.db")})
	must(t, err)
	defer d.Close()
	s := store.Open(store.Options{DB: d, Log: slog.New(slog.DiscardHandler), Notifier: hints, Consumers: []string{"hook", "bot"}})
	defer s.Close()
	account := core.NewID()
	ingest := incoming(account, "u1", 1, "one")
	ingest.Envelopes = append(ingest.Envelopes, incoming(account, "u1", 2, "two").Envelopes...)
	must(t, s.Do(ctx, ingest))
	c := firstConversation(t, s)
	if got := hints.last(); got.Conversations[c.ID] != 1 || !got.Jobs {
		t.Fatalf("%+v", got)
	}
	jobs, err := s.Jobs(ctx, core.JobWaiting, core.Page{})
	must(t, err)
	if len(jobs.Items) != 2 || !strings.Contains(string(jobs.Items[0].Payload), `"from":1,"to":3`) {
		t.Fatalf("%+v", jobs.Items)
	}
	must(t, s.Tag(ctx, core.TagConversation, c.ID, "vip", true, all().Actor()))
	if got := hints.last(); got.Conversations[c.ID] != 4 || !got.Jobs {
		t.Fatalf("a tag is not hinted at: %+v", got)
	}
	must(t, s.AddJob(ctx))
	must(t, s.AddJob(ctx, core.Job{Key: "x", Class: core.ClassMedia, Kind: "x", Payload: []byte("{}"), State: core.JobWaiting}))
	if got := hints.last(); !got.Jobs {
		t.Fatalf("new work is not hinted at: %+v", got)
	}
}
