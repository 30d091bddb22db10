package hub

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/jobs"
)

// absenceSetting keeps after how many minutes without a page an agent is away.
const absenceSetting = "routing.absence"

// Bounds of an absence: a coffee, unless something else is set, and a day.
const (
	absenceDefault = 10 * time.Minute
	absenceMax     = 24 * time.Hour
)

func (d *dispatcher) absence(ctx context.Context) (time.Duration, error) {
	text, err := d.hub.store.Setting(ctx, absenceSetting)
	if err != nil || text == "" {
		return absenceDefault, err
	}
	minutes, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read after how long agents are absent: %w", err)
	}
	return time.Duration(minutes) * time.Minute, nil
}

// Absence implements api.Queues.
func (h *Hub) Absence(ctx context.Context, _ core.Viewer) (time.Duration, error) {
	return h.dispatcher.absence(ctx)
}

// SetAbsence implements api.Queues.
func (h *Hub) SetAbsence(ctx context.Context, v core.Viewer, after time.Duration) error {
	if err := need(v, core.PermRouting); err != nil {
		return err
	}
	if after < 0 || after > absenceMax {
		return &core.Problem{Status: 422, Code: "routing.absence", Text: "the time is between 0 and 1440 minutes"}
	}
	minutes := strconv.FormatInt(int64(after/time.Minute), 10)
	if err := h.store.SetSetting(ctx, absenceSetting, minutes); err != nil {
		return err
	}
	h.routingChanged()
	return h.audit(ctx, v, "routing.absence_set", "", minutes)
}

// absent sets an agent to away of whom no page was seen for too long. The job is
// written anew for as long as a page is connected to some node (pages), so that
// nobody has to notice its end. Before anything is done the job waits once more,
// for nodes and pages that come back after the hub, or its database, was away.
func (h *Hub) absent(ctx context.Context, j core.Job) error {
	w, err := decode[engine.AbsentWork](j)
	if err != nil {
		return err
	}
	after, now := h.dispatcher.config.Load().Absence, core.At(h.cfg.Now())
	if after == 0 {
		return nil
	}
	due := w.Seen.Add(after)
	asked := j.DueAt >= due.Add(absentAsk) && now <= j.DueAt.Add(absentAsk)
	switch {
	case now < due:
		return &jobs.Again{At: due, Free: true}
	case !asked:
		return &jobs.Again{At: now.Add(absentAsk), Free: true}
	}
	away, err := h.store.Absent(ctx, w.AgentID)
	if err == nil && away {
		h.availabilityChanged(ctx, w.AgentID)
	}
	return err
}
