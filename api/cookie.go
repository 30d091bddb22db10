package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/core"
)

// cookieName names the cookie of a browser's session. Its token is nothing
// that a script can read; csrfHeader is what only a script of ours can send.
const (
	cookieName = "sb_session"
	csrfHeader = "X-CSRF-Token"
)

// cookie is the Set-Cookie of a session until its end; an empty token ends it.
func (a *API) cookie(token string, until core.Time) string {
	c := http.Cookie{Name: cookieName, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(a.AgentsURL, "https://"), MaxAge: -1}
	if token != "" {
		c.MaxAge = int(until.Std().Sub(a.Now()) / time.Second)
	}
	return c.String()
}

// cookieOf returns the session's token that a request carries.
func cookieOf(hc huma.Context) string {
	cookies, err := http.ParseCookie(hc.Header("Cookie"))
	if err != nil {
		return ""
	}
	for _, c := range cookies {
		if c.Name == cookieName {
			return c.Value
		}
	}
	return ""
}

// csrfOf is what a page sends with everything that changes something. It
// follows from the token, which no page can read, so that nothing is stored.
func csrfOf(token string) string {
	sum := sha256.Sum256([]byte("switchboard csrf " + token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// forged reports whether a request that a browser authenticates by itself could
// have been caused by another site.
func (a *API) forged(hc huma.Context, token string) *problem {
	if safe(hc.Method()) {
		return nil
	}
	if p := a.elsewhere(hc, true); p != nil {
		return p
	}
	if subtle.ConstantTimeCompare([]byte(hc.Header(csrfHeader)), []byte(csrfOf(token))) != 1 {
		return newProblem(http.StatusForbidden, CodeCSRF, "The header "+csrfHeader+" is missing or of another session. Load the page anew.")
	}
	return nil
}

// elsewhere refuses what a page of another origin sends. Browsers say where a
// request comes from; strict asks that one of the two headers does.
func (a *API) elsewhere(hc huma.Context, strict bool) *problem {
	refused := newProblem(http.StatusForbidden, CodeOrigin, "This request came from a page of another origin.")
	if site := hc.Header("Sec-Fetch-Site"); site != "" {
		if site == "same-origin" {
			return nil
		}
		return refused
	}
	origin := hc.Header("Origin")
	if origin == "" {
		if strict {
			return refused
		}
		return nil
	}
	u, err := url.Parse(origin)
	if err == nil && u.Host != "" && (u.Host == hc.Host() || a.AgentsURL != "" && sameOrigin(u, a.AgentsURL)) {
		return nil
	}
	return refused
}

func sameOrigin(u *url.URL, base string) bool {
	b, err := url.Parse(base)
	return err == nil && u.Scheme == b.Scheme && u.Host == b.Host
}
