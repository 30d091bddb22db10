// Package telegram links bots of the Telegram Bot API: it sends, edits and
// deletes, receives by long poll or webhook, fetches files, and names every
// failure. One call here is one call of the platform; queueing, pacing and
// repeating are outbound's work, and reading updates is normalize's.
//
// Facts about the platform come from the Bot API documentation
// (core.telegram.org/bots/api, /bots/faq) and, where it is silent, from the
// public source of the Bot API server (github.com/tdlib/telegram-bot-api);
// comments say which. The numbers are in limits.go.
package telegram

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"regexp"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Name is the channel's name.
const Name = "telegram"

// The keys of an account. keyMode is a note of our own.
const (
	keyToken   = "token"
	keyReceive = "receive"
	keyBase    = "api_base"
	keySecret  = "webhook_secret"
	keyMode    = "_receive" // the way that Connect has told the platform of
)

// The ways to receive.
const (
	receiveWebhook = "webhook"
	receivePoll    = "poll"
)

const publicBase = "https://api.telegram.org"

// Connector talks to the Bot API. It keeps nothing between calls.
type Connector struct {
	env connectors.Env

	pollFor time.Duration // how long one getUpdates may wait for news
	callFor time.Duration // how long any other call without a file may take
	wait    func(context.Context, time.Duration) error
	jitter  func() float64 // 0 to 1
}

var (
	_ connectors.Connector    = (*Connector)(nil)
	_ connectors.Receiver     = (*Connector)(nil)
	_ connectors.Editor       = (*Connector)(nil)
	_ connectors.Deleter      = (*Connector)(nil)
	_ connectors.Typer        = (*Connector)(nil)
	_ connectors.Fetcher      = (*Connector)(nil)
	_ connectors.Acknowledger = (*Connector)(nil)
	_ connectors.Linker       = (*Connector)(nil)
	_ connectors.Gate         = Gate{}
)

// New returns the connector.
func New(env connectors.Env) *Connector {
	if env.HTTP == nil {
		env.HTTP = httpx.New(httpx.Options{})
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.Log == nil {
		env.Log = slog.New(slog.DiscardHandler)
	}
	return &Connector{env: env, pollFor: 50 * time.Second, callFor: 30 * time.Second, wait: wait, jitter: rand.Float64}
}

// Channel returns all that the hub needs of Telegram.
func Channel(env connectors.Env) connectors.Channel {
	return connectors.Channel{Connector: New(env), Gate: Gate{}, Settings: Settings(), Patient: true} // updates are kept for a day
}

// Settings lists what linking a bot takes.
func Settings() connectors.Settings {
	return connectors.Settings{
		{Key: keyToken, Secret: true, Required: true, Help: "The bot's token, as @BotFather shows it: 123456789:AA…"},
		{Key: keyReceive, Help: "How updates arrive: webhook or poll. Left out, it follows the public URL: webhook where Telegram can reach that (https on port 443, 80, 88 or 8443), poll otherwise"},
		{Key: keyBase, Default: publicBase, Help: "Address of the Bot API, for an own Bot API server"},
	}
}

// Channel implements connectors.Connector.
func (c *Connector) Channel() string { return Name }

// tokenForm is that of the documentation's examples; anything else would end up
// in the path of a URL.
var tokenForm = regexp.MustCompile(`^[0-9]{1,20}:[A-Za-z0-9_-]{1,100}$`)

// Check implements connectors.Connector.
func (c *Connector) Check(a core.Account) error {
	switch token := a.Setting(keyToken); {
	case token == "":
		return problem(422, "token_missing", "the setting token is missing: copy the bot's token from @BotFather in Telegram")
	case !tokenForm.MatchString(token):
		return problem(422, "token_malformed", "the setting token has not the form of a bot token (123456789:AA…): copy it from @BotFather in Telegram, without spaces")
	}
	switch a.Setting(keyReceive) {
	case "", receiveWebhook, receivePoll:
	default:
		return problem(422, "receive_unknown", "the setting receive must be webhook or poll, or be left out")
	}
	u, err := url.Parse(apiBase(a))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return problem(422, "api_base_malformed", "the setting api_base must be an address such as "+publicBase+" or http://127.0.0.1:8081, without a query")
	}
	return nil
}

func problem(status int, code, text string) *core.Problem {
	return &core.Problem{Status: status, Code: "telegram." + code, Text: text}
}
