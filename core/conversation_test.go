package core_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
)

var (
	ann  = core.ID{1}
	bob  = core.ID{2}
	team = core.ID{3}
	move = core.ID{4}
)

// in returns a conversation of a status that keeps its own rules.
func in(s core.Status) core.Conversation {
	c := core.Conversation{Status: s, Handler: core.HandlerNone}
	switch s {
	case core.StatusQueued:
		c.QueuedAt, c.Unrouted = 40, true
	case core.StatusBot:
		c.Handler, c.BotID = core.HandlerBot, "greeter"
	case core.StatusActive, core.StatusTransferring, core.StatusSnoozed:
		c.Handler, c.AgentID, c.PreferredID = core.HandlerAgent, ann, ann
	}
	switch s {
	case core.StatusTransferring:
		c.TransferID, c.Offered = move, core.Offer{AgentID: bob}
	case core.StatusSnoozed:
		c.SnoozeUntil = 100
	case core.StatusClosed:
		c.EndedAt, c.EndReason = 50, "timeout"
	case core.StatusCompleted:
		c.EndedAt, c.PreferredID, c.Disposition = 50, ann, "solved"
	}
	return c
}

// usual fills what a step of this kind needs to be possible at all.
func usual(k core.StepKind) core.Step {
	s := core.Step{Kind: k, At: 60, ReopenFor: time.Hour}
	switch k {
	case core.StepBotStart:
		s.BotID = "greeter"
	case core.StepAssign, core.StepTakeOver, core.StepAgentReply, core.StepAccept:
		s.AgentID = bob
	case core.StepTransfer:
		s.TransferID, s.AgentID = move, bob
	case core.StepSnooze:
		s.Until = 100
	case core.StepClose:
		s.Reason = "left"
	}
	return s
}

// TestStatusByStep: the status after each step, by the status before, in the
// order of Statuses; a dash is an impossible step.
func TestStatusByStep(t *testing.T) {
	t.Parallel()
	const no = core.Status("-")
	const bot, queued, active, moving = core.StatusBot, core.StatusQueued, core.StatusActive, core.StatusTransferring
	const snoozed, closed, done = core.StatusSnoozed, core.StatusClosed, core.StatusCompleted
	table := map[core.StepKind][]core.Status{
		//                        bot     queued  active   transf.  snoozed  closed  completed
		core.StepQueue:           {queued, queued, queued, no, no, no, no},
		core.StepBotStart:        {no, bot, no, no, no, no, no},
		core.StepBotHandoff:      {queued, no, no, no, no, no, no},
		core.StepAssign:          {active, active, active, active, active, no, no},
		core.StepUnassign:        {no, no, queued, queued, queued, no, no},
		core.StepAgentReply:      {active, active, active, moving, active, no, no},
		core.StepTakeOver:        {active, active, active, active, active, no, no},
		core.StepTransfer:        {no, no, moving, no, no, no, no},
		core.StepAccept:          {no, no, no, active, no, no, no},
		core.StepDecline:         {no, no, no, active, no, no, no},
		core.StepExpire:          {no, no, no, active, no, no, no},
		core.StepSnooze:          {no, no, snoozed, no, no, no, no},
		core.StepWake:            {no, no, no, no, active, no, no},
		core.StepCustomerMessage: {bot, queued, active, moving, active, queued, queued},
		core.StepClose:           {closed, closed, closed, closed, closed, no, no},
		core.StepComplete:        {done, no, done, done, done, no, no},
		core.StepReopen:          {no, no, no, no, no, queued, queued},
		core.StepRoute:           {no, queued, no, no, no, no, no},
		core.StepPrioritize:      {bot, queued, active, moving, snoozed, no, no},
		core.StepReroute:         {no, queued, no, no, no, no, no},
		core.StepMerge:           {done, done, done, done, done, done, done},
	}
	for _, kind := range core.StepKinds() {
		for i, from := range core.Statuses() {
			before := in(from)
			after, events, err := before.Take(usual(kind))
			want := table[kind][i]
			switch {
			case want == no:
				var p *core.Problem
				if !errors.As(err, &p) || p.Code != core.ErrStep || !reflect.DeepEqual(after, before) || events != nil {
					t.Errorf("%s while %s: got %s, %v, %v, want it refused", kind, from, after.Status, events, err)
				}
			case err != nil || after.Status != want || after.Check() != nil:
				t.Errorf("%s while %s: got %s, %v (%v), want %s", kind, from, after.Status, err, after.Check(), want)
			case after.Status != from && len(events) == 0:
				t.Errorf("%s while %s: a change without an event", kind, from)
			}
		}
	}
}

var needs = []string{"", "skill:refunds", annAlone, annAlone + "\nlang:zh\nskill:refunds"}

const annAlone = core.AgentWord + "ann"

// namesAgent reports whether a need is one agent; others is what it asks for besides.
func namesAgent(need string) bool { return strings.Contains(need, core.AgentWord) }

func others(need string) string { return strings.TrimPrefix(strings.TrimPrefix(need, annAlone), "\n") }

// drawStep draws any step at all; only the time is always set, since the zero
// Time means "not set" and every caller has a clock.
func drawStep(t *rapid.T) core.Step {
	agents := rapid.SampledFrom([]core.ID{{}, ann, bob})
	return core.Step{
		Kind:       rapid.SampledFrom(append(core.StepKinds(), "unheard_of")).Draw(t, "kind"),
		AgentID:    agents.Draw(t, "agent"),
		TeamID:     rapid.SampledFrom([]core.ID{{}, team}).Draw(t, "team"),
		BotID:      rapid.SampledFrom([]string{"", "greeter"}).Draw(t, "bot"),
		TransferID: rapid.SampledFrom([]core.ID{{}, move}).Draw(t, "transfer"),
		Reason:     rapid.SampledFrom(append(core.EndReasons(), "", "bored")).Draw(t, "reason"),
		Gone:       rapid.Bool().Draw(t, "gone"),
		Need:       rapid.SampledFrom(needs).Draw(t, "need"),
		Until:      core.Time(rapid.Int64Range(0, 200).Draw(t, "until")),
		At:         core.Time(rapid.Int64Range(1, 100).Draw(t, "at")),
		ReopenFor:  time.Duration(rapid.Int64Range(-10, 100).Draw(t, "reopen for")) * time.Microsecond,
	}
}

// TestNoStepBreaksTheRules: whatever comes in whatever order, the handler fits
// the status, and a refused step leaves no trace.
func TestNoStepBreaksTheRules(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := in(rapid.SampledFrom(core.Statuses()).Draw(t, "first"))
		c.Need = rapid.SampledFrom(needs).Draw(t, "first need")
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			s := drawStep(t)
			before := c
			after, events, err := c.Take(s)
			if err != nil && (!reflect.DeepEqual(after, before) || events != nil) {
				t.Fatalf("%+v was refused (%v) but left %+v, %v", s, err, after, events)
			}
			if problem := after.Check(); problem != nil {
				t.Fatalf("%+v broke a rule: %v\nbefore %+v\nafter  %+v", s, problem, before, after)
			}
			if after.Status != before.Status && len(events) == 0 {
				t.Fatalf("%+v went from %s to %s without an event", s, before.Status, after.Status)
			}
			if err == nil && s.Kind != core.StepRoute && s.Kind != core.StepReroute {
				stays := before.Status == core.StatusQueued && before.TeamID == after.TeamID
				if after.Status == core.StatusQueued && namesAgent(after.Need) && !stays || others(after.Need) != others(before.Need) {
					t.Fatalf("%+v\nbefore %+v\nafter  %+v", s, before, after)
				}
			}
			c = after
		}
	})
}

func TestReopening(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reason string
		at     core.Time
		within time.Duration
		reopen bool
	}{
		"in time":          {"timeout", 60, 10 * time.Microsecond, true},
		"a moment late":    {"timeout", 61, 10 * time.Microsecond, false},
		"no reopening":     {"timeout", 50, 0, false},
		"spam stays ended": {"spam", 51, time.Hour, false},
		"blocked, too":     {"blocked", 51, time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			old := in(core.StatusClosed)
			old.EndReason, old.PreferredID = c.reason, ann
			got, _, err := old.Take(core.Step{Kind: core.StepCustomerMessage, At: c.at, ReopenFor: c.within})
			if c.reopen != (err == nil) || err != nil && !errors.Is(err, core.ErrEnded) {
				t.Fatalf("error %v", err)
			}
			if c.reopen && (got.Status != core.StatusQueued || got.PreferredID != ann || got.WaitingSince != c.at) {
				t.Errorf("reopened as %+v", got)
			}
			if !c.reopen && !reflect.DeepEqual(got, old) {
				t.Errorf("it stays ended but became %+v", got)
			}
		})
	}
}

// TestWaiting: the customer waits from the first unanswered message on.
func TestWaiting(t *testing.T) {
	t.Parallel()
	c := in(core.StatusActive)
	for _, s := range []struct {
		step core.Step
		want core.Time
	}{
		{core.Step{Kind: core.StepCustomerMessage, At: 10}, 10},
		{core.Step{Kind: core.StepCustomerMessage, At: 20}, 10},
		{core.Step{Kind: core.StepAgentReply, AgentID: ann, At: 30}, 0},
		{core.Step{Kind: core.StepCustomerMessage, At: 40}, 40},
		{core.Step{Kind: core.StepComplete, At: 50}, 0},
	} {
		var err error
		if c, _, err = c.Take(s.step); err != nil || c.WaitingSince != s.want {
			t.Fatalf("after %s at %d: waiting since %d, %v", s.step.Kind, s.step.At, c.WaitingSince, err)
		}
	}
}

// TestNobodyTakesNothing: an answer without an agent cannot take what an agent
// would have to hold, but is no harm where somebody holds it.
func TestNobodyTakesNothing(t *testing.T) {
	t.Parallel()
	for _, s := range []core.Status{core.StatusQueued, core.StatusBot} {
		before := in(s)
		before.WaitingSince = 10
		after, _, err := before.Take(core.Step{Kind: core.StepAgentReply, At: 20})
		if err == nil || !reflect.DeepEqual(after, before) {
			t.Errorf("while %s: got %+v, %v", s, after, err)
		}
	}
	if after, _, err := in(core.StatusActive).Take(core.Step{Kind: core.StepAgentReply, At: 20}); err != nil || after.AgentID != ann {
		t.Errorf("while active: got %+v, %v", after, err)
	}
}

// TestNobodyHoldsWhatItsOwnerHasLeft: what nobody took over goes back in line when
// its owner is gone, at the place of its waiting.
func TestNobodyHoldsWhatItsOwnerHasLeft(t *testing.T) {
	t.Parallel()
	for kind, event := range map[core.StepKind]core.EventType{core.StepDecline: core.EventTransferDeclined, core.StepExpire: core.EventTransferExpired} {
		c := in(core.StatusTransferring)
		c.WaitingSince = 7
		got, events, err := c.Take(core.Step{Kind: kind, Gone: true, TeamID: team, At: 20})
		if err != nil || got.Status != core.StatusQueued || got.QueuedAt != 7 || got.TeamID != c.TeamID || !got.AgentID.IsZero() || got.Check() != nil {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
		if want := []core.EventType{event, core.EventConversationUnassigned, core.EventConversationQueued}; !reflect.DeepEqual(events, want) {
			t.Errorf("%s: %v", kind, events)
		}
	}
}

// TestForOneAgentAlone: whom a rule names is waited for until somebody has had the
// conversation, or it goes to another team. What its agent must know stays.
func TestForOneAgentAlone(t *testing.T) {
	t.Parallel()
	other := core.ID{5}
	for name, c := range map[string]struct {
		from     core.Status
		step     core.Step
		waits    bool
		unrouted bool
	}{
		"queued again where it is": {core.StatusQueued, core.Step{Kind: core.StepQueue, TeamID: team}, true, false},
		"its priority changes":     {core.StatusQueued, core.Step{Kind: core.StepPrioritize, Priority: 3}, true, false},
		"to another team":          {core.StatusQueued, core.Step{Kind: core.StepQueue, TeamID: other}, false, false},
		"back in line":             {core.StatusActive, core.Step{Kind: core.StepUnassign}, false, false},
		"onward":                   {core.StatusActive, core.Step{Kind: core.StepUnassign, TeamID: other}, false, false},
		"out of a sleep":           {core.StatusSnoozed, core.Step{Kind: core.StepUnassign}, false, false},
		"its owner has left":       {core.StatusTransferring, core.Step{Kind: core.StepExpire, Gone: true}, false, false},
		"out of a bot":             {core.StatusBot, core.Step{Kind: core.StepBotHandoff}, false, false},
		"served and back":          {core.StatusCompleted, core.Step{Kind: core.StepReopen}, false, false},
		"unserved and back":        {core.StatusClosed, core.Step{Kind: core.StepCustomerMessage, ReopenFor: time.Hour}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := in(c.from)
			before.TeamID, before.Need, before.Unrouted = team, annAlone+"\nskill:refunds", false
			c.step.At = 60
			after, _, err := before.Take(c.step)
			if err != nil || after.Status != core.StatusQueued || namesAgent(after.Need) != c.waits || others(after.Need) != "skill:refunds" || after.Unrouted != c.unrouted {
				t.Errorf("%+v, %v", after, err)
			}
		})
	}
}
