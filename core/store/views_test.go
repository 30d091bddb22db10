package store_test

import (
	"bytes"
	"cmp"
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

// newInbox is a desk on which some customers wait, bots and snoozed
// conversations are about, and the two accounts belong to two channels.
func newInbox(t *testing.T, s *store.Store, conversations int) *desk {
	t.Helper()
	ctx, d := context.Background(), newDesk(t, s, 3, conversations)
	for i, id := range d.accounts() {
		must(t, s.SaveAccount(ctx, core.Account{ID: id, Channel: []string{"web", "sms"}[i], Name: "A", Status: core.AccountActive}))
	}
	seed := rand.Uint64()
	t.Logf("inbox seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2)) //nolint:gosec // a test's data
	for _, c := range d.views {
		step := core.Step{Kind: core.StepSnooze, Until: core.Time(1 << 60), Actor: all().Actor()}
		if c.Status == core.StatusQueued {
			step = core.Step{Kind: core.StepBotStart, BotID: "b", Actor: all().Actor()}
		}
		if !c.Status.Ended() && r.IntN(4) == 0 {
			must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: c.ID, Step: step}))
		}
		waiting := any(nil)
		if !c.Status.Ended() && r.IntN(3) > 0 {
			waiting = 50 + r.IntN(4) // many ties
		}
		sql(t, s, `UPDATE conversations SET last_at = $2, waiting_since = $3 WHERE id = $1`, c.ID, 100+r.IntN(4), waiting)
	}
	d.views = d.list(t, all(), core.ConversationFilter{})
	d.offer(t, r)
	return d
}

func (d *desk) accounts() (ids []core.ID) {
	for _, c := range d.views {
		if !slices.Contains(ids, c.AccountID) {
			ids = append(ids, c.AccountID)
		}
	}
	return ids
}

// inView says what a view holds, in Go.
func inView(view core.View, v core.Viewer, c core.ConversationView) bool {
	switch view {
	case core.ViewMine:
		return c.AgentID == v.AgentID && !v.AgentID.IsZero() && c.Status != core.StatusSnoozed
	case core.ViewQueue:
		return c.Status == core.StatusQueued
	case core.ViewUnassigned:
		return !c.Status.Ended() && c.AgentID.IsZero()
	case core.ViewParticipating:
		return !c.Status.Ended() && slices.Contains(c.Participants, v.AgentID)
	case core.ViewSnoozed:
		return c.Status == core.StatusSnoozed
	case core.ViewEnded:
		return c.Status.Ended()
	case core.ViewAll:
		return !c.Status.Ended()
	}
	return true
}

var views = []core.View{"", core.ViewMine, core.ViewQueue, core.ViewUnassigned, core.ViewParticipating, core.ViewSnoozed, core.ViewEnded, core.ViewAll}

// byWaiting orders as SortWaiting does.
func byWaiting(a, b core.ConversationView) int {
	waits := func(c core.ConversationView) int {
		if c.WaitingSince == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(waits(a), waits(b)), cmp.Compare(a.WaitingSince, b.WaitingSince),
		waits(a)*cmp.Compare(b.LastAt, a.LastAt), bytes.Compare(a.ID[:], b.ID[:]))
}

func TestEveryViewShowsWhatItsViewerSees(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newInbox(t, s, 40)
		accounts := d.accounts()
		linked, err := s.Accounts(context.Background())
		must(t, err)
		channel := map[string]core.ID{}
		for _, a := range linked {
			channel[a.Channel] = a.ID
		}
		narrowed := []core.ConversationFilter{{}, {AccountID: accounts[0]}, {Channel: "sms"}, {Channel: "fax"}, {TeamID: d.teams[1]},
			{TeamID: d.teams[0], AccountID: accounts[1]}, {AgentID: d.agents[0]}, {Status: core.StatusQueued}, {Status: core.StatusClosed, Channel: "web"}}
		for _, v := range d.viewers(t) {
			for _, f := range narrowed {
				for _, view := range views {
					for _, sort := range []core.Sort{core.SortNewest, core.SortWaiting} {
						f.View, f.Sort = view, sort
						var want []core.ConversationView
						for _, c := range d.views {
							if fits(f, c) && (f.Channel == "" || channel[f.Channel] == c.AccountID) && inView(view, v, c) && v.Sees(c.Conversation, c.Participants) {
								want = append(want, c)
							}
						}
						if sort == core.SortWaiting && view != core.ViewEnded && !f.Status.Ended() {
							want = slices.DeleteFunc(want, func(c core.ConversationView) bool { return c.Status.Ended() })
							slices.SortFunc(want, byWaiting)
						}
						if got := d.list(t, v, f); !slices.Equal(idsOf(got), idsOf(want)) {
							t.Fatalf("scope %s, filter %+v: %d listed, %d wanted", v.Scope, f, len(got), len(want))
						}
					}
				}
			}
		}
	})
}

func TestACursorIsOfItsOrder(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		newDesk(t, s, 1, 8)
		for _, sort := range []core.Sort{core.SortNewest, core.SortWaiting} {
			f := core.ConversationFilter{Sort: sort, View: core.ViewAll}
			page, err := s.Conversations(ctx, all(), f, core.Page{Limit: 1})
			must(t, err)
			f.Sort = map[core.Sort]core.Sort{core.SortNewest: core.SortWaiting, core.SortWaiting: core.SortNewest}[sort]
			if _, err := s.Conversations(ctx, all(), f, core.Page{After: page.Next}); !errors.Is(err, &core.Problem{Code: "request.cursor"}) {
				t.Errorf("a cursor of %s goes on with the other order: %v", sort, err)
			}
		}
	})
}

// TestCountsAreWhatTheListsHold takes conversations through random steps and
// then counts by hand.
func TestCountsAreWhatTheListsHold(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newInbox(t, s, 40)
		for i, c := range d.views { // every third is read
			if i%3 == 0 {
				for _, a := range d.agents {
					sql(t, s, `INSERT INTO reads (agent_id, conversation_id, seq) VALUES ($1, $2, $3)`, a, c.ID, c.Seq)
				}
			}
		}
		for _, v := range d.viewers(t) {
			want := core.Counts{Teams: map[core.ID]int64{}, Accounts: map[core.ID]int64{}}
			n := func(view core.View) int64 { return int64(len(d.list(t, v, core.ConversationFilter{View: view}))) }
			want.Mine, want.Queue, want.Unassigned = n(core.ViewMine), n(core.ViewQueue), n(core.ViewUnassigned)
			want.Participating, want.Snoozed, want.All = n(core.ViewParticipating), n(core.ViewSnoozed), n(core.ViewAll)
			for _, c := range d.list(t, v, core.ConversationFilter{View: core.ViewMine}) {
				if c.Unread() > 0 {
					want.MineUnread++
				}
			}
			for _, c := range d.list(t, v, core.ConversationFilter{View: core.ViewAll}) {
				want.Accounts[c.AccountID]++
				if !c.TeamID.IsZero() {
					want.Teams[c.TeamID]++
				}
				if c.Status == core.StatusQueued && c.WaitingSince > 0 && (want.OldestWaiting == 0 || c.WaitingSince < want.OldestWaiting) {
					want.OldestWaiting = c.WaitingSince
				}
			}
			got, err := s.Counts(ctx, v)
			must(t, err)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("scope %s\n got %+v\nwant %+v", v.Scope, got, want)
			}
		}
	})
}

// A page of three is looked up by four ids, the last of them twice.
func TestTagsAndParticipantsAreListedOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		d := newDesk(t, s, 1, 7)
		agents := []core.ID{core.NewID(), core.NewID()}
		var tags []core.ID
		for _, name := range []string{"乙", "甲"} {
			tag := core.Tag{ID: core.NewID(), Scope: core.TagConversation, Name: name}
			must(t, s.AddTag(context.Background(), tag))
			tags = append(tags, tag.ID)
		}
		for _, c := range d.views {
			for i := range agents {
				sql(t, s, `INSERT INTO participants (conversation_id, agent_id, joined_at) VALUES ($1, $2, 1) ON CONFLICT (conversation_id, agent_id) DO UPDATE SET joined_at = 1`, c.ID, agents[i])
				sql(t, s, `INSERT INTO taggings (tag_id, target_id, at) VALUES ($1, $2, 1)`, tags[i], c.ID)
			}
		}
		for _, c := range d.list(t, all(), core.ConversationFilter{}) {
			room := slices.DeleteFunc(slices.Clone(c.Participants), func(id core.ID) bool { return !slices.Contains(agents, id) })
			if !slices.Equal(c.Tags, []string{"乙", "甲"}) || len(room) != 2 || room[0] == room[1] {
				t.Errorf("%s has the tags %v and the participants %v", c.ID, c.Tags, c.Participants)
			}
		}
	})
}
