package telegram_test

import (
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/connectortest"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/core"
)

// The answers are those of the Bot API documentation ("Making requests",
// ResponseParameters) in the wording of the public Bot API server.
func TestConformance(t *testing.T) {
	t.Parallel()
	refusal := func(status int, body string) connectortest.Answer {
		return connectortest.Answer{Status: status, Body: body}
	}
	means := func(name string, a connectortest.Answer, class core.Class, code string) connectortest.ErrorCase {
		return connectortest.ErrorCase{Name: name, Answer: a, Class: class, Code: code}
	}
	connectortest.Run(t, connectortest.Case{
		New:      func(env connectors.Env) connectors.Connector { return telegram.New(env) },
		Settings: telegram.Settings(),
		Account: func(base string) core.Account {
			return core.Account{Channel: telegram.Name, Config: map[string]string{"api_base": base, "receive": "webhook"},
				Secrets: map[string]string{"token": "123456789:AAH-secret_of_this_bot", "webhook_secret": "the-header-secret"}}
		},
		Part:         core.Part{To: core.UserRef{ExternalID: "42"}, Content: core.Content{Kind: core.KindText, Text: "hello"}},
		Sent:         refusal(200, `{"ok":true,"result":{"message_id":7,"date":1700000000,"chat":{"id":42,"type":"private"},"text":"hello"}}`),
		ExternalID:   "7:42",
		Throttled:    refusal(429, `{"ok":false,"error_code":429,"description":"Too Many Requests"}`),
		ThrottledFor: refusal(429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}`),
		RetryAfter:   35 * time.Second,
		Errors: []connectortest.ErrorCase{
			means("500 of the platform", refusal(500, `{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}`), core.Uncertain, "telegram.server_error"),
			means("inner error", refusal(500, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`), core.Retry, "telegram.server_error"),
			means("502 page", refusal(502, "<html>Bad Gateway</html>"), core.Retry, "telegram.gateway"),
			means("504 page", refusal(504, "<html>Gateway Time-out</html>"), core.Uncertain, "telegram.gateway"),
			means("503 page", refusal(503, "<html>Service Unavailable</html>"), core.Retry, "telegram.gateway"),
			means("503 with a time to come back", connectortest.Answer{Status: 503, Header: map[string]string{"Retry-After": "3"}, Body: "later"}, core.Retry, "telegram.unavailable"),
			means("429 page", connectortest.Answer{Status: 429, Body: "slow down"}, core.Throttled, "telegram.throttled"),
			means("error inside a 200", refusal(200, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`), core.Gone, "telegram.chat_not_found"),
			means("not ok and nothing else", refusal(200, `{"ok":false}`), core.Uncertain, "telegram.unreadable"),
			means("ok and no message", refusal(200, `{"ok":true,"result":true}`), core.Uncertain, "telegram.unreadable"),
			means("200 page", refusal(200, "<html>welcome to this hotel</html>"), core.Uncertain, "telegram.unreadable"),
			means("redirect", connectortest.Answer{Status: 307, Header: map[string]string{"Location": "/elsewhere"}}, core.Retry, "telegram.gateway"),
			means("403 page", refusal(403, "<html>blocked by policy</html>"), core.Retry, "telegram.gateway"),
			means("blocked", refusal(403, `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`), core.Gone, "telegram.blocked"),
			means("deactivated", refusal(403, `{"ok":false,"error_code":403,"description":"Forbidden: user is deactivated"}`), core.Gone, "telegram.deactivated"),
			means("never started", refusal(403, `{"ok":false,"error_code":403,"description":"Forbidden: bot can't initiate conversation with a user"}`), core.Gone, "telegram.not_started"),
			means("kicked", refusal(403, `{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the supergroup chat"}`), core.Gone, "telegram.kicked"),
			means("token revoked", refusal(401, `{"ok":false,"error_code":401,"description":"Unauthorized"}`), core.Auth, "telegram.token_refused"),
			means("wrong endpoint", refusal(404, `{"ok":false,"error_code":404,"description":"Not Found"}`), core.Auth, "telegram.endpoint"),
			means("too long", refusal(400, `{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}`), core.Rejected, "telegram.too_long"),
			means("any other 400", refusal(400, `{"ok":false,"error_code":400,"description":"Bad Request: SOMETHING_NEW"}`), core.Rejected, "telegram.rejected"),
			means("the platform echoes the token", refusal(400, `{"ok":false,"error_code":400,"description":"Bad Request: 123456789:AAH-secret_of_this_bot"}`), core.Rejected, ""),
		},
	})
}
