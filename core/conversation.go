package core

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Status is where a conversation stands.
type Status string

// The statuses. Closed and Completed are the two ends.
const (
	StatusBot          Status = "bot"
	StatusQueued       Status = "queued"
	StatusActive       Status = "active"
	StatusTransferring Status = "transferring"
	StatusSnoozed      Status = "snoozed"
	StatusClosed       Status = "closed"    // ended unserved, with a reason
	StatusCompleted    Status = "completed" // ended served, with a disposition
)

// Statuses lists all statuses.
func Statuses() []Status {
	return []Status{StatusBot, StatusQueued, StatusActive, StatusTransferring, StatusSnoozed, StatusClosed, StatusCompleted}
}

// Ended reports whether the conversation is over.
func (s Status) Ended() bool { return s == StatusClosed || s == StatusCompleted }

// Handler says who has the conversation in hand.
type Handler string

// The handlers: exactly one at a time.
const (
	HandlerNone  Handler = "none"
	HandlerBot   Handler = "bot"
	HandlerAgent Handler = "agent"
)

// Conversation is a thread with one identity, in one account.
type Conversation struct {
	ID         ID
	AccountID  ID
	IdentityID ID
	ContactID  ID
	Thread     string // unique among the open conversations of the account
	Subject    string

	Status      Status
	Handler     Handler
	AgentID     ID // owner; the last one stays known as PreferredID after the end
	TeamID      ID
	PreferredID ID // who should get it when it comes back
	BotID       string
	Priority    int
	TransferID  ID // the transfer under way
	Offered     Offer
	SnoozeUntil Time
	QueuedAt    Time   // place in line, while queued: since when the customer waits, or else since when it is there
	Need        string // what its agent must know: skills and language, see Needs
	Unrouted    bool   // queued, and the rules have not been asked yet
	AvoidID     ID     // who left it without an answer: others come first
	Weight      int64  // what it takes of an agent's capacity, in hundredths of a seat
	SLA         SLA
	EndReason   string // for closed: left, timeout, abandoned, spam, blocked
	Disposition string // for completed

	Seq int64 // of the newest message
	Rev int64 // rises with every change

	LastMessageID ID
	LastDirection Direction
	LastText      string // at most 200 runes
	LastSeq       int64
	LastAt        Time // when it last changed place in a list
	WaitingSince  Time // since when the customer waits for an answer

	CreatedAt Time
	UpdatedAt Time
	EndedAt   Time
}

// Offer is who is asked to take a conversation over: an agent, or the members of
// a team. Whoever is asked sees it until the transfer is answered.
type Offer struct {
	AgentID, TeamID ID
}

// Step is something that happens to a conversation. Kind decides which of the
// other fields matter.
type Step struct {
	Kind        StepKind
	Actor       Actor
	AgentID     ID     // assign, take over, reply: who gets or has it
	TeamID      ID     // queue, transfer: to which team
	BotID       string // bot start
	TransferID  ID
	Reason      string
	Note        string // transfer: to who is asked
	Disposition string
	Until       Time   // snooze
	Priority    int    // prioritize, route
	Gone        bool   // decline, expire: who had it takes no conversations any more, and it goes back in line
	Need        string // route
	At          Time
	// ReopenFor is how long after its end a conversation can be reopened by
	// its customer; the account's rule.
	ReopenFor time.Duration
}

// StepKind names a Step.
type StepKind string

// The steps.
const (
	StepQueue           StepKind = "queue"            // put in line, of a team or of none
	StepBotStart        StepKind = "bot_start"        // a bot takes it
	StepBotHandoff      StepKind = "bot_handoff"      // the bot gives it to people
	StepAssign          StepKind = "assign"           // to an agent
	StepUnassign        StepKind = "unassign"         // back in line
	StepAgentReply      StepKind = "agent_reply"      // an agent answers
	StepTakeOver        StepKind = "take_over"        // an agent takes it from whoever has it
	StepTransfer        StepKind = "transfer"         // asked to be handed over
	StepAccept          StepKind = "accept"           // the transfer is accepted by AgentID
	StepDecline         StepKind = "decline"          // it stays with its owner
	StepExpire          StepKind = "expire"           // nobody answered the transfer
	StepSnooze          StepKind = "snooze"           // until a time
	StepWake            StepKind = "wake"             // the snooze ends
	StepCustomerMessage StepKind = "customer_message" // the customer writes
	StepClose           StepKind = "close"            // ended unserved
	StepComplete        StepKind = "complete"         // ended served
	StepReopen          StepKind = "reopen"           // back in line after its end
	StepRoute           StepKind = "route"            // the rules say where it waits, and for whom
	StepPrioritize      StepKind = "prioritize"       // its priority changes, and so its place in line
	StepReroute         StepKind = "reroute"          // the rules are asked again: whom they sent it to is gone
	StepMerge           StepKind = "merge"            // its messages go into another conversation, and it ends
)

// StepKinds lists all steps.
func StepKinds() []StepKind {
	return []StepKind{StepQueue, StepBotStart, StepBotHandoff, StepAssign, StepUnassign, StepAgentReply, StepTakeOver,
		StepTransfer, StepAccept, StepDecline, StepExpire, StepSnooze, StepWake, StepCustomerMessage, StepClose, StepComplete, StepReopen, StepRoute, StepPrioritize, StepReroute, StepMerge}
}

// EndReasons are the reasons a conversation may be closed for.
func EndReasons() []string { return []string{"left", "timeout", "abandoned", "spam", "blocked"} }

// DispositionMerged is the disposition of a conversation whose messages are in
// another one now.
const DispositionMerged = "merged"

// DispositionErased is the disposition of a conversation whose person was erased:
// nothing that was said is there any more.
const DispositionErased = "erased"

// Final reports whether a conversation is never gone on in.
func (c Conversation) Final() bool {
	return c.Disposition == DispositionMerged || c.Disposition == DispositionErased
}

// ErrErased refuses to do anything with somebody whose data was erased.
var ErrErased = &Problem{Status: 409, Code: "contact.erased", Text: "the data of this person was erased: what they write from now on is somebody new"}

// ErrMerged refuses to go on in a conversation that was merged.
var ErrMerged = &Problem{Status: 409, Code: "conversation.merged", Text: "this conversation was merged into another: go on in that one"}

// ErrStep is the code of a step that is impossible in the present status.
const ErrStep = "conversation.impossible_step"

// ErrEnded is what StepCustomerMessage returns when the old conversation stays
// ended and a new one must begin.
var ErrEnded = &Problem{Status: 409, Code: "conversation.ended", Text: "the conversation has ended and is too old to be reopened"}

// Take returns the conversation after a step and the events that tell of it,
// in order. It is pure; an impossible step returns a Problem and changes
// nothing. A step that changes nothing returns no event.
func (c Conversation) Take(s Step) (Conversation, []EventType, error) {
	if c.Status.Ended() && s.Kind != StepReopen && s.Kind != StepCustomerMessage && s.Kind != StepMerge {
		return c, nil, c.impossible(s)
	}
	switch s.Kind {
	case StepCustomerMessage:
		return c.customerMessage(s)
	case StepQueue, StepUnassign:
		return c.queue(s)
	case StepBotStart:
		if c.Status != StatusQueued || s.BotID == "" {
			return c, nil, c.impossible(s)
		}
		c.Status, c.Handler, c.BotID = StatusBot, HandlerBot, s.BotID
		c.QueuedAt, c.Unrouted = 0, false
		return c, []EventType{EventBotStarted}, nil
	case StepBotHandoff:
		if c.Status != StatusBot {
			return c, nil, c.impossible(s)
		}
		return c.inLine(s), []EventType{EventBotHandoff, EventConversationQueued}, nil
	case StepAssign:
		return c.assign(s, EventConversationAssigned)
	case StepAgentReply:
		return c.agentReply(s)
	case StepTakeOver:
		return c.assign(s, EventTakenOver)
	case StepTransfer, StepAccept, StepDecline, StepExpire:
		return c.transfer(s)
	case StepSnooze, StepWake:
		return c.snooze(s)
	case StepClose, StepComplete:
		return c.end(s)
	case StepMerge:
		return c.merge(s)
	case StepReopen:
		if !c.Status.Ended() {
			return c, nil, c.impossible(s)
		}
		if c.Disposition == DispositionErased {
			return c, nil, ErrErased
		}
		if c.Disposition == DispositionMerged {
			return c, nil, ErrMerged
		}
		return c.reopen(s), []EventType{EventReopened, EventConversationQueued}, nil
	case StepRoute:
		if c.Status != StatusQueued || !c.Unrouted {
			return c, nil, c.impossible(s)
		}
		c = c.inLine(s)
		c.Unrouted, c.Need, c.Priority = false, s.Need, s.Priority
		return c, []EventType{EventRouted}, nil
	case StepPrioritize:
		if s.Priority == c.Priority {
			return c, nil, nil
		}
		c.Priority = s.Priority
		return c, []EventType{EventPriorityChanged}, nil
	case StepReroute:
		if c.Status != StatusQueued {
			return c, nil, c.impossible(s)
		}
		if c.Unrouted {
			return c, nil, nil
		}
		c.Unrouted, c.Need = true, ""
		return c, []EventType{EventConversationQueued}, nil
	}
	return c, nil, c.impossible(s)
}

func (c Conversation) impossible(s Step) error {
	return &Problem{Status: 409, Code: ErrStep, Text: fmt.Sprintf("%q is impossible while the conversation is %s", s.Kind, c.Status)}
}

// inLine puts the conversation in a queue with nobody in charge. Whoever waits
// already keeps the time that they have waited.
func (c Conversation) inLine(s Step) Conversation {
	if c.Handler != HandlerNone || !s.TeamID.IsZero() && s.TeamID != c.TeamID {
		c.Need = forAnybody(c.Need)
	}
	if !s.TeamID.IsZero() {
		c.TeamID = s.TeamID
	}
	if c.QueuedAt.IsZero() {
		c.QueuedAt = s.At
	}
	if !c.WaitingSince.IsZero() {
		c.QueuedAt = min(c.QueuedAt, c.WaitingSince)
	}
	c.Status, c.Handler, c.BotID, c.TransferID, c.Offered, c.SnoozeUntil = StatusQueued, HandlerNone, "", ID{}, Offer{}, 0
	c.AgentID = ID{}
	return c
}

// AgentWord begins the word of a Need by which a rule names one agent.
const AgentWord = "agent:"

// forAnybody is a need without the agent whom a rule has named: once somebody had
// the conversation, or it went to another team, it waits for that one no more.
func forAnybody(need string) string {
	words := strings.Split(need, "\n")
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return strings.HasPrefix(w, AgentWord) }), "\n")
}

// held gives the conversation to one agent.
func (c Conversation) held(agent ID) Conversation {
	c.Status, c.Handler, c.BotID, c.TransferID, c.Offered, c.SnoozeUntil = StatusActive, HandlerAgent, "", ID{}, Offer{}, 0
	c.QueuedAt, c.Unrouted, c.AvoidID = 0, false, ID{}
	c.AgentID, c.PreferredID = agent, agent
	return c
}

func (c Conversation) reopen(s Step) Conversation {
	preferred := c.PreferredID
	s.TeamID = ID{}
	c = c.inLine(s)
	if need := forAnybody(c.Need); need != c.Need {
		// Nobody had it: the rules are asked again, for whom they named may be gone.
		c.Need, c.Unrouted = need, preferred.IsZero()
	}
	c.PreferredID, c.EndedAt, c.EndReason, c.Disposition = preferred, 0, "", ""
	return c
}

func (c Conversation) customerMessage(s Step) (Conversation, []EventType, error) {
	if c.Status.Ended() && (s.ReopenFor <= 0 || s.At.Sub(c.EndedAt) > s.ReopenFor || c.EndReason == "spam" || c.EndReason == "blocked" || c.Final()) {
		return c, nil, ErrEnded
	}
	if c.WaitingSince.IsZero() {
		c.WaitingSince = s.At
	}
	switch c.Status {
	case StatusSnoozed:
		return c.held(c.AgentID), []EventType{EventUnsnoozed}, nil
	case StatusClosed, StatusCompleted:
		return c.reopen(s), []EventType{EventReopened, EventConversationQueued}, nil
	}
	return c, nil, nil
}

func (c Conversation) queue(s Step) (Conversation, []EventType, error) {
	if s.Kind == StepUnassign {
		if c.Handler != HandlerAgent {
			return c, nil, c.impossible(s)
		}
		return c.inLine(s), []EventType{EventConversationUnassigned, EventConversationQueued}, nil
	}
	if c.Status == StatusQueued && (s.TeamID.IsZero() || s.TeamID == c.TeamID) {
		return c, nil, nil
	}
	if c.Status == StatusTransferring || c.Status == StatusSnoozed {
		return c, nil, c.impossible(s)
	}
	return c.inLine(s), []EventType{EventConversationQueued}, nil
}

func (c Conversation) assign(s Step, event EventType) (Conversation, []EventType, error) {
	if s.AgentID.IsZero() {
		return c, nil, &Problem{Status: 422, Code: "conversation.agent_missing", Text: "name the agent who gets the conversation"}
	}
	if s.TeamID.IsZero() {
		s.TeamID = c.TeamID
	}
	if c.Status == StatusActive && c.AgentID == s.AgentID && c.TeamID == s.TeamID {
		return c, nil, nil
	}
	c.TeamID = s.TeamID
	return c.held(s.AgentID), []EventType{event}, nil
}

// agentReply: answering what nobody holds takes it; answering over a bot takes
// it from the bot; a colleague's answer leaves it with its owner.
func (c Conversation) agentReply(s Step) (Conversation, []EventType, error) {
	if s.AgentID.IsZero() && (c.Status == StatusQueued || c.Status == StatusBot) {
		return c, nil, &Problem{Status: 422, Code: "conversation.agent_missing", Text: "name the agent who answers and so takes the conversation"}
	}
	c.WaitingSince = 0
	switch c.Status {
	case StatusQueued:
		return c.held(s.AgentID), []EventType{EventConversationAssigned}, nil
	case StatusBot:
		return c.held(s.AgentID), []EventType{EventTakenOver}, nil
	case StatusSnoozed:
		return c.held(c.AgentID), []EventType{EventUnsnoozed}, nil
	}
	return c, nil, nil
}

func (c Conversation) transfer(s Step) (Conversation, []EventType, error) {
	if s.Kind == StepTransfer {
		if c.Status != StatusActive || s.TransferID.IsZero() || s.AgentID.IsZero() == s.TeamID.IsZero() || s.AgentID == c.AgentID {
			return c, nil, c.impossible(s)
		}
		c.Status, c.TransferID, c.Offered = StatusTransferring, s.TransferID, Offer{s.AgentID, s.TeamID}
		return c, []EventType{EventTransferRequested}, nil
	}
	if c.Status != StatusTransferring {
		return c, nil, c.impossible(s)
	}
	if s.Kind == StepAccept {
		if s.AgentID.IsZero() {
			return c, nil, c.impossible(s)
		}
		if !s.TeamID.IsZero() {
			c.TeamID = s.TeamID
		}
		return c.held(s.AgentID), []EventType{EventTransferAccepted, EventConversationAssigned}, nil
	}
	event := EventTransferExpired
	if s.Kind == StepDecline {
		event = EventTransferDeclined
	}
	if s.Gone {
		s.TeamID = ID{} // it was the other team's to take, and that has not taken it
		return c.inLine(s), []EventType{event, EventConversationUnassigned, EventConversationQueued}, nil
	}
	return c.held(c.AgentID), []EventType{event}, nil
}

func (c Conversation) snooze(s Step) (Conversation, []EventType, error) {
	if s.Kind == StepWake {
		if c.Status != StatusSnoozed {
			return c, nil, c.impossible(s)
		}
		return c.held(c.AgentID), []EventType{EventUnsnoozed}, nil
	}
	if c.Status != StatusActive {
		return c, nil, c.impossible(s)
	}
	if s.Until <= s.At {
		return c, nil, &Problem{Status: 422, Code: "conversation.snooze_until", Text: "snooze until a time to come"}
	}
	c.Status, c.SnoozeUntil = StatusSnoozed, s.Until
	return c, []EventType{EventSnoozed}, nil
}

func (c Conversation) end(s Step) (Conversation, []EventType, error) {
	event := EventCompleted
	if s.Kind == StepClose {
		if !slices.Contains(EndReasons(), s.Reason) {
			return c, nil, &Problem{Status: 422, Code: "conversation.end_reason", Text: fmt.Sprintf("close needs one of the reasons %v", EndReasons())}
		}
		c.Status, c.EndReason, event = StatusClosed, s.Reason, EventClosed
	} else {
		if c.Handler != HandlerAgent && c.Handler != HandlerBot {
			return c, nil, c.impossible(s)
		}
		c.Status, c.Disposition = StatusCompleted, s.Disposition
	}
	return c.over(s), []EventType{event}, nil
}

// over leaves the conversation in nobody's hands.
func (c Conversation) over(s Step) Conversation {
	c.Handler, c.AgentID, c.BotID, c.TransferID, c.Offered, c.SnoozeUntil = HandlerNone, ID{}, "", ID{}, Offer{}, 0
	c.QueuedAt, c.Unrouted = 0, false
	c.EndedAt, c.WaitingSince = s.At, 0
	return c
}

// merge ends the conversation, wherever it stands: whoever has the other one has
// its messages. One that has ended already keeps the time of that.
func (c Conversation) merge(s Step) (Conversation, []EventType, error) {
	if c.Disposition == DispositionErased {
		return c, nil, ErrErased
	}
	if c.Disposition == DispositionMerged {
		return c, nil, ErrMerged
	}
	if !c.Status.Ended() {
		c = c.over(s)
	}
	c.Status, c.EndReason, c.Disposition = StatusCompleted, "", DispositionMerged
	return c, []EventType{EventCompleted}, nil
}

// Erased returns the conversation as it is left of a person who is erased, and
// whether that ended it. One that had ended keeps the time of that.
func (c Conversation) Erased(at Time) (Conversation, bool) {
	ends := !c.Status.Ended()
	if ends {
		c = c.over(Step{At: at})
		c.Status, c.EndReason = StatusCompleted, ""
	}
	c.Disposition, c.Thread, c.Subject, c.LastText, c.SLA = DispositionErased, ErasedName(c.ID), "", "", SLA{}
	return c, ends
}

// ErasedName is what stands where the platform's name of a person stood.
func ErasedName(id ID) string { return "erased:" + id.String() }

// Takes returns in whose hands the conversation is and what it takes of that
// agent's capacity; nobody's while it waits, sleeps or has ended.
func (c Conversation) Takes() (agent ID, weight int64) {
	if c.Status != StatusActive && c.Status != StatusTransferring {
		return ID{}, 0
	}
	return c.AgentID, c.Weight
}

// Check reports the first rule that the conversation breaks: every status has
// exactly its handler. Property tests and the store's own tests call it.
func (c Conversation) Check() error {
	want := map[Status]Handler{StatusBot: HandlerBot, StatusQueued: HandlerNone, StatusActive: HandlerAgent,
		StatusTransferring: HandlerAgent, StatusSnoozed: HandlerAgent, StatusClosed: HandlerNone, StatusCompleted: HandlerNone}
	h, known := want[c.Status]
	switch {
	case !known:
		return fmt.Errorf("unknown status %q", c.Status)
	case c.Handler != h:
		return fmt.Errorf("status %s with handler %s", c.Status, c.Handler)
	case (c.Handler == HandlerAgent) == c.AgentID.IsZero():
		return fmt.Errorf("handler %s with agent %q", c.Handler, c.AgentID)
	case (c.Handler == HandlerBot) == (c.BotID == ""):
		return fmt.Errorf("handler %s with bot %q", c.Handler, c.BotID)
	case (c.Status == StatusTransferring) == c.TransferID.IsZero():
		return fmt.Errorf("status %s with transfer %q", c.Status, c.TransferID)
	case (c.Status == StatusTransferring) == (c.Offered == Offer{}):
		return fmt.Errorf("status %s offered to %v", c.Status, c.Offered)
	case (c.Status == StatusSnoozed) == c.SnoozeUntil.IsZero():
		return fmt.Errorf("status %s snoozed until %q", c.Status, c.SnoozeUntil)
	case (c.Status == StatusQueued) == c.QueuedAt.IsZero():
		return fmt.Errorf("status %s in line since %q", c.Status, c.QueuedAt)
	case c.Unrouted && c.Status != StatusQueued:
		return fmt.Errorf("status %s without a route", c.Status)
	case c.Status.Ended() == c.EndedAt.IsZero():
		return fmt.Errorf("status %s ended at %q", c.Status, c.EndedAt)
	case (c.Status == StatusClosed) == (c.EndReason == ""):
		return fmt.Errorf("status %s with end reason %q", c.Status, c.EndReason)
	}
	return nil
}
