package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// ask asks a control and returns the status with the answer.
func ask(t *testing.T, url, control string, in map[string]any) (status int, out map[string]any) {
	t.Helper()
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(url+control, "application/json", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, out
}

// What cannot be is refused with a sentence, so that a test of another language
// does not wait for what never comes.
func TestWhatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	platform := wechattest.New(wechattest.Options{})
	t.Cleanup(platform.Close)
	server := httptest.NewServer((&controls{platform: platform, accounts: map[string]account{}}).handler())
	t.Cleanup(server.Close)
	for _, c := range []struct {
		control string
		in      map[string]any
		status  int
		refusal string // empty: any, or none
	}{
		{"/app", map[string]any{"kind": "service", "appid": "wx1", "secret": "s"}, 200, ""},
		{"/app", map[string]any{"kind": "service", "appid": "wx1", "secret": "s"}, 400, `the appid "wx1" is empty or taken`},
		{"/app", map[string]any{"kind": "service"}, 400, `the appid "" is empty or taken`},
		{"/app", map[string]any{"kind": "kf", "appid": "ww1", "secret": "s", "desk": "wk1"}, 200, ""},
		{"/do", map[string]any{"appid": "wx2", "user": "li", "act": "say"}, 400, `no account "wx2"`},
		{"/do", map[string]any{"appid": "wx1", "user": "li", "act": "dance"}, 400, `nobody can "dance"`},
		{"/do", map[string]any{"appid": "ww1", "user": "li", "act": "follow"}, 400, `nobody can "follow"`},
		{"/do", map[string]any{"appid": "wx1", "user": "li", "act": "say", "text": "hello"}, 400, ""}, // does not follow
		{"/callback", map[string]any{"appid": "wx1", "url": "http://127.0.0.1:1/", "token": "t", "key": "k", "mode": "safe"}, 400, ""},
		{"/shown", map[string]any{"appid": "wx2", "user": "li"}, 400, `no account "wx2"`},
		{"/advance", map[string]any{"seconds": 60}, 200, ""},
	} {
		status, out := ask(t, server.URL, c.control, c.in)
		said, _ := out["error"].(string)
		if status != c.status || c.refusal != "" && said != c.refusal || (status == 400) != (said != "") {
			t.Errorf("%s %v: %d %q, want %d %q", c.control, c.in, status, said, c.status, c.refusal)
		}
	}
	status, out := ask(t, server.URL, "/shown", map[string]any{"appid": "wx1", "user": "li"})
	if items, ok := out["items"].([]any); status != 200 || !ok || len(items) != 0 || out["openid"] == "" {
		t.Errorf("a phone that shows nothing: %d %v", status, out)
	}
}
