package hub_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/storetest"
	"github.com/switchboard-hub/switchboard/hub"
)

func later(key, what string) core.Draft {
	return core.Draft{ClientMessageID: key, Visibility: core.Public, Content: text(what)}
}

// due runs the jobs of scheduled messages, whatever their time.
func (o *office) due(t *testing.T, boss core.Viewer) (n int) {
	t.Helper()
	list, err := o.Jobs(context.Background(), boss, core.JobWaiting, core.Page{Limit: 200})
	must(t, err)
	for _, j := range list.Items {
		if j.Kind == engine.JobScheduled {
			must(t, o.SendDue(context.Background(), j))
			n++
		}
	}
	return n
}

func (o *office) said(t *testing.T, boss core.Viewer, id core.ID) (out []string) {
	t.Helper()
	list, err := o.Messages(context.Background(), boss, id, 0, 100)
	must(t, err)
	for _, m := range list {
		out = append(out, m.Text)
	}
	return out
}

func TestAScheduledMessageIsChangedCancelledAndSent(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		id := only(t, o.Hub).ID
		at := core.At(time.Now().Add(time.Hour))
		first, repeated, err := o.Schedule(ctx, boss, id, later("a", "one"), at)
		must(t, err)
		again, twice, err := o.Schedule(ctx, boss, id, later("a", "one"), at)
		must(t, err)
		if repeated || !twice || again.ID != first.ID {
			t.Errorf("%s and %s", first.ID, again.ID)
		}
		_, _, err = o.Schedule(ctx, boss, id, later("a", "another"), at)
		refused(t, err, engine.ErrClientID.Code)
		_, _, err = o.Schedule(ctx, boss, id, later("a", "one"), at.Add(time.Minute))
		refused(t, err, engine.ErrClientID.Code)
		second, _, err := o.Schedule(ctx, boss, id, later("b", "two"), at+1)
		must(t, err)
		third, _, err := o.Schedule(ctx, boss, id, later("c", "three"), at+2)
		must(t, err)
		must(t, o.CancelScheduled(ctx, boss, id, second.ID))
		refused(t, o.CancelScheduled(ctx, boss, id, second.ID), "scheduled.gone")
		newText, sooner := "three!", at-1
		changed, err := o.ChangeScheduled(ctx, boss, id, third.ID, &newText, &sooner)
		must(t, err)
		list, err := o.Scheduled(ctx, boss, id)
		must(t, err)
		if len(list) != 2 || list[0].ID != changed.ID || list[0].Message().Text != "three!" || list[1].Message().Delivery != core.DeliveryScheduled {
			t.Errorf("%+v", list)
		}
		sent, err := o.SendScheduled(ctx, boss, id, first.ID)
		must(t, err)
		if sent.Text != "one" || sent.ClientMessageID != "a" || sent.Delivery != core.DeliveryQueued {
			t.Errorf("%+v", sent)
		}
		if n := o.due(t, boss); n != 5 { // also those of times that were changed
			t.Errorf("%d jobs", n)
		}
		o.due(t, boss)
		if got := o.said(t, boss, id); !slices.Equal(got, []string{"hello", "one", "three!"}) {
			t.Errorf("said %q", got)
		}
		if list, err := o.Scheduled(ctx, boss, id); err != nil || len(list) != 0 {
			t.Errorf("%+v, %v", list, err)
		}
		_, err = o.SendScheduled(ctx, boss, id, first.ID)
		refused(t, err, "scheduled.gone")
		log := changesOf(t, o.Hub, id)
		if e := log[len(log)-1]; e.Type != core.EventScheduleChanged {
			t.Errorf("the log ends with %+v", e)
		}
	})
}

func TestAScheduledMessageThatCannotLeaveIsFlagged(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		id := only(t, o.Hub).ID
		at := core.At(time.Now().Add(time.Hour))
		m, _, err := o.Schedule(ctx, boss, id, later("a", "one"), at)
		must(t, err)
		_, err = o.Step(ctx, boss, id, core.Step{Kind: core.StepClose, Reason: "left"})
		must(t, err)
		o.due(t, boss)
		flagged := func(code string) {
			t.Helper()
			list, err := o.Scheduled(ctx, boss, id)
			must(t, err)
			if len(list) != 1 || list[0].State != core.ScheduledFailed || list[0].ErrorCode != code || list[0].Message().Delivery != core.DeliveryFailed {
				t.Errorf("%+v, want %s", list, code)
			}
		}
		flagged("conversation.ended")
		_, err = o.SendScheduled(ctx, boss, id, m.ID)
		refused(t, err, "conversation.ended")
		flagged("conversation.ended")
		_, err = o.Step(ctx, boss, id, core.Step{Kind: core.StepReopen})
		must(t, err)
		soon := at + 1
		_, err = o.ChangeScheduled(ctx, boss, id, m.ID, nil, &soon)
		must(t, err)
		list, err := o.Jobs(ctx, boss, core.JobWaiting, core.Page{})
		must(t, err)
		for _, j := range list.Items {
			if j.Kind == engine.JobScheduled {
				must(t, o.GiveUpScheduled(ctx, j, "the database was away"))
			}
		}
		flagged("scheduled.given_up")
		_, err = o.SendScheduled(ctx, boss, id, m.ID)
		must(t, err)
		if got := o.said(t, boss, id); !slices.Equal(got, []string{"hello", "one"}) {
			t.Errorf("said %q", got)
		}
	})
}

func TestAScheduledMessageLeavesTheLineAsItIs(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		account := link(t, o.Hub)
		must(t, o.Accept(ctx, says(account, "1", text("hello"))))
		id := only(t, o.Hub).ID
		at := core.At(time.Now().Add(time.Hour))
		view := func() core.ConversationView {
			t.Helper()
			c, err := o.Conversation(ctx, boss, id)
			must(t, err)
			return c
		}
		_, _, err := o.Schedule(ctx, boss, id, later("a", "one"), at)
		must(t, err)
		waits := view().WaitingSince
		o.due(t, boss)
		if c := view(); c.Status != core.StatusQueued || c.WaitingSince != waits || c.LastText != "one" || c.LastDirection != core.Out {
			t.Errorf("out of the line: %+v", c.Conversation)
		}
		_, err = o.Step(ctx, boss, id, core.Step{Kind: core.StepAssign, AgentID: boss.AgentID})
		must(t, err)
		_, _, err = o.Schedule(ctx, boss, id, later("b", "two"), at)
		must(t, err)
		must(t, o.Accept(ctx, says(account, "2", text("and?"))))
		o.due(t, boss)
		if c := view(); c.WaitingSince != waits || c.LastText != "two" {
			t.Errorf("answered before it was asked: %+v", c.Conversation)
		}
		m, _, err := o.Schedule(ctx, boss, id, later("c", "three"), at)
		must(t, err)
		_, err = o.SendScheduled(ctx, boss, id, m.ID)
		must(t, err)
		if c := view(); c.WaitingSince != 0 || c.LastText != "three" {
			t.Errorf("sent by its writer, it is no answer: %+v", c.Conversation)
		}
	})
}

func TestWhatCannotBeScheduled(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		clerk := o.clerk(t, "Wang")
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		id := only(t, o.Hub).ID
		at := core.At(time.Now().Add(time.Hour))
		long := ""
		for range 60 {
			long += "0123456789"
		}
		note := later("n", "x")
		note.Visibility = core.Note
		for code, c := range map[string]struct {
			d  core.Draft
			at core.Time
		}{
			"scheduled.send_at": {later("p", "x"), 1}, "scheduled.note": {note, at}, "message.too_long": {later("l", long), at},
		} {
			_, _, err := o.Schedule(ctx, boss, id, c.d, c.at)
			refused(t, err, code)
		}
		_, _, err := o.Schedule(ctx, boss, id, later("y", "x"), core.At(time.Now().Add(367*24*time.Hour)))
		refused(t, err, "scheduled.send_at")
		reader := clerk
		reader.Permissions = []core.Permission{core.PermRead}
		_, _, err = o.Schedule(ctx, reader, id, later("r", "x"), at)
		refused(t, err, "auth.forbidden")
		m, _, err := o.Schedule(ctx, boss, id, later("b", "x"), at)
		must(t, err)
		refused(t, o.CancelScheduled(ctx, clerk, id, m.ID), "auth.forbidden") // somebody else's
		refused(t, o.CancelScheduled(ctx, boss, id, core.NewID()), "scheduled.not_found")
		stranger := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeOwn, Permissions: core.Permissions()}
		_, err = o.Scheduled(ctx, stranger, id)
		refused(t, err, "conversation.not_found")
		_, err = o.SendScheduled(ctx, stranger, id, m.ID)
		refused(t, err, "conversation.not_found")
		_, err = o.Step(ctx, boss, id, core.Step{Kind: core.StepClose, Reason: "left"})
		must(t, err)
		_, _, err = o.Schedule(ctx, boss, id, later("e", "x"), at)
		refused(t, err, "conversation.ended")
	})
}

func TestAScheduledMessageSurvivesARestart(t *testing.T) {
	t.Parallel()
	run := func(t *testing.T, url string) {
		ctx, f := context.Background(), &fake{}
		cfg := config(t, f)
		cfg.Database = url
		h, stop := open(t, cfg)
		me := agent(t, h)
		must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
		id := only(t, h).ID
		_, _, err := h.Schedule(ctx, me, id, later("a", "see you"), core.At(time.Now().Add(time.Hour)))
		must(t, err)
		stop()
		cfg.Now = func() time.Time { return time.Now().Add(2 * time.Hour) }
		var again *hub.Hub
		again, _ = open(t, cfg)
		eventually(t, "what was put off has left", func() bool {
			list, err := again.Messages(ctx, me, id, 0, 10)
			must(t, err)
			return len(list) == 2 && list[1].Text == "see you" && list[1].Delivery == core.DeliverySent
		})
		if list, err := again.Scheduled(ctx, me, id); err != nil || len(list) > 1 {
			t.Errorf("%+v, %v", list, err)
		}
	}
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); run(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); run(t, storetest.Postgres(t)) })
}

func TestAnothersScheduledMessagesAreForWhoSupervises(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		m, _, err := o.Schedule(ctx, boss, only(t, o.Hub).ID, later("a", "one"), core.At(time.Now().Add(time.Hour)))
		must(t, err)
		for _, agent := range []core.ID{{}, boss.AgentID} {
			if l, err := o.ScheduledBy(ctx, boss, agent, core.Page{}); err != nil || len(l.Items) != 1 || l.Items[0].ID != m.ID {
				t.Errorf("%+v, %v", l, err)
			}
		}
		colleague := core.Viewer{AgentID: core.NewID(), Scope: core.ScopeAll, Permissions: []core.Permission{core.PermRead, core.PermReply}}
		if l, err := o.ScheduledBy(ctx, colleague, core.ID{}, core.Page{}); err != nil || len(l.Items) != 0 {
			t.Errorf("a colleague's own: %+v, %v", l, err)
		}
		_, err = o.ScheduledBy(ctx, colleague, boss.AgentID, core.Page{})
		refused(t, err, "auth.forbidden")
		colleague.Permissions = append(colleague.Permissions, core.PermSupervise)
		if l, err := o.ScheduledBy(ctx, colleague, boss.AgentID, core.Page{}); err != nil || len(l.Items) != 1 {
			t.Errorf("who supervises: %+v, %v", l, err)
		}
	})
}

// TestWhatSomebodyLeftBehindIsSeenTo: its writer was disabled, or lost sight of the conversation.
func TestWhatSomebodyLeftBehindIsSeenTo(t *testing.T) {
	t.Parallel()
	offices(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		boss, _ := o.own(t)
		wang, zhao, other := o.clerk(t, "Wang"), o.clerk(t, "Zhao"), o.clerk(t, "Qian")
		must(t, o.Accept(ctx, says(link(t, o.Hub), "1", text("hello"))))
		id := only(t, o.Hub).ID
		at := core.At(time.Now().Add(time.Hour))
		var left []core.Scheduled
		for _, what := range []string{"one", "two", "three", "four"} {
			m, _, err := o.Schedule(ctx, wang, id, later(what, what), at)
			must(t, err)
			left = append(left, m)
		}
		_, err := o.SendScheduled(ctx, boss, id, left[3].ID) // its writer is there: it stays the writer's
		must(t, err)
		gone := true
		_, err = o.UpdateAgent(ctx, boss, wang.AgentID, core.AgentChange{Disabled: &gone})
		must(t, err)
		_, err = o.SendScheduled(ctx, boss, id, left[0].ID) // before its time
		must(t, err)
		o.due(t, boss)
		list, err := o.Scheduled(ctx, boss, id)
		must(t, err)
		if len(list) != 2 || list[0].ErrorCode != "scheduled.writer_gone" || list[0].State != core.ScheduledFailed || list[1].State != core.ScheduledFailed {
			t.Errorf("%+v", list)
		}
		if l, err := o.ScheduledBy(ctx, boss, wang.AgentID, core.Page{}); err != nil || len(l.Items) != 2 {
			t.Errorf("whose writer is gone: %+v, %v", l, err)
		}
		_, err = o.SendScheduled(ctx, zhao, id, left[1].ID)
		refused(t, err, "auth.forbidden") // it is not hers, and neither is the conversation
		_, err = o.Step(ctx, boss, id, core.Step{Kind: core.StepAssign, AgentID: zhao.AgentID})
		must(t, err)
		sent, err := o.SendScheduled(ctx, zhao, id, left[1].ID)
		must(t, err)
		if sent.Author.ID != zhao.AgentID {
			t.Errorf("sent by %+v", sent.Author)
		}
		refused(t, o.CancelScheduled(ctx, other, id, left[2].ID), "auth.forbidden")
		must(t, o.CancelScheduled(ctx, boss, id, left[2].ID))
		o.due(t, boss)
		all, err := o.Messages(ctx, boss, id, 0, 10)
		must(t, err)
		authors := map[string]core.ID{}
		for _, m := range all[1:] {
			authors[m.Text] = m.Author.ID
		}
		if len(all) != 4 || authors["one"] != boss.AgentID || authors["two"] != zhao.AgentID || authors["four"] != wang.AgentID {
			t.Errorf("said by %v: %+v", authors, all)
		}
	})
}

func TestWhatDidNotLeaveIsToldToWhoSeesToIt(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h, addr, _ := serveLive(t, config(t, &fake{}), "")
	chief, _, _ := member(t, h, "chief", "owner")
	lead, leadKey, _ := member(t, h, "lead", "supervisor")
	_, farKey, _ := member(t, h, "far", "supervisor")
	wang, wangKey, _ := member(t, h, "wang", "agent")
	zhao, zhaoKey, _ := member(t, h, "zhao", "agent")
	team, err := h.CreateTeam(ctx, chief, core.Team{Name: "售后", Kind: "skill_group"})
	must(t, err)
	must(t, h.SetTeamMembers(ctx, chief, team.ID, []core.ID{lead.AgentID, wang.AgentID, zhao.AgentID}))
	seats := map[string]*desk{"lead": sit(t, addr, leadKey), "far": sit(t, addr, farKey), "wang": sit(t, addr, wangKey), "zhao": sit(t, addr, zhaoKey)}
	for _, d := range seats {
		eventually(t, "all are there", d.is(func() bool { return d.connects == 1 }))
	}
	must(t, h.Accept(ctx, says(link(t, h), "1", text("hello"))))
	id := only(t, h).ID
	told := map[string]int{}
	fails := func(key string, who string, before func()) {
		t.Helper()
		_, _, err := h.Schedule(ctx, wang, id, later(key, key), core.At(time.Now().Add(time.Hour)))
		must(t, err)
		before()
		list, err := h.Jobs(ctx, chief, core.JobWaiting, core.Page{Limit: 200})
		must(t, err)
		for _, j := range list.Items {
			if j.Kind == engine.JobScheduled {
				must(t, h.SendDue(ctx, j))
			}
		}
		told[who]++
		for name, d := range seats {
			eventually(t, key+" is told to "+who, func() bool { return d.count("schedule_failed") == told[name] })
		}
	}
	step := func(s core.Step) {
		t.Helper()
		s.At = core.At(time.Now())
		_, err := h.Step(ctx, chief, id, s)
		must(t, err)
	}
	step(core.Step{Kind: core.StepQueue, TeamID: team.ID})
	v, err := h.Store().Viewer(ctx, wang.AgentID)
	must(t, err)
	wang = v
	fails("ended", "wang", func() { step(core.Step{Kind: core.StepClose, Reason: "left"}) })
	step(core.Step{Kind: core.StepReopen})
	apart := func() { must(t, h.SetTeamMembers(ctx, chief, team.ID, []core.ID{lead.AgentID, zhao.AgentID})) }
	step(core.Step{Kind: core.StepQueue, TeamID: team.ID})
	fails("nobody's", "lead", apart)
	must(t, h.SetTeamMembers(ctx, chief, team.ID, []core.ID{lead.AgentID, wang.AgentID, zhao.AgentID}))
	fails("hers", "zhao", func() {
		step(core.Step{Kind: core.StepAssign, AgentID: zhao.AgentID})
		apart()
	})
	log := changesOf(t, h, id)
	for _, e := range log[len(log)-1:] {
		if e.Type != core.EventScheduleChanged || !strings.Contains(string(e.Data), wang.AgentID.String()) || !strings.Contains(string(e.Data), "scheduled.writer_gone") {
			t.Errorf("the thread says %+v: %s", e, e.Data)
		}
	}
}
