package main_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core/store/pgtest"
)

// setupToken is what serve prints behind # while there is no owner.
var setupToken = regexp.MustCompile(`http://\S+/setup#token=(\S+)`)

func (n *node) printedTokens() (tokens []string) {
	for _, m := range setupToken.FindAllStringSubmatch(n.log.String(), -1) {
		tokens = append(tokens, m[1])
	}
	return tokens
}

// post sends JSON as a page of the hub does, with what the cookie jar holds.
func (n *node) post(path, csrf string, cookies []*http.Cookie, body any) (*http.Response, map[string]any) {
	n.t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		n.t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, "http://"+n.agents+"/api/v1"+path, bytes.NewReader(b))
	if err != nil {
		n.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", "http://"+n.agents)
	req.Header.Set("X-CSRF-Token", csrf)
	for _, c := range cookies {
		req.AddCookie(c)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		n.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		n.t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		n.t.Fatalf("%s: %d %q", path, resp.StatusCode, raw)
	}
	return resp, out
}

func TestServePrintsALinkThatMakesTheOwner(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "" }, "postgres": pgtest.Shared} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := &node{t: t, data: filepath.Join(t.TempDir(), "data"), database: url(t), log: newOutput(t), public: freeAddr(t), agents: freeAddr(t)}
			n.start()
			n.stop()
			n.start() // each start prints a link of its own
			tokens := n.printedTokens()
			if len(tokens) != 2 || tokens[0] == tokens[1] {
				t.Fatalf("tokens %v in\n%s", tokens, n.log.String())
			}
			person := map[string]string{"token": tokens[0], "name": "李", "email": "li@example.com", "password": "a long password", "locale": "zh-CN"}
			if resp, p := n.post("/setup", "", nil, person); resp.StatusCode != 401 || p["code"] != "setup.token" {
				t.Fatalf("an older link: %d %v", resp.StatusCode, p)
			}
			person["token"] = tokens[1]
			resp, session := n.post("/setup", "", nil, person)
			if resp.StatusCode != 200 {
				t.Fatalf("%d %v", resp.StatusCode, session)
			}
			if resp, p := n.post("/setup", "", nil, person); resp.StatusCode != 409 || p["code"] != "setup.done" {
				t.Fatalf("once more: %d %v", resp.StatusCode, p)
			}
			cookies := resp.Cookies()
			if resp, p := n.post("/live/token", "", cookies, nil); resp.StatusCode != 403 || p["code"] != "auth.csrf" {
				t.Fatalf("without the token of the page: %d %v", resp.StatusCode, p)
			}
			csrf, _ := session["csrf"].(string)
			if resp, token := n.post("/live/token", csrf, cookies, nil); resp.StatusCode != 200 || !strings.HasPrefix(token["token"].(string), "sbl_") {
				t.Fatalf("%d %v", resp.StatusCode, token)
			}
			n.stop()
			n.start() // a session outlives the hub, the offer does not
			if resp, p := n.post("/live/token", csrf, cookies, nil); resp.StatusCode != 200 {
				t.Fatalf("after a restart: %d %v", resp.StatusCode, p)
			}
			if len(n.printedTokens()) != 2 {
				t.Error("with an owner a link is printed")
			}
			n.stop()
		})
	}
}
