package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// wechatShop is a running hub. Its tests share it, each with an account and an
// emulated WeChat of its own.
type wechatShop struct {
	*node
	apps atomic.Int64
}

func openWechatShop(t *testing.T, database string, flags ...string) *wechatShop {
	t.Helper()
	s := &wechatShop{node: newNode(t, database, flags...)}
	s.node.start()
	t.Cleanup(func() {
		if s.node.cmd.ProcessState == nil { // the test itself did not stop it
			s.node.stop()
		}
	})
	return s
}

// official is a linked Official Account and a follower of it; or a Mini Program and
// somebody who has used it.
type official struct {
	*own
	srv   *wechattest.Server
	app   *wechattest.App
	appid string
	ann   *wechattest.Follower
	last  *lastPush
}

// official links an Official Account in safe mode. A failure is the subtest's own.
func (s *wechatShop) official(t *testing.T, more map[string]string) *official {
	t.Helper()
	appid := fmt.Sprintf("wxSHOP%d", s.apps.Add(1))
	o := &official{appid: appid, last: &lastPush{}}
	o.srv = wechattest.New(wechattest.Options{PushTransport: o.last})
	t.Cleanup(o.srv.Close)
	config := wechattest.Config{AppID: appid, Secret: wechatSecret, OpenPlatform: "shop"}
	if more["kind"] == "miniprogram" {
		config.Kind = wechattest.MiniProgram
	}
	o.app = o.srv.AddApp(config)
	settings := map[string]string{"kind": "official", "appid": appid, "secret": wechatSecret, "token": wechatToken, "encoding_aes_key": wechatKey, "api_base": o.srv.URL}
	maps.Copy(settings, more)
	o.own = s.node.link(t, "wechat", settings)
	o.app.SetCallback(o.safe())
	if err := o.app.Verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.ann = o.app.Follower("ann of " + appid) // people of one name are one person everywhere
	if config.Kind != wechattest.MiniProgram {
		o.fate(o.ann.Follow())
	}
	return o
}

// api calls the platform as another program of the account's owner does.
func (o *official) api(path string, body any) map[string]any {
	o.t.Helper()
	resp, err := http.Get(o.srv.URL + "/cgi-bin/token?grant_type=client_credential&secret=" + wechatSecret + "&appid=" + o.appid)
	if err != nil {
		o.t.Fatal(err)
	}
	var token struct {
		AccessToken string `json:"access_token"`
	}
	decodeBody(o.t, resp, &token)
	b, err := json.Marshal(body)
	if err != nil {
		o.t.Fatal(err)
	}
	resp, err = http.Post(o.srv.URL+"/cgi-bin/"+path+"?access_token="+url.QueryEscape(token.AccessToken), "application/json", bytes.NewReader(b))
	if err != nil {
		o.t.Fatal(err)
	}
	answer := map[string]any{}
	decodeBody(o.t, resp, &answer)
	if code, ok := answer["errcode"].(float64); ok && code != 0 {
		o.t.Fatalf("%s: %v", path, answer)
	}
	return answer
}

func decodeBody(t *testing.T, resp *http.Response, into any) {
	t.Helper()
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		t.Fatal(err)
	}
}

// safe is the callback as the account has it.
func (o *official) safe() wechattest.Callback {
	return wechattest.Callback{URL: o.callback, Token: wechatToken, AESKey: wechatKey, Mode: wechattest.Safe}
}

// kf is a linked account of WeChat KF.
type kf struct {
	*own
	srv  *wechattest.Server
	corp *wechattest.Corp
	desk *wechattest.Desk
}

func (s *wechatShop) kf(t *testing.T, more map[string]string) *kf {
	t.Helper()
	i, srv := s.apps.Add(1), wechattest.New(wechattest.Options{})
	t.Cleanup(srv.Close)
	k := &kf{srv: srv, corp: srv.AddCorp(wechattest.CorpConfig{CorpID: fmt.Sprintf("wwSHOP%d", i), Secret: wechatSecret, OpenPlatform: "shop"})}
	k.desk = k.corp.AddDesk(fmt.Sprintf("wkSHOP%d", i), "Shop")
	settings := map[string]string{"kind": "kf", "corpid": fmt.Sprintf("wwSHOP%d", i), "open_kfid": k.desk.ID(), "secret": wechatSecret,
		"token": wechatToken, "encoding_aes_key": wechatKFKey, "api_base": srv.URL}
	maps.Copy(settings, more)
	k.own = s.node.link(t, "wechat", settings)
	k.corp.SetCallback(wechattest.Callback{URL: k.own.callback, Token: wechatToken, AESKey: wechatKFKey})
	if err := k.corp.Verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	return k
}

// greet opens a conversation by a word of ann's.
func (o *official) greet() (conversation string) {
	o.t.Helper()
	o.ann.Say("你好")
	id, _ := o.incoming(1)
	return id
}

// shown waits until phones show n of the account.
func (o *official) shown(n int) []wechattest.Shown {
	o.t.Helper()
	return wait(o.own, n, o.app.WaitShown)
}

// wait waits until n are there, and no more.
func wait[T any](o *own, n int, f func(context.Context, int) ([]T, error)) []T {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), time.Minute)
	defer cancel()
	list, err := f(ctx, n)
	if err != nil || len(list) != n {
		o.t.Fatalf("there are %d, want %d: %v\n%s", len(list), n, err, tail(o.log.String(), 4000))
	}
	return list
}

// fate waits until a push is accepted or given up.
func (o *own) fate(p *wechattest.Push) wechattest.Delivery {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), time.Minute)
	defer cancel()
	d, err := p.Wait(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// letterParts are the parts of a message as the API tells of them.
func (o *own) letterParts(conversation, id string) []stormPart {
	o.t.Helper()
	var parts list[stormPart]
	o.get("/conversations/"+conversation+"/messages/"+id+"/parts", &parts)
	return parts.Items
}

// pushed is a request as the platform made it.
type pushed struct {
	url, body string
}

// lastPush passes pushes on and keeps the last one.
type lastPush struct {
	mu sync.Mutex
	is pushed
}

// RoundTrip implements http.RoundTripper.
func (l *lastPush) RoundTrip(q *http.Request) (*http.Response, error) {
	if q.Method == http.MethodPost {
		body, err := io.ReadAll(q.Body)
		if err != nil {
			return nil, err
		}
		q.Body = io.NopCloser(bytes.NewReader(body))
		l.mu.Lock()
		l.is = pushed{q.URL.String(), string(body)}
		l.mu.Unlock()
	}
	return http.DefaultTransport.RoundTrip(q)
}

func (l *lastPush) get() pushed {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.is
}

// make posts it as the platform does, and returns the status and the answer.
func (p pushed) make(t *testing.T) (int, string) {
	t.Helper()
	resp, err := http.Post(p.url, "text/xml", strings.NewReader(p.body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}
