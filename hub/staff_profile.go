package hub

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// Profile implements api.Staff.
func (h *Hub) Profile(ctx context.Context, v core.Viewer) (core.Profile, error) {
	return h.store.Profile(ctx, v.AgentID)
}

// preferencesMax bounds what a page keeps for an agent, as JSON in bytes.
const preferencesMax = 16 << 10

// UpdateProfile implements api.Staff.
func (h *Hub) UpdateProfile(ctx context.Context, v core.Viewer, ch core.ProfileChange) (core.Profile, error) {
	p, err := h.store.Profile(ctx, v.AgentID)
	if err != nil {
		return p, err
	}
	set := func(to *string, from *string) {
		if from != nil {
			*to = strings.TrimSpace(*from)
		}
	}
	set(&p.Name, ch.Name)
	set(&p.Locale, ch.Locale)
	set(&p.TimeZone, ch.TimeZone)
	if p.Name == "" {
		return p, &core.Problem{Status: 422, Code: "agent.name", Text: "give a name"}
	}
	if err := checkPlace(p.Locale, p.TimeZone); err != nil {
		return p, err
	}
	p.Preferences = maps.Clone(p.Preferences)
	if p.Preferences == nil {
		p.Preferences = map[string]any{}
	}
	for k, value := range ch.Preferences {
		if p.Preferences[k] = value; value == nil {
			delete(p.Preferences, k)
		}
	}
	if b, err := json.Marshal(p.Preferences); err != nil || len(b) > preferencesMax {
		return p, &core.Problem{Status: 422, Code: "agent.preferences", Text: "these are more preferences than the hub keeps (16 kB)", Err: err}
	}
	if err := h.store.SaveProfile(ctx, p); err != nil || ch.Name == nil {
		return p, err // how one's own page looks is nobody else's business
	}
	return p, h.audit(ctx, v, "agent.updated", p.ID.String(), "name")
}

// ChangePassword implements api.Staff: all sessions end, and the one who asked
// gets a new one.
func (h *Hub) ChangePassword(ctx context.Context, v core.Viewer, current, fresh string, from core.Client) (string, core.Session, error) {
	p, err := h.store.Profile(ctx, v.AgentID)
	if err != nil {
		return "", core.Session{}, err
	}
	if err := checkPassword(fresh); err != nil {
		return "", core.Session{}, err
	}
	_, hash, _, err := h.store.PasswordOf(ctx, p.Email)
	if err != nil {
		return "", core.Session{}, err
	}
	err = h.tryPassword(ctx, p.Email, p.ID, hash, current, from)
	if hasCode(err, errCredentials.Code) {
		err = &core.Problem{Status: 422, Code: "password.current", Text: "the current password is wrong"}
	}
	if err != nil {
		return "", core.Session{}, err
	}
	if err := h.setPassword(ctx, p.ID, fresh); err != nil {
		return "", core.Session{}, err
	}
	token, s, sum := h.newSession(p.ID, from)
	if err := h.store.AddSession(ctx, s, sum); err != nil {
		return "", s, err
	}
	return token, s, h.audit(ctx, v, "agent.password_changed", p.ID.String(), "")
}

// setPassword keeps a new password and ends the agent's sessions.
func (h *Hub) setPassword(ctx context.Context, agent core.ID, password string) error {
	done, err := h.signIns.turn(ctx)
	if err != nil {
		return err
	}
	hash := secret.HashPassword(password)
	done()
	ended, err := h.store.Sessions(ctx, agent)
	if err != nil {
		return err
	}
	if err := h.store.SetPassword(ctx, agent, hash); err != nil {
		return err
	}
	h.sessionsEnded(ended)
	return nil
}

// sessionsEnded tells of sessions that are gone; the agent's keys go on.
func (h *Hub) sessionsEnded(list []core.Session) {
	for _, s := range list {
		h.accessChanged(core.AccessChange{Agent: s.AgentID, Session: s.ID, Ended: true})
	}
}

// availabilities are what an agent can set.
func availabilities() []core.Availability {
	return []core.Availability{core.Ready, core.Busy, core.Away, core.WrapUp, core.Offline}
}

// SetAvailability implements api.Staff.
func (h *Hub) SetAvailability(ctx context.Context, v core.Viewer, a core.Availability, reason string) (core.Profile, error) {
	if !slices.Contains(availabilities(), a) {
		return core.Profile{}, &core.Problem{Status: 422, Code: "agent.availability", Text: "the availability is ready, busy, away, wrap_up or offline"}
	}
	reason = cut(strings.TrimSpace(reason), 200)
	if err := h.store.SetAvailability(ctx, v.AgentID, a, reason); err != nil {
		return core.Profile{}, err
	}
	if err := h.audit(ctx, v, "agent.availability_changed", v.AgentID.String(), strings.TrimSpace(string(a)+" "+reason)); err != nil {
		return core.Profile{}, err
	}
	h.availabilityChanged(ctx, v.AgentID)
	h.dispatcher.wake()
	return h.store.Profile(ctx, v.AgentID)
}
