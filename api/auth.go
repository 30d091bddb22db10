package api

import (
	"context"
	"crypto/sha256"
	"errors"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/httpserver"
)

// session is who a key acts as.
type session struct {
	viewer core.Viewer
	key    core.APIKey
}

type sessionKey struct{}

func viewer(ctx context.Context) core.Viewer {
	s, _ := ctx.Value(sessionKey{}).(session)
	return s.viewer
}

// recoverPanics answers a panic like any other error of the hub's own.
func (a *API) recoverPanics(hc huma.Context, next func(huma.Context)) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		ctx := hc.Context()
		a.Log.ErrorContext(ctx, "panic in the API", "request", httpserver.RequestID(ctx), "operation", hc.Operation().OperationID,
			"panic", p, "stack", string(debug.Stack()))
		hertzhuma.From(hc).Hertz.Response.ResetBody()
		newProblem(http.StatusInternalServerError, CodeInternal,
			"The hub met an error of its own; its log has more under this request's id.").write(hc)
	}()
	next(hc)
}

// authenticate finds who asks, holds them to their rate and their rights, and
// only then takes the body in.
func (a *API) authenticate(hc huma.Context, next func(huma.Context)) {
	s, p := a.session(hc)
	if p == nil {
		p = a.admit(hc, s)
	}
	if p != nil {
		p.write(hc)
		return
	}
	hc.SetHeader("Cache-Control", "no-store")
	next(huma.WithValue(hc, sessionKey{}, s))
}

func (a *API) admit(hc huma.Context, s session) *problem {
	if wait := a.keys.take(s.key.ID.String()); wait > 0 {
		return throttled("This key has made too many requests.", wait)
	}
	op := hc.Operation()
	if needs, _ := op.Metadata[needsKey].(core.Permission); needs != "" && !s.viewer.Can(needs) {
		return newProblem(http.StatusForbidden, CodeForbidden, "This needs the permission "+string(needs)+", which the key or its owner does not have.")
	}
	if op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
		return nil
	}
	switch err := hertzhuma.From(hc).ReadBody(maxJSON); {
	case errors.Is(err, httpserver.ErrBodyTooLarge):
		return newProblem(http.StatusRequestEntityTooLarge, CodeTooLarge, "A JSON body may have at most 1 MiB.")
	case err != nil:
		return newProblem(http.StatusBadRequest, CodeMalformed, "The body did not arrive whole.")
	}
	return nil
}

func throttled(detail string, wait time.Duration) *problem {
	return newProblem(http.StatusTooManyRequests, CodeThrottled, detail+" Wait as long as Retry-After says.").
		with("Retry-After", seconds(wait))
}

// session returns whom the request's key acts as.
func (a *API) session(hc huma.Context) (session, *problem) {
	const realm = `Bearer realm="switchboard"`
	scheme, key, _ := strings.Cut(hc.Header("Authorization"), " ")
	if key = strings.TrimSpace(key); !strings.EqualFold(scheme, "Bearer") || key == "" {
		return session{}, newProblem(http.StatusUnauthorized, CodeAuthMissing, "Send an API key: Authorization: Bearer KEY.").
			with("WWW-Authenticate", realm)
	}
	hash := sha256.Sum256([]byte(key))
	s, generation, ok := a.sessions.get(hash)
	if ok {
		return s, nil
	}
	addr := a.ClientAddr(hertzhuma.From(hc).Hertz)
	if wait := a.failures.peek(addr); wait > 0 {
		return session{}, throttled("Too many wrong keys came from this address.", wait)
	}
	v, k, err := a.Backend.Authenticate(hc.Context(), key)
	var p *core.Problem
	if errors.As(err, &p) && p.Status == http.StatusUnauthorized {
		a.failures.take(addr)
		return session{}, newProblem(http.StatusUnauthorized, CodeAuthInvalid, "This API key is unknown or was revoked.").
			with("WWW-Authenticate", realm+`, error="invalid_token"`)
	}
	if err != nil {
		return session{}, a.problemOf(hc.Context(), err)
	}
	s = session{viewer: within(v, k.Scopes), key: k}
	a.sessions.put(hash, generation, s)
	return s, nil
}

// within narrows what the owner may to what the key may.
func within(v core.Viewer, scopes []core.Permission) core.Viewer {
	if len(scopes) == 0 {
		return v
	}
	v.Permissions = slices.DeleteFunc(slices.Clone(v.Permissions), func(p core.Permission) bool { return !slices.Contains(scopes, p) })
	return v
}

func remoteHost(c *app.RequestContext) string {
	host, _, err := net.SplitHostPort(c.RemoteAddr().String())
	if err != nil {
		return c.RemoteAddr().String()
	}
	return host
}

// maxSessions bounds what is remembered; more keys at once are asked for anew.
const maxSessions = 10_000

// sessions remembers accepted keys, by hash, for a short time.
type sessions struct {
	ttl time.Duration
	now func() time.Time

	mu         sync.RWMutex
	byHash     map[[32]byte]remembered
	generation int64 // rises with every revocation
}

type remembered struct {
	session
	until time.Time
}

func newSessions(ttl time.Duration, now func() time.Time) *sessions {
	return &sessions{ttl: ttl, now: now, byHash: map[[32]byte]remembered{}}
}

func (s *sessions) get(hash [32]byte) (session, int64, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	r, ok := s.byHash[hash]
	return r.session, s.generation, ok && s.now().Before(r.until)
}

// put remembers a session unless a key was revoked since generation: the
// answer may be older than the revocation.
func (s *sessions) put(hash [32]byte, generation int64, who session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if generation != s.generation {
		return
	}
	if len(s.byHash) >= maxSessions {
		clear(s.byHash)
	}
	s.byHash[hash] = remembered{session: who, until: s.now().Add(s.ttl)}
}

func (s *sessions) forget(key core.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation++
	for hash, r := range s.byHash {
		if r.key.ID == key {
			delete(s.byHash, hash)
		}
	}
}
