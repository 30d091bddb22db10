package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"path"
	"sync/atomic"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
	"github.com/switchboard-hub/switchboard/normalize"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

const publicURL = "https://hub.example.com"

// door is where the emulated platform calls: the hub that is open now.
type door struct{ hub atomic.Pointer[hub.Hub] }

// RoundTrip implements http.RoundTripper.
func (d *door) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme+"://"+r.URL.Host != publicURL {
		return nil, errors.New("there is no such host")
	}
	answer := func(status int) (*http.Response, error) {
		return &http.Response{StatusCode: status, Status: http.StatusText(status), Body: http.NoBody, Request: r}, nil
	}
	id, err := core.ParseID(path.Base(r.URL.Path))
	if err != nil {
		return answer(http.StatusNotFound)
	}
	h := d.hub.Load()
	a, err := h.AccountForGate(r.Context(), id)
	if err != nil {
		return answer(http.StatusServiceUnavailable)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	v, err := h.Channels()[a.Channel].Gate.Open(a, connectors.Request{Header: r.Header, Body: body})
	if err != nil {
		return answer(http.StatusUnauthorized)
	}
	if err := h.Accept(r.Context(), v.Raws...); err != nil {
		return answer(http.StatusServiceUnavailable)
	}
	return answer(v.Ack.Status)
}

// The way to receive follows the public URL over restarts. What comes before,
// during and after each change arrives once; a way chosen by hand stays.
func TestTelegramFollowsThePublicURL(t *testing.T) {
	t.Parallel()
	const byDefault, byHand = "4242:AAdefault_bot", "4343:AAhand_bot"
	d := &door{}
	platform := telegramtest.New(telegramtest.Options{WebhookTransport: d})
	t.Cleanup(platform.Close)
	platform.AddBot(byDefault, "default_bot")
	platform.AddBot(byHand, "hand_bot")
	ann := platform.User(7, "Ann", "Lee", "annlee", "en")
	cfg := hub.Config{Data: t.TempDir(), AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Normalizers: normalize.Table{normtelegram.Kind: normtelegram.Normalize},
		Channels:    func(env connectors.Env) []connectors.Channel { return []connectors.Channel{telegram.Channel(env)} }}
	want := map[string]int{}
	say := func(words string) {
		for _, token := range []string{byDefault, byHand} {
			ann.Send(token, words+" "+token)
			want[words+" "+token]++
		}
	}
	for i, url := range []string{"http://127.0.0.1:8080", publicURL, "http://10.0.0.1", publicURL} {
		say(fmt.Sprint("while it is down ", i))
		cfg.PublicURL = url
		h, stop := open(t, cfg)
		d.hub.Store(h)
		if i == 0 {
			for token, receive := range map[string]string{byDefault: "", byHand: "poll"} {
				_, err := h.AddAccount(context.Background(), root(), "telegram", "shop", map[string]string{"token": token, "api_base": platform.URL, "receive": receive})
				must(t, err)
			}
		}
		for n := range 20 {
			say(fmt.Sprint("while it changes ", i, n))
		}
		eventually(t, "the platform knows "+url, func() bool { return (webhookOf(t, platform, byDefault) != "") == (url == publicURL) })
		say(fmt.Sprint("after it has changed ", i))
		eventually(t, fmt.Sprint("all has come by ", url), func() bool { return len(heard(t, h)) == len(want) })
		for words, times := range heard(t, h) {
			if times != want[words] {
				t.Errorf("%q came %d times", words, times)
			}
		}
		stop()
	}
	if n := platform.CallCount(byHand, "setwebhook"); n != 0 {
		t.Errorf("polls were chosen by hand, and a webhook was set %d times", n)
	}
}

// webhookOf asks the platform where it posts a bot's updates.
func webhookOf(t *testing.T, platform *telegramtest.Server, token string) string {
	t.Helper()
	resp, err := http.Get(platform.URL + "/bot" + token + "/getWebhookInfo")
	must(t, err)
	defer resp.Body.Close()
	var info struct{ Result struct{ URL string } }
	must(t, json.NewDecoder(resp.Body).Decode(&info))
	return info.Result.URL
}

// heard counts the texts in all conversations.
func heard(t *testing.T, h *hub.Hub) map[string]int {
	t.Helper()
	ctx, texts := context.Background(), map[string]int{}
	list, err := h.Conversations(ctx, root(), core.ConversationFilter{}, core.Page{})
	must(t, err)
	for _, c := range list.Items {
		all, err := h.Messages(ctx, root(), c.ID, 0, 1000)
		must(t, err)
		for _, m := range all {
			texts[m.Text]++
		}
	}
	return texts
}
