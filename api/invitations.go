package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// invitation is an open link into the staff.
type invitation struct {
	ID        core.ID   `json:"id"`
	Email     string    `json:"email,omitempty" doc:"Empty: whoever has the link"`
	Role      string    `json:"role"`
	Teams     []core.ID `json:"teams" nullable:"false"`
	CreatedBy core.ID   `json:"created_by,omitzero"`
	CreatedAt core.Time `json:"created_at,omitzero"`
	ExpiresAt core.Time `json:"expires_at,omitzero"`
}

func viewInvitation(i core.Invitation) invitation {
	return invitation{ID: i.ID, Email: i.Email, Role: i.Role, Teams: filled(i.Teams), CreatedBy: i.CreatedBy, CreatedAt: i.CreatedAt, ExpiresAt: i.ExpiresAt}
}

// InvitationFields is invitation where it is embedded: the document has only exported fields.
type InvitationFields = invitation

// newInvitation is an invitation with its link.
type newInvitation struct {
	InvitationFields
	URL string `json:"url" doc:"Shown this once, good once"`
}

// invited is what the one who has the link may know.
type invited struct {
	Email     string    `json:"email,omitempty"`
	Role      string    `json:"role"`
	ExpiresAt core.Time `json:"expires_at,omitzero"`
}

type (
	invitationIn struct {
		Body struct {
			Email string    `json:"email,omitempty" maxLength:"254" doc:"Without one, whoever has the link gives its own"`
			Role  string    `json:"role" minLength:"1" maxLength:"100"`
			Teams []core.ID `json:"teams,omitempty" maxItems:"1000"`
		}
	}
	joinIn struct {
		Body struct {
			PersonFields
			Ready bool `json:"ready,omitempty" doc:"Take conversations from the start; left out: offline, until the agent says otherwise"`
		}
	}
	lookupIn struct {
		Body struct {
			Token string `json:"token" minLength:"1" maxLength:"200" doc:"From the link, behind #token="`
		}
	}
)

func (a *API) invitationRoutes() {
	add(a, endpoint{method: "GET", path: "/invitations", id: "list-invitations", tag: "staff", summary: "List open invitations", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[invitation]], error) {
			l, err := a.Backend.Invitations(ctx, v)
			return wholeOf(l, viewInvitation), err
		})
	add(a, endpoint{method: "POST", path: "/invitations", id: "create-invitation", tag: "staff", status: http.StatusCreated,
		summary: "Invite somebody by a link that holds for 7 days", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *invitationIn) (*answer[newInvitation], error) {
			url, i, err := a.Backend.InviteAgent(ctx, v, in.Body.Email, in.Body.Role, in.Body.Teams)
			return answerOf(newInvitation{InvitationFields: viewInvitation(i), URL: url}), err
		})
	do(a, endpoint{method: "DELETE", path: "/invitations/{id}", id: "withdraw-invitation", tag: "staff", summary: "Withdraw an invitation", needs: core.PermAgents},
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			return a.Backend.WithdrawInvitation(ctx, v, in.ID)
		})
	add(a, endpoint{method: "POST", path: "/invitations/lookup", id: "look-up-invitation", tag: "session", summary: "Ask what an invitation is good for", open: true},
		func(ctx context.Context, _ core.Viewer, in *lookupIn) (*answer[invited], error) {
			i, err := a.Backend.Invitation(ctx, in.Body.Token)
			return answerOf(invited{Email: i.Email, Role: i.Role, ExpiresAt: i.ExpiresAt}), err
		})
	add(a, endpoint{method: "POST", path: "/invitations/accept", id: "accept-invitation", tag: "session", summary: "Join the staff, and sign in", open: true},
		func(ctx context.Context, _ core.Viewer, in *joinIn) (*signedIn, error) {
			n := in.Body.core()
			n.Ready = in.Body.Ready
			token, _, err := a.Backend.AcceptInvitation(ctx, in.Body.Token, n, client(ctx))
			if err != nil {
				return nil, err
			}
			return a.signIn(ctx, token)
		})
}
