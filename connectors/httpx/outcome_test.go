package httpx

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"
)

func TestHanded(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]io.Reader{"known": bytes.NewReader([]byte("four")), "unknown": io.MultiReader(bytes.NewReader([]byte("four")))} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1", body)
		if err != nil {
			t.Fatal(err)
		}
		req, handed := Handed(req)
		if _, err := io.ReadFull(req.Body, make([]byte, 3)); err != nil || handed() {
			t.Errorf("%s: three bytes are not four: %v", name, err)
		}
		if _, err := io.ReadAll(req.Body); err != nil || !handed() {
			t.Errorf("%s: all was read: %v", name, err)
		}
	}
	empty, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if _, handed := Handed(empty); !handed() {
		t.Error("there is nothing to hand over")
	}
}

// A request that is sent anew on another connection is watched there too.
func TestHandedAnew(t *testing.T) {
	t.Parallel()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1", bytes.NewReader([]byte("four")))
	if err != nil {
		t.Fatal(err)
	}
	req, handed := Handed(req)
	again, err := req.GetBody()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(again); err != nil || !handed() {
		t.Errorf("the second body was taken, and nobody saw: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{"": 0, "35": 35 * time.Second, "-1": 0, "soon": 0,
		"Sun, 22 Nov 2026 10:01:00 GMT": time.Minute, "Sun, 22 Nov 2026 09:00:00 GMT": 0} {
		if got := RetryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q: %v", value, got)
		}
	}
}
