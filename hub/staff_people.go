package hub

import (
	"context"
	"net/mail"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// UpdateAgent implements api.Staff.
func (h *Hub) UpdateAgent(ctx context.Context, v core.Viewer, id core.ID, ch core.AgentChange) (core.Agent, error) {
	if err := need(v, core.PermAgents); err != nil {
		return core.Agent{}, err
	}
	p, err := h.mayManage(ctx, v, id)
	if err != nil {
		return p.Agent, err
	}
	if ch.Role != nil && *ch.Role != p.Role {
		if err := h.mayGive(ctx, v, *ch.Role); err != nil {
			return p.Agent, err
		}
	}
	if ch.Name != nil && strings.TrimSpace(*ch.Name) == "" {
		return p.Agent, &core.Problem{Status: 422, Code: "agent.name", Text: "give a name"}
	}
	if err := h.store.ChangeAgent(ctx, id, ch); err != nil {
		return p.Agent, err
	}
	h.accessChanged(core.AccessChange{Agent: id, Ended: ch.Disabled != nil && *ch.Disabled})
	if ch.Disabled != nil {
		h.availabilityChanged(ctx, id)
	}
	if ch.Disabled != nil || ch.Role != nil {
		h.routingChanged() // rules to this agent are skipped, or are asked again
	}
	h.dispatcher.wake()
	if err := h.audit(ctx, v, "agent.updated", id.String(), changed(ch)); err != nil {
		return p.Agent, err
	}
	p, err = h.store.Profile(ctx, id)
	return p.Agent, err
}

// changed names what a change is about, for the audit log.
func changed(ch core.AgentChange) string {
	var out []string
	if ch.Name != nil {
		out = append(out, "name")
	}
	if ch.Role != nil {
		out = append(out, "role "+*ch.Role)
	}
	if ch.Disabled != nil {
		out = append(out, map[bool]string{true: "disabled", false: "enabled"}[*ch.Disabled])
	}
	if ch.Teams != nil {
		out = append(out, "teams")
	}
	return strings.Join(out, ", ")
}

// TeamsOf implements api.Staff.
func (h *Hub) TeamsOf(ctx context.Context, _ core.Viewer) (map[core.ID][]core.ID, error) {
	return h.store.TeamsOf(ctx)
}

// invitationHead begins an invitation's token.
const invitationHead = "sbi_"

// InviteAgent implements api.Staff: whoever has the link, which is returned
// once, can join the staff.
func (h *Hub) InviteAgent(ctx context.Context, v core.Viewer, email, role string, teams []core.ID) (string, core.Invitation, error) {
	i := core.Invitation{ID: core.NewID(), Email: strings.ToLower(strings.TrimSpace(email)), Role: role, Teams: teams, CreatedBy: v.AgentID,
		CreatedAt: core.At(h.cfg.Now())}
	i.ExpiresAt = i.CreatedAt.Add(core.InvitationFor)
	if err := need(v, core.PermAgents); err != nil {
		return "", i, err
	}
	if a, err := mail.ParseAddress(i.Email); i.Email != "" && (err != nil || a.Address != i.Email) {
		return "", i, &core.Problem{Status: 422, Code: "agent.email", Text: "the e-mail address is not valid"}
	}
	if err := h.mayGive(ctx, v, role); err != nil {
		return "", i, err
	}
	token, hash := secret.NewToken(invitationHead)
	if err := h.store.AddInvitation(ctx, i, hash); err != nil {
		return "", i, err
	}
	return h.page("/invitation#token=" + token), i, h.audit(ctx, v, "invitation.created", i.ID.String(), i.Role+" "+i.Email)
}

// Invitations implements api.Staff: those that can still be accepted.
func (h *Hub) Invitations(ctx context.Context, v core.Viewer) ([]core.Invitation, error) {
	if err := need(v, core.PermAgents); err != nil {
		return nil, err
	}
	return h.store.Invitations(ctx)
}

// WithdrawInvitation implements api.Staff.
func (h *Hub) WithdrawInvitation(ctx context.Context, v core.Viewer, id core.ID) error {
	if err := need(v, core.PermAgents); err != nil {
		return err
	}
	if err := h.store.WithdrawInvitation(ctx, id); err != nil {
		return err
	}
	return h.audit(ctx, v, "invitation.withdrawn", id.String(), "")
}

// Invitation implements api.Staff: what a link is good for.
func (h *Hub) Invitation(ctx context.Context, token string) (core.Invitation, error) {
	return h.store.InvitationByHash(ctx, secret.HashAPIKey(token))
}

// AcceptInvitation implements api.Staff.
func (h *Hub) AcceptInvitation(ctx context.Context, invitation string, n core.NewPerson, from core.Client) (string, core.Session, error) {
	i, err := h.Invitation(ctx, invitation)
	if err != nil {
		return "", core.Session{}, err
	}
	if n.Email == "" {
		n.Email = i.Email
	}
	if i.Email != "" && !strings.EqualFold(strings.TrimSpace(n.Email), i.Email) {
		return "", core.Session{}, &core.Problem{Status: 422, Code: "invitation.email", Text: "the invitation is for another e-mail address"}
	}
	p, hash, err := h.newPerson(ctx, n)
	if err != nil {
		return "", core.Session{}, err
	}
	if p.Availability = core.Offline; n.Ready {
		p.Availability = core.Ready
	}
	token, s, sum := h.newSession(p.ID, from)
	if err := h.store.AcceptInvitation(ctx, i, p, hash, s, sum); err != nil {
		return "", s, err
	}
	h.availabilityChanged(ctx, p.ID)
	h.dispatcher.wake()
	return token, s, h.store.Audit(ctx, core.Actor{Kind: core.ByAgent, ID: p.ID}, "invitation.accepted", i.ID.String(), from.Address)
}
