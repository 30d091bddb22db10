package hub

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
)

// Schedules implements api.Rules.
func (h *Hub) Schedules(ctx context.Context, v core.Viewer) ([]hours.Named, error) {
	if err := need(v, core.PermRouting); err != nil {
		return nil, err
	}
	return h.store.Schedules(ctx)
}

// AddSchedule implements api.Rules.
func (h *Hub) AddSchedule(ctx context.Context, v core.Viewer, n hours.Named) (hours.Named, error) {
	if err := need(v, core.PermRouting); err != nil {
		return n, err
	}
	n.ID = core.NewID()
	if err := checkSchedule(&n); err != nil {
		return n, err
	}
	if err := h.store.AddSchedule(ctx, n); err != nil {
		return n, err
	}
	h.routingChanged()
	return n, h.audit(ctx, v, "schedule.added", n.ID.String(), n.Name)
}

// ChangeSchedule implements api.Rules. Nil stays.
func (h *Hub) ChangeSchedule(ctx context.Context, v core.Viewer, id core.ID, name *string, s *hours.Schedule) (hours.Named, error) {
	if err := need(v, core.PermRouting); err != nil {
		return hours.Named{}, err
	}
	n, err := h.store.Schedule(ctx, id)
	if err != nil {
		return n, err
	}
	if name != nil {
		n.Name = *name
	}
	if s != nil {
		n.Schedule = *s
	}
	if err := checkSchedule(&n); err != nil {
		return n, err
	}
	if err := h.store.SaveSchedule(ctx, n); err != nil {
		return n, err
	}
	h.routingChanged()
	return n, h.audit(ctx, v, "schedule.changed", id.String(), n.Name)
}

// RemoveSchedule implements api.Rules.
func (h *Hub) RemoveSchedule(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermRouting); err != nil {
		return err
	}
	if err := h.store.RemoveSchedule(ctx, id); err != nil {
		return err
	}
	h.routingChanged()
	return h.audit(ctx, v, "schedule.removed", id.String(), "")
}

func checkSchedule(n *hours.Named) error {
	if n.Name = strings.TrimSpace(n.Name); n.Name == "" || utf8.RuneCountInString(n.Name) > nameMax {
		return &core.Problem{Status: 422, Code: "schedule.name", Text: fmt.Sprintf("give the hours a name of at most %d characters", nameMax)}
	}
	return n.Schedule.Validate()
}
