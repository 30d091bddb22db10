package engine

import (
	"slices"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// The timers of a conversation. Each is a job that says what it has seen when it
// was set; when it comes and that has changed, it is done.
const (
	TimerAgentSilent   = "agent_silent"   // an agent leaves its customer without an answer
	TimerQueue         = "queue"          // nobody took it out of a queue
	TimerTell          = "tell"           // somebody waits in a queue, and is told how long
	TimerLeft          = "left"           // a visitor who waits in a queue may have left
	TimerCustomerWarn  = "customer_warn"  // a customer does not say anything any more
	TimerCustomerClose = "customer_close" // nor after that was said
	TimerSLAWarn       = "sla_warn"
	TimerSLABreach     = "sla_breach"
)

// customerRetry is when a silent customer is looked at again whose conversation
// was being transferred.
const customerRetry = time.Minute

// TimerWork is the payload of a JobTimer.
type TimerWork struct {
	Timer          string    `json:"timer"`
	ConversationID core.ID   `json:"conversation_id"`
	AgentID        core.ID   `json:"agent_id,omitzero"`
	TeamID         core.ID   `json:"team_id,omitzero"`
	Since          core.Time `json:"since,omitzero"`    // WaitingSince, or QueuedAt
	Seq            int64     `json:"seq,omitzero"`      // of the last message
	Promise        string    `json:"promise,omitempty"` // of an SLA, due Since
}

// botFor is how long a bot is tried for before people take over.
const botFor = time.Minute

// tellAfter spares those who are helped at once the news that they wait.
const tellAfter = 3 * time.Second

// timerFor is how long a timer that came due is tried for.
const timerFor = 24 * time.Hour

// Clocks sets the timers that the changes of a batch start. It comes after all
// commands: what began and ended within the batch starts nothing.
func Clocks(s *Set, cfg *routing.Config) {
	if cfg == nil {
		return
	}
	for id, r := range s.Conversations {
		if r.New || r.Dirty {
			clocks(s, cfg.QueueOf(&r.V), id, r)
		}
	}
	for agent, until := range s.WrapUps {
		s.job(core.Job{Key: WrapUpKey(agent, s.Now), Class: core.ClassEvent, Kind: JobWrapUp, DueAt: until, Deadline: until.Add(timerFor)},
			WrapUpWork{AgentID: agent, Since: s.Now})
	}
}

func clocks(s *Set, q routing.Queue, id core.ID, r *Row[core.Conversation]) {
	was, now := r.Was, r.V
	if now.Status == core.StatusBot && now.WaitingSince > 0 && (was.Status != core.StatusBot || was.Seq != now.Seq) {
		s.job(core.Job{Key: "b:" + id.String(), Class: core.ClassReply, Kind: JobBot, AccountID: now.AccountID, Deadline: s.Now.Add(botFor)},
			BotWork{ConversationID: id, BotID: now.BotID, Seq: now.Seq})
	}
	moved := was.TeamID != now.TeamID
	switch now.Status {
	case core.StatusQueued:
		if now.Unrouted || was.Status == core.StatusQueued && !was.Unrouted && !moved {
			break
		}
		if q.QueueFor > 0 {
			s.timer(now, q.QueueFor, TimerWork{Timer: TimerQueue, TeamID: now.TeamID, Since: now.QueuedAt})
		}
		if q.LeaveFor > 0 {
			s.timer(now, q.LeaveFor, TimerWork{Timer: TimerLeft, TeamID: now.TeamID, Since: now.QueuedAt})
		}
		if q.QueueText != "" || q.ClosedText != "" {
			s.timer(now, tellAfter, TimerWork{Timer: TimerTell, TeamID: now.TeamID, Since: now.QueuedAt})
		}
	case core.StatusActive:
		fresh := was.Status != core.StatusActive || was.AgentID != now.AgentID || moved
		if q.AgentSilent > 0 && now.WaitingSince > 0 && (fresh || was.WaitingSince != now.WaitingSince) {
			s.timer(now, q.AgentSilent, TimerWork{Timer: TimerAgentSilent, AgentID: now.AgentID, Since: now.WaitingSince})
		}
		asked := now.LastDirection == core.In && now.WaitingSince > 0
		if q.SuggestBot != "" && asked && (fresh || was.LastMessageID != now.LastMessageID) {
			s.job(core.Job{Key: "g:" + id.String(), Class: core.ClassEvent, Kind: JobSuggest, AccountID: now.AccountID, Deadline: s.Now.Add(botFor)},
				BotWork{ConversationID: id, BotID: q.SuggestBot, Seq: now.LastSeq})
		}
		if q.CustomerWarn > 0 && now.WaitingSince == 0 && was.LastMessageID != now.LastMessageID && s.byAgent(now.LastMessageID) {
			s.timer(now, q.CustomerWarn, TimerWork{Timer: TimerCustomerWarn, Seq: now.LastSeq})
		}
	}
	if agent, _ := was.Takes(); q.WrapUp > 0 && now.Status.Ended() && !now.Final() && !agent.IsZero() {
		s.WrapUps[agent] = max(s.WrapUps[agent], s.Now.Add(q.WrapUp))
	}
	s.promises(q, r)
}

// WrapUpKey is the key of the job that ends an agent's pause. Each pause has its
// own: jobs of one key wait for each other, and a short pause may follow a long one.
func WrapUpKey(agent core.ID, since core.Time) string {
	return WrapUpPrefix(agent) + strconv.FormatInt(int64(since), 10)
}

// WrapUpPrefix is what a WrapUpKey has before the microseconds of its pause.
func WrapUpPrefix(agent core.ID) string { return "w:" + agent.String() + ":" }

// byAgent reports whether a new message is a person's, and not the hub's own.
func (s *Set) byAgent(message core.ID) bool {
	m := s.Messages[message]
	return m != nil && m.V.Direction == core.Out && m.V.Author.Kind == core.ByAgent
}

func (s *Set) timer(c core.Conversation, after time.Duration, w TimerWork) {
	w.ConversationID = c.ID
	due := s.Now.Add(after)
	s.job(core.Job{Key: "t:" + core.NewID().String(), Class: core.ClassEvent, Kind: JobTimer, AccountID: c.AccountID, DueAt: due,
		Deadline: due.Add(timerFor)}, w)
}

// Timer is a timer that came due.
type Timer struct {
	Work   TimerWork
	Config *routing.Config

	// Warn is set when the customer has to be asked whether anything is left.
	Warn bool
	// Tell is set when the customer has to be told how long it takes.
	Tell bool
}

// Key implements Command.
func (c *Timer) Key() string { return c.Work.ConversationID.String() }

// Needs implements Command.
func (c *Timer) Needs(n *Needs) { n.Conversations[c.Work.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *Timer) Apply(s *Set) error {
	c.Warn, c.Tell = false, false
	conv := s.Conversations[c.Work.ConversationID]
	if conv == nil {
		return nil
	}
	w, v := c.Work, conv.V
	q := c.Config.Queue(v.TeamID)
	system := core.Actor{Kind: core.BySystem}
	person := s.IdentityByID[v.IdentityID]
	blocked := person != nil && person.V.Blocked // who waits for nobody
	if blocked && slices.Contains([]string{TimerAgentSilent, TimerSLAWarn, TimerSLABreach}, w.Timer) {
		return nil
	}
	switch w.Timer {
	case TimerAgentSilent:
		if v.Status != core.StatusActive || v.AgentID != w.AgentID || v.WaitingSince != w.Since {
			return nil
		}
		conv.V.AvoidID, conv.V.PreferredID = w.AgentID, core.ID{}
		return s.step(conv, core.Step{Kind: core.StepUnassign, TeamID: q.Onward, Actor: system, Reason: w.Timer}, map[string]any{"reason": w.Timer, "agent_id": w.AgentID})
	case TimerQueue:
		if v.Status != core.StatusQueued || v.TeamID != w.TeamID || v.QueuedAt != w.Since || q.Onward.IsZero() {
			return nil
		}
		return s.step(conv, core.Step{Kind: core.StepQueue, TeamID: q.Onward, Actor: system, Reason: w.Timer}, map[string]any{"reason": w.Timer, "from_team": w.TeamID})
	case TimerTell:
		c.Tell = v.Status == core.StatusQueued && v.TeamID == w.TeamID && v.QueuedAt == w.Since
	case TimerLeft:
		if v.Status == core.StatusQueued && v.TeamID == w.TeamID && v.QueuedAt == w.Since {
			return s.step(conv, core.Step{Kind: core.StepClose, Actor: system, Reason: "abandoned"}, map[string]any{"reason": "abandoned"})
		}
	case TimerCustomerWarn, TimerCustomerClose:
		silent := v.LastSeq == w.Seq && v.WaitingSince == 0
		switch {
		case silent && v.Status == core.StatusTransferring: // until it is taken or not
			s.timer(v, customerRetry, w)
		case silent && v.Status == core.StatusSnoozed:
			s.timer(v, v.SnoozeUntil.Sub(s.Now)+q.CustomerWarn, w)
		case silent && v.Status == core.StatusActive && w.Timer == TimerCustomerWarn:
			c.Warn = true
		case silent && v.Status == core.StatusActive:
			return s.step(conv, core.Step{Kind: core.StepComplete, Actor: system, Disposition: "customer_silent"}, map[string]any{"disposition": "customer_silent"})
		}
	case TimerSLAWarn, TimerSLABreach:
		s.promise(conv, w)
	}
	return nil
}

// AwaitCustomer sets the timer that completes a conversation whose customer was
// warned by the message at Seq, and still says nothing.
type AwaitCustomer struct {
	ConversationID core.ID
	Seq            int64
	After          time.Duration
}

// Key implements Command.
func (c *AwaitCustomer) Key() string { return c.ConversationID.String() }

// Needs implements Command.
func (c *AwaitCustomer) Needs(n *Needs) { n.Conversations[c.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *AwaitCustomer) Apply(s *Set) error {
	if conv := s.Conversations[c.ConversationID]; conv != nil && c.After > 0 {
		s.timer(conv.V, c.After, TimerWork{Timer: TimerCustomerClose, Seq: c.Seq})
	}
	return nil
}

// Rearm sets a timer anew, for a moment that was not known before.
type Rearm struct {
	Work TimerWork
	At   core.Time
}

// Key implements Command.
func (c *Rearm) Key() string { return c.Work.ConversationID.String() }

// Needs implements Command.
func (c *Rearm) Needs(n *Needs) { n.Conversations[c.Work.ConversationID] = struct{}{} }

// Apply implements Command.
func (c *Rearm) Apply(s *Set) error {
	if conv := s.Conversations[c.Work.ConversationID]; conv != nil {
		s.timer(conv.V, c.At.Sub(s.Now), c.Work)
	}
	return nil
}
