package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// apiKey describes a key; the key itself is shown once, when it is made.
type apiKey struct {
	ID         core.ID           `json:"id"`
	Agent      core.ID           `json:"agent" doc:"Its owner, as whom it acts"`
	Name       string            `json:"name"`
	Prefix     string            `json:"prefix" doc:"The first characters, to tell keys apart"`
	Scopes     []core.Permission `json:"scopes" nullable:"false" doc:"Empty: all that its owner may"`
	CreatedAt  core.Time         `json:"created_at,omitzero"`
	LastUsedAt core.Time         `json:"last_used_at,omitzero"`
	RevokedAt  core.Time         `json:"revoked_at,omitzero"`
}

func viewKey(k core.APIKey) apiKey {
	return apiKey{ID: k.ID, Agent: k.AgentID, Name: k.Name, Prefix: k.Prefix, Scopes: filled(k.Scopes),
		CreatedAt: k.CreatedAt, LastUsedAt: k.LastUsedAt, RevokedAt: k.RevokedAt}
}

// KeyFields is apiKey where it is embedded: the document has only exported fields.
type KeyFields = apiKey

type newKey struct {
	KeyFields
	Key string `json:"key" doc:"Shown this once"`
}

type keyIn struct {
	Body struct {
		Name   string  `json:"name" minLength:"1" maxLength:"200"`
		Scopes []grant `json:"scopes,omitempty" doc:"Empty: all that the caller may"`
	}
}

// IDIn names one thing.
type IDIn struct {
	ID core.ID `path:"id"`
}

func (a *API) keyRoutes() {
	add(a, endpoint{method: "GET", path: "/keys", id: "list-keys", tag: "keys", summary: "List API keys"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[apiKey]], error) {
			keys, err := a.Backend.Keys(ctx, v)
			return wholeOf(keys, viewKey), err
		})
	add(a, endpoint{method: "POST", path: "/keys", id: "create-key", tag: "keys", status: http.StatusCreated, summary: "Make an API key"},
		func(ctx context.Context, v core.Viewer, in *keyIn) (*answer[newKey], error) {
			key, k, err := a.Backend.CreateKey(ctx, v, in.Body.Name, permissions(in.Body.Scopes))
			return answerOf(newKey{KeyFields: viewKey(k), Key: key}), err
		})
	do(a, endpoint{method: "DELETE", path: "/keys/{id}", id: "revoke-key", tag: "keys", summary: "Revoke an API key, at once"},
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			err := a.Backend.RevokeKey(ctx, v, in.ID)
			a.Forget(core.AccessChange{Key: in.ID, Ended: true})
			return err
		})
}
