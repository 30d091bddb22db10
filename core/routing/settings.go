package routing

import (
	"fmt"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// Settings is a Queue as it is written down: its hours by name, times in seconds.
type Settings struct {
	Policy        Policy      `json:"policy" enum:"manual,least_load,round_robin" doc:"How an agent is chosen; manual: agents pick"`
	Dedicated     bool        `json:"dedicated" doc:"Prefer the contact's own agent"`
	Last          bool        `json:"last" doc:"Prefer who had the conversation last"`
	Schedule      core.ID     `json:"schedule,omitzero" doc:"Business hours; none: always open"`
	TransferFor   int64       `json:"transfer_seconds,omitempty" minimum:"0" doc:"How long a transfer waits for its answer; 0: two minutes"`
	AgentSilent   int64       `json:"agent_silent_seconds,omitempty" minimum:"0" doc:"After how long without an answer a conversation goes back to the queue; 0: never"`
	QueueFor      int64       `json:"queue_seconds,omitempty" minimum:"0" doc:"After how long in the queue a conversation goes onward; 0: never"`
	Onward        core.ID     `json:"onward,omitzero" doc:"The team that gets what waited too long; none: it stays in this one's queue"`
	CustomerWarn  int64       `json:"customer_warn_seconds,omitempty" minimum:"0" doc:"After how long a silent customer is asked whether anything is left; 0: never"`
	CustomerClose int64       `json:"customer_close_seconds,omitempty" minimum:"0" doc:"How long after that the conversation is completed"`
	WarnText      string      `json:"warn_text,omitempty" maxLength:"1000"`
	QueueText     string      `json:"queue_text,omitempty" maxLength:"1000" doc:"Told to who has to wait, with {{ahead}} and {{minutes}}; a website's chat shows the place by itself"`
	ClosedText    string      `json:"closed_text,omitempty" maxLength:"1000" doc:"Told to who comes out of hours, with {{opens_at}}"`
	WrapUp        int64       `json:"wrap_up_seconds,omitempty" minimum:"0" doc:"Pause of an agent after each conversation"`
	LeaveFor      int64       `json:"leave_seconds,omitempty" minimum:"0" maximum:"3600" doc:"How long a website's visitor who has left, and is known by nothing else, keeps the place; then the conversation is closed as abandoned. At least 60; 0: for ever"`
	SuggestBot    string      `json:"suggest_bot,omitempty" maxLength:"100" doc:"The bot that suggests answers while an agent has the conversation"`
	SLA           SLASettings `json:"sla,omitzero"`
}

// SLASettings are the times promised, in seconds of business hours.
type SLASettings struct {
	FirstReply int64 `json:"first_reply_seconds,omitempty" minimum:"0"`
	NextReply  int64 `json:"next_reply_seconds,omitempty" minimum:"0"`
	Resolution int64 `json:"resolution_seconds,omitempty" minimum:"0"`
	Warn       int   `json:"warn_percent,omitempty" minimum:"0" maximum:"99" doc:"After which share of a time a warning is given; 0: 80"`
}

// NewTeam returns how the queue of a new team is given out.
func NewTeam() Settings { return Settings{Policy: LeastLoad, Dedicated: true, Last: true} }

// timeMax bounds every time that is set: a month.
const timeMax = int64(31 * 24 * time.Hour / time.Second)

// A visitor who reloads a page, or rides through a tunnel, has not left; and who
// was there is not remembered for longer than LeaveMax.
const (
	leaveMin = int64(time.Minute / time.Second)
	LeaveMax = time.Hour
)

// Check returns a problem for settings that mean nothing.
func (s Settings) Check(team core.ID, schedules map[core.ID]*hours.Schedule) error {
	wrong := func(text string) error {
		return &core.Problem{Status: 422, Code: "queue.settings", Text: text}
	}
	if !slices.Contains([]Policy{Manual, LeastLoad, RoundRobin}, s.Policy) {
		return wrong(fmt.Sprintf("the policy is manual, least_load or round_robin, not %q", s.Policy))
	}
	for name, v := range map[string]int64{"transfer_seconds": s.TransferFor, "agent_silent_seconds": s.AgentSilent, "queue_seconds": s.QueueFor,
		"customer_warn_seconds": s.CustomerWarn, "customer_close_seconds": s.CustomerClose, "wrap_up_seconds": s.WrapUp,
		"sla.first_reply_seconds": s.SLA.FirstReply, "sla.next_reply_seconds": s.SLA.NextReply, "sla.resolution_seconds": s.SLA.Resolution} {
		if v < 0 || v > timeMax {
			return wrong(fmt.Sprintf("%s is between 0 and %d", name, timeMax))
		}
	}
	if s.LeaveFor != 0 && (s.LeaveFor < leaveMin || s.LeaveFor > int64(LeaveMax/time.Second)) {
		return wrong(fmt.Sprintf("leave_seconds is 0, or between %d and %d", leaveMin, int64(LeaveMax/time.Second)))
	}
	if s.SLA.Warn < 0 || s.SLA.Warn > 99 {
		return wrong("sla.warn_percent is between 0 and 99")
	}
	if !s.Schedule.IsZero() && schedules[s.Schedule] == nil {
		return wrong("there is no such schedule")
	}
	if !s.Onward.IsZero() && s.Onward == team {
		return wrong("what waited too long cannot go onward to the same team")
	}
	return nil
}

// Queue returns what the settings mean. Hours that are gone mean always open.
func (s Settings) Queue(schedules map[core.ID]*hours.Schedule) Queue {
	d := func(seconds int64) time.Duration { return time.Duration(seconds) * time.Second }
	return Queue{Policy: s.Policy, Dedicated: s.Dedicated, Last: s.Last, Hours: schedules[s.Schedule], TransferFor: d(s.TransferFor),
		AgentSilent: d(s.AgentSilent), QueueFor: d(s.QueueFor), Onward: s.Onward, CustomerWarn: d(s.CustomerWarn), CustomerClose: d(s.CustomerClose),
		LeaveFor: d(s.LeaveFor), SuggestBot: s.SuggestBot, WarnText: s.WarnText, QueueText: s.QueueText, ClosedText: s.ClosedText, WrapUp: d(s.WrapUp),
		SLA: SLA{FirstReply: d(s.SLA.FirstReply), NextReply: d(s.SLA.NextReply), Resolution: d(s.SLA.Resolution), Warn: s.SLA.Warn}}
}

// Gives reports whether anything is given out by the hub at all.
func (c *Config) Gives() bool {
	if c.Rules != nil {
		return true
	}
	for _, q := range c.Queues {
		if q.Policy != Manual {
			return true
		}
	}
	return false
}
