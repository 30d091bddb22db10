package connectortest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/connectortest"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// toy is the smallest connector that does everything right, with an access
// token that expires: it shows that the suite can be passed, and how.
type toy struct {
	env connectors.Env

	mu    sync.Mutex
	token string
}

func (c *toy) Channel() string { return "toy" }

func (c *toy) Check(a core.Account) error {
	if a.Setting("key") == "" {
		return &core.Problem{Status: 422, Code: "toy.key_missing", Text: "the setting key is missing"}
	}
	return nil
}

func (c *toy) Caps(core.Account) core.Caps {
	return core.Caps{Text: core.Limit{Max: 100, Unit: core.Runes}, MaxParts: 1}
}

// Send takes a new token once where the platform says that it has expired,
// which is proof that nothing was sent.
func (c *toy) Send(ctx context.Context, a core.Account, p core.Part) (core.Receipt, error) {
	for attempt := 0; ; attempt++ {
		token, err := c.get(ctx, a)
		if err != nil {
			return core.Receipt{}, err
		}
		receipt, se := c.send(ctx, a, token, p)
		if se == nil {
			return receipt, nil
		}
		if se.Code != "toy.expired" || attempt > 0 {
			return receipt, se
		}
		c.drop(token)
	}
}

func (c *toy) get(ctx context.Context, a core.Account) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token != "" {
		return c.token, nil
	}
	var got struct{ Token string }
	if se := c.post(ctx, a, "/token", a.Setting("key"), "x", &got); se != nil {
		return "", se
	}
	c.token = got.Token
	httpx.Hide(ctx, c.token)
	return c.token, nil
}

// drop forgets a token, unless another caller has a newer one already.
func (c *toy) drop(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token == token {
		c.token = ""
	}
}

func (c *toy) send(ctx context.Context, a core.Account, token string, p core.Part) (core.Receipt, *core.SendError) {
	var got struct{ ID string }
	if se := c.post(ctx, a, "/send", token, p.Content.Text, &got); se != nil {
		return core.Receipt{}, se
	}
	return core.Receipt{ExternalID: got.ID, At: core.At(c.env.Now())}, nil
}

func (c *toy) post(ctx context.Context, a core.Account, path, auth, body string, into any) *core.SendError {
	fail := func(class core.Class, code string, err error) *core.SendError {
		return &core.SendError{Class: class, Code: "toy." + code, Text: "it went wrong", Err: httpx.RedactError(err, a.Setting("key"), auth)}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.Setting("base")+path, strings.NewReader(body))
	if err != nil || ctx.Err() != nil {
		return fail(core.Retry, "canceled", errors.Join(err, ctx.Err()))
	}
	req.Header.Set("Authorization", auth)
	resp, err := c.env.HTTP.Do(req)
	if err != nil {
		var op *net.OpError
		if errors.As(err, &op) && op.Op == "dial" {
			return fail(core.Retry, "unreachable", err)
		}
		return fail(core.Uncertain, "no_answer", err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		se := fail(core.Throttled, "throttled", nil)
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After")) //nolint:errcheck // 0 is what no number means
		se.RetryAfter = time.Duration(seconds) * time.Second
		return se
	case resp.StatusCode == http.StatusUnauthorized:
		return fail(core.Auth, "expired", fmt.Errorf("token %s", auth))
	case resp.StatusCode >= 500:
		return fail(core.Uncertain, "server", nil)
	}
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		return fail(core.Uncertain, "unreadable", err)
	}
	return nil
}

func TestTheSuiteCanBePassed(t *testing.T) {
	t.Parallel()
	connectortest.Run(t, connectortest.Case{
		New:      func(env connectors.Env) connectors.Connector { return &toy{env: env} },
		Settings: connectors.Settings{{Key: "key", Secret: true, Required: true}},
		Account: func(base string) core.Account {
			return core.Account{Config: map[string]string{"base": base}, Secrets: map[string]string{"key": "key-of-the-account"}}
		},
		Part:         core.Part{Content: core.Content{Kind: core.KindText, Text: "hello"}},
		Sent:         connectortest.Answer{Body: `{"id":"m1"}`},
		ExternalID:   "m1",
		Throttled:    connectortest.Answer{Status: 429},
		ThrottledFor: connectortest.Answer{Status: 429, Header: map[string]string{"Retry-After": "9"}},
		RetryAfter:   9 * time.Second,
		Errors: []connectortest.ErrorCase{
			{Name: "500", Answer: connectortest.Answer{Status: 500}, Class: core.Uncertain, Code: "toy.server"},
		},
		Token: &connectortest.Token{
			Match: "/token", Old: "token-that-expired", New: "token-that-holds",
			First:   connectortest.Answer{Body: `{"token":"token-that-expired"}`},
			Refresh: connectortest.Answer{Body: `{"token":"token-that-holds"}`},
			Expired: connectortest.Answer{Status: 401},
		},
	})
}
