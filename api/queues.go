package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

// Queues is how conversations are given to agents.
type Queues interface {
	// Queue returns how a team's queue is given out; that of no team for the
	// zero id.
	Queue(ctx context.Context, v core.Viewer, team core.ID) (routing.Settings, error)
	SetQueue(ctx context.Context, v core.Viewer, team core.ID, q routing.Settings) (routing.Settings, error)
	// Weights and capacities are in hundredths of a seat.
	Weights(ctx context.Context, v core.Viewer) (map[string]int64, error)
	SetWeights(ctx context.Context, v core.Viewer, w map[string]int64) error
	// Absence is after how long without a page an agent is set to away; 0: never.
	Absence(ctx context.Context, v core.Viewer) (time.Duration, error)
	SetAbsence(ctx context.Context, v core.Viewer, after time.Duration) error
	// SetSeat changes what is not nil.
	SetSeat(ctx context.Context, v core.Viewer, agent core.ID, capacity *int64, skills, languages *[]string) (core.SeatView, error)
	// Seat returns the caller's own.
	Seat(ctx context.Context, v core.Viewer) (core.SeatView, error)
	// Seats are those that the viewer manages, or else leads.
	Seats(ctx context.Context, v core.Viewer) ([]core.SeatView, error)
	Board(ctx context.Context, v core.Viewer) (map[core.ID]core.QueueLength, []core.SeatView, error)
	// TakeNext gives the caller who has waited longest in a team's queue, or in
	// all of the caller's.
	TakeNext(ctx context.Context, v core.Viewer, team core.ID) (core.ConversationView, error)
	Routing(ctx context.Context, v core.Viewer, conversation core.ID) (routing.Waiting, error)
	// Monitor notes that a supervisor looks on.
	Monitor(ctx context.Context, v core.Viewer, conversation core.ID) error
	CareForContact(ctx context.Context, v core.Viewer, contact core.ID, care core.ContactCare) (core.Contact, error)
}

// seat is an agent as a place where conversations go.
type seat struct {
	Agent         core.ID           `json:"agent"`
	Name          string            `json:"name"`
	Availability  core.Availability `json:"availability" enum:"ready,busy,away,wrap_up,offline"`
	Reason        string            `json:"reason,omitempty"`
	Since         core.Time         `json:"since,omitzero" doc:"Of the availability"`
	Until         core.Time         `json:"until,omitzero" doc:"When the pause after a conversation ends; of the caller's own seat alone"`
	Capacity      float64           `json:"capacity" doc:"How many conversations it takes"`
	Load          float64           `json:"load" doc:"What its conversations take of the capacity"`
	Conversations int64             `json:"conversations" doc:"How many it has in hand"`
	OldestWaiting core.Time         `json:"oldest_waiting,omitzero" doc:"Since when the first of its customers waits for an answer"`
	Skills        []string          `json:"skills" nullable:"false"`
	Languages     []string          `json:"languages" nullable:"false"`
	Teams         []core.ID         `json:"teams" nullable:"false"`
}

func viewSeat(s core.SeatView) seat {
	return seat{Agent: s.AgentID, Name: s.Name, Availability: s.Availability, Reason: s.Reason, Since: s.Since, Until: s.Until, Capacity: seats(s.Capacity),
		Load: seats(s.Load), Conversations: s.Conversations, OldestWaiting: s.OldestWaiting, Skills: routing.Words(s.Knows, routing.SkillNeed),
		Languages: routing.Words(s.Knows, routing.LanguageNeed), Teams: filled(s.Teams)}
}

// seats and hundredths turn one unit into the other.
func seats(n int64) float64      { return float64(n) / routing.WholeSeat }
func hundredths(n float64) int64 { return int64(n*routing.WholeSeat + 0.5) }

// queueState is a queue on the board.
type queueState struct {
	Team    core.ID   `json:"team,omitzero" doc:"Absent: the queue of no team"`
	Waiting int64     `json:"waiting"`
	Oldest  core.Time `json:"oldest,omitzero" doc:"Since when the first waits"`
}

type board struct {
	Queues []queueState `json:"queues" nullable:"false"`
	Seats  []seat       `json:"seats" nullable:"false"`
}

type (
	queueIn struct {
		Body routing.Settings
	}
	teamQueueIn struct {
		IDIn
		Body routing.Settings
	}
	seatIn struct {
		IDIn
		Body struct {
			Capacity  *float64  `json:"capacity,omitempty" minimum:"0" maximum:"1000"`
			Skills    *[]string `json:"skills,omitempty" maxItems:"100"`
			Languages *[]string `json:"languages,omitempty" maxItems:"100" doc:"BCP 47"`
		}
	}
	weights struct {
		Channels map[string]float64 `json:"channels" nullable:"false" doc:"How many seats a conversation of a channel takes; others take one"`
	}
	weightsIn struct{ Body weights }
	absence   struct {
		Minutes int64 `json:"minutes" minimum:"0" maximum:"1440" doc:"After how long without a connected page an agent who is ready, or in the pause after a conversation, is set to away with the reason left; 0: never. Who never had a page is left alone"`
	}
	absenceIn struct{ Body absence }
	careIn    struct {
		IDIn
		Body struct {
			VIP   *bool    `json:"vip,omitempty"`
			Agent *core.ID `json:"agent,omitempty" doc:"Its own agent"`
			None  bool     `json:"no_agent,omitempty" doc:"It has no agent of its own any more"`
		}
	}
	nextIn struct {
		Body struct {
			Team core.ID `json:"team,omitzero" doc:"Absent: of all the caller's teams, and of none"`
		} `required:"false"`
	}
)

func (a *API) queueRoutes() {
	add(a, endpoint{method: "GET", path: "/queue", id: "get-queue", tag: "routing", summary: "How the queue of no team is given out"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[routing.Settings], error) {
			q, err := a.Backend.Queue(ctx, v, core.ID{})
			return answerOf(q), err
		})
	add(a, endpoint{method: "PUT", path: "/queue", id: "set-queue", tag: "routing", summary: "Say how the queue of no team is given out", needs: core.PermRouting},
		func(ctx context.Context, v core.Viewer, in *queueIn) (*answer[routing.Settings], error) {
			q, err := a.Backend.SetQueue(ctx, v, core.ID{}, in.Body)
			return answerOf(q), err
		})
	add(a, endpoint{method: "GET", path: "/teams/{id}/queue", id: "get-team-queue", tag: "routing", summary: "How a team's queue is given out"},
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[routing.Settings], error) {
			q, err := a.Backend.Queue(ctx, v, in.ID)
			return answerOf(q), err
		})
	add(a, endpoint{method: "PUT", path: "/teams/{id}/queue", id: "set-team-queue", tag: "routing", summary: "Say how a team's queue is given out", needs: core.PermRouting},
		func(ctx context.Context, v core.Viewer, in *teamQueueIn) (*answer[routing.Settings], error) {
			q, err := a.Backend.SetQueue(ctx, v, in.ID, in.Body)
			return answerOf(q), err
		})
	add(a, endpoint{method: "GET", path: "/routing/weights", id: "get-weights", tag: "routing", summary: "What conversations of channels take of a capacity"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[weights], error) {
			w, err := a.Backend.Weights(ctx, v)
			out := weights{Channels: map[string]float64{}}
			for channel, n := range w {
				out.Channels[channel] = seats(n)
			}
			return answerOf(out), err
		})
	add(a, endpoint{method: "PUT", path: "/routing/weights", id: "set-weights", tag: "routing", summary: "Say what conversations of channels take of a capacity", needs: core.PermRouting},
		func(ctx context.Context, v core.Viewer, in *weightsIn) (*answer[weights], error) {
			w := map[string]int64{}
			for channel, n := range in.Body.Channels {
				w[strings.TrimSpace(channel)] = hundredths(n)
			}
			return answerOf(in.Body), a.Backend.SetWeights(ctx, v, w)
		})
	add(a, endpoint{method: "GET", path: "/routing/absence", id: "get-absence", tag: "routing", summary: "After how long without a page an agent is set to away"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[absence], error) {
			after, err := a.Backend.Absence(ctx, v)
			return answerOf(absence{Minutes: int64(after / time.Minute)}), err
		})
	add(a, endpoint{method: "PUT", path: "/routing/absence", id: "set-absence", tag: "routing", summary: "Say after how long without a page an agent is set to away", needs: core.PermRouting},
		func(ctx context.Context, v core.Viewer, in *absenceIn) (*answer[absence], error) {
			return answerOf(in.Body), a.Backend.SetAbsence(ctx, v, time.Duration(in.Body.Minutes)*time.Minute)
		})
	a.seatRoutes()
}

func (a *API) seatRoutes() {
	add(a, endpoint{method: "PATCH", path: "/agents/{id}/seat", id: "set-seat", tag: "routing",
		summary: "Change how many conversations an agent takes, and what it knows", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *seatIn) (*answer[seat], error) {
			var capacity *int64
			if in.Body.Capacity != nil {
				n := hundredths(*in.Body.Capacity)
				capacity = &n
			}
			s, err := a.Backend.SetSeat(ctx, v, in.ID, capacity, in.Body.Skills, in.Body.Languages)
			return answerOf(viewSeat(s)), err
		})
	add(a, endpoint{method: "GET", path: "/seats", id: "list-seats", tag: "routing", needs: core.PermAgents, or: core.PermSupervise,
		summary: "List the agents' seats: all for who manages agents, else those of the teams that the caller sees"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[seat]], error) {
			l, err := a.Backend.Seats(ctx, v)
			return wholeOf(l, viewSeat), err
		})
	add(a, endpoint{method: "GET", path: "/me/seat", id: "get-my-seat", tag: "routing", summary: "What the caller has in hand, and could"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[seat], error) {
			s, err := a.Backend.Seat(ctx, v)
			return answerOf(viewSeat(s)), err
		})
	add(a, endpoint{method: "GET", path: "/board", id: "get-board", tag: "routing", summary: "The queues and who works, now", needs: core.PermSupervise},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[board], error) {
			queues, list, err := a.Backend.Board(ctx, v)
			out := board{Queues: []queueState{}, Seats: []seat{}}
			for team, q := range queues {
				out.Queues = append(out.Queues, queueState{Team: team, Waiting: q.Waiting, Oldest: q.Oldest})
			}
			for _, s := range list {
				out.Seats = append(out.Seats, viewSeat(s))
			}
			return answerOf(out), err
		})
	add(a, endpoint{method: "POST", path: "/queue/next", id: "take-next", tag: "routing", status: http.StatusOK, needs: core.PermReply,
		summary: "Take who has waited longest: 409 queue.empty when nobody waits whom the caller could take, agent.full when the caller has no room; " +
			"403 queue.not_a_member for a team of which the caller is no member, though it sees it"},
		func(ctx context.Context, v core.Viewer, in *nextIn) (*answer[conversation], error) {
			c, err := a.Backend.TakeNext(ctx, v, in.Body.Team)
			return answerOf(viewConversation(c)), err
		})
	add(a, endpoint{method: "PATCH", path: "/contacts/{id}/care", id: "care-for-contact", tag: "routing",
		summary: "Say who looks after a contact, and whether it is important", needs: core.PermContacts},
		func(ctx context.Context, v core.Viewer, in *careIn) (*answer[contact], error) {
			care := core.ContactCare{VIP: in.Body.VIP, AgentID: in.Body.Agent}
			if in.Body.None {
				care.AgentID = &core.ID{}
			}
			c, err := a.Backend.CareForContact(ctx, v, in.ID, care)
			return answerOf(viewContact(c)), err
		})
	do(a, endpoint{method: "POST", path: "/conversations/{id}/monitor", id: "monitor-conversation", tag: "routing",
		summary: "Look on as a supervisor: it is noted in the conversation, and nobody's read mark moves", needs: core.PermSupervise},
		func(ctx context.Context, v core.Viewer, in *IDIn) error { return a.Backend.Monitor(ctx, v, in.ID) })
	add(a, endpoint{method: "GET", path: "/conversations/{id}/routing", id: "explain-routing", tag: "routing",
		summary: "Where a conversation waits, and why nobody has it yet", needs: core.PermRead},
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[routing.Waiting], error) {
			w, err := a.Backend.Routing(ctx, v, in.ID)
			w.Agents = filled(w.Agents)
			return answerOf(w), err
		})
}
