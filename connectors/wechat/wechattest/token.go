package wechattest

import (
	"fmt"
	"net"
	"slices"
	"time"
)

const (
	tokenLife    = 7200 * time.Second
	tokenOverlap = 5 * time.Minute // "新旧access_token都可用" after a fetch
	forcedPause  = 30 * time.Second
	forcedDaily  = 20
)

// token is an access_token.
type token struct {
	party   *party
	value   string
	expires time.Time
	// replaced is when a newer one ended it; zero while it is the newest.
	replaced time.Time
}

// valid tells a token that is replaced from one whose time is over.
func (t *token) valid(now time.Time) *refusal {
	switch {
	case !t.replaced.IsZero() && !now.Before(t.replaced):
		return refuse(40001)
	case !now.Before(t.expires):
		return refuse(42001)
	}
	return nil
}

// left is the life in seconds, as expires_in says it.
func (t *token) left(now time.Time) int { return int(t.expires.Sub(now) / time.Second) }

// newToken replaces the former token, which goes on for the overlap.
func (p *party) newToken(former *token, overlap time.Duration) *token {
	now := p.s.now()
	if former != nil && former.replaced.IsZero() {
		former.replaced = now.Add(overlap)
	}
	t := &token{party: p, value: "57_" + random(150), expires: now.Add(tokenLife)}
	p.s.tokens[t.value] = t
	return t
}

// fetchToken is GET cgi-bin/token.
func fetchToken(q *call) (any, *refusal) {
	if q.query.Get("grant_type") != "client_credential" {
		return nil, refuse(40002)
	}
	if denied := q.credentials(q.query.Get("appid"), q.query.Get("secret")); denied != nil {
		return nil, denied
	}
	if denied := q.spend(); denied != nil {
		return nil, denied
	}
	p := q.party
	p.normal = p.newToken(p.normal, tokenOverlap)
	return reply{"access_token": p.normal.value, "expires_in": p.normal.left(q.now())}, nil
}

// fetchStableToken is POST cgi-bin/stable_token: the same token until five
// minutes before its end, and apart from that of cgi-bin/token.
func fetchStableToken(q *call) (any, *refusal) {
	var in struct {
		GrantType string `json:"grant_type"`
		AppID     string `json:"appid"`
		Secret    string `json:"secret"`
		Force     bool   `json:"force_refresh"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	if in.GrantType != "client_credential" {
		return nil, refuse(40002)
	}
	if denied := q.credentials(in.AppID, in.Secret); denied != nil {
		return nil, denied
	}
	p, now := q.party, q.now()
	switch {
	case in.Force:
		if denied := p.force(now); denied != nil {
			return nil, denied
		}
	case p.stable == nil || p.stable.valid(now.Add(tokenOverlap)) != nil:
		p.stable = p.newToken(p.stable, tokenOverlap)
	}
	return reply{"access_token": p.stable.value, "expires_in": p.stable.left(now)}, nil
}

// force renews the stable token at once: 20 times a day, and within 30 s of
// the last time it changes nothing.
func (p *party) force(now time.Time) *refusal {
	today := china(now).Format(time.DateOnly)
	p.forcedAt = slices.DeleteFunc(p.forcedAt, func(at time.Time) bool { return china(at).Format(time.DateOnly) != today })
	n := len(p.forcedAt)
	if n > 0 && now.Sub(p.forcedAt[n-1]) < forcedPause && p.stable != nil {
		return nil
	}
	if n >= forcedDaily {
		return refuse(45009)
	}
	p.forcedAt = append(p.forcedAt, now)
	p.stable = p.newToken(p.stable, 0)
	return nil
}

// credentials finds the app of a call that has no token yet.
func (q *call) credentials(appid, secret string) *refusal {
	switch app := q.s.apps[appid]; {
	case appid == "":
		return refuse(41002)
	case app == nil:
		return refuse(40013)
	case secret == "":
		return refuse(41004)
	default:
		q.party, q.app = app.party, app
	}
	switch {
	case secret != q.party.secret:
		return refuse(40125)
	case !q.party.admits(q.http.RemoteAddr):
		host, _, _ := net.SplitHostPort(q.http.RemoteAddr) //nolint:errcheck // a server's own
		return &refusal{code: 40164, text: fmt.Sprintf("invalid ip %s ipv6 ::ffff:%s, not in whitelist", host, host)}
	}
	return nil
}

// ExpireTokens ends every token of the account now, as its time does: 42001.
func (p *party) ExpireTokens() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, t := range p.s.tokens {
		if t.party == p {
			t.expires = p.s.now()
		}
	}
}

// RevokeTokens makes every token of the account not the latest, as another
// process that fetches does when the overlap is over: 40001.
func (p *party) RevokeTokens() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, t := range p.s.tokens {
		if t.party == p {
			t.replaced = p.s.now()
		}
	}
	p.normal, p.stable = nil, nil
}
