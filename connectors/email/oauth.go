package email

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// xoauth2 is the sign-in with an access token that Gmail and Outlook take
// (developers.google.com/workspace/gmail/imap/xoauth2-protocol). It implements sasl.Client.
type xoauth2 struct{ user, token string }

// Start implements sasl.Client.
func (x xoauth2) Start() (string, []byte, error) {
	return "XOAUTH2", []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next implements sasl.Client. A server that refuses sends why, and then waits for
// an empty line before it says no.
func (xoauth2) Next([]byte) ([]byte, error) { return []byte{}, nil }

const (
	tokenLimit = 64 << 10
	tokenEarly = 5 * time.Minute          // before its end a token is not used any more
	rotatedFor = 5 * 365 * 24 * time.Hour // a refresh token has no end of its own
	leastLife  = time.Minute
)

// grant names what the operator entered: with another grant, another token.
func grant(a core.Account, s settings) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{s.OAuth.TokenURL, s.OAuth.ClientID, s.OAuth.ClientSecret, s.OAuth.RefreshToken, s.OAuth.Scope}, "\x00")))
	return a.ID.String() + ":" + hex.EncodeToString(sum[:8])
}

func accessName(a core.Account, s settings) string  { return "email.access:" + grant(a, s) }
func refreshName(a core.Account, s settings) string { return "email.refresh:" + grant(a, s) }

// accessToken returns the access token that all processes share. Its errors are *fault.
func (c *Connector) accessToken(ctx context.Context, a core.Account, s settings) (string, error) {
	token, err := c.env.Keep.Get(ctx, accessName(a, s), func(ctx context.Context) (core.Kept, error) { return c.refresh(ctx, a, s) })
	if err != nil {
		var f *fault
		if errors.As(err, &f) {
			return "", f
		}
		return "", &fault{leg: legOAuth, class: core.Retry, code: "token_unavailable", text: "the access token cannot be had now", err: httpx.RedactError(err, s.OAuth.RefreshToken, s.OAuth.ClientSecret)}
	}
	httpx.Hide(ctx, token)
	return token, nil
}

// tokenAnswer is RFC 6749's, 5.1 and 5.2.
type tokenAnswer struct {
	Access      string  `json:"access_token"`
	Refresh     string  `json:"refresh_token"`
	Expires     float64 `json:"expires_in"` // seconds
	Error       string  `json:"error"`
	Description string  `json:"error_description"`
}

// refresh gets a new access token. Where the provider gives a new refresh token
// with it the old one may have ended: the new one is kept before anything is used.
func (c *Connector) refresh(ctx context.Context, a core.Account, s settings) (core.Kept, error) {
	token := s.OAuth.RefreshToken
	rotated, err := c.env.Keep.Look(ctx, refreshName(a, s))
	if err != nil {
		return core.Kept{}, err
	}
	if rotated != "" {
		token = rotated
	}
	httpx.Hide(ctx, token, s.OAuth.ClientSecret)
	answer, err := c.askToken(ctx, s, token)
	if err != nil {
		return core.Kept{}, err
	}
	httpx.Hide(ctx, answer.Access, answer.Refresh)
	if answer.Refresh != "" && answer.Refresh != token {
		if err := c.keepRefresh(ctx, refreshName(a, s), answer.Refresh); err != nil {
			return core.Kept{}, err
		}
	}
	life := time.Duration(answer.Expires) * time.Second
	return core.Kept{Value: answer.Access, Life: max(life-tokenEarly, life/2, leastLife)}, nil
}

// keepRefresh keeps a rotated token: without it nobody could sign in again.
func (c *Connector) keepRefresh(ctx context.Context, name, token string) error {
	var err error
	for range 3 {
		if err = c.env.Keep.Put(ctx, name, core.Kept{Value: token, Life: rotatedFor}); err == nil {
			return nil
		}
	}
	return fmt.Errorf("keep the new refresh token: %w", err)
}

// askToken asks the provider for an access token.
func (c *Connector) askToken(ctx context.Context, s settings, refresh string) (tokenAnswer, error) {
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refresh}, "client_id": {s.OAuth.ClientID}}
	for key, value := range map[string]string{"client_secret": s.OAuth.ClientSecret, "scope": s.OAuth.Scope} {
		if value != "" {
			form.Set(key, value)
		}
	}
	host := s.OAuth.TokenURL
	if u, err := url.Parse(host); err == nil {
		host = u.Host
	}
	away := func(err error) error {
		return &fault{leg: legOAuth, class: core.Retry, code: "token_unavailable", text: host + " gives no access token now, and is asked again",
			err: httpx.RedactError(err, refresh, s.OAuth.ClientSecret)}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.OAuth.TokenURL, strings.NewReader(form.Encode()))
	if err != nil {
		return tokenAnswer{}, away(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	resp, err := c.env.HTTP.Do(req)
	if err != nil {
		return tokenAnswer{}, away(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, tokenLimit))
	if err != nil {
		return tokenAnswer{}, away(err)
	}
	var answer tokenAnswer
	if err := json.Unmarshal(body, &answer); err != nil || resp.StatusCode >= 500 || answer.Access == "" && answer.Error == "" {
		return tokenAnswer{}, away(fmt.Errorf("it answers %d without a token", resp.StatusCode))
	}
	if answer.Access != "" {
		return answer, nil
	}
	return tokenAnswer{}, refusedGrant(host, answer, refresh, s.OAuth.ClientSecret)
}

// refusedGrant says what to do about a refusal of the provider.
func refusedGrant(host string, answer tokenAnswer, secrets ...string) error {
	f := &fault{leg: legOAuth, class: core.Auth, code: "oauth_refused", err: said(errors.New(answer.Error+" "+answer.Description), secrets...)}
	switch answer.Error {
	case "invalid_grant":
		f.text = host + " takes the refresh token no more: it ended, was revoked, or the password was changed. Let the mailbox's owner allow the app again, and set the new oauth_refresh_token"
	case "invalid_client", "unauthorized_client":
		f.text = host + " does not know the app: check oauth_client_id and oauth_client_secret"
	case "invalid_scope":
		f.text = host + " does not give the scope that is asked for: check oauth_scope, and what the app may do"
	case "temporarily_unavailable", "server_error", "slow_down":
		f.class, f.code, f.text = core.Retry, "token_unavailable", host+" gives no access token now, and is asked again"
	default:
		f.text = host + " gives no access token: check the oauth settings"
	}
	return f
}
