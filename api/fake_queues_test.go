package api_test

import (
	"context"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func (b *backend) Queue(_ context.Context, _ core.Viewer, team core.ID) (routing.Settings, error) {
	return routing.NewTeam(), b.call("Queue", team)
}

func (b *backend) SetQueue(_ context.Context, _ core.Viewer, team core.ID, q routing.Settings) (routing.Settings, error) {
	return q, b.call("SetQueue", team, q.Policy)
}

func (b *backend) Weights(context.Context, core.Viewer) (map[string]int64, error) {
	return map[string]int64{"email": 25}, b.call("Weights")
}

func (b *backend) SetWeights(_ context.Context, _ core.Viewer, w map[string]int64) error {
	return b.call("SetWeights", w)
}

func (b *backend) Absence(context.Context, core.Viewer) (time.Duration, error) {
	return 10 * time.Minute, b.call("Absence")
}

func (b *backend) SetAbsence(_ context.Context, _ core.Viewer, after time.Duration) error {
	return b.call("SetAbsence", after)
}

func (b *backend) SetSeat(_ context.Context, _ core.Viewer, agent core.ID, capacity *int64, _, _ *[]string) (core.SeatView, error) {
	s := core.SeatView{AgentID: agent, Availability: core.Ready, Knows: []string{"lang:zh", "skill:refunds"}}
	if capacity != nil {
		s.Capacity = *capacity
	}
	return s, b.call("SetSeat", agent, s.Capacity)
}

func (b *backend) CareForContact(_ context.Context, _ core.Viewer, contact core.ID, care core.ContactCare) (core.Contact, error) {
	return core.Contact{ID: contact, Kind: core.ContactKnown, VIP: *care.VIP}, b.call("CareForContact", contact, *care.VIP, care.AgentID == nil)
}

func (b *backend) Monitor(_ context.Context, _ core.Viewer, conversation core.ID) error {
	return b.call("Monitor", conversation)
}

func (b *backend) Seat(_ context.Context, v core.Viewer) (core.SeatView, error) {
	return core.SeatView{AgentID: v.AgentID, Availability: core.Ready}, b.call("Seat")
}

func (b *backend) Seats(context.Context, core.Viewer) ([]core.SeatView, error) {
	return []core.SeatView{{AgentID: core.NewID(), Name: "李", Availability: core.Ready, Capacity: 1000}}, b.call("Seats")
}

func (b *backend) Board(context.Context, core.Viewer) (map[core.ID]core.QueueLength, []core.SeatView, error) {
	return map[core.ID]core.QueueLength{{}: {Waiting: 2, Oldest: 5}}, []core.SeatView{{AgentID: core.NewID(), Name: "李", Availability: core.Busy, Load: 150, Capacity: 1000}}, b.call("Board")
}

func (b *backend) TakeNext(_ context.Context, _ core.Viewer, team core.ID) (core.ConversationView, error) {
	return b.conversations[0], b.call("TakeNext", team)
}

func (b *backend) Routing(_ context.Context, _ core.Viewer, conversation core.ID) (routing.Waiting, error) {
	return routing.Waiting{Ahead: 3, Policy: routing.Manual, Open: true}, b.call("Routing", conversation)
}
