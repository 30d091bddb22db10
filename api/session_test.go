package api_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

// people has the operations that only a browser can ask for.
var people = []struct {
	id, method, path, body string
	status                 int
}{
	{"set-up", "POST", "/setup", `{"token":"t","name":"李","email":"li@example.com","password":"a long password","locale":"zh-CN","time_zone":"Asia/Shanghai"}`, 200},
	{"accept-invitation", "POST", "/invitations/accept", `{"token":"t","name":"李","email":"li@example.com","password":"a long password"}`, 200},
	{"sign-in", "POST", "/session", `{"email":"li@example.com","password":"right"}`, 200},
	{"get-session", "GET", "/session", "", 200},
	{"change-password", "POST", "/me/password", `{"current":"a","new":"b"}`, 200},
	{"sign-out", "DELETE", "/session", "", 204},
}

func isOpen(h *hub, id string) bool {
	open, _ := operations(h)[id].Metadata["open"].(bool)
	return open
}

// browser is a page of the same origin that is signed in.
type browser struct {
	h           *hub
	token, csrf string
}

func (h *hub) browser() *browser {
	h.t.Helper()
	b := &browser{h: h}
	a := b.send("POST", "/session", `{"email":"li@example.com","password":"right"}`, nil)
	if a.status != 200 {
		h.t.Fatalf("sign in: %d %s", a.status, a.body)
	}
	b.token, b.csrf = tokenOf(a), a.json(h.t)["csrf"].(string)
	return b
}

func tokenOf(a answer) string {
	head, _, _ := strings.Cut(a.header.Get("Set-Cookie"), ";")
	return strings.TrimPrefix(head, "sb_session=")
}

// send sends as a browser does; headers change or (empty) take away.
func (b *browser) send(method, path, body string, headers map[string]string) answer {
	b.h.t.Helper()
	req, err := http.NewRequest(method, b.h.url+api.Prefix+path, strings.NewReader(body))
	if err != nil {
		b.h.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", b.h.url)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	if b.token != "" {
		req.Header.Set("Cookie", "other=1; sb_session="+b.token)
		req.Header.Set("X-CSRF-Token", b.csrf)
	}
	for k, v := range headers {
		if v == "" {
			req.Header.Del(k)
		} else {
			req.Header.Set(k, v)
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.h.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		b.h.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(raw)}
}

func TestASignInIsACookieThatNoScriptReads(t *testing.T) {
	t.Parallel()
	for url, secure := range map[string]bool{"": false, "http://hub.example": false, "https://hub.example": true} {
		h := start(t, func(o *api.Options) { o.AgentsURL = url })
		a := (&browser{h: h}).send("POST", "/session", `{"email":"li@example.com","password":"right"}`, nil)
		c := a.header.Get("Set-Cookie")
		for _, want := range []string{"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age="} {
			if !strings.Contains(c, want) {
				t.Errorf("%s is missing in %q", want, c)
			}
		}
		if strings.Contains(c, "; Secure") != secure {
			t.Errorf("at %q the cookie is %q", url, c)
		}
		if a.header.Get("Cache-Control") != "no-store" || strings.Contains(a.body, tokenOf(a)) {
			t.Errorf("%s, %s", a.header.Get("Cache-Control"), a.body)
		}
		if me := a.json(t)["me"].(map[string]any); me["name"] != "李" || me["permissions"] == nil {
			t.Errorf("me %v", me)
		}
	}
}

func TestASessionActsOnlyForAPageOfItsOwn(t *testing.T) {
	t.Parallel()
	h := start(t, func(o *api.Options) { o.AgentsURL = "https://hub.example" })
	b := h.browser()
	for name, c := range map[string]struct {
		headers map[string]string
		code    string
	}{
		"all right":              {nil, ""},
		"an older browser":       {map[string]string{"Sec-Fetch-Site": ""}, ""},
		"behind a proxy":         {map[string]string{"Sec-Fetch-Site": "", "Origin": "https://hub.example"}, ""},
		"no token":               {map[string]string{"X-CSRF-Token": ""}, api.CodeCSRF},
		"a token of another":     {map[string]string{"X-CSRF-Token": h.browser().csrf}, api.CodeCSRF},
		"another site":           {map[string]string{"Sec-Fetch-Site": "cross-site"}, api.CodeOrigin},
		"a neighbour":            {map[string]string{"Sec-Fetch-Site": "same-site"}, api.CodeOrigin},
		"another origin":         {map[string]string{"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, api.CodeOrigin},
		"another scheme":         {map[string]string{"Sec-Fetch-Site": "", "Origin": "http://hub.example"}, api.CodeOrigin},
		"an origin of nobody":    {map[string]string{"Sec-Fetch-Site": "", "Origin": "null"}, api.CodeOrigin},
		"nothing says where":     {map[string]string{"Sec-Fetch-Site": "", "Origin": ""}, api.CodeOrigin},
		"a token alone is wrong": {map[string]string{"X-CSRF-Token": "x"}, api.CodeCSRF},
	} {
		a := b.send("PUT", "/me/availability", `{"availability":"ready"}`, c.headers)
		if c.code == "" && a.status != 200 {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
		if c.code != "" {
			h.wantProblem(a, 403, c.code)
		}
	}
	if a := b.send("GET", "/me", "", map[string]string{"X-CSRF-Token": "", "Sec-Fetch-Site": "cross-site", "Origin": ""}); a.status != 200 {
		t.Errorf("reading needs a token: %d", a.status)
	}
	h.wantProblem((&browser{h: h}).send("POST", "/session", `{"email":"a@b.example","password":"right"}`,
		map[string]string{"Sec-Fetch-Site": "cross-site"}), 403, api.CodeOrigin)
}

func TestAKeyNeedsNeitherTokenNorOrigin(t *testing.T) {
	t.Parallel()
	h := start(t)
	a := h.browser().send("PUT", "/me/availability", `{"availability":"ready"}`, map[string]string{"Authorization": "Bearer owner",
		"X-CSRF-Token": "", "Sec-Fetch-Site": "cross-site", "Origin": "https://shop.example"})
	if a.status != 200 {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a.header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("another origin may read")
	}
	for _, c := range people {
		if !isOpen(h, c.id) {
			h.wantProblem(h.do(c.method, c.path, c.body), 403, api.CodeNeedsLogin)
		}
	}
}

func TestAnEndedSessionIsOverAtOnce(t *testing.T) {
	t.Parallel()
	h := start(t)
	b, other := h.browser(), h.browser()
	if b.token == other.token || b.csrf == other.csrf {
		t.Fatal("two sign-ins share a token")
	}
	a := b.send("DELETE", "/session", "", nil)
	if a.status != 204 || !strings.Contains(a.header.Get("Set-Cookie"), "Max-Age=0") {
		t.Fatalf("%d %q", a.status, a.header.Get("Set-Cookie"))
	}
	h.wantProblem(b.send("GET", "/me", "", nil), 401, "session.ended")
	if a := other.send("GET", "/me", "", nil); a.status != 200 {
		t.Errorf("another session ended too: %d", a.status)
	}
	// One that ends elsewhere.
	s := h.b.signIns[other.token].signIn
	if err := h.b.EndSession(t.Context(), core.Viewer{}, s.ID); err != nil {
		t.Fatal(err)
	}
	h.api.Forget(core.AccessChange{Agent: s.AgentID})
	h.wantProblem(other.send("GET", "/me", "", nil), 401, "session.ended")
}

func TestAPasswordChangeLeavesTheOldSessionBehind(t *testing.T) {
	t.Parallel()
	h := start(t)
	b := h.browser()
	a := b.send("POST", "/me/password", `{"current":"a","new":"b"}`, nil)
	if a.status != 200 || tokenOf(a) == b.token || a.json(t)["csrf"] == b.csrf {
		t.Errorf("%d, the same token: %v", a.status, tokenOf(a) == b.token)
	}
}

func TestAThrottledSignInSaysHowLong(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.fail("SignIn", &core.Problem{Status: 429, Code: "session.throttled", Text: "wait", RetryAfter: 90 * time.Second})
	a := (&browser{h: h}).send("POST", "/session", `{"email":"a@b.example","password":"x"}`, nil)
	h.wantProblem(a, 429, "session.throttled")
	if a.header.Get("Retry-After") != "90" {
		t.Errorf("Retry-After %q", a.header.Get("Retry-After"))
	}
	h.b.fail("SignIn", errors.New("database is gone"))
	h.wantProblem((&browser{h: h}).send("POST", "/session", `{"email":"a@b.example","password":"x"}`, nil), 500, api.CodeInternal)
}

func TestStrangersAreHeldToARate(t *testing.T) {
	t.Parallel()
	c := &clock{}
	h := start(t, func(o *api.Options) { o.Now = c.time })
	for range 100 {
		if a := h.as("", "GET", "/setup", ""); a.status != 200 {
			t.Fatal(a.status)
		}
	}
	h.wantProblem(h.as("", "GET", "/setup", ""), 429, api.CodeThrottled)
	if a := h.do("GET", "/me", ""); a.status != 200 {
		t.Errorf("a key waits with them: %d", a.status)
	}
	c.advance(time.Second)
	if a := h.as("", "GET", "/setup", ""); a.status != 200 {
		t.Errorf("after a second: %d", a.status)
	}
}

func TestAPersonWhoWritesHasRead(t *testing.T) {
	t.Parallel()
	h := start(t)
	const body = `{"client_message_id":"c1","text":"hi"}`
	if h.do("POST", thread+"/messages", body); h.b.last() != "Post "+anID+" c1 public text" {
		t.Errorf("a key's message: %s", h.b.last())
	}
	if h.browser().send("POST", thread+"/messages", body, nil); h.b.last() != "MarkRead "+anID+" 0" {
		t.Errorf("a person's message: %s", h.b.last())
	}
}

func TestLiveUpdatesSayNothingOfWhoLooks(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.conversations = threads(1)
	h.b.conversations[0].ReadSeq, h.b.conversations[0].HasDraft = 1, true
	c := h.do("GET", "/conversations", "").json(t)["items"].([]any)[0].(map[string]any)
	if c["read_seq"] != 1.0 || c["unread"] != 2.0 || c["draft"] != true || c["participants"] == nil {
		t.Errorf("%v", c)
	}
	var shared map[string]any
	if err := json.Unmarshal(api.LiveConversation(h.b.conversations[0]), &shared); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"read_seq", "unread", "draft"} {
		if _, ok := shared[key]; ok {
			t.Errorf("%s is in what all see", key)
		}
	}
}
