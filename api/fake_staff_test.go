package api_test

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// enter makes a session of the owner, as a sign-in does.
func (b *backend) enter() (string, core.Session) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v := b.keys["owner"].viewer
	s := core.Session{ID: core.NewID(), AgentID: v.AgentID, CreatedAt: 1767312000000000, ExpiresAt: 1767312000000000 + 9e12}
	token := "sbs_" + s.ID.String()
	b.signIns[token] = session{viewer: v, signIn: s}
	return token, s
}

func (b *backend) SetupState(context.Context) (bool, core.ID, error) {
	return false, core.NewID(), b.call("SetupState")
}
func (b *backend) SetUp(_ context.Context, setup string, p core.NewPerson, _ core.Client) (string, core.Session, error) {
	token, s := b.enter()
	return token, s, b.call("SetUp", setup, p.Name, p.Email)
}

func (b *backend) SignIn(_ context.Context, email, password string, _ core.Client) (string, core.Session, error) {
	if err := b.call("SignIn", email); err != nil {
		return "", core.Session{}, err
	}
	if password != "right" {
		return "", core.Session{}, &core.Problem{Status: 401, Code: "session.credentials", Text: "wrong"}
	}
	token, s := b.enter()
	return token, s, nil
}

func (b *backend) Session(_ context.Context, token string) (core.Viewer, core.Session, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
	s, ok := b.signIns[token]
	if !ok {
		return core.Viewer{}, core.Session{}, &core.Problem{Status: 401, Code: "session.ended", Text: "signed out"}
	}
	return s.viewer, s.signIn, nil
}
func (b *backend) Sessions(context.Context, core.Viewer) ([]core.Session, error) {
	return []core.Session{{ID: core.NewID(), Address: "192.0.2.1"}}, b.call("Sessions")
}
func (b *backend) EndSession(_ context.Context, _ core.Viewer, id core.ID) error {
	b.mu.Lock()
	for token, s := range b.signIns {
		if s.signIn.ID == id {
			delete(b.signIns, token)
		}
	}
	b.mu.Unlock()
	return b.call("EndSession", id)
}
func (b *backend) LiveToken(_ context.Context, session, key core.ID) (string, core.Time, error) {
	return "sbl_x", 5, b.call("LiveToken", session.IsZero(), key.IsZero())
}

func profile(v core.Viewer) core.Profile {
	return core.Profile{Agent: core.Agent{ID: v.AgentID, Email: "li@example.com", Name: "李", Role: "owner", Availability: core.Ready}, Locale: "zh-CN"}
}
func (b *backend) Profile(_ context.Context, v core.Viewer) (core.Profile, error) {
	return profile(v), b.call("Profile")
}
func (b *backend) UpdateProfile(_ context.Context, v core.Viewer, ch core.ProfileChange) (core.Profile, error) {
	name := ""
	if ch.Name != nil {
		name = *ch.Name
	}
	return profile(v), b.call("UpdateProfile", name, ch.Preferences)
}
func (b *backend) SetAvailability(_ context.Context, v core.Viewer, a core.Availability, reason string) (core.Profile, error) {
	return profile(v), b.call("SetAvailability", a, reason)
}
func (b *backend) ChangePassword(_ context.Context, _ core.Viewer, current, fresh string, _ core.Client) (string, core.Session, error) {
	token, s := b.enter()
	return token, s, b.call("ChangePassword", current, fresh)
}
