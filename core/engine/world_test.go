package engine_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// world is a database in memory: it fills a Set with all it has, applies a
// batch, keeps what changed, and checks after every batch what must always hold.
type world struct {
	now           core.Time
	account       core.ID
	seen          map[engine.Key]struct{}
	identities    map[core.ID]core.Identity
	contacts      map[core.ID]core.Contact
	conversations map[core.ID]core.Conversation
	messages      map[core.ID]core.Message
	external      map[engine.Key]core.ID
	groups        map[engine.Key]core.ID
	clients       map[engine.Key]core.ID
	parts         map[core.ID][]core.PartRow
	transfers     map[core.ID]engine.Transfer
	holds         map[int64]engine.JobHold
	early         map[engine.Key][]engine.Early

	last     *engine.Set // of the last batch that was kept
	events   []core.Event
	jobs     []core.Job
	assigned map[core.ID][]engine.Assignment
}

func newWorld() *world {
	return &world{now: 1_000_000_000, account: core.NewID(), seen: map[engine.Key]struct{}{}, identities: map[core.ID]core.Identity{},
		contacts: map[core.ID]core.Contact{}, conversations: map[core.ID]core.Conversation{}, messages: map[core.ID]core.Message{},
		external: map[engine.Key]core.ID{}, groups: map[engine.Key]core.ID{}, clients: map[engine.Key]core.ID{},
		parts: map[core.ID][]core.PartRow{}, transfers: map[core.ID]engine.Transfer{}, holds: map[int64]engine.JobHold{}, early: map[engine.Key][]engine.Early{},
		assigned: map[core.ID][]engine.Assignment{}}
}

func (w *world) wait(d time.Duration) { w.now = w.now.Add(d) }

// try applies one command as a batch; a refusal must leave no trace.
func (w *world) try(c engine.Command) error {
	s := w.load(c)
	if err := c.Apply(s); err != nil {
		if len(s.Touched())+len(s.Events)+len(s.NewJobs)+len(s.Assigned)+len(s.Released) > 0 {
			return fmt.Errorf("refused with %w, but the set was changed", err)
		}
		return err
	}
	n := engine.NewNeeds()
	c.Needs(n)
	for k := range n.EventKeys {
		if _, taken := s.Seen[k]; !taken {
			return fmt.Errorf("the event key %q is claimed for a command that does not take it", k.Text)
		}
	}
	return w.keep(s)
}

// batch applies commands together, as the committer does.
func (w *world) batch(t *testing.T, cmds ...engine.Command) {
	t.Helper()
	s := w.load(cmds...)
	for _, c := range cmds {
		ok(t, c.Apply(s))
	}
	ok(t, w.keep(s))
}

func (w *world) load(cmds ...engine.Command) *engine.Set {
	needs := engine.NewNeeds()
	for _, c := range cmds {
		c.Needs(needs) // the world loads all it has; commands prepare themselves here
	}
	s := engine.NewSet(w.now)
	s.Seen = maps.Clone(w.seen)
	for id, v := range w.identities {
		row := &engine.Row[core.Identity]{V: v}
		s.IdentityByID[id], s.Identities[engine.Key{Of: v.AccountID, Text: v.ExternalID}] = row, row
	}
	for id, v := range w.conversations {
		s.Conversations[id] = &engine.Row[core.Conversation]{V: v}
		k := engine.Key{Of: v.AccountID, Text: v.Thread}
		if old, known := w.conversations[s.Threads[k]]; !known || old.Status.Ended() && (!v.Status.Ended() || v.CreatedAt > old.CreatedAt) {
			s.Threads[k] = id
		}
	}
	for _, e := range w.events {
		var d struct {
			Into core.ID `json:"merged_into"`
		}
		if json.Unmarshal(e.Data, &d) == nil && !d.Into.IsZero() {
			s.Merged[e.ConversationID] = d.Into
		}
	}
	for id, v := range w.messages {
		v.Attachments = slices.Clone(v.Attachments)
		s.Messages[id] = &engine.Row[core.Message]{V: v}
		for _, p := range w.parts[id] {
			s.Parts[id] = append(s.Parts[id], &engine.Row[core.PartRow]{V: p})
		}
	}
	for id, v := range w.transfers {
		s.Transfers[id] = &engine.Row[engine.Transfer]{V: v}
	}
	s.External, s.Groups, s.ClientIDs, s.Jobs = maps.Clone(w.external), maps.Clone(w.groups), maps.Clone(w.clients), maps.Clone(w.holds)
	for k, list := range w.early {
		s.Early[k] = slices.Clone(list)
	}
	return s
}

// keep takes over what a batch changed, and checks it.
func (w *world) keep(s *engine.Set) error {
	if err := w.checkRevisions(s); err != nil {
		return err
	}
	w.last, w.seen, w.external, w.groups, w.clients = s, s.Seen, s.External, s.Groups, s.ClientIDs
	w.events, w.jobs = append(w.events, s.Events...), append(w.jobs, s.NewJobs...)
	put(w.identities, s.IdentityByID)
	put(w.contacts, s.Contacts)
	put(w.conversations, s.Conversations)
	put(w.messages, s.Messages)
	put(w.transfers, s.Transfers)
	w.keepEarly(s)
	for id, list := range s.Parts {
		w.parts[id] = nil
		for _, p := range list {
			w.parts[id] = append(w.parts[id], p.V)
		}
	}
	for _, id := range s.Released {
		if n := len(w.assigned[id]); n == 0 || w.assigned[id][n-1].To != 0 {
			return fmt.Errorf("an assignment of %s ends that is not open", id)
		}
		w.assigned[id][len(w.assigned[id])-1].To = s.Now
	}
	for _, a := range s.Assigned {
		w.assigned[a.ConversationID] = append(w.assigned[a.ConversationID], a)
	}
	return w.check()
}

// keepEarly keeps it as the tables do: by what was added and taken.
func (w *world) keepEarly(s *engine.Set) {
	for _, e := range s.NewEarly {
		w.early[e.Key] = append(w.early[e.Key], e)
	}
	for k, list := range w.early {
		w.early[k] = slices.DeleteFunc(list, func(e engine.Early) bool { return slices.Contains(s.TakenEarly, e.ID) })
	}
}

func put[T any](to map[core.ID]T, from map[core.ID]*engine.Row[T]) {
	for id, row := range from {
		to[id] = row.V
	}
}

// checkRevisions: every change takes the next revision, every message the next
// place, and a row that changed says so, or else it would not be written.
func (w *world) checkRevisions(s *engine.Set) error {
	revs, seqs := map[core.ID][]int64{}, map[core.ID][]int64{}
	for _, m := range s.Messages {
		if m.New {
			revs[m.V.ConversationID] = append(revs[m.V.ConversationID], m.V.Rev)
			seqs[m.V.ConversationID] = append(seqs[m.V.ConversationID], m.V.Seq)
		} else if !m.Dirty && fmt.Sprint(m.V) != fmt.Sprint(w.messages[m.V.ID]) {
			return fmt.Errorf("message %s changed and is not written", m.V.ID)
		}
	}
	for _, e := range s.Events {
		if !e.ConversationID.IsZero() {
			revs[e.ConversationID] = append(revs[e.ConversationID], e.Rev)
		}
	}
	for id, c := range s.Conversations {
		before := w.conversations[id]
		if !c.New && !c.Dirty && c.V != before {
			return fmt.Errorf("conversation %s changed and is not written", id)
		}
		if err := gapless(revs[id], before.Rev, c.V.Rev); err != nil {
			return fmt.Errorf("revisions: %w", err)
		}
		if err := gapless(seqs[id], before.Seq, c.V.Seq); err != nil {
			return fmt.Errorf("places: %w", err)
		}
		if first, touched := s.Touched()[id]; touched != (c.V.Rev > before.Rev) || touched && first != before.Rev+1 {
			return fmt.Errorf("touched says %d, the revision rose from %d to %d", first, before.Rev, c.V.Rev)
		}
	}
	return nil
}

func gapless(got []int64, from, to int64) error {
	slices.Sort(got)
	for i, n := range got {
		if n != from+int64(i)+1 {
			return fmt.Errorf("%v after %d", got, from)
		}
	}
	if from+int64(len(got)) != to {
		return fmt.Errorf("%v after %d, but the conversation is at %d", got, from, to)
	}
	return nil
}

// check is what holds of every conversation and message at all times.
func (w *world) check() error {
	open := map[engine.Key]int{}
	for id, c := range w.conversations {
		if err := c.Check(); err != nil {
			return err
		}
		if !c.Status.Ended() {
			open[engine.Key{Of: c.AccountID, Text: c.Thread}]++
		}
		held := 0
		for _, a := range w.assigned[id] {
			if a.To == 0 {
				held++
				if a.AgentID != c.AgentID {
					return fmt.Errorf("%s is assigned to %s in the log, to %s in truth", id, a.AgentID, c.AgentID)
				}
			}
		}
		if want := map[bool]int{true: 1}[c.Handler == core.HandlerAgent]; held != want {
			return fmt.Errorf("%s has %d open assignments with handler %s", id, held, c.Handler)
		}
	}
	for k, n := range open {
		if n > 1 {
			return fmt.Errorf("%d open conversations in thread %q", n, k.Text)
		}
	}
	keys := map[string]bool{}
	for _, j := range w.jobs { // those of one key wait for each other, also for one that is due later
		if j.DueAt > j.CreatedAt && keys[j.Key] {
			return fmt.Errorf("two jobs for later have the key %q", j.Key)
		}
		keys[j.Key] = keys[j.Key] || j.DueAt > j.CreatedAt
	}
	return w.checkDelivery()
}

func (w *world) checkDelivery() error {
	for id, list := range w.parts {
		if got, want := w.messages[id].Delivery, core.DeliveryOf(list); got != want {
			return fmt.Errorf("message %s is %s, its parts say %s", id, got, want)
		}
		for _, p := range list {
			if k := (engine.Key{Of: p.AccountID, Text: p.ExternalID}); p.ExternalID != "" && p.SentAt > 0 && len(w.early[k]) > 0 {
				return fmt.Errorf("%+v still waits for a part that is known", w.early[k])
			}
		}
	}
	return nil
}

// only returns the one conversation there is.
func (w *world) only(t *testing.T) core.Conversation {
	t.Helper()
	if len(w.conversations) != 1 {
		t.Fatalf("%d conversations", len(w.conversations))
	}
	for _, c := range w.conversations {
		return c
	}
	panic("unreachable")
}

func (w *world) eventTypes() (types []core.EventType) {
	for _, e := range w.events {
		types = append(types, e.Type)
	}
	return types
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if p, is := err.(*core.Problem); !is || p.Code != code { //nolint:errorlint // a wrapped one tells of a change
		t.Fatalf("got %v, want the problem %s", err, code)
	}
}

// envelope is a text of a person under key n.
func envelope(user string, n int, text string) core.Envelope {
	name := fmt.Sprintf("%d:%s", n, user)
	return core.Envelope{Type: core.TypeMessage, User: core.UserRef{ExternalID: user, Name: "王小明"}, Direction: core.In, Key: "k:" + name,
		ExternalID: name, Content: &core.Content{Kind: core.KindText, Text: text}}
}

func (w *world) ingest(envs ...core.Envelope) *engine.Ingest {
	return &engine.Ingest{Raw: core.Raw{ID: core.NewID(), AccountID: w.account, Body: []byte(core.NewID().String()), ReceivedAt: w.now}, Envelopes: envs,
		Policy: engine.Policy{ReopenFor: time.Hour}}
}

func everything(agent core.ID) core.Viewer {
	return core.Viewer{AgentID: agent, Scope: core.ScopeAll, Permissions: core.Permissions()}
}
