package api_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

func TestWrongRequestsAreExplained(t *testing.T) {
	t.Parallel()
	h := start(t)
	post := thread + "/messages"
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		code, location     string
	}{
		"not JSON":              {"POST", post, `{"text":`, 400, api.CodeMalformed, ""},
		"no body":               {"POST", post, ``, 400, api.CodeMalformed, ""},
		"an array":              {"POST", post, `[]`, 422, api.CodeInvalid, "body"},
		"no client id":          {"POST", post, `{"text":"x"}`, 422, api.CodeInvalid, "body"},
		"an empty client id":    {"POST", post, `{"client_message_id":"","text":"x"}`, 422, api.CodeInvalid, "body.client_message_id"},
		"a long client id":      {"POST", post, `{"client_message_id":"` + strings.Repeat("x", 129) + `","text":"x"}`, 422, api.CodeInvalid, "body.client_message_id"},
		"a null text":           {"POST", post, `{"client_message_id":"c","text":null}`, 422, api.CodeInvalid, "body.text"},
		"nothing to say":        {"POST", post, `{"client_message_id":"c"}`, 422, api.CodeInvalid, "body.text"},
		"spaces":                {"POST", post, `{"client_message_id":"c","text":" \n"}`, 422, api.CodeInvalid, "body.text"},
		"an unknown field":      {"POST", post, `{"client_message_id":"c","text":"x","visiblity":"note"}`, 422, api.CodeInvalid, "body.visiblity"},
		"a system line":         {"POST", post, `{"client_message_id":"c","text":"x","visibility":"system"}`, 422, api.CodeInvalid, "body.visibility"},
		"a choice without id":   {"POST", post, `{"client_message_id":"c","text":"x","choices":[{"label":"a"}]}`, 422, api.CodeInvalid, "body.choices[0]"},
		"an attachment of none": {"POST", post, `{"client_message_id":"c","attachments":[{"name":"a"}]}`, 422, api.CodeInvalid, "body.attachments[0]"},
		"a bad quote":           {"POST", post, `{"client_message_id":"c","text":"x","reply_to":"1"}`, 422, api.CodeInvalid, "body.reply_to"},
		"a bad id":              {"GET", "/conversations/42", ``, 422, api.CodeInvalid, "path.id"},
		"a bad id of bytes":     {"GET", "/attachments/42", ``, 422, api.CodeInvalid, "path.id"},
		"a bad filter":          {"GET", "/conversations?agent=me", ``, 422, api.CodeInvalid, "query.agent"},
		"an unknown status":     {"GET", "/conversations?status=open", ``, 422, api.CodeInvalid, "query.status"},
		"limit 0":               {"GET", "/conversations?limit=0", ``, 422, api.CodeInvalid, "query.limit"},
		"limit 201":             {"GET", post + "?limit=201", ``, 422, api.CodeInvalid, "query.limit"},
		"a limit of letters":    {"GET", post + "?limit=many", ``, 422, api.CodeInvalid, "query.limit"},
		"a negative seq":        {"GET", post + "?after=-1", ``, 422, api.CodeInvalid, "query.after"},
		"no words":              {"GET", "/search", ``, 422, api.CodeInvalid, "query.q"},
		"an internal step":      {"POST", thread + "/steps", `{"kind":"customer_message"}`, 422, api.CodeInvalid, "body.kind"},
		"a bad time":            {"POST", thread + "/steps", `{"kind":"snooze","until":"tomorrow"}`, 422, api.CodeInvalid, "body.until"},
		"an unknown decision":   {"POST", single + "/resolve", `{"decision":"retry"}`, 422, api.CodeInvalid, "body.decision"},
		"an unknown scope":      {"POST", "/keys", `{"name":"x","scopes":["everything"]}`, 422, api.CodeInvalid, "body.scopes[0]"},
		"too large":             {"POST", post, `{"client_message_id":"c","text":"` + strings.Repeat("x", 1<<20) + `"}`, 413, api.CodeTooLarge, ""},
		"no such path":          {"GET", "/nothing", ``, 404, api.CodeNoRoute, ""},
		"no such path below":    {"GET", thread + "/nothing", ``, 404, api.CodeNoRoute, ""},
		"the prefix alone":      {"GET", "", ``, 404, api.CodeNoRoute, ""},
		"another method":        {"DELETE", thread, ``, 405, api.CodeNoMethod, ""},
		"another method still":  {"PUT", post, ``, 405, api.CodeNoMethod, ""},
	} {
		p := h.wantProblem(h.do(c.method, c.path, c.body), c.status, c.code)
		if t.Failed() {
			t.Fatal(name)
		}
		if c.location == "" {
			continue
		}
		faults, _ := p["errors"].([]any)
		var places []string
		for _, f := range faults {
			places = append(places, f.(map[string]any)["location"].(string))
		}
		if len(places) == 0 || !strings.Contains(strings.Join(places, " "), c.location) {
			t.Errorf("%s: errors at %v, want %s", name, places, c.location)
		}
	}
	if h.b.last() != "" {
		t.Errorf("the backend was asked: %s", h.b.last())
	}
}

func TestABodyOfAnotherTypeIsRefused(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.wantProblem(h.send("owner", "POST", thread+"/messages", "text/xml", strings.NewReader("<a/>")), 415, api.CodeMediaType)
}

func TestValuesAreNotRepeatedInProblems(t *testing.T) {
	t.Parallel()
	h := start(t)
	for _, body := range []string{`{"email":"secret-value","name":"x","role":"y"}`, `{"password":"secret-value"`, `{"secret-value":1}{`} {
		if a := h.do("POST", "/agents", body); a.status < 400 || strings.Contains(a.body, "secret-value") {
			t.Errorf("%s: %d %s", body, a.status, a.body)
		}
	}
}

func TestAnAllowHeaderNamesTheMethods(t *testing.T) {
	t.Parallel()
	h := start(t)
	if got := h.do("DELETE", thread+"/messages", "").header.Get("Allow"); got != "GET, POST" {
		t.Errorf("Allow %q", got)
	}
}

func TestErrorsOfOurOwnTellNothingAndAreLogged(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{"error": errors.New("dial tcp 10.0.0.7: password x"), "panic": errors.New("panic"),
		"wrapped": errors.Join(errors.New("no problem"), errors.New("dial tcp 10.0.0.7"))} {
		h := start(t)
		h.b.fail("Keys", err)
		a := h.do("GET", "/keys", "")
		h.wantProblem(a, 500, api.CodeInternal)
		if strings.Contains(a.body, "10.0.0.7") || strings.Contains(a.body, "backend panics") {
			t.Errorf("%s: the answer tells %s", name, a.body)
		}
		if id := a.header.Get("X-Request-Id"); id == "" || !strings.Contains(h.log.String(), id) {
			t.Errorf("%s: the log has no request %q: %s", name, id, h.log.String())
		}
	}
}

func TestAWrappedProblemKeepsItsCode(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.fail("Keys", errors.Join(errors.New("list keys"), &core.Problem{Status: 403, Code: "auth.forbidden", Text: "You may not."}))
	h.wantProblem(h.do("GET", "/keys", ""), 403, "auth.forbidden")
}

// hanging is a backend whose database takes requests and answers none.
type hanging struct {
	*backend
	keys bool // it does not even look keys up
}

func (h *hanging) Authenticate(ctx context.Context, key string) (core.Viewer, core.APIKey, error) {
	if h.keys {
		<-ctx.Done()
		return core.Viewer{}, core.APIKey{}, ctx.Err()
	}
	return h.backend.Authenticate(ctx, key)
}

func (h *hanging) Post(ctx context.Context, _ core.Viewer, _ core.ID, _ core.Draft) (core.Message, bool, error) {
	<-ctx.Done()
	return core.Message{}, false, ctx.Err()
}

func TestADatabaseThatHangsKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]bool{"at the key": true, "at the message": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := start(t, func(o *api.Options) {
				o.Backend = &hanging{backend: newBackend(), keys: keys}
				o.Deadline = 20 * time.Millisecond
			})
			a := h.do("POST", thread+"/messages", `{"client_message_id":"c","text":"x"}`)
			h.wantProblem(a, 503, api.CodeTimeout)
			if a.header.Get("Retry-After") == "" {
				t.Error("nothing says when to ask again")
			}
		})
	}
}
