package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// Queue implements api.Queues: how a team's queue is given out; that of no team
// for the zero id.
func (h *Hub) Queue(ctx context.Context, _ core.Viewer, team core.ID) (routing.Settings, error) {
	all, err := h.store.Queues(ctx)
	if err != nil {
		return routing.Settings{}, err
	}
	q, ok := all[team]
	if !ok {
		return q, &core.Problem{Status: 404, Code: "team.not_found", Text: "there is no such team"}
	}
	return q, nil
}

// SetQueue implements api.Queues.
func (h *Hub) SetQueue(ctx context.Context, v core.Viewer, team core.ID, q routing.Settings) (routing.Settings, error) {
	if err := need(v, core.PermRouting); err != nil {
		return q, err
	}
	_, schedules, err := h.loadRules(ctx)
	if err != nil {
		return q, err
	}
	if err := q.Check(team, schedules); err != nil {
		return q, err
	}
	if !q.Onward.IsZero() {
		there, err := h.isTeam(ctx, q.Onward)
		if err != nil {
			return q, err
		}
		if !there {
			return q, &core.Problem{Status: 422, Code: "queue.settings", Text: "there is no such team to go onward to"}
		}
	}
	if _, helps := h.cfg.Bots[q.SuggestBot].(Suggester); q.SuggestBot != "" && !helps {
		return q, &core.Problem{Status: 422, Code: "queue.settings", Text: fmt.Sprintf("there is no bot %q that suggests", q.SuggestBot)}
	}
	if err := h.store.SetQueue(ctx, team, q); err != nil {
		return q, err
	}
	h.routingChanged()
	return q, h.audit(ctx, v, "queue.changed", team.String(), string(q.Policy))
}

// Weights implements api.Queues: what conversations of channels take of a
// capacity, in hundredths of a seat.
func (h *Hub) Weights(ctx context.Context, _ core.Viewer) (map[string]int64, error) {
	return h.dispatcher.weights(ctx)
}

// SetWeights implements api.Queues. Conversations that are open keep theirs.
func (h *Hub) SetWeights(ctx context.Context, v core.Viewer, w map[string]int64) error {
	if err := need(v, core.PermRouting); err != nil {
		return err
	}
	for channel, n := range w {
		if _, known := h.channels[channel]; !known || n < 0 || n > 100*routing.WholeSeat {
			return &core.Problem{Status: 422, Code: "routing.weights", Text: "name channels, with a weight between 0 and 100 each"}
		}
	}
	text, err := json.Marshal(w)
	if err != nil {
		return err
	}
	if err := h.store.SetSetting(ctx, weightsSetting, string(text)); err != nil {
		return err
	}
	h.routingChanged()
	return h.audit(ctx, v, "routing.weights_set", "", string(text))
}

// seatMax bounds an agent's capacity: far more than anybody can talk to.
const seatMax = 1000 * routing.WholeSeat

// SetSeat implements api.Queues.
func (h *Hub) SetSeat(ctx context.Context, v core.Viewer, agent core.ID, capacity *int64, skills, languages *[]string) (core.SeatView, error) {
	if err := need(v, core.PermAgents); err != nil {
		return core.SeatView{}, err
	}
	if capacity != nil && (*capacity < 0 || *capacity > seatMax) {
		return core.SeatView{}, &core.Problem{Status: 422, Code: "agent.capacity", Text: "the capacity is between 0 and 1000 conversations"}
	}
	seat, err := h.seat(ctx, agent)
	if err != nil {
		return seat, err
	}
	var knows *[]string
	if skills != nil || languages != nil {
		now := slices.Clone(seat.Knows)
		if skills != nil {
			now = routing.Replace(now, *skills, routing.SkillNeed)
		}
		if languages != nil {
			now = routing.Replace(now, *languages, routing.LanguageNeed)
		}
		knows = &now
	}
	if err := h.store.SetSeat(ctx, agent, capacity, knows); err != nil {
		return seat, err
	}
	h.dispatcher.wake()
	if err := h.audit(ctx, v, "agent.seat_set", agent.String(), ""); err != nil {
		return seat, err
	}
	return h.seat(ctx, agent)
}

func (h *Hub) seat(ctx context.Context, agent core.ID) (core.SeatView, error) {
	seats, err := h.store.Seats(ctx)
	if err != nil {
		return core.SeatView{}, err
	}
	i := slices.IndexFunc(seats, func(s core.SeatView) bool { return s.AgentID == agent })
	if i < 0 {
		return core.SeatView{}, &core.Problem{Status: 404, Code: "agent.not_found", Text: "there is no such agent, or it is disabled"}
	}
	return seats[i], nil
}

// Seat implements api.Queues.
func (h *Hub) Seat(ctx context.Context, v core.Viewer) (core.SeatView, error) {
	s, err := h.seat(ctx, v.AgentID)
	if err == nil && s.Availability == core.WrapUp {
		s.Until, err = h.store.WrapUpEnd(ctx, s.AgentID, s.Since)
	}
	return s, err
}

// Board implements api.Queues: the queues and seats of the teams that a viewer
// sees.
func (h *Hub) Board(ctx context.Context, v core.Viewer) (map[core.ID]core.QueueLength, []core.SeatView, error) {
	if err := need(v, core.PermSupervise); err != nil {
		return nil, nil, err
	}
	queues, err := h.store.QueueLengths(ctx)
	if err != nil {
		return nil, nil, err
	}
	seats, err := h.ledSeats(ctx, v)
	if err != nil || v.Scope == core.ScopeAll {
		return queues, seats, err
	}
	for team := range queues {
		if !team.IsZero() && !slices.Contains(v.Teams, team) {
			delete(queues, team)
		}
	}
	return queues, seats, nil
}

// TakeNext implements api.Queues: the caller gets who has waited longest in its
// queues, ready or not, as long as it has room.
func (h *Hub) TakeNext(ctx context.Context, v core.Viewer, team core.ID) (core.ConversationView, error) {
	if err := need(v, core.PermReply); err != nil {
		return core.ConversationView{}, err
	}
	teams := append([]core.ID{{}}, v.Teams...)
	if !team.IsZero() {
		if !slices.Contains(v.Teams, team) {
			return core.ConversationView{}, &core.Problem{Status: 403, Code: "team.not_yours", Text: "you are not in this team"}
		}
		members, err := h.store.TeamsOf(ctx)
		if err != nil {
			return core.ConversationView{}, err
		}
		if !slices.Contains(members[v.AgentID], team) {
			return core.ConversationView{}, &core.Problem{Status: 403, Code: "queue.not_a_member",
				Text: "you see this team from the one above it, but who waits there goes to its members: ask to be added, or take a conversation from the list"}
		}
		teams = []core.ID{team}
	}
	c := &engine.Dispatch{Max: dispatchMax, Config: h.dispatcher.config.Load(), For: v.AgentID, Teams: teams}
	if err := h.store.Do(ctx, c); err != nil {
		return core.ConversationView{}, err
	}
	return h.store.Conversation(ctx, v, c.Given[0].ConversationID)
}

// Routing implements api.Queues: where a conversation waits, and what keeps each
// agent of its team from getting it.
func (h *Hub) Routing(ctx context.Context, v core.Viewer, conversation core.ID) (routing.Waiting, error) {
	var w routing.Waiting
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return w, err
	}
	if view.Status != core.StatusQueued {
		return w, &core.Problem{Status: 409, Code: "conversation.not_queued", Text: "the conversation is not in a queue"}
	}
	if w.Ahead, err = h.store.QueuePlace(ctx, view.Conversation); err != nil {
		return w, err
	}
	q := h.dispatcher.config.Load().QueueOf(&view.Conversation)
	now := h.cfg.Now()
	w.Policy, w.Open = q.Policy, q.Hours.Open(now)
	if at, ever := q.Hours.NextOpen(now); !w.Open && ever {
		w.OpensAt = core.At(at)
	}
	seats, err := h.store.Seats(ctx)
	if err != nil {
		return w, err
	}
	for _, s := range seats {
		seat := &routing.Seat{AgentID: s.AgentID, Availability: s.Availability, MayReply: s.MayReply, Capacity: s.Capacity, Load: s.Load,
			Knows: append(s.Knows, routing.AgentNeed(s.AgentID)), Teams: s.Teams}
		slices.Sort(seat.Knows)
		if o := seat.Obstacle(&view.Conversation); o != routing.NotInTeam {
			w.Agents = append(w.Agents, routing.Candidate{AgentID: s.AgentID, Obstacle: o})
		}
	}
	return w, nil
}

// CareForContact implements api.Queues: who looks after a contact, and how. Rules
// ask for it, and queues that prefer a contact's own agent.
func (h *Hub) CareForContact(ctx context.Context, v core.Viewer, id core.ID, care core.ContactCare) (core.Contact, error) {
	if err := need(v, core.PermContacts); err != nil {
		return core.Contact{}, err
	}
	c, _, _, err := h.store.Contact(ctx, v, id)
	if err != nil {
		return c, err
	}
	if care.AgentID != nil && !care.AgentID.IsZero() {
		if _, err := h.store.Viewer(ctx, *care.AgentID); err != nil {
			return c, err
		}
	}
	c, err = h.store.UpdateContact(ctx, id, v.Actor(), func(c *core.Contact) {
		if care.VIP != nil {
			c.VIP = *care.VIP
		}
		if care.AgentID != nil {
			c.AgentID = *care.AgentID
		}
	})
	if err != nil {
		return c, err
	}
	h.dispatcher.wake()
	return c, h.audit(ctx, v, "contact.care_changed", id.String(), "")
}

// Monitor implements api.Queues. It is in the log of changes too, since the page
// shows the event to those who lead alone.
func (h *Hub) Monitor(ctx context.Context, v core.Viewer, conversation core.ID) error {
	if err := need(v, core.PermSupervise); err != nil {
		return err
	}
	c := &engine.Monitor{Viewer: v, ConversationID: conversation}
	if err := h.store.Do(ctx, c); err != nil {
		return err
	}
	detail := ""
	if !c.AgentID.IsZero() {
		detail = c.AgentID.String()
	}
	return h.audit(ctx, v, "conversation.monitored", conversation.String(), detail)
}
