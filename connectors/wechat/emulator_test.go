package wechat_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/connectors/wechat"
	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
	"github.com/switchboard-hub/switchboard/core"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

const (
	secret   = "the-secret-of-this-account"
	token    = "TheTokenOfTheCallback"
	firstKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	nextKey  = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
	file     = "the bytes of a file"
)

// hub is what stands behind the callback: the gate, and a list of raws.
type hub struct {
	*httptest.Server
	t         *testing.T
	platform  *wechattest.Server
	connector *wechat.Connector

	mu      sync.Mutex
	account core.Account
	raws    []core.Raw
	refused int
}

func newHub(t *testing.T, config map[string]string) *hub {
	t.Helper()
	h := &hub{t: t, platform: wechattest.New(wechattest.Options{Start: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)})}
	t.Cleanup(h.platform.Close)
	config["api_base"] = h.platform.URL
	h.account = core.Account{ID: core.NewID(), Channel: wechat.Name, Config: config,
		Secrets: map[string]string{"secret": secret, "token": token, "encoding_aes_key": firstKey}}
	client := httpx.New(httpx.Options{AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	t.Cleanup(client.CloseIdleConnections)
	h.connector = wechat.New(connectors.Env{HTTP: client, Now: h.platform.Now, Log: slog.New(slog.DiscardHandler),
		OpenBlob: func(context.Context, string) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(file)), nil
		}})
	if err := h.connector.Check(h.account); err != nil {
		t.Fatal(err)
	}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h
}

// ServeHTTP is the callback.
func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	v, err := (wechat.Gate{}).Open(h.account, connectors.Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(), Header: r.Header, Body: body, Now: h.platform.Now()})
	if err != nil {
		h.refused++
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	h.raws = append(h.raws, v.Raws...)
	w.Header().Set("Content-Type", v.Ack.ContentType)
	w.Write(v.Ack.Body) //nolint:errcheck // the platform may have gone
}

// Accept implements core.Sink.
func (h *hub) Accept(_ context.Context, raws ...core.Raw) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.raws = append(h.raws, raws...)
	for _, r := range raws {
		if r.Cursor != "" {
			h.account.Cursor = r.Cursor
		}
	}
	return nil
}

// came is what was handed over so far.
func (h *hub) came() (core.Account, []core.Raw) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.account, append([]core.Raw(nil), h.raws...)
}

// said normalizes what came and returns the texts in it.
func (h *hub) said() []string {
	h.t.Helper()
	var list []string
	_, raws := h.came()
	for _, r := range raws {
		envs, err := normwechat.Normalize(r)
		if err != nil {
			h.t.Errorf("%s: %v", r.Kind, err)
		}
		for _, e := range envs {
			if e.Type == core.TypeMessage {
				list = append(list, e.Content.Text)
			}
		}
	}
	return list
}

func (h *hub) send(to string, t core.Content) (core.Receipt, error) {
	id := core.NewID()
	a, _ := h.came()
	return h.connector.Send(h.t.Context(), a, core.Part{ID: id, Key: id.String(), To: core.UserRef{ExternalID: to}, Content: t})
}

func (h *hub) wants(err error, class core.Class, code string) {
	h.t.Helper()
	if se := core.AsSendError(err); err == nil || se.Class != class || se.Code != code {
		h.t.Fatalf("got %v, want %s %s", err, class, code)
	}
}

func text(s string) core.Content { return core.Content{Kind: core.KindText, Text: s} }

// newApp registers an app that pushes to the hub.
func (h *hub) newApp(kind wechattest.Kind, mode wechattest.Mode, format string) *wechattest.App {
	return h.platform.AddApp(wechattest.Config{Kind: kind, AppID: "wx1", Secret: secret, Callback: wechattest.Callback{
		URL: h.URL, Token: token, AESKey: firstKey, Mode: mode, JSON: format == "json"}})
}

func TestConversationsWithThePlatform(t *testing.T) {
	t.Parallel()
	for _, mode := range []wechattest.Mode{wechattest.Plain, wechattest.Compatible, wechattest.Safe} {
		for kind, of := range map[string]wechattest.Kind{"official": wechattest.Service, "miniprogram": wechattest.MiniProgram} {
			for _, format := range []string{"xml", "json"} {
				t.Run(fmt.Sprint(kind, " ", mode, " ", format), func(t *testing.T) {
					t.Parallel()
					h := newHub(t, map[string]string{"kind": kind, "appid": "wx1", "mode": string(mode)})
					app := h.newApp(of, mode, format)
					if err := app.Verify(t.Context()); err != nil {
						t.Fatal(err)
					}
					ann := app.Follower("ann")
					ann.Follow()
					fate, err := ann.Say("订单到哪了?").Wait(t.Context())
					if err != nil || len(fate.Attempts) != 1 {
						t.Fatalf("%+v, %v", fate, err)
					}
					if got := h.said(); len(got) != 1 || got[0] != "订单到哪了?" {
						t.Errorf("%q", got)
					}
					if r, err := h.send(ann.OpenID(), text("在路上 <\u2028&")); err != nil || r.ExternalID != "" {
						t.Fatalf("%+v, %v", r, err)
					}
					shown, err := app.WaitShown(t.Context(), 1)
					if err != nil || shown[0].Text != "在路上 <\u2028&" || shown[0].User != ann.OpenID() {
						t.Errorf("%+v, %v", shown, err)
					}
				})
			}
		}
	}
}

func TestWhoIsNotThePlatformComesNotIn(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1", "mode": "safe"})
	app := h.platform.AddApp(wechattest.Config{AppID: "wx1", Secret: secret, Callback: wechattest.Callback{
		URL: h.URL, Token: "AnotherToken", AESKey: firstKey, Mode: wechattest.Safe}})
	if err := app.Verify(t.Context()); err == nil {
		t.Error("the handshake of another was answered")
	}
	ann := app.Follower("ann")
	ann.Follow()
	ann.Say("x")
	app.SetCallback(wechattest.Callback{URL: h.URL, Token: token, Mode: wechattest.Plain})
	ann.Say("in plain")
	h.platform.Advance(time.Minute) // redelivery
	if err := app.WaitPushed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.said(); len(got) != 0 || h.refused < 3 {
		t.Errorf("%q came in, %d were refused", got, h.refused)
	}
}

func TestMessagesUnderTheFormerKeyAreRead(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1", "mode": "safe"})
	app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
	ann := app.Follower("ann")
	ann.Follow()
	linked, err := h.connector.Connect(t.Context(), h.account, h.URL)
	if err != nil {
		t.Fatal(err)
	}
	linked.Secrets["encoding_aes_key"] = nextKey // the operator changes it here, and then there
	changed, err := h.connector.Connect(t.Context(), linked, h.URL)
	if err != nil {
		t.Fatal(err)
	}
	h.mu.Lock()
	h.account = changed
	h.mu.Unlock()
	ann.Say("before")
	if err := app.WaitPushed(t.Context()); err != nil {
		t.Fatal(err)
	}
	app.SetCallback(wechattest.Callback{URL: h.URL, Token: token, AESKey: nextKey, PreviousAESKey: firstKey, Mode: wechattest.Safe})
	app.PushUnderPreviousKey(1)
	ann.Say("still")
	ann.Say("after")
	if err := app.WaitPushed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(h.said(), " "); got != "before still after" || h.refused != 0 {
		t.Errorf("%q, %d refused", got, h.refused)
	}
}

func TestWindowsOfThePlatform(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
	app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
	ann := app.Follower("ann")
	ann.Follow()
	h.platform.Advance(time.Minute) // what following allowed is over
	ann.Say("hello")
	for _, w := range h.connector.Caps(h.account).Windows {
		if w.Trigger != core.WindowMessage {
			continue
		}
		for range w.Max {
			if _, err := h.send(ann.OpenID(), text("x")); err != nil {
				t.Fatal(err)
			}
		}
		_, err := h.send(ann.OpenID(), text("one too many"))
		h.wants(err, core.WindowClosed, "wechat.window_used_up")
		ann.Say("again")
		h.platform.Advance(w.For)
		_, err = h.send(ann.OpenID(), text("too late"))
		h.wants(err, core.WindowClosed, "wechat.window_closed")
	}
	ann.Unfollow()
	_, err := h.send(ann.OpenID(), text("x"))
	h.wants(err, core.Gone, "wechat.not_following")
	_, err = h.send("oNOBODY", text("x"))
	h.wants(err, core.Gone, "wechat.unknown_user")
}

func TestTokensEnd(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*wechattest.App){"expired": (*wechattest.App).ExpireTokens, "revoked": (*wechattest.App).RevokeTokens} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
			app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
			ann := app.Follower("ann")
			ann.Follow()
			ann.Say("hello")
			if _, err := h.send(ann.OpenID(), text("x")); err != nil {
				t.Fatal(err)
			}
			end(app)
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					if _, err := h.send(ann.OpenID(), text("x")); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			if n := app.CallCount("token"); n != 2 || app.ShownCount() != 5 {
				t.Errorf("%d tokens were fetched, %d messages are shown", n, app.ShownCount())
			}
		})
	}
}

func TestNothingIsSentTwice(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault wechattest.Fault
		class core.Class
		shown int
	}{
		"cut after":  {wechattest.CutAfter(), core.Uncertain, 1},
		"cut before": {wechattest.CutBefore(), core.Uncertain, 0},
		"busy":       {wechattest.Busy(), core.Retry, 0},
		"too many":   {wechattest.TooMany(), core.Throttled, 0},
		"garbage":    {wechattest.Garbage(), core.Uncertain, 0},
		"502":        {wechattest.HTMLError(502), core.Uncertain, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
			app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
			ann := app.Follower("ann")
			ann.Follow()
			ann.Say("hello")
			h.platform.Fail("message/custom/send", 1, c.fault)
			_, err := h.send(ann.OpenID(), text("x"))
			if se := core.AsSendError(err); err == nil || se.Class != c.class {
				t.Errorf("%v, want %s", err, c.class)
			}
			if n := app.ShownCount(); n != c.shown || app.CallCount("message/custom/send") != 1 {
				t.Errorf("%d shown, %d calls", n, app.CallCount("message/custom/send"))
			}
		})
	}
}

func TestFilesGoBothWays(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
	app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
	ann := app.Follower("ann")
	ann.Follow()
	for _, m := range []wechattest.Message{
		{Type: "image", File: wechattest.File{Name: "a.jpg", MIME: "image/jpeg", Bytes: []byte("an image")}},
		{Type: "video", File: wechattest.File{Name: "a.mp4", MIME: "video/mp4", Bytes: []byte("a video")}},
	} {
		if _, err := ann.Send(m).Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, raws := h.came()
		envs, err := normwechat.Normalize(raws[len(raws)-1])
		if err != nil || len(envs) != 1 || len(envs[0].Content.Media) != 1 {
			t.Fatalf("%+v, %v", envs, err)
		}
		body, err := h.connector.Fetch(t.Context(), h.account, envs[0].Content.Media[0])
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(body); err != nil || string(got) != string(m.File.Bytes) {
			t.Errorf("%s: %q, %v", m.Type, got, err)
		}
		body.Close()
	}
	_, err := h.connector.Fetch(t.Context(), h.account, core.Media{Ref: "GONE"})
	h.wants(err, core.Rejected, "wechat.media_gone")
	for i, kind := range []string{core.KindImage, core.KindVoice, core.KindVideo, core.KindImage} {
		mime := map[string]string{core.KindImage: "image/png", core.KindVoice: "audio/amr", core.KindVideo: "video/mp4"}[kind]
		if _, err := h.send(ann.OpenID(), core.Content{Kind: kind, Media: []core.Media{{Kind: kind, Blob: "b1", MIME: mime}}}); err != nil {
			t.Fatal(kind, err)
		}
		if shown := app.Shown(); shown[i].Type != kind || shown[i].Media.Len != len(file) {
			t.Errorf("%+v", shown[i])
		}
	}
	if n := app.CallCount("media/upload"); n != 3 {
		t.Errorf("%d uploads", n)
	}
	h.platform.Advance(72*time.Hour + time.Minute) // the platform has forgotten its files
	ann.Say("again")
	if _, err := h.send(ann.OpenID(), core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Blob: "b1", MIME: "image/png"}}}); err != nil {
		t.Error(err)
	}
	menu := core.Content{Kind: core.KindText, Text: "几分?", Choices: []core.Choice{{ID: "rating:5", Label: "好"}}}
	if _, err := h.send(ann.OpenID(), menu); err != nil {
		t.Error(err)
	}
	if shown := app.Shown(); shown[len(shown)-1].Text != "几分?\n好\n" {
		t.Errorf("%+v", shown[len(shown)-1])
	}
}

func TestFilesOfKF(t *testing.T) {
	t.Parallel()
	h, _, desk := newDesk(t)
	bob := desk.Customer("bob")
	bob.SendFile("file", wechattest.File{Name: "a.json", MIME: "application/json", Bytes: []byte(`{"errcode":1}`)})
	if err := h.connector.Pull(t.Context(), h.account, "", h); err != nil {
		t.Fatal(err)
	}
	_, raws := h.came()
	for _, r := range raws {
		envs, err := normwechat.Normalize(r)
		if err != nil || len(envs) == 0 {
			continue
		}
		body, err := h.connector.Fetch(t.Context(), h.account, envs[0].Content.Media[0])
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(body); err != nil || string(got) != `{"errcode":1}` {
			t.Errorf("%q, %v", got, err)
		}
		body.Close()
	}
	if _, err := h.send(bob.ID(), core.Content{Kind: core.KindFile, Media: []core.Media{{Kind: core.KindFile, Blob: "b1", Name: "合同.pdf"}}}); err != nil {
		t.Fatal(err)
	}
	if shown := desk.Shown(); shown[0].Media.Name != "合同.pdf" || shown[0].Media.Len != len(file) {
		t.Errorf("%+v", shown[0].Media)
	}
}

func TestPeopleAndTheirTags(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1", "sync_tags": "yes"})
	app := h.platform.AddApp(wechattest.Config{AppID: "wx1", Secret: secret, OpenPlatform: "open1"})
	var users []string
	for i := range 60 {
		f := app.Follower(fmt.Sprint("p", i))
		f.Follow()
		users = append(users, f.OpenID())
	}
	ann := app.Follower("p0")
	if err := h.connector.Tag(t.Context(), h.account, "VIP", users, true); err != nil {
		t.Fatal(err)
	}
	p, err := h.connector.Profile(t.Context(), h.account, ann.OpenID())
	if err != nil || len(p.Tags) != 1 || p.Tags[0] != "VIP" || p.User.Union != ann.UnionID() || p.User.Union == "" {
		t.Errorf("%+v, %v", p, err)
	}
	if err := h.connector.Tag(t.Context(), h.account, "VIP", users[:1], false); err != nil {
		t.Fatal(err)
	}
	if got := ann.Tags(); len(got) != 0 {
		t.Errorf("%q", got)
	}
	h.wants(h.connector.Tag(t.Context(), h.account, strings.Repeat("好", 11), users[:1], true), core.Rejected, "wechat.tag_name")
}

func TestBroadcastsOfThePlatform(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
	app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
	var users []string
	for _, name := range []string{"ann", "bob"} {
		f := app.Follower(name)
		f.Follow()
		users = append(users, f.OpenID())
	}
	if err := h.connector.Tag(t.Context(), h.account, "VIP", users, true); err != nil {
		t.Fatal(err)
	}
	app.HoldJobs(true)
	b := core.Broadcast{Key: "camp-12-1", Content: text("大促"), Tag: "VIP"}
	h.platform.Fail("message/mass/sendall", 1, wechattest.CutAfter())
	_, err := h.connector.Broadcast(t.Context(), h.account, b)
	h.wants(err, core.Retry, "wechat.no_answer")
	_, err = h.connector.Broadcast(t.Context(), h.account, b)
	h.wants(err, core.Retry, "wechat.broadcast_too_fast")
	h.platform.Advance(core.AsSendError(err).RetryAfter)
	id, err := h.connector.Broadcast(t.Context(), h.account, b)
	if err != nil || id == "" {
		t.Fatalf("%q, %v", id, err)
	}
	if r, err := h.connector.Progress(t.Context(), h.account, id); err != nil || r.State != core.BroadcastSending {
		t.Errorf("%+v, %v", r, err)
	}
	var number int64
	if err := json.Unmarshal([]byte(id), &number); err != nil {
		t.Fatal(err)
	}
	if _, err := app.FinishJob(number, "send success").Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := h.connector.Progress(t.Context(), h.account, id); err != nil || r.State != core.BroadcastSent || app.ShownCount() != 2 {
		t.Errorf("%+v, %v, %d shown", r, err, app.ShownCount())
	}
	_, raws := h.came()
	envs, err := normwechat.Normalize(raws[len(raws)-1])
	if err != nil || len(envs) != 1 || envs[0].Broadcast == nil || envs[0].Broadcast.ID != id || envs[0].Broadcast.Sent != 2 {
		t.Errorf("%+v, %v", envs, err)
	}
	image := core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Blob: "b1", MIME: "image/png"}}}
	if _, err := h.connector.Broadcast(t.Context(), h.account, core.Broadcast{Key: "2", Content: image, Users: users}); err != nil {
		t.Error(err)
	}
	if err := h.connector.Preview(t.Context(), h.account, core.UserRef{ExternalID: users[0]}, core.Broadcast{Content: image}); err != nil {
		t.Error(err)
	}
}

func TestTemplatesOfThePlatform(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
	app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
	app.AddTemplate("T1")
	ann := app.Follower("ann")
	ann.Follow()
	p := core.Part{Key: core.NewID().String(), To: core.UserRef{ExternalID: ann.OpenID()}, Content: core.Content{Kind: core.KindTemplate,
		Template: &core.Template{ID: "T1", Params: map[string]string{"thing1": "订单"}}}}
	h.platform.Fail("message/template/send", 1, wechattest.CutAfter())
	_, err := h.connector.Send(t.Context(), h.account, p)
	h.wants(err, core.Uncertain, "wechat.no_answer")
	r, err := h.connector.Send(t.Context(), h.account, p) // a person decided to
	if err != nil || app.ShownCount() != 1 {
		t.Fatalf("%+v, %v, %d shown", r, err, app.ShownCount())
	}
	if err := app.WaitPushed(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, raws := h.came()
	envs, err := normwechat.Normalize(raws[len(raws)-1])
	if err != nil || len(envs) != 1 || len(envs[0].Refs) != 1 || envs[0].Refs[0] != r.ExternalID || envs[0].Status != core.DeliveryDelivered {
		t.Errorf("the end does not name what was sent: %+v, %+v, %v", envs, r, err)
	}
	p.Content.Template.ID = "T2"
	_, err = h.connector.Send(t.Context(), h.account, p)
	h.wants(err, core.Rejected, "wechat.template_unknown")
	p.Content.Template = &core.Template{ID: "T1", Kind: "subscription", Params: map[string]string{"thing1": "订单"}}
	_, err = h.connector.Send(t.Context(), h.account, p)
	h.wants(err, core.Rejected, "wechat.not_subscribed")
	ann.Consent("T1", 1)
	if r, err := h.connector.Send(t.Context(), h.account, p); err != nil || r.ExternalID == "" {
		t.Errorf("%+v, %v", r, err)
	}
}

// newDesk registers an enterprise with a customer service account.
func newDesk(t *testing.T) (*hub, *wechattest.Corp, *wechattest.Desk) {
	t.Helper()
	h := newHub(t, map[string]string{"kind": "kf", "corpid": "ww1", "open_kfid": "wk1"})
	corp := h.platform.AddCorp(wechattest.CorpConfig{CorpID: "ww1", Secret: secret, Callback: wechattest.Callback{URL: h.URL, Token: token, AESKey: firstKey}})
	return h, corp, corp.AddDesk("wk1", "售后")
}

// answerBells pulls for every bell that rang, as the hub does.
func (h *hub) answerBells() {
	h.t.Helper()
	h.mu.Lock()
	var bells []core.Bell
	for i, r := range h.raws {
		if r.Bell != nil {
			bells = append(bells, *r.Bell)
			h.raws[i].Bell = nil
		}
	}
	h.mu.Unlock()
	for _, b := range bells {
		a, _ := h.came()
		if !h.connector.Rung(a, a, b) {
			continue
		}
		if err := h.connector.Pull(h.t.Context(), a, b.Ticket, h); err != nil {
			h.t.Fatal(err)
		}
	}
}

func TestAConversationInKF(t *testing.T) {
	t.Parallel()
	h, corp, desk := newDesk(t)
	if err := corp.Verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	if name, err := h.connector.Verify(t.Context(), h.account); err != nil || name != "售后" {
		t.Errorf("%q, %v", name, err)
	}
	bob := desk.Customer("bob")
	bob.Say("你好")
	bob.Say("在吗")
	corp.AddDesk("wk2", "Other").Customer("eve").Say("elsewhere")
	corp.EmptyPages(2)
	if err := corp.WaitPushed(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.answerBells()
	if got := strings.Join(h.said(), " "); got != "你好 在吗" {
		t.Errorf("%q", got)
	}
	p, err := h.connector.Profile(t.Context(), h.account, bob.ID())
	if err != nil || p.User.Name != "bob" || p.User.ExternalID != bob.ID() {
		t.Errorf("%+v, %v", p, err)
	}
	r, err := h.send(bob.ID(), text("您好"))
	if err != nil || r.ExternalID == "" {
		t.Fatalf("%+v, %v", r, err)
	}
	if shown := desk.Shown(); len(shown) != 1 || shown[0].Text != "您好" || shown[0].MsgID != r.ExternalID {
		t.Errorf("%+v", shown)
	}
	bob.Refuse(true)
	r, err = h.send(bob.ID(), text("还在吗"))
	if err != nil {
		t.Fatal(err)
	}
	if err := corp.WaitPushed(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.answerBells()
	_, raws := h.came()
	last := raws[len(raws)-1]
	envs, err := normwechat.Normalize(last)
	if err != nil || len(envs) != 1 || envs[0].Status != core.DeliveryFailed || envs[0].Refs[0] != r.ExternalID {
		t.Errorf("the failure does not name what was sent: %s, %v", last.Body, err)
	}
}

// In KF a repeat is dropped by its name, so that an uncertain send is repeated.
func TestARepeatInKFIsShownOnce(t *testing.T) {
	t.Parallel()
	h, corp, desk := newDesk(t)
	bob := desk.Customer("bob")
	bob.Say("hello")
	p := core.Part{Key: core.NewID().String(), To: core.UserRef{ExternalID: bob.ID()}, Content: text("once")}
	h.platform.Fail("kf/send_msg", 1, wechattest.CutAfter())
	_, err := h.connector.Send(t.Context(), h.account, p)
	h.wants(err, core.Uncertain, "wechat.no_answer")
	p.Again = true
	r, err := h.connector.Send(t.Context(), h.account, p)
	if shown := desk.Shown(); err != nil || len(shown) != 1 || shown[0].MsgID != r.ExternalID {
		t.Errorf("%+v, %+v, %v", shown, r, err)
	}
	if n := corp.CallCount("kf/send_msg"); n != 2 {
		t.Errorf("%d calls", n)
	}
}

func TestWhatAPersonInWeComHolds(t *testing.T) {
	t.Parallel()
	h, _, desk := newDesk(t)
	bob := desk.Customer("bob")
	bob.Say("hello")
	bob.Take("ann")
	_, err := h.send(bob.ID(), text("x"))
	h.wants(err, core.WindowClosed, "wechat.session_state")
	bob.End("ann")
	bob.Say("one more thing")
	if _, err := h.send(bob.ID(), text("x")); err != nil {
		t.Error(err)
	}
}

// A stop inside a page brings the whole page again, and nothing is missing.
func TestAPullThatStopsBeginsAnew(t *testing.T) {
	t.Parallel()
	h, corp, desk := newDesk(t)
	corp.SetCallback(wechattest.Callback{}) // bells are not what this is about
	bob := desk.Customer("bob")
	const n = 1500
	for i := range n {
		bob.Say(fmt.Sprint(i))
	}
	stopped := errors.New("the process stops")
	accepted := 0
	err := h.connector.Pull(t.Context(), h.account, "", sinkFunc(func(ctx context.Context, raws ...core.Raw) error {
		if accepted++; accepted == 2 {
			return stopped
		}
		return h.Accept(ctx, raws...)
	}))
	if !errors.Is(err, stopped) {
		t.Fatal(err)
	}
	cursor := h.account.Cursor
	if err := h.connector.Pull(t.Context(), h.account, "", h); err != nil || h.account.Cursor == cursor {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range h.raws {
		var m struct {
			Text struct{ Content string }
		}
		if r.Bell == nil && r.Kind == normwechat.KindKF {
			if err := json.Unmarshal(r.Body, &m); err != nil {
				t.Fatal(err)
			}
			seen[m.Text.Content] = true
		}
	}
	if len(seen) != n {
		t.Errorf("%d of %d messages came", len(seen), n)
	}
}

type sinkFunc func(context.Context, ...core.Raw) error

func (f sinkFunc) Accept(ctx context.Context, raws ...core.Raw) error { return f(ctx, raws...) }

func TestAnAddressThatIsNotLetIn(t *testing.T) {
	t.Parallel()
	h := newHub(t, map[string]string{"kind": "official", "appid": "wx1"})
	app := h.newApp(wechattest.Service, wechattest.Safe, "xml")
	app.SetWhitelist("203.0.113.9")
	legs := h.connector.Test(t.Context(), h.account)
	if len(legs) != 2 || legs[0].State != core.LegWaiting || legs[1].State != core.LegFailed || legs[1].Code != "wechat.ip_refused" {
		t.Errorf("%+v", legs)
	}
	_, err := h.connector.Verify(t.Context(), h.account)
	if !errors.Is(err, &core.Problem{Code: "wechat.ip_refused"}) || strings.Contains(fmt.Sprint(err), secret) {
		t.Error(err)
	}
	app.SetWhitelist("127.0.0.1")
	if name, err := h.connector.Verify(t.Context(), h.account); err != nil || name != "wx1" {
		t.Errorf("%q, %v", name, err)
	}
	app.SetSecret("another")
	h.account.Secrets["secret"] = "mistyped"
	_, err = h.connector.Verify(t.Context(), h.account)
	if !errors.Is(err, &core.Problem{Code: "wechat.secret_refused"}) {
		t.Error(err)
	}
}
