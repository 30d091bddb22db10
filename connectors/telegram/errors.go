package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// failure is a failed call: what the hub is told, and what Send, Edit and the
// others need to set it right themselves.
type failure struct {
	send        *core.SendError
	description string // the platform's own words, in lower case; empty where it did not speak
	migrateTo   int64  // the group is this supergroup now
}

func (f *failure) says(text string) bool { return strings.Contains(f.description, text) }

// rejected is a refusal of ours, before anything was sent.
func rejected(name, text string) *failure {
	return &failure{send: &core.SendError{Class: core.Rejected, Code: "telegram." + name, Text: text}}
}

// explain turns the outcome of a call into a failure. The rule of the house is
// that nothing is ever sent twice, and the Bot API drops no repeats; so for a
// call that is not repeatable "retry" needs proof that nothing was done.
func explain(q request, x *exchange, err error, now time.Time) *failure {
	var refusal *tgbotapi.Error
	if !errors.As(err, &refusal) {
		return explainSilence(q, x, err, now)
	}
	code := codeOf(refusal, x.status)
	if code == 0 {
		return explainSilence(q, x, err, now)
	}
	f := &failure{description: strings.ToLower(refusal.Message), migrateTo: refusal.MigrateToChatID}
	if code >= 500 {
		// The platform says that it did not do it, but for two cases [src]:
		// "Internal Server Error: restart" ends calls that wait for their message's
		// fate, and "sent message was immediately deleted" comes after it arrived.
		f.send = &core.SendError{Class: core.Retry, Code: "telegram.server_error", Text: "Telegram had an inner error; it is tried again"}
		if f.says("restart") || f.says("immediately deleted") {
			f.send = q.inDoubt("server_error", "Telegram had an inner error")
		}
		return f
	}
	f.send = &core.SendError{Class: core.Uncertain, Code: "telegram.unknown", Text: "Telegram answered with an error that is not known"}
	for _, r := range rules() {
		if r.code == code && strings.Contains(f.description, r.match) {
			f.send = &core.SendError{Class: r.class, Code: "telegram." + r.name, Text: r.text}
			break
		}
	}
	if code == http.StatusTooManyRequests {
		f.send.RetryAfter = max(time.Duration(refusal.RetryAfter)*time.Second, 0)
		if f.send.RetryAfter == 0 {
			f.send.RetryAfter = httpx.RetryAfter(x.header, now)
		}
	}
	return f
}

// codeOf returns the code of a refusal. The library loses it on uploads; then
// the status has it or, within a 200, the words that the platform begins with.
func codeOf(refusal *tgbotapi.Error, status int) int {
	if refusal.Code != 0 {
		return refusal.Code
	}
	if refusal.Message != "" && status >= 400 {
		return status
	}
	for _, code := range []int{400, 401, 403, 404, 409, 429, 500} {
		if strings.HasPrefix(refusal.Message, http.StatusText(code)) {
			return code
		}
	}
	return 0
}

// explainSilence is for what the Bot API did not answer itself: a cut
// connection, a timeout, a proxy's page.
func explainSilence(q request, x *exchange, err error, now time.Time) *failure {
	wait := httpx.RetryAfter(x.header, now)
	sure := func(name, text string) *failure {
		return &failure{send: &core.SendError{Class: core.Retry, RetryAfter: wait, Code: "telegram." + name, Text: text}}
	}
	switch s := x.status; {
	case s == http.StatusTooManyRequests:
		return &failure{send: &core.SendError{Class: core.Throttled, RetryAfter: wait, Code: "telegram.throttled", Text: "Telegram asks the bot to slow down; the message waits"}}
	case s == httpTooBig:
		return rejected("too_big", "the file is larger than the Bot API takes")
	case s == http.StatusUnauthorized || s == http.StatusNotFound:
		return &failure{send: &core.SendError{Class: core.Auth, Code: "telegram.endpoint", Text: "what answers at api_base is no Bot API: check the account's api_base"}}
	case s == http.StatusServiceUnavailable && wait > 0:
		return sure("unavailable", "Telegram is not available for now") // turned away at the door, with a time to come back (RFC 9110 15.6.4)
	case s == http.StatusInternalServerError || s == http.StatusBadGateway || s == http.StatusServiceUnavailable:
		return sure("gateway", fmt.Sprintf("a gateway before Telegram answered %d: nothing was passed on", s))
	case s >= 500: // 504 and its kin: it was passed on, and nobody knows how far it got
		return &failure{send: q.inDoubt("gateway", fmt.Sprintf("a gateway before Telegram answered %d", s))}
	case s >= 300:
		return sure("gateway", fmt.Sprintf("something between the hub and Telegram answered %d", s))
	case s >= 200:
		return &failure{send: q.inDoubt("unreadable", "the answer cannot be read")}
	}
	var refused *core.Problem
	switch {
	case errors.As(err, &refused):
		return sure("address_refused", refused.Text)
	case httpx.DialFailed(err) || !x.left():
		if errors.Is(err, context.Canceled) {
			return sure("canceled", "the call was stopped before it left")
		}
		return sure("unreachable", "Telegram cannot be reached: check the network and the account's api_base")
	}
	return &failure{send: q.inDoubt("no_answer", "the connection ended before Telegram answered")}
}

// inDoubt is for calls of which nobody knows whether they were done.
func (q request) inDoubt(name, text string) *core.SendError {
	se := &core.SendError{Class: core.Uncertain, Code: "telegram." + name, Text: text + "; the message may have arrived, look into the chat before sending it again"}
	if q.repeatable {
		se.Class, se.Text = core.Retry, text
	}
	return se
}

// withCause adds the redacted cause. The transport's errors hold the whole URL,
// and with it the token.
func (f *failure) withCause(a core.Account, method string, err error) *failure {
	f.send.Err = httpx.RedactError(fmt.Errorf("%s: %w", method, err), secrets(a)...)
	return f
}

func secrets(a core.Account) []string {
	list := []string{a.Setting(keyToken)}
	for _, s := range a.Secrets {
		list = append(list, s)
	}
	return list
}
