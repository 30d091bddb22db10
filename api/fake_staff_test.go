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

func (b *backend) Roles(context.Context, core.Viewer) ([]core.Role, error) {
	return core.BuiltinRoles(), b.call("Roles")
}
func (b *backend) TeamsOf(context.Context, core.Viewer) (map[core.ID][]core.ID, error) {
	return nil, nil
}
func (b *backend) UpdateAgent(_ context.Context, _ core.Viewer, id core.ID, ch core.AgentChange) (core.Agent, error) {
	return core.Agent{ID: id, Role: "agent"}, b.call("UpdateAgent", id, *ch.Role, *ch.Disabled, len(*ch.Teams), ch.Name == nil)
}
func (b *backend) InviteAgent(_ context.Context, _ core.Viewer, email, role string, teams []core.ID) (string, core.Invitation, error) {
	return "https://hub.example/invitation#token=sbi_x", core.Invitation{ID: core.NewID(), Email: email, Role: role}, b.call("InviteAgent", email, role, len(teams))
}
func (b *backend) Invitations(context.Context, core.Viewer) ([]core.Invitation, error) {
	return []core.Invitation{{ID: core.NewID(), Role: "agent"}}, b.call("Invitations")
}
func (b *backend) WithdrawInvitation(_ context.Context, _ core.Viewer, id core.ID) error {
	return b.call("WithdrawInvitation", id)
}
func (b *backend) Invitation(_ context.Context, token string) (core.Invitation, error) {
	return core.Invitation{ID: core.NewID(), Role: "agent", CreatedBy: core.NewID(), ExpiresAt: 5}, b.call("Invitation", token)
}
func (b *backend) AcceptInvitation(_ context.Context, invitation string, p core.NewPerson, _ core.Client) (string, core.Session, error) {
	token, s := b.enter()
	return token, s, b.call("AcceptInvitation", invitation, p.Name, p.Email)
}

func (b *backend) Counts(context.Context, core.Viewer) (core.Counts, error) {
	return core.Counts{Queue: 3, OldestWaiting: 5, Teams: map[core.ID]int64{core.NewID(): 2}}, b.call("Counts")
}
func (b *backend) MarkRead(_ context.Context, _ core.Viewer, c core.ID, seq int64) (int64, error) {
	return seq, b.call("MarkRead", c, seq)
}
func (b *backend) Draft(_ context.Context, _ core.Viewer, c core.ID) (core.Composition, error) {
	return core.Composition{}, b.call("Draft", c)
}
func (b *backend) SaveDraft(_ context.Context, _ core.Viewer, c core.ID, d core.Composition) (core.Composition, error) {
	return d, b.call("SaveDraft", c, d.Mode, d.Text, len(d.Attachments))
}
func (b *backend) Plan(_ context.Context, _ core.Viewer, c core.ID, d core.Draft) ([]core.Content, []core.PlanNote, error) {
	return []core.Content{{Kind: "image", Media: []core.Media{{Blob: "b", Kind: "image"}}, Choices: []core.Choice{{ID: "1", Label: "Yes"}}}},
		[]core.PlanNote{{Code: "media.as", Text: "as a file"}}, b.call("Plan", c, d.Content.Text, len(d.Content.Media), len(d.Content.Choices))
}
func (b *backend) ContactConversations(_ context.Context, _ core.Viewer, c core.ID, p core.Page) (core.List[core.ConversationView], error) {
	return core.List[core.ConversationView]{Items: threads(1)}, b.call("ContactConversations", c, p.Limit)
}
