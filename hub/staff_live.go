package hub

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/secret"
)

// A live token lets a page open its live connection, where no cookie is looked
// at. It is sealed with the hub's key, so that every node can read it, and
// names the session or key that it dies with.
const (
	liveHead = "sbl_"
	liveAAD  = "live token"
	liveFor  = 10 * time.Minute
)

// LiveGrant is on whose behalf a live connection is open.
type LiveGrant struct {
	Viewer    core.Viewer
	Session   core.ID // either of the two
	Key       core.ID
	ExpiresAt core.Time // refresh before; zero: an API key, which does not expire
}

// liveClaims is what a live token says.
type liveClaims struct {
	Session core.ID   `json:"s,omitzero"`
	Key     core.ID   `json:"k,omitzero"`
	Until   core.Time `json:"u"`
}

// LiveToken implements api.Staff: a token of a session, or of a key.
func (h *Hub) LiveToken(_ context.Context, session, key core.ID) (string, core.Time, error) {
	until := core.At(h.cfg.Now()).Add(liveFor)
	b, err := json.Marshal(liveClaims{Session: session, Key: key, Until: until})
	if err != nil {
		return "", 0, err
	}
	sealed, err := h.box.Seal(liveAAD, b)
	return liveHead + base64.RawURLEncoding.EncodeToString(sealed), until, err
}

var errLive = &core.Problem{Status: 401, Code: "auth.invalid", Text: "the token is not valid any more; get a new one"}

// errLiveExpired is a token that was good: a page that slept asks for another.
var errLiveExpired = &core.Problem{Status: 401, Code: "auth.expired", Text: "the token has expired; get a new one"}

// LiveAccess returns what a live token, or an API key, stands for now.
func (h *Hub) LiveAccess(ctx context.Context, token string) (LiveGrant, error) {
	if secret.LooksLikeAPIKey(token) {
		v, k, err := h.Authenticate(ctx, token)
		return LiveGrant{Viewer: v, Key: k.ID}, err
	}
	sealed, ok := strings.CutPrefix(token, liveHead)
	if !ok {
		return LiveGrant{}, errLive
	}
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return LiveGrant{}, errLive
	}
	if b, err = h.box.Open(liveAAD, b); err != nil {
		return LiveGrant{}, errLive
	}
	var c liveClaims
	if json.Unmarshal(b, &c) != nil {
		return LiveGrant{}, errLive
	}
	if c.Until <= core.At(h.cfg.Now()) {
		return LiveGrant{}, errLiveExpired
	}
	return h.liveGrant(ctx, c)
}

// LiveStill returns what a grant stands for after rights have changed.
func (h *Hub) LiveStill(ctx context.Context, g LiveGrant) (LiveGrant, error) {
	return h.liveGrant(ctx, liveClaims{Session: g.Session, Key: g.Key, Until: g.ExpiresAt})
}

func (h *Hub) liveGrant(ctx context.Context, c liveClaims) (LiveGrant, error) {
	g := LiveGrant{Session: c.Session, Key: c.Key, ExpiresAt: c.Until}
	var agent core.ID
	var scopes []core.Permission
	var ok bool
	var err error
	if c.Key.IsZero() {
		var s core.Session
		s, ok, err = h.store.SessionByID(ctx, c.Session)
		agent = s.AgentID
	} else {
		var k core.APIKey
		k, ok, err = h.store.KeyByID(ctx, c.Key)
		agent, scopes = k.AgentID, k.Scopes
	}
	if err != nil {
		return g, err
	}
	if !ok {
		return g, errLive
	}
	g.Viewer, err = h.store.Viewer(ctx, agent)
	if hasCode(err, "agent.not_found") {
		return g, errLive
	}
	if len(scopes) > 0 {
		g.Viewer.Permissions = slices.DeleteFunc(slices.Clone(g.Viewer.Permissions), func(p core.Permission) bool { return !slices.Contains(scopes, p) })
	}
	return g, err
}
