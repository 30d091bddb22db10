// Command emulator runs WeChat's emulator as a process, for tests that are not
// written in Go. Its first line on stdout is {"url": …, "control": …}: the base
// address of the platform's API, and that of what only a test can do. It ends
// with its stdin.
//
// Each control is a POST with a JSON object, and answers with one:
//
//	/app        {kind, appid, secret, whitelist}  registers an account; kind is service, subscription, miniprogram, or kf with
//	                                              the corpid as appid, which has the customer service account desk
//	/whitelist  {appid, whitelist}                replaces the addresses that may call; null admits all
//	/callback   {appid, url, token, key, mode}    saves the callback as its owner does: {"error": …} is what the page says
//	/do         {appid, user, act, text, id}      follow, unfollow, say, scan, click, view, enter; choose presses item id of a menu, labelled
//	                                              text. In WeChat KF say, enter and choose
//	/shown      {appid, user}                     {"openid": …, "items": […]}: what the person's phone shows
//	/advance    {seconds}                         moves the platform's clock
//
// What it cannot do is {"error": …} with status 400.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	platform := wechattest.New(wechattest.Options{})
	defer platform.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for controls: %w", err)
	}
	c := &controls{platform: platform, accounts: map[string]account{}}
	server := &http.Server{Handler: c.handler(), ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener) //nolint:errcheck // it ends with ErrServerClosed
	defer server.Close()
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{"url": platform.URL, "control": "http://" + listener.Addr().String()}); err != nil {
		return fmt.Errorf("tell the addresses: %w", err)
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// controls is what a test does to the platform and to its people.
type controls struct {
	platform *wechattest.Server

	mu       sync.Mutex
	accounts map[string]account // by appid
}

// order is what a test asks for; only the fields of its control count.
type order struct {
	AppID     string   `json:"appid"`
	Kind      string   `json:"kind"`
	Secret    string   `json:"secret"`
	Desk      string   `json:"desk"`
	Whitelist []string `json:"whitelist"`
	URL       string   `json:"url"`
	Token     string   `json:"token"`
	Key       string   `json:"key"`
	Mode      string   `json:"mode"`
	User      string   `json:"user"`
	Act       string   `json:"act"`
	Text      string   `json:"text"`
	ID        string   `json:"id"`
	Seconds   float64  `json:"seconds"`
}

// shown is one thing on a phone.
type shown struct {
	By   string          `json:"by"`
	Type string          `json:"type"`
	Text string          `json:"text"`
	Body json.RawMessage `json:"body"`
}

func (c *controls) handler() http.Handler {
	mux := http.NewServeMux()
	for path, f := range map[string]func(context.Context, order) (any, error){
		"/app": c.register, "/whitelist": c.letIn, "/callback": c.saveCallback, "/do": c.act, "/shown": c.phone, "/advance": c.advance,
	} {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			var o order
			answer, err := any(nil), json.NewDecoder(r.Body).Decode(&o)
			if err == nil {
				answer, err = f(r.Context(), o)
			}
			w.Header().Set("Content-Type", "application/json")
			if err != nil {
				w.WriteHeader(http.StatusBadRequest)
				answer = map[string]string{"error": err.Error()}
			}
			json.NewEncoder(w).Encode(answer) //nolint:errcheck // the test may have gone
		})
	}
	return mux
}

func (c *controls) account(o order) (account, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a := c.accounts[o.AppID]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("no account %q", o.AppID)
}

func (c *controls) register(_ context.Context, o order) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if o.AppID == "" || c.accounts[o.AppID] != nil {
		return nil, fmt.Errorf("the appid %q is empty or taken", o.AppID)
	}
	if o.Kind == "kf" {
		corp := c.platform.AddCorp(wechattest.CorpConfig{CorpID: o.AppID, Secret: o.Secret, Whitelist: o.Whitelist})
		c.accounts[o.AppID] = desk{corp, corp.AddDesk(o.Desk, o.Desk)}
		return struct{}{}, nil
	}
	c.accounts[o.AppID] = app{c.platform.AddApp(wechattest.Config{Kind: wechattest.Kind(o.Kind), AppID: o.AppID, Secret: o.Secret, Whitelist: o.Whitelist})}
	return struct{}{}, nil
}

func (c *controls) letIn(_ context.Context, o order) (any, error) {
	a, err := c.account(o)
	if err != nil {
		return nil, err
	}
	a.SetWhitelist(o.Whitelist...)
	return struct{}{}, nil
}

func (c *controls) saveCallback(ctx context.Context, o order) (any, error) {
	a, err := c.account(o)
	if err != nil {
		return nil, err
	}
	a.SetCallback(wechattest.Callback{URL: o.URL, Token: o.Token, AESKey: o.Key, Mode: wechattest.Mode(o.Mode)})
	return struct{}{}, a.Verify(ctx)
}

func (c *controls) act(ctx context.Context, o order) (any, error) {
	a, err := c.account(o)
	if err != nil {
		return nil, err
	}
	do := a.acts(o)[o.Act]
	if do == nil {
		return nil, fmt.Errorf("nobody can %q", o.Act)
	}
	push, err := done(do)
	if err != nil {
		return nil, err
	}
	fate, err := push.Wait(ctx)
	if err == nil && !fate.Accepted {
		err = errors.New("the hub did not take it")
	}
	return struct{}{}, err
}

// done says as an error what the emulator panics of: that somebody writes who
// does not follow.
func done(do func() *wechattest.Push) (push *wechattest.Push, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return do(), nil
}

func (c *controls) phone(_ context.Context, o order) (any, error) {
	a, err := c.account(o)
	if err != nil {
		return nil, err
	}
	id, list := a.phone(o.User)
	items := []shown{}
	for _, m := range list {
		items = append(items, shown{By: m.By, Type: m.Type, Text: m.Text, Body: m.Body})
	}
	return map[string]any{"openid": id, "items": items}, nil
}

func (c *controls) advance(_ context.Context, o order) (any, error) {
	c.platform.Advance(time.Duration(o.Seconds * float64(time.Second)))
	return struct{}{}, nil
}
