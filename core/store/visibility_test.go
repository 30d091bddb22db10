package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
)

// desk is a workspace with staff, teams and many conversations, spread at
// random; the seed is logged.
type desk struct {
	*store.Store
	agents []core.ID
	teams  []core.ID
	views  []core.ConversationView // all of them, newest change of place first
}

func newDesk(t *testing.T, s *store.Store, teams, conversations int) *desk {
	t.Helper()
	ctx, d := context.Background(), &desk{Store: s}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test's data
	for i := range 4 {
		a := core.Agent{ID: core.NewID(), Email: fmt.Sprint(i, "@example.com"), Name: fmt.Sprint("agent ", i), Role: "agent"}
		must(t, s.SaveAgent(ctx, a, ""))
		d.agents = append(d.agents, a.ID)
	}
	for i := range teams {
		team := core.Team{ID: core.NewID(), Name: fmt.Sprint("team ", i), Kind: "skill_group"}
		must(t, s.AddTeam(ctx, team))
		must(t, s.SetTeamMembers(ctx, team.ID, d.agents[:i%4])) // agent 3 is in none
		d.teams = append(d.teams, team.ID)
	}
	accounts := []core.ID{core.NewID(), core.NewID()}
	for i := range conversations {
		c := incoming(accounts[i%2], fmt.Sprint("u", i), 1, "hi")
		c.Envelopes[0].Content.Media = []core.Media{{Kind: core.KindImage, Ref: "r"}}
		must(t, s.Do(ctx, c))
	}
	d.views = d.list(t, all(), core.ConversationFilter{})
	for _, c := range d.views {
		d.scatter(t, r, c.ID)
	}
	d.views = d.list(t, all(), core.ConversationFilter{})
	if len(d.views) != conversations {
		t.Fatalf("%d of %d conversations are listed", len(d.views), conversations)
	}
	return d
}

// scatter gives a conversation a random place, owner, room and time.
func (d *desk) scatter(t *testing.T, r *rand.Rand, id core.ID) {
	t.Helper()
	ctx, v := context.Background(), all()
	step := func(st core.Step) {
		st.Actor = v.Actor()
		must(t, d.Do(ctx, &engine.Step{Viewer: v, ConversationID: id, Step: st}))
	}
	if r.IntN(3) > 0 {
		step(core.Step{Kind: core.StepQueue, TeamID: d.teams[r.IntN(len(d.teams))]})
	}
	if r.IntN(2) > 0 {
		step(core.Step{Kind: core.StepAssign, AgentID: d.agents[r.IntN(4)]})
	}
	if r.IntN(4) == 0 {
		step(core.Step{Kind: core.StepClose, Reason: "left"})
	}
	if r.IntN(3) == 0 {
		must(t, d.Join(ctx, id, d.agents[r.IntN(4)], true, v.Actor()))
	}
	sql(t, d.Store, `UPDATE conversations SET last_at = $2 WHERE id = $1`, id, 100+r.IntN(4)) // many ties
}

// offer lets half of those who have a conversation in hand ask somebody else to
// take it over: an agent or a team.
func (d *desk) offer(t *testing.T, r *rand.Rand) {
	t.Helper()
	for _, c := range d.views {
		to := core.Step{Kind: core.StepTransfer, Actor: all().Actor(), AgentID: d.agents[r.IntN(4)]}
		if r.IntN(2) == 0 {
			to.AgentID, to.TeamID = core.ID{}, d.teams[r.IntN(len(d.teams))]
		}
		if c.Status == core.StatusActive && to.AgentID != c.AgentID && r.IntN(2) == 0 {
			must(t, d.Do(context.Background(), &engine.Step{Viewer: all(), ConversationID: c.ID, Step: to}))
		}
	}
	d.views = d.list(t, all(), core.ConversationFilter{})
}

// list pages through a list in small pages.
func (d *desk) list(t *testing.T, v core.Viewer, f core.ConversationFilter) (out []core.ConversationView) {
	t.Helper()
	for p := (core.Page{Limit: 3}); ; {
		page, err := d.Conversations(context.Background(), v, f, p)
		must(t, err)
		out = append(out, page.Items...)
		if page.Next == "" {
			return out
		}
		if len(page.Items) != 3 {
			t.Fatalf("a page of %d says that more follows", len(page.Items))
		}
		p.After = page.Next
	}
}

func (d *desk) viewers(t *testing.T) (out []core.Viewer) {
	t.Helper()
	for _, a := range d.agents {
		v, err := d.Viewer(context.Background(), a)
		must(t, err)
		for _, scope := range []core.Scope{core.ScopeOwn, core.ScopeTeam, core.ScopeAll} {
			v.Scope = scope
			out = append(out, v)
		}
	}
	return append(out, core.Viewer{AgentID: core.NewID(), Scope: core.ScopeTeam}, core.Viewer{Scope: core.ScopeOwn})
}

func (d *desk) filters() []core.ConversationFilter {
	c := d.views[len(d.views)/2]
	out := []core.ConversationFilter{{}, {AccountID: c.AccountID}, {ContactID: c.ContactID}, {ContactID: c.ContactID, Status: c.Status},
		{TeamID: d.teams[0]}, {TeamID: d.teams[1], Status: core.StatusActive}}
	for _, st := range core.Statuses() {
		out = append(out, core.ConversationFilter{Status: st})
	}
	for _, a := range d.agents {
		out = append(out, core.ConversationFilter{AgentID: a}, core.ConversationFilter{AgentID: a, TeamID: d.teams[1]})
	}
	return out
}

func fits(f core.ConversationFilter, c core.ConversationView) bool {
	is := func(want, got core.ID) bool { return want.IsZero() || want == got }
	return (f.Status == "" || f.Status == c.Status) && is(f.AccountID, c.AccountID) && is(f.AgentID, c.AgentID) && is(f.TeamID, c.TeamID) && is(f.ContactID, c.ContactID)
}

func idsOf(list []core.ConversationView) (ids []core.ID) {
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	return ids
}

// TestEveryListShowsWhatViewerSees compares the SQL of every list with
// core.Viewer.Sees, for every scope, filter and page.
func TestEveryListShowsWhatViewerSees(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newDesk(t, s, 3, 40)
		d.offer(t, rand.New(rand.NewPCG(rand.Uint64(), 3))) //nolint:gosec // a test's data
		for _, v := range d.viewers(t) {
			for _, f := range d.filters() {
				var want []core.ID
				for _, c := range d.views {
					if fits(f, c) && v.Sees(c.Conversation, c.Participants) {
						want = append(want, c.ID)
					}
				}
				if got := idsOf(d.list(t, v, f)); !slices.Equal(got, want) {
					t.Fatalf("scope %s, filter %+v: %d listed, %d seen", v.Scope, f, len(got), len(want))
				}
			}
			contacts := map[core.ID]bool{}
			for _, c := range d.views {
				sees := v.Sees(c.Conversation, c.Participants)
				contacts[c.ContactID] = contacts[c.ContactID] || sees
				d.single(t, v, c, sees)
			}
			d.people(t, v, contacts)
		}
	})
}

// single asks for one conversation and all that hangs on it.
func (d *desk) single(t *testing.T, v core.Viewer, c core.ConversationView, sees bool) {
	t.Helper()
	ctx := context.Background()
	check := func(what string, err error) {
		t.Helper()
		var p *core.Problem
		if sees != (err == nil) || err != nil && (!errors.As(err, &p) || p.Status != 404) {
			t.Fatalf("%s of a conversation that scope %s sees: %v: %v", what, v.Scope, sees, err)
		}
	}
	_, err := d.Conversation(ctx, v, c.ID)
	check("the head", err)
	_, err = d.Messages(ctx, v, c.ID, 0, 10)
	check("the messages", err)
	_, err = d.Changes(ctx, v, c.ID, 0, 10)
	check("the changes", err)
	m, err := d.Message(ctx, v, c.ID, c.LastMessageID)
	check("a message", err)
	_, err = d.Parts(ctx, v, c.ID, c.LastMessageID)
	check("the parts", err)
	_, err = d.Exchanges(ctx, v, c.ID, c.LastMessageID)
	check("the traces", err)
	if err := d.Do(ctx, &engine.Step{Viewer: v, ConversationID: c.ID, Step: core.Step{Kind: core.StepCustomerMessage}}); errors.Is(err, engine.ErrNotFound) == sees {
		t.Fatalf("a step of what scope %s sees: %v: %v", v.Scope, sees, err)
	}
	if sees {
		_, _, err = d.Attachment(ctx, v, m.Attachments[0].ID)
		check("an attachment", err)
	}
	if _, err := d.Message(ctx, v, d.views[0].ID, c.LastMessageID); err == nil && c.ID != d.views[0].ID {
		t.Fatal("a message was read through another conversation")
	}
}

func (d *desk) people(t *testing.T, v core.Viewer, sees map[core.ID]bool) {
	t.Helper()
	listed := 0
	for p := (core.Page{Limit: 7}); ; {
		page, err := d.Contacts(context.Background(), v, p)
		must(t, err)
		for _, c := range page.Items {
			if !sees[c.ID] {
				t.Fatalf("scope %s lists a contact of nobody's it sees", v.Scope)
			}
			listed++
		}
		if p.After = page.Next; p.After == "" {
			break
		}
	}
	want := 0
	for id, s := range sees {
		if s {
			want++
		}
		if _, _, _, err := d.Contact(context.Background(), v, id); (err == nil) != s {
			t.Fatalf("scope %s opens a contact it sees: %v: %v", v.Scope, s, err)
		}
	}
	if listed != want {
		t.Fatalf("scope %s lists %d of %d contacts", v.Scope, listed, want)
	}
}

func TestAWorkspaceWithManyTeamsIsListed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newDesk(t, s, 90, 12) // 7 statuses of 91 places: more than one statement takes
		v := all()
		v.Scope, v.Teams = core.ScopeTeam, d.teams
		if got := d.list(t, v, core.ConversationFilter{}); len(got) < 9 {
			t.Fatalf("%d", len(got))
		}
		_, err := s.Conversations(context.Background(), v, core.ConversationFilter{Status: "x' OR 1=1 --"}, core.Page{})
		var p *core.Problem
		if !errors.As(err, &p) || p.Status != 422 {
			t.Fatal(err)
		}
		for _, after := range []string{"?", "AAAA", "MTIz"} {
			if _, err := s.Conversations(context.Background(), v, core.ConversationFilter{}, core.Page{After: after}); !errors.As(err, &p) || p.Code != "request.cursor" {
				t.Fatal(after, err)
			}
		}
	})
}

func TestMergingIsUndoneStepByStep(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, by := context.Background(), all().Actor()
		d := newDesk(t, s, 2, 3)
		home := map[core.ID]core.ID{} // conversation → contact
		for _, c := range d.views {
			home[c.ID] = c.ContactID
		}
		a, b, c := d.views[0].ContactID, d.views[1].ContactID, d.views[2].ContactID
		holders := func(want map[core.ID]core.ID) {
			t.Helper()
			for _, v := range d.list(t, all(), core.ConversationFilter{}) {
				i, err := s.Identity(ctx, v.IdentityID)
				must(t, err)
				if w := want[home[v.ID]]; v.ContactID != w || i.ContactID != w {
					t.Fatalf("conversation %s, identity %s, want %s", v.ContactID, i.ContactID, w)
				}
			}
		}
		var p *core.Problem
		if err := s.Merge(ctx, a, a, by); !errors.As(err, &p) || p.Code != "contact.same" {
			t.Fatal(err)
		}
		must(t, s.Merge(ctx, a, b, by))
		holders(map[core.ID]core.ID{a: b, b: b, c: c})
		if err := s.Merge(ctx, a, c, by); !errors.As(err, &p) || p.Code != "contact.merged" {
			t.Fatal(err)
		}
		must(t, s.Merge(ctx, b, c, by))
		holders(map[core.ID]core.ID{a: c, b: c, c: c})
		if list, err := s.Contacts(ctx, all(), core.Page{}); err != nil || len(list.Items) != 1 {
			t.Fatalf("%+v, %v", list.Items, err)
		}
		must(t, s.Unmerge(ctx, b, by)) // with what had been merged into it
		holders(map[core.ID]core.ID{a: b, b: b, c: c})
		must(t, s.Unmerge(ctx, a, by))
		holders(map[core.ID]core.ID{a: a, b: b, c: c})
		if err := s.Unmerge(ctx, a, by); !errors.As(err, &p) || p.Code != "contact.not_merged" {
			t.Fatal(err)
		}
	})
}

func TestTagsAndRoomsAreLoggedOnceEach(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, by := context.Background(), all().Actor()
		d := newDesk(t, s, 2, 1)
		c := d.views[0]
		for range 2 { // the second time changes nothing
			must(t, s.Tag(ctx, core.TagConversation, c.ID, "vip", true, by))
		}
		view, err := s.Conversation(ctx, all(), c.ID)
		must(t, err)
		if view.Rev != c.Rev+1 || !slices.Equal(view.Tags, []string{"vip"}) {
			t.Fatalf("%+v", view)
		}
		if err := s.Tag(ctx, core.TagConversation, core.NewID(), "vip", true, by); !errors.Is(err, engine.ErrNotFound) {
			t.Fatal(err)
		}
		must(t, s.Tag(ctx, core.TagContact, c.ContactID, "loyal", true, by))
		_, _, tags, err := s.Contact(ctx, all(), c.ContactID)
		must(t, err)
		if !slices.Equal(tags, []string{"loyal"}) {
			t.Fatalf("%v", tags)
		}
		must(t, s.Join(ctx, c.ID, core.NewID(), true, by)) // nobody
		for _, on := range []bool{true, true, false, false} {
			must(t, s.Join(ctx, c.ID, d.agents[3], on, by))
		}
		changes := allChanges(t, s, c.ID)
		if last := changes[len(changes)-1]; last.Event.Type != core.EventLeft {
			t.Fatalf("%+v", last.Event)
		}
	})
}
