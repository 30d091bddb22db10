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

// session is who a key, or a browser that is signed in, acts as.
type session struct {
	viewer core.Viewer
	key    core.APIKey  // of a key
	signIn core.Session // of a browser
	token  string       // of a browser
}

// name is what the requests of a session are counted under.
func (s session) name() string {
	if s.token != "" {
		return s.signIn.ID.String()
	}
	return s.key.ID.String()
}

type sessionKey struct{}

func caller(ctx context.Context) session {
	s, _ := ctx.Value(sessionKey{}).(session)
	return s
}

func viewer(ctx context.Context) core.Viewer { return caller(ctx).viewer }

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
	var s session
	var p *problem
	if open, _ := hc.Operation().Metadata[openKey].(bool); open {
		p = a.admitAnybody(hc)
	} else if s, p = a.session(hc); p == nil {
		p = a.admit(hc, s)
	}
	if p != nil {
		p.write(hc)
		return
	}
	hc.SetHeader("Cache-Control", "no-store")
	hc = huma.WithValue(hc, clientKey{}, core.Client{Address: a.ClientAddr(hertzhuma.From(hc).Hertz), UserAgent: hc.Header("User-Agent")})
	next(huma.WithValue(hc, sessionKey{}, s))
}

type clientKey struct{}

func client(ctx context.Context) core.Client {
	c, _ := ctx.Value(clientKey{}).(core.Client)
	return c
}

// admitAnybody holds those who are nobody yet to a rate by address.
func (a *API) admitAnybody(hc huma.Context) *problem {
	if wait := a.strangers.take(core.Network(a.ClientAddr(hertzhuma.From(hc).Hertz))); wait > 0 {
		return throttled("This address has made too many requests.", wait)
	}
	if !safe(hc.Method()) {
		if p := a.elsewhere(hc, false); p != nil {
			return p
		}
	}
	return readBody(hc)
}

func (a *API) admit(hc huma.Context, s session) *problem {
	if wait := a.keys.take(s.name()); wait > 0 {
		return throttled("This key or session has made too many requests.", wait)
	}
	op := hc.Operation()
	if enough, _ := op.Metadata[needsKey].([]core.Permission); len(enough) > 0 && !slices.ContainsFunc(enough, s.viewer.Can) {
		return newProblem(http.StatusForbidden, CodeForbidden, "This needs the permission "+joined(enough, " or ")+", which the key or its owner does not have.")
	}
	return readBody(hc)
}

// readBody takes a JSON body in.
func readBody(hc huma.Context) *problem {
	op := hc.Operation()
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

const realm = `Bearer realm="switchboard"`

// session returns whom the request acts as: by its key, or else by its cookie.
func (a *API) session(hc huma.Context) (session, *problem) {
	scheme, key, _ := strings.Cut(hc.Header("Authorization"), " ")
	if key = strings.TrimSpace(key); strings.EqualFold(scheme, "Bearer") && key != "" {
		return a.keySession(hc, key)
	}
	if token := cookieOf(hc); token != "" {
		s, p := a.cookieSession(hc, token)
		if p == nil {
			p = a.forged(hc, token)
		}
		return s, p
	}
	return session{}, newProblem(http.StatusUnauthorized, CodeAuthMissing, "Sign in, or send an API key: Authorization: Bearer KEY.").
		with("WWW-Authenticate", realm)
}

// cookieSession returns whom a browser's session acts as.
func (a *API) cookieSession(hc huma.Context, token string) (session, *problem) {
	hash := sha256.Sum256([]byte(cookieName + token))
	s, generation, ok := a.sessions.get(hash)
	if ok {
		return s, nil
	}
	v, n, err := a.Backend.Session(hc.Context(), token)
	if err != nil {
		p := a.problemOf(hc.Context(), err)
		if p.Status == http.StatusUnauthorized {
			p = p.with("Set-Cookie", a.cookie("", 0))
		}
		return session{}, p
	}
	s = session{viewer: v, signIn: n, token: token}
	a.sessions.put(hash, generation, s)
	return s, nil
}

// keySession returns whom a key acts as.
func (a *API) keySession(hc huma.Context, key string) (session, *problem) {
	hash := sha256.Sum256([]byte(key))
	s, generation, ok := a.sessions.get(hash)
	if ok {
		return s, nil
	}
	addr := core.Network(a.ClientAddr(hertzhuma.From(hc).Hertz))
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

func (s *sessions) forget(c core.AccessChange) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation++
	for hash, r := range s.byHash {
		if c.Concerns(r.viewer.AgentID, r.signIn.ID, r.key.ID) {
			delete(s.byHash, hash)
		}
	}
}
