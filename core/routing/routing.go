// Package routing decides who handles a conversation. Everything in it is pure:
// rules turn what is known of a message into a Decision, a Queue says how the
// conversations of a team are given out, and Choose finds the agent. The engine
// calls it inside the transaction that writes the outcome, and the page asks the
// same functions "what would happen?" and "why not?".
package routing

import (
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// Config is all that is set about routing, as one value that never changes: a
// change makes a new one.
type Config struct {
	// Queues are how teams give out conversations; the zero id is the queue of no
	// team. A team that is missing is picked from by hand.
	Queues map[core.ID]Queue
	// Weights are what a conversation of a channel takes of an agent's capacity,
	// in hundredths of a seat. A channel that is missing takes a whole one.
	Weights map[string]int64
	Rules   *Rules // nil: there are none
	// Accounts are those of which something is set.
	Accounts map[core.ID]Account
	// Absence is how long no page of an agent who gets conversations may be
	// connected; 0: for ever.
	Absence time.Duration
}

// Account is what is set of an account.
type Account struct {
	Team  core.ID         // where its conversations wait that no rule sends anywhere
	Hours *hours.Schedule // its own
}

// Policy is how an agent is chosen among those who may get a conversation.
type Policy string

// The policies.
const (
	Manual     Policy = "manual"      // nobody is chosen: agents pick
	LeastLoad  Policy = "least_load"  // the smallest share of the capacity in use
	RoundRobin Policy = "round_robin" // whose last assignment is the longest ago
	Picked     Policy = "picked"      // no setting: an agent asked for the next one
	Ruled      Policy = "rule"        // no setting: a rule sent it to this agent, whatever the queue's policy
)

// Queue is how the conversations of a team are given out.
type Queue struct {
	Policy Policy
	// Dedicated and Last prefer the contact's own agent, and who had the
	// conversation last, as long as they are eligible.
	Dedicated, Last bool
	Hours           *hours.Schedule // nil: always open

	TransferFor time.Duration // how long a transfer waits for its answer; 0: two minutes
	// AgentSilent is how long an agent may leave the customer without an answer
	// before the conversation goes back in the queue, or to the team Onward; 0: for ever.
	AgentSilent time.Duration
	Onward      core.ID
	// QueueFor is how long a conversation waits in the queue before it goes to Onward,
	// or stays where there is none; 0: for ever.
	QueueFor time.Duration
	// LeaveFor is how long a visitor who has left keeps the place; 0: for ever.
	LeaveFor time.Duration
	// SuggestBot suggests answers while an agent has the conversation.
	SuggestBot string
	// CustomerWarn is how long the customer may be silent before being warned,
	// and CustomerClose how long after that the conversation is completed.
	CustomerWarn, CustomerClose time.Duration
	WarnText                    string
	QueueText, ClosedText       string        // told to who has to wait, and to who comes out of hours
	WrapUp                      time.Duration // pause of an agent after each conversation; 0: none
	SLA                         SLA
}

// SLA are the times promised to customers, in business hours of the queue; 0:
// nothing is promised.
type SLA struct {
	FirstReply, NextReply, Resolution time.Duration
	// Warn is the share of a time, in percent, after which a warning is given.
	Warn int
}

// Within returns how long a promise has, by its name; 0: it is not given.
func (s SLA) Within(promise string) time.Duration {
	switch promise {
	case core.PromiseFirst:
		return s.FirstReply
	case core.PromiseNext:
		return s.NextReply
	case core.PromiseResolution:
		return s.Resolution
	}
	return 0
}

// Weight returns what a conversation of a channel takes of a capacity.
func (c *Config) Weight(channel string) int64 {
	if c != nil {
		if w, ok := c.Weights[channel]; ok {
			return w
		}
	}
	return WholeSeat
}

// WholeSeat is what one conversation takes of an agent's capacity, unless its channel
// says otherwise.
const WholeSeat = 100

// Queue returns how a team's conversations are given out.
func (c *Config) Queue(team core.ID) Queue {
	if c != nil {
		if l, ok := c.Queues[team]; ok {
			return l
		}
	}
	return Queue{Policy: Manual}
}

// QueueOf returns how a conversation is given out. The hours are those of its team,
// or else of its account; in the queue of no team the account's come first.
func (c *Config) QueueOf(conv *core.Conversation) Queue {
	q := c.Queue(conv.TeamID)
	if c == nil {
		return q
	}
	if own := c.Accounts[conv.AccountID].Hours; own != nil && (q.Hours == nil || conv.TeamID.IsZero()) {
		q.Hours = own
	}
	return q
}

// Default returns the team of an account's conversations that no rule sends
// anywhere; zero: none.
func (c *Config) Default(account core.ID) core.ID {
	if c == nil {
		return core.ID{}
	}
	return c.Accounts[account].Team
}
