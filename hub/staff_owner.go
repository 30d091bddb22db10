package hub

import (
	"context"
	"fmt"
	"net/mail"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// Setup makes the owner, or resets that owner's password and key.
func (h *Hub) Setup(ctx context.Context, email, password, name string) (key string, err error) {
	if err := checkPerson(email, name); err != nil {
		return "", err
	}
	if err := checkPassword(password); err != nil {
		return "", err
	}
	agent, err := h.store.AgentByEmail(ctx, email)
	switch {
	case err == nil:
		if agent.Role != "owner" {
			return "", &core.Problem{Status: 409, Code: "setup.not_owner", Text: "this e-mail address belongs to somebody who is not an owner"}
		}
		agent.Name, agent.Disabled = name, false
	case hasCode(err, "agent.not_found"):
		agent = core.Agent{ID: core.NewID(), Email: email, Name: name, Role: "owner"}
	default:
		return "", err
	}
	ended, err := h.store.Sessions(ctx, agent.ID)
	if err != nil {
		return "", err
	}
	if err := h.store.SaveOwner(ctx, agent, secret.HashPassword(password)); err != nil {
		return "", err
	}
	h.sessionsEnded(ended)
	if err := h.store.RevokeKeysNamed(ctx, agent.ID, setupKey); err != nil {
		return "", err
	}
	key, _, err = h.newKey(ctx, agent.ID, setupKey, nil)
	if err == nil {
		err = h.store.Audit(ctx, core.Actor{Kind: core.BySystem}, "owner.set_up", agent.ID.String(), email)
	}
	return key, err
}

// setupKey names the key that setup makes.
const setupKey = "setup"

func checkPerson(email, name string) error {
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
		return &core.Problem{Status: 422, Code: "agent.email", Text: "the e-mail address is not valid"}
	}
	if strings.TrimSpace(name) == "" {
		return &core.Problem{Status: 422, Code: "agent.name", Text: "give a name"}
	}
	return nil
}

// passwordMin follows NIST SP 800-63B: length, no rules of composition.
const passwordMin = 8

func checkPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < passwordMin || len(password) > 1024 {
		return &core.Problem{Status: 422, Code: "agent.password", Text: fmt.Sprintf("a password has at least %d characters", passwordMin)}
	}
	return nil
}
