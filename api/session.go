package api

import (
	"context"
	"net/http"

	"github.com/switchboard-hub/switchboard/core"
)

// sessionView is what a page learns when it is signed in.
type sessionView struct {
	Me        me        `json:"me"`
	CSRF      string    `json:"csrf" doc:"To be sent as X-CSRF-Token with all that changes something"`
	ExpiresAt core.Time `json:"expires_at" doc:"Moves while the session is used"`
	Demo      string    `json:"demo,omitempty" format:"uri" doc:"Of a demonstration (switchboard demo): the page where one writes as a customer"`
}

// signedIn is the answer that sets a session's cookie.
type signedIn struct {
	SetCookie string `header:"Set-Cookie"`
	Body      sessionView
}

// signIn answers with a session that was just made.
func (a *API) signIn(ctx context.Context, token string) (*signedIn, error) {
	v, s, err := a.Backend.Session(ctx, token)
	if err != nil {
		return nil, err
	}
	return a.sessionAnswer(ctx, session{viewer: v, signIn: s, token: token})
}

func (a *API) sessionAnswer(ctx context.Context, s session) (*signedIn, error) {
	p, err := a.Backend.Profile(ctx, s.viewer)
	if err != nil {
		return nil, err
	}
	return &signedIn{SetCookie: a.cookie(s.token, s.signIn.CreatedAt.Add(core.SessionMax)),
		Body: sessionView{Me: viewMe(p, s.viewer), CSRF: csrfOf(s.token), ExpiresAt: s.signIn.ExpiresAt, Demo: a.Demo}}, nil
}

// signedOut is the answer that takes the cookie away.
type signedOut struct {
	SetCookie string `header:"Set-Cookie"`
}

// needsSession is the refusal of what only a person can do.
func needsSession() error {
	return newProblem(http.StatusForbidden, CodeNeedsLogin, "Only somebody who is signed in can do this; an API key cannot.")
}

// oneSession is a sign-in.
type oneSession struct {
	ID         core.ID   `json:"id"`
	Current    bool      `json:"current" doc:"The one that asks"`
	Address    string    `json:"address,omitempty"`
	UserAgent  string    `json:"user_agent,omitempty"`
	CreatedAt  core.Time `json:"created_at,omitzero"`
	LastUsedAt core.Time `json:"last_used_at,omitzero"`
	ExpiresAt  core.Time `json:"expires_at,omitzero"`
}

func viewSession(ctx context.Context) func(core.Session) oneSession {
	now := caller(ctx).signIn.ID
	return func(s core.Session) oneSession {
		return oneSession{ID: s.ID, Current: s.ID == now, Address: s.Address, UserAgent: s.UserAgent,
			CreatedAt: s.CreatedAt, LastUsedAt: s.LastUsedAt, ExpiresAt: s.ExpiresAt}
	}
}

type signInIn struct {
	Body struct {
		Email    string `json:"email" minLength:"1" maxLength:"254"`
		Password string `json:"password" minLength:"1" maxLength:"1024"`
	}
}

func (a *API) sessionRoutes() {
	add(a, endpoint{method: "POST", path: "/session", id: "sign-in", tag: "session", summary: "Sign in", open: true},
		func(ctx context.Context, _ core.Viewer, in *signInIn) (*signedIn, error) {
			token, _, err := a.Backend.SignIn(ctx, in.Body.Email, in.Body.Password, client(ctx))
			if err != nil {
				return nil, err
			}
			return a.signIn(ctx, token)
		})
	add(a, endpoint{method: "GET", path: "/session", id: "get-session", tag: "session", summary: "Get the session that asks"},
		func(ctx context.Context, _ core.Viewer, _ *struct{}) (*signedIn, error) {
			s := caller(ctx)
			if s.token == "" {
				return nil, needsSession()
			}
			return a.sessionAnswer(ctx, s)
		})
	add(a, endpoint{method: "DELETE", path: "/session", id: "sign-out", tag: "session", summary: "Sign out", status: http.StatusNoContent},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*signedOut, error) {
			s := caller(ctx)
			if s.token == "" {
				return nil, needsSession()
			}
			return &signedOut{SetCookie: a.cookie("", 0)}, a.endSession(ctx, v, s.signIn.ID)
		})
	add(a, endpoint{method: "GET", path: "/me/sessions", id: "list-sessions", tag: "session", summary: "List one's own sessions, the newest first"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[oneSession]], error) {
			l, err := a.Backend.Sessions(ctx, v)
			return wholeOf(l, viewSession(ctx)), err
		})
	do(a, endpoint{method: "DELETE", path: "/me/sessions/{id}", id: "end-session", tag: "session", summary: "End one of one's own sessions"},
		func(ctx context.Context, v core.Viewer, in *IDIn) error { return a.endSession(ctx, v, in.ID) })
}

func (a *API) endSession(ctx context.Context, v core.Viewer, id core.ID) error {
	err := a.Backend.EndSession(ctx, v, id)
	a.Forget(core.AccessChange{Agent: v.AgentID, Session: id, Ended: true})
	return err
}
