package wechat

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// failure is a call that did not succeed: what the hub is told, and what this
// package needs to set it right.
type failure struct {
	send   *core.SendError
	code   int    // the platform's errcode; 0: it did not speak
	stale  bool   // the token was refused
	answer []byte // of a platform that spoke
}

func (f *failure) Error() string { return f.send.Error() }
func (f *failure) Unwrap() error { return f.send }

// err is a failure as an error; nil stays nil.
func (f *failure) err() error {
	if f == nil {
		return nil
	}
	return f.send
}

// says reports whether the platform answered with one of these codes.
func (f *failure) says(codes ...int) bool { return f != nil && slices.Contains(codes, f.code) }

func fail(class core.Class, name, text string) *failure {
	return &failure{send: &core.SendError{Class: class, Code: "wechat." + name, Text: text}}
}

// rejected is a refusal of ours, before anything was sent.
func rejected(name, text string) *failure { return fail(core.Rejected, name, text) }

// inDoubt is for calls of which nobody knows whether they were done.
func (q request) inDoubt(name, text string) *failure {
	if q.repeatable {
		return fail(core.Retry, name, text)
	}
	return fail(core.Uncertain, name, text+"; the message may have arrived: WeChat tells nobody, ask the customer before sending it again")
}

// The name of an errcode that rules.json does not have, and its code.
const (
	nameUnknown = "rejected"
	codeUnknown = "wechat." + nameUnknown
)

// spoken explains an errcode. The platform's own words are for people only: it
// changes them.
func spoken(kind string, code int, words string) *failure {
	r, known := meaning(kind, code)
	if !known {
		r = errorRule{Class: core.Rejected, Name: nameUnknown, Text: fmt.Sprintf("WeChat refuses this with the error %d", code)}
	}
	f := fail(r.Class, r.Name, r.Text)
	f.code = code
	f.send.Err = fmt.Errorf("errcode %d: %s", code, words)
	f.send.RetryAfter = time.Duration(r.After) * time.Second
	if r.Class == classToken {
		f.send.Class, f.stale = core.Auth, true
	}
	return f
}

// ofAccount is a failure to get an access token: whatever is refused there, it is
// the account that is at fault and not what was to be sent.
func (f *failure) ofAccount() *failure {
	switch {
	case f.send.Class == core.Retry, f.send.Class == core.Throttled:
		return f
	case f.stale: // there was no token yet: 40001 is the secret here
		f.stale, f.send.Code = false, "wechat.secret_refused"
		f.send.Text = "WeChat refuses the id or the secret of this account: copy both again from the account's page into its settings"
	case f.send.Code == codeUnknown:
		f.send.Code = "wechat.token_denied"
		f.send.Text = fmt.Sprintf("WeChat gives this account no access token (error %d): look at the account's page for the reason", f.code)
	}
	f.send.Class = core.Auth
	return f
}

// httpStatus explains an answer that is none of the API.
func (q request) httpStatus(resp *http.Response, now time.Time) *failure {
	switch s := resp.StatusCode; {
	case s == http.StatusTooManyRequests:
		f := fail(core.Throttled, "throttled", "WeChat asks the account to slow down; the message waits")
		f.send.RetryAfter = httpx.RetryAfter(resp.Header, now)
		return f
	case s == http.StatusRequestEntityTooLarge:
		return rejected("media_refused", "the file is larger than WeChat takes")
	case s == http.StatusNotFound:
		return fail(core.Auth, "endpoint", "what answers at api_base is not WeChat: check the account's api_base")
	case s == http.StatusServiceUnavailable:
		f := fail(core.Retry, "gateway", "WeChat is not available for now")
		f.send.RetryAfter = httpx.RetryAfter(resp.Header, now)
		return f
	case s >= 500:
		return q.inDoubt("gateway", fmt.Sprintf("a gateway before WeChat answered %d", s))
	}
	return fail(core.Retry, "gateway", fmt.Sprintf("something between the hub and WeChat answered %d", resp.StatusCode))
}

// silence explains a call that nothing answered.
func (q request) silence(err error, handed bool) *failure {
	var guarded *core.Problem
	switch {
	case errors.As(err, &guarded):
		return fail(core.Retry, "address_refused", guarded.Text)
	case handed && !httpx.DialFailed(err):
		return q.inDoubt("no_answer", "the connection ended before WeChat answered")
	case errors.Is(err, context.Canceled):
		return fail(core.Retry, "canceled", "the call was stopped before it left")
	}
	return fail(core.Retry, "unreachable", "WeChat cannot be reached: check the network and the account's api_base")
}

// because adds the redacted cause: the errors of the transport hold the whole
// URL, and with it the token or the secret.
func (f *failure) because(a core.Account, q request, err error, hidden ...string) *failure {
	if f.send.Err != nil {
		err = f.send.Err
	}
	f.send.Err = httpx.RedactError(fmt.Errorf("%s: %w", q.path, err), append(secrets(a), hidden...)...)
	return f
}

func secrets(a core.Account) []string {
	var list []string
	for _, s := range a.Secrets {
		list = append(list, s)
	}
	return append(list, a.Setting(keySecret))
}
