package wechat

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// maxAnswer bounds an answer that is read whole: a page of sync_msg has 1,000
// messages.
const maxAnswer = 16 << 20

// request is one call of the API.
type request struct {
	path  string     // behind the base
	query url.Values // beside the token
	body  any        // sent as JSON by POST; nil: a GET
	file  *upload    // sent as multipart by POST
	// repeatable: doing it twice is the same as once.
	repeatable bool
	// acked: its answer always has an errcode, so that one without is none.
	acked bool
	// needed: nothing can be sent without it. Limits are counted by interface, so
	// that only this one's stop the account.
	needed bool
}

// do makes one call and reads its answer into into, unless that is nil. A token
// that the platform refuses is fetched anew once.
func (c *Connector) do(ctx context.Context, a core.Account, q request, into any) *failure {
	return c.withToken(ctx, a, func(token string) *failure { return c.call(ctx, a, q, token, into) })
}

// withToken calls with the account's access token, and once more with a new one
// where it is refused.
func (c *Connector) withToken(ctx context.Context, a core.Account, call func(token string) *failure) *failure {
	token, f := c.token(ctx, a)
	if f != nil {
		return f
	}
	if f = call(token); f == nil || !f.stale {
		return f
	}
	if err := c.env.Keep.Drop(ctx, tokenName(a), token); err != nil {
		return unkept(a, err)
	}
	if token, f = c.token(ctx, a); f != nil {
		return f
	}
	return call(token)
}

// owner names whose tokens and media they are. The secret is part of it, so
// that a changed one is tried at once and not when the token has ended.
func owner(a core.Account) string {
	sum := sha256.Sum256([]byte(a.Setting(keySecret)))
	return receiver(a) + ":" + hex.EncodeToString(sum[:8])
}

func tokenName(a core.Account) string { return "wechat.token:" + owner(a) }

// token returns the access token that all processes share.
func (c *Connector) token(ctx context.Context, a core.Account) (string, *failure) {
	token, err := c.env.Keep.Get(ctx, tokenName(a), func(ctx context.Context) (core.Kept, error) {
		kept, f := c.fetchToken(ctx, a)
		if f != nil {
			return kept, f
		}
		return kept, nil
	})
	if err != nil {
		return "", unkept(a, err)
	}
	httpx.Hide(ctx, token)
	return token, nil
}

// unkept is for what did not even leave: without a token or a place for it.
func unkept(a core.Account, err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	f = fail(core.Retry, "token_unavailable", "the access token cannot be had now")
	f.send.Err = httpx.RedactError(err, secrets(a)...)
	return f
}

func (c *Connector) fetchToken(ctx context.Context, a core.Account) (core.Kept, *failure) {
	id, secret := receiver(a), a.Setting(keySecret)
	q := request{path: "/cgi-bin/token", repeatable: true, needed: true,
		query: url.Values{"grant_type": {"client_credential"}, "appid": {id}, "secret": {secret}}}
	switch {
	case kindOf(a) == kindKF:
		q.path, q.query = "/cgi-bin/gettoken", url.Values{"corpid": {id}, "corpsecret": {secret}}
	case a.Setting(keyStable) == "yes":
		q.path, q.query = "/cgi-bin/stable_token", nil
		q.body = map[string]any{"grant_type": "client_credential", "appid": id, "secret": secret}
	}
	var answer struct {
		Token   string `json:"access_token"`
		Expires int    `json:"expires_in"` // seconds
	}
	if f := c.call(ctx, a, q, "", &answer); f != nil {
		return core.Kept{}, f.ofAccount()
	}
	httpx.Hide(ctx, answer.Token)
	if answer.Token == "" || answer.Expires <= 0 {
		return core.Kept{}, q.inDoubt("unreadable", "what answers at api_base gave no access token")
	}
	return core.Kept{Value: answer.Token, Life: time.Duration(answer.Expires) * time.Second}, nil
}

// call makes one exchange; the token is left out where there is none yet.
func (c *Connector) call(ctx context.Context, a core.Account, q request, token string, into any) *failure {
	if q.file == nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.callFor)
		defer cancel()
	}
	resp, f := c.exchange(ctx, a, q, token)
	if f != nil {
		return f
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return q.inDoubt("no_answer", "the connection ended before WeChat had answered").because(a, q, err, token)
	}
	return c.read(a, q, token, body, into)
}

// exchange sends the request and returns an answer whose status is 200.
func (c *Connector) exchange(ctx context.Context, a core.Account, q request, token string) (*http.Response, *failure) {
	req, f := q.build(ctx, a, token)
	if f != nil {
		return nil, f
	}
	req, handed := httpx.Handed(req)
	resp, err := c.env.HTTP.Do(req)
	if err != nil {
		return nil, q.silence(err, handed()).because(a, q, err, token)
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, q.httpStatus(resp, c.env.Now()).because(a, q, errors.New(resp.Status), token)
	}
	return resp, nil
}

func (q request) build(ctx context.Context, a core.Account, token string) (*http.Request, *failure) {
	values := url.Values{}
	if token != "" {
		values.Set("access_token", token)
	}
	for k, v := range q.query {
		values[k] = v
	}
	address := apiBase(a) + q.path + "?" + values.Encode()
	if q.file != nil {
		return q.file.build(ctx, a, q, address)
	}
	method, body, kind := http.MethodGet, io.Reader(http.NoBody), ""
	if q.body != nil {
		text, err := encode(q.body)
		if err != nil {
			return nil, rejected("malformed", "the message cannot be written as JSON").because(a, q, err, token)
		}
		method, body, kind = http.MethodPost, bytes.NewReader(text), "application/json; charset=utf-8"
	}
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, fail(core.Retry, "unreachable", "the account's api_base cannot be called").because(a, q, err, token)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	return req, nil
}

// read takes an answer apart; an error is inside a 200.
func (c *Connector) read(a core.Account, q request, token string, body []byte, into any) *failure {
	var head struct {
		Code  *int   `json:"errcode"`
		Words string `json:"errmsg"` // with "rid: …", by which the platform's support finds the call
	}
	if err := json.Unmarshal(body, &head); err != nil {
		return q.inDoubt("unreadable", "the answer cannot be read").because(a, q, err, token)
	}
	if head.Code == nil && q.acked {
		return q.inDoubt("unreadable", "the answer says nothing").because(a, q, errors.New("no errcode"), token)
	}
	if head.Code != nil && *head.Code != 0 {
		f := spoken(kindOf(a), *head.Code, cmp.Or(head.Words, "no words")).because(a, q, nil, token)
		if quota := rules().Quotas[q.path]; f.send.Code == "wechat.quota" && quota > 0 {
			f.send.Text += fmt.Sprintf(" (%d a day, more for accounts of many followers)", quota)
		}
		if f.send.Class == core.Throttled && !q.needed {
			f.send.Class = core.Retry
		}
		f.answer = body
		return f
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal(body, into); err != nil {
		return q.inDoubt("unreadable", "the answer cannot be read").because(a, q, err, token)
	}
	return nil
}
