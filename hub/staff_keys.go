package hub

import (
	"context"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// Authenticate implements api.Operator.
func (h *Hub) Authenticate(ctx context.Context, key string) (core.Viewer, core.APIKey, error) {
	bad := &core.Problem{Status: 401, Code: "auth.invalid", Text: "the API key is unknown or revoked"}
	if !secret.LooksLikeAPIKey(key) {
		return core.Viewer{}, core.APIKey{}, bad
	}
	k, ok, err := h.store.KeyByHash(ctx, secret.HashAPIKey(key))
	if err != nil {
		return core.Viewer{}, k, err
	}
	if !ok {
		return core.Viewer{}, k, bad
	}
	v, err := h.store.Viewer(ctx, k.AgentID)
	if err != nil {
		return v, k, bad
	}
	if len(k.Scopes) > 0 {
		v.Permissions = slices.DeleteFunc(slices.Clone(v.Permissions), func(p core.Permission) bool { return !slices.Contains(k.Scopes, p) })
	}
	if core.At(h.cfg.Now()).Sub(k.LastUsedAt) > time.Minute {
		if err := h.store.TouchKey(ctx, k.ID); err != nil {
			h.log.Warn("the key's last use was not written", "error", err)
		}
	}
	return v, k, nil
}

func (h *Hub) newKey(ctx context.Context, agent core.ID, name string, scopes []core.Permission) (string, core.APIKey, error) {
	key, prefix, hash := secret.NewAPIKey()
	k := core.APIKey{ID: core.NewID(), AgentID: agent, Name: name, Prefix: prefix, Scopes: scopes, CreatedAt: core.At(h.cfg.Now())}
	return key, k, h.store.AddKey(ctx, k, hash)
}

// Keys implements api.Operator: one's own, or everybody's with the permission.
func (h *Hub) Keys(ctx context.Context, v core.Viewer) ([]core.APIKey, error) {
	owner := v.AgentID
	if v.Can(core.PermKeys) {
		owner = core.ID{}
	}
	return h.store.Keys(ctx, owner)
}

// CreateKey implements api.Operator. A key never has more rights than its maker.
func (h *Hub) CreateKey(ctx context.Context, v core.Viewer, name string, scopes []core.Permission) (string, core.APIKey, error) {
	for _, s := range scopes {
		if !v.Can(s) {
			return "", core.APIKey{}, forbidden(s)
		}
	}
	if len(scopes) == 0 {
		scopes = v.Permissions
	}
	if len(scopes) == 0 { // a key without scopes has all that its agent has
		return "", core.APIKey{}, forbidden(core.PermRead)
	}
	key, k, err := h.newKey(ctx, v.AgentID, name, scopes)
	if err == nil {
		err = h.audit(ctx, v, "api_key.created", k.ID.String(), name)
	}
	return key, k, err
}

// RevokeKey implements api.Operator.
func (h *Hub) RevokeKey(ctx context.Context, v core.Viewer, id core.ID) error {
	owner := v.AgentID
	if v.Can(core.PermKeys) {
		owner = core.ID{}
	}
	if err := h.store.RevokeKey(ctx, owner, id); err != nil {
		return err
	}
	h.accessChanged(core.AccessChange{Key: id, Ended: true})
	return h.audit(ctx, v, "api_key.revoked", id.String(), "")
}
