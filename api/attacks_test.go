package api_test

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"

	"github.com/cloudwego/hertz/pkg/app"

	"github.com/switchboard-hub/switchboard/api"
)

// Somebody who could plant a cookie in a browser does not know the session that
// its owner signs in to.
func TestASessionThatWasThereBeforeIsNotTakenOver(t *testing.T) {
	t.Parallel()
	h := start(t)
	planted := h.browser()
	victim := &browser{h: h, token: planted.token, csrf: planted.csrf}
	a := victim.send("POST", "/session", `{"email":"li@example.com","password":"right"}`, nil)
	if a.status != http.StatusOK || tokenOf(a) == "" || tokenOf(a) == planted.token {
		t.Fatalf("%d, the planted one: %v", a.status, tokenOf(a) == planted.token)
	}
	victim = &browser{h: h, token: "sbs_chosen-by-somebody"}
	if a := victim.send("POST", "/session", `{"email":"li@example.com","password":"right"}`, nil); tokenOf(a) == "" || tokenOf(a) == victim.token {
		t.Errorf("%d, the chosen one: %v", a.status, tokenOf(a) == victim.token)
	}
	h.wantProblem(victim.send("GET", "/me", "", nil), 401, "session.ended")
}

// Whoever has an IPv6 /64 has more addresses than could be counted.
func TestAnIPv6NetworkIsCountedAsOne(t *testing.T) {
	t.Parallel()
	n := 0
	c := &clock{}
	h := start(t, func(o *api.Options) {
		o.Now, o.AuthFailures = c.time, api.Rate{PerSecond: 1, Burst: 3}
		o.ClientAddr = func(*app.RequestContext) string { return fmt.Sprintf("2001:db8::%x", n) }
	})
	for n = range 3 {
		h.wantProblem(h.as("guess"+strconv.Itoa(n), "GET", "/me", ""), 401, api.CodeAuthInvalid)
	}
	n = 99
	h.wantProblem(h.as("guess", "GET", "/me", ""), 429, api.CodeThrottled)
	for n = range 100 {
		h.as("", "GET", "/setup", "")
	}
	n = 1000
	h.wantProblem(h.as("", "GET", "/setup", ""), 429, api.CodeThrottled)
}

func TestNoOtherOriginIsToldThatItMay(t *testing.T) {
	t.Parallel()
	h := start(t)
	for _, method := range []string{http.MethodOptions, http.MethodGet, http.MethodPost} {
		req, err := http.NewRequest(method, h.url+api.Prefix+"/session", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Origin", "https://evil.example")
		req.Header.Set("Access-Control-Request-Method", "POST")
		req.Header.Set("Access-Control-Request-Headers", "x-csrf-token")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		for name := range resp.Header {
			if len(name) > 14 && name[:14] == "Access-Control" {
				t.Errorf("%s is answered with %s", method, name)
			}
		}
		if resp.Header.Get("X-Frame-Options") != "DENY" || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", method, resp.Header)
		}
	}
}
