package telegram

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Verify implements connectors.Linker; the name is the bot's @name.
func (c *Connector) Verify(ctx context.Context, a core.Account) (string, error) {
	result, f := c.call(ctx, a, request{method: "getMe", repeatable: true})
	if f != nil {
		return "", f.problem(a)
	}
	var me struct {
		Username  string `json:"username"`
		FirstName string `json:"first_name"`
	}
	if err := json.Unmarshal(result, &me); err != nil || me.Username == "" && me.FirstName == "" {
		return "", problem(http.StatusBadGateway, "unreachable", "what answers at "+host(a)+" is no Bot API: check the setting api_base")
	}
	if me.Username == "" {
		return me.FirstName, nil
	}
	return "@" + me.Username, nil
}

// Connect implements connectors.Linker. It settles how updates arrive, by the
// setting or, without one, by the callback, and tells the platform. Updates
// that wait there are never dropped: each side takes what the other has not
// confirmed, and what comes by both is dropped by its key.
func (c *Connector) Connect(ctx context.Context, a core.Account, callback string) (core.Account, error) {
	a.Config, a.Secrets = maps.Clone(a.Config), maps.Clone(a.Secrets)
	if a.Config == nil {
		a.Config = map[string]string{}
	}
	if a.Secrets == nil {
		a.Secrets = map[string]string{}
	}
	if a.Secrets[keySecret] == "" {
		a.Secrets[keySecret] = rand.Text() + rand.Text() // 52 of A-Z2-7; the platform takes 1-256 of A-Za-z0-9_-
	}
	mode := a.Setting(keyReceive)
	switch {
	case mode == "" && reachable(callback):
		mode = receiveWebhook
	case mode == "":
		mode = receivePoll
	}
	var err error
	if mode == receiveWebhook {
		err = c.setWebhook(ctx, a, callback)
	} else {
		err = c.forgetWebhook(ctx, a)
	}
	if err != nil {
		return a, err
	}
	if mode == receivePoll && a.Config[keyMode] != receivePoll {
		a.Cursor = "" // ids may have begun anew since; polls begin with the oldest that is not confirmed
	}
	a.Config[keyMode] = mode
	return a, nil
}

func (c *Connector) setWebhook(ctx context.Context, a core.Account, callback string) error {
	if callback == "" {
		return problem(422, "callback_missing", "receiving by webhook needs a public address: start the hub with --public-url, or set receive=poll")
	}
	params := tgbotapi.Params{
		"url": callback, "secret_token": a.Secrets[keySecret], "allowed_updates": allowedUpdates(),
		"max_connections": strconv.Itoa(maxConns),
	}
	if _, f := c.call(ctx, a, request{method: "setWebhook", params: params, repeatable: true}); f != nil {
		return f.problem(a)
	}
	return nil
}

// Disconnect implements connectors.Linker. With a token that was revoked there
// is nothing left to undo.
func (c *Connector) Disconnect(ctx context.Context, a core.Account) error {
	err := c.forgetWebhook(ctx, a)
	if errors.Is(err, &core.Problem{Code: "telegram.token_refused"}) {
		return nil
	}
	return err
}

func (c *Connector) forgetWebhook(ctx context.Context, a core.Account) error {
	if _, f := c.call(ctx, a, request{method: "deleteWebhook", repeatable: true}); f != nil {
		return f.problem(a)
	}
	return nil
}

// reachable reports whether the platform could post there: https, the ports
// that setWebhook's documentation names, and a host of the internet, which is
// no IPv6 address (core.telegram.org/bots/webhooks).
func reachable(callback string) bool {
	u, err := url.Parse(callback)
	if err != nil || u.Scheme != "https" {
		return false
	}
	switch u.Port() {
	case "", "443", "80", "88", "8443":
	default:
		return false
	}
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if addr, err := netip.ParseAddr(name); err == nil {
		return addr.Is4() && !httpx.IsPrivate(addr)
	}
	for _, inner := range []string{".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid"} {
		if strings.HasSuffix(name, inner) {
			return false
		}
	}
	return strings.Contains(name, ".") // a bare name is of the local network
}

func host(a core.Account) string {
	u, err := url.Parse(apiBase(a))
	if err != nil {
		return "api_base"
	}
	return u.Host
}

// problem tells the person who links the account what to do.
func (f *failure) problem(a core.Account) error {
	se := f.send
	p := &core.Problem{Status: http.StatusBadGateway, Code: "telegram.unreachable", Err: se.Err,
		Text: "the Bot API at " + host(a) + " cannot be used now: " + se.Text}
	switch {
	case se.Class == core.Auth && f.description != "": // a Bot API said so itself
		p.Status, p.Code = 422, "telegram.token_refused"
		p.Text = "Telegram refuses this token: open @BotFather in Telegram, choose the bot, copy its API token and set it here again"
	case errors.Is(se.Err, &core.Problem{Code: httpx.CodePrivate}): // no waiting helps: a setting has to change
		p.Status, p.Code = 422, httpx.CodePrivate
	case se.Class == core.Throttled:
		p.Status, p.Code = http.StatusServiceUnavailable, se.Code
	case se.Class == core.Rejected:
		p.Status, p.Code = 422, "telegram.webhook_refused"
		p.Text = "Telegram refuses this address for updates; it must be public, https, and on port 443, 80, 88 or 8443. Set receive=poll where that cannot be"
	}
	return p
}
