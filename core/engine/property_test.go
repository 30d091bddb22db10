package engine_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
)

// machine draws commands at random over a small world: two people, three
// agents, one team. The world checks itself after every one of them.
type machine struct {
	*world
	agents  []core.ID
	team    core.ID
	counter int
}

// TestAnySequenceOfCommandsKeepsTheRules: no gap in seq and rev, every status
// with its handler, one open assignment iff an agent holds it, deliveries that
// agree with their parts, one open conversation a thread.
func TestAnySequenceOfCommandsKeepsTheRules(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &machine{world: newWorld(), agents: []core.ID{core.NewID(), core.NewID(), core.NewID()}, team: core.NewID()}
		for range rapid.IntRange(1, 40).Draw(t, "commands") {
			m.wait(time.Duration(rapid.SampledFrom([]int{0, 1, 700, 4000}).Draw(t, "seconds")) * time.Second)
			var p *core.Problem
			if c := m.command(t); c != nil {
				if err := m.try(c); err != nil && !errors.Is(err, engine.ErrFenced) && (!errors.As(err, &p) || err != error(p)) {
					t.Fatalf("%T: %v", c, err)
				}
			}
		}
	})
}

func (m *machine) command(t *rapid.T) engine.Command {
	kinds := []func(*rapid.T) engine.Command{m.receive, m.receive, m.answer, m.stepAny, m.stepAny, m.attempt, m.attempt, m.result, m.result, m.decide, m.alter, m.timer}
	return rapid.SampledFrom(kinds).Draw(t, "kind")(t)
}

func (m *machine) viewer(t *rapid.T) core.Viewer {
	v := everything(rapid.SampledFrom(m.agents).Draw(t, "agent"))
	v.Teams = []core.ID{m.team}
	return v
}

// pick draws one of a map's keys in an order that repeats; zero when empty.
func pick[V any](t *rapid.T, from map[core.ID]V, label string) core.ID {
	ids := make([]core.ID, 0, len(from))
	for id := range from {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return core.ID{}
	}
	slices.SortFunc(ids, func(a, b core.ID) int { return slices.Compare(a[:], b[:]) })
	return rapid.SampledFrom(ids).Draw(t, label)
}

func (m *machine) receive(t *rapid.T) engine.Command {
	m.counter++
	e := envelope(rapid.SampledFrom([]string{"u1", "u2"}).Draw(t, "user"), m.counter, "text")
	e.Type = rapid.SampledFrom([]core.EnvelopeType{core.TypeMessage, core.TypeMessage, core.TypeMessage, core.TypeEdit, core.TypeDelete, core.TypeStatus,
		core.TypeRead, core.TypeFollow, core.TypeUnfollow, core.TypeMenu, core.TypeReaction, core.TypeTyping}).Draw(t, "type")
	e.Direction = rapid.SampledFrom([]core.Direction{core.In, core.In, core.Out}).Draw(t, "direction")
	e.Historical = rapid.IntRange(0, 9).Draw(t, "historical") == 0
	e.Status = rapid.SampledFrom([]core.Delivery{core.DeliverySent, core.DeliveryDelivered, core.DeliveryRead, core.DeliveryFailed}).Draw(t, "status")
	e.SentAt = m.now - core.Time(rapid.IntRange(0, 3).Draw(t, "late"))
	if rapid.Bool().Draw(t, "album") {
		e.Content = &core.Content{Kind: core.KindImage, Group: "g", Media: []core.Media{{Kind: core.KindImage, Ref: "r"}}}
	}
	if rapid.IntRange(0, 4).Draw(t, "repeat") == 0 {
		e.Key = fmt.Sprintf("k:%d:u1", rapid.IntRange(1, m.counter).Draw(t, "which"))
	}
	if e.Type != core.TypeMessage {
		e.Refs = []string{m.name(t)}
	}
	c := m.ingest(e)
	c.Policy.Stream, c.Policy.FetchMedia, c.Policy.Acknowledge = rapid.Bool().Draw(t, "stream"), true, true
	return c
}

// name is an external id: of a message, of a part, or of nothing.
func (m *machine) name(t *rapid.T) string {
	if id := pick(t, m.messages, "reference"); !id.IsZero() {
		if name := m.messages[id].ExternalID; name != "" {
			return name
		}
		return fmt.Sprintf("x%d:%s", rapid.IntRange(0, 1).Draw(t, "part"), id)
	}
	return "nothing"
}

func (m *machine) answer(t *rapid.T) engine.Command {
	m.counter++
	id := pick(t, m.conversations, "conversation")
	p := m.post(id, core.ID{}, fmt.Sprint("answer ", rapid.IntRange(1, m.counter).Draw(t, "client id")))
	p.Viewer = m.viewer(t)
	p.Author = p.Viewer.Actor()
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0:
		p.Draft.Visibility, p.Parts = core.Note, nil
	case 1:
		p.Parts = append(p.Parts, p.Parts[0], p.Parts[0])
	case 2:
		p.Draft.ReplyTo = pick(t, m.messages, "quoted")
	}
	return p
}

func (m *machine) stepAny(t *rapid.T) engine.Command {
	st := core.Step{Kind: rapid.SampledFrom(core.StepKinds()).Draw(t, "step"), BotID: "bot", Until: m.now.Add(time.Minute),
		Reason: rapid.SampledFrom(core.EndReasons()).Draw(t, "reason"), ReopenFor: time.Hour}
	if rapid.Bool().Draw(t, "to an agent") {
		st.AgentID = rapid.SampledFrom(m.agents).Draw(t, "who")
	} else {
		st.TeamID = m.team
	}
	return &engine.Step{Viewer: m.viewer(t), ConversationID: pick(t, m.conversations, "conversation"), Step: st}
}

func (m *machine) timer(t *rapid.T) engine.Command {
	id := pick(t, m.conversations, "conversation")
	c := m.conversations[id]
	kind := rapid.SampledFrom([]core.StepKind{core.StepExpire, core.StepWake}).Draw(t, "timer")
	return &engine.Step{System: true, ConversationID: id, TransferID: c.TransferID, Until: c.SnoozeUntil, Step: core.Step{Kind: kind}}
}

func (m *machine) part(t *rapid.T) (core.PartRow, bool) {
	list := m.parts[pick(t, m.parts, "message")]
	if len(list) == 0 {
		return core.PartRow{}, false
	}
	return rapid.SampledFrom(list).Draw(t, "part"), true
}

func (m *machine) attempt(t *rapid.T) engine.Command {
	p, found := m.part(t)
	if !found {
		return nil
	}
	m.holds[job] = engine.JobHold{ID: job, Epoch: epoch, Lease: true}
	if rapid.IntRange(0, 3).Draw(t, "found sending") == 0 {
		return &engine.Doubt{MessageID: p.MessageID, PartID: p.ID, JobID: job, Epoch: epoch, Again: rapid.Bool().Draw(t, "again")}
	}
	c := &engine.Begin{MessageID: p.MessageID, PartID: p.ID, JobID: job, Epoch: epoch - int64(rapid.IntRange(0, 4).Draw(t, "stale")/4)}
	if rapid.Bool().Draw(t, "named before it leaves") {
		c.ExternalID = fmt.Sprintf("x%d:%s", p.Index, p.MessageID)
	}
	return c
}

func (m *machine) result(t *rapid.T) engine.Command {
	p, found := m.part(t)
	if !found {
		return nil
	}
	c := &engine.End{AccountID: m.account, MessageID: p.MessageID, PartID: p.ID, Attempt: max(1, p.Attempts-rapid.IntRange(0, 1).Draw(t, "older")),
		Receipt: core.Receipt{ExternalID: fmt.Sprintf("x%d:%s", p.Index, p.MessageID), At: m.now}, Final: rapid.Bool().Draw(t, "final")}
	if class := rapid.SampledFrom([]core.Class{"", "", core.Retry, core.Throttled, core.Uncertain, core.Auth, core.WindowClosed, core.Gone, core.Rejected}).Draw(t, "class"); class != "" {
		c.Err = fails(class)
	}
	return c
}

func (m *machine) decide(t *rapid.T) engine.Command {
	id := pick(t, m.messages, "message")
	switch rapid.IntRange(0, 4).Draw(t, "decision") {
	case 0:
		return &engine.GiveUp{MessageID: id, Code: "expired", Text: "too late"}
	case 1:
		return &engine.Revive{MessageID: id}
	}
	return &engine.Resolve{Viewer: m.viewer(t), ConversationID: m.messages[id].ConversationID, MessageID: id,
		Decision: rapid.SampledFrom([]string{"resend", "sent", "give_up"}).Draw(t, "what")}
}

func (m *machine) alter(t *rapid.T) engine.Command {
	id := pick(t, m.messages, "message")
	if rapid.Bool().Draw(t, "the platform has spoken") {
		c := &engine.EndChange{MessageID: id, Kind: m.messages[id].Change.Kind, Rev: m.messages[id].Change.Rev}
		if class := rapid.SampledFrom([]core.Class{"", core.Uncertain, core.Rejected}).Draw(t, "class"); class != "" {
			c.Err = fails(class)
		}
		return c
	}
	return &engine.Change{Viewer: m.viewer(t), Actor: core.Actor{Kind: core.ByAgent}, ConversationID: m.messages[id].ConversationID, MessageID: id,
		Delete: rapid.Bool().Draw(t, "delete"), Text: "changed"}
}
