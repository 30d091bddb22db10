package httpx

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func serve(t *testing.T, h http.HandlerFunc) (string, *http.Client) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	client := New(Options{AllowPrivate: prefixes("127.0.0.0/8"), MaxResponse: 10_000})
	t.Cleanup(client.CloseIdleConnections)
	return server.URL, client
}

func TestResponseIsBounded(t *testing.T) {
	t.Parallel()
	for size, want := range map[int]error{9_999: nil, 10_000: nil, 10_001: ErrResponseTooLarge, 1 << 20: ErrResponseTooLarge} {
		url, client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Write(make([]byte, size)) //nolint:errcheck // the client leaves early
		})
		resp, err := client.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if !errors.Is(err, want) || len(body) != min(size, 10_000) {
			t.Errorf("%d bytes: read %d, %v", size, len(body), err)
		}
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	referers := make(chan string, 10)
	url, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/secret-path":
			http.Redirect(w, r, "/end", http.StatusTemporaryRedirect)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/inward":
			http.Redirect(w, r, "http://[::1]:1/", http.StatusFound)
		case "/end":
			referers <- r.Header.Get("Referer")
		}
	})
	resp, err := client.Get(url + "/secret-path")
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("a read is not followed: %v", err)
	}
	resp.Body.Close()
	if r := <-referers; r != "" {
		t.Errorf("the last URL went along: %q", r)
	}
	resp, err = client.Post(url+"/secret-path", "text/plain", strings.NewReader("x"))
	if err != nil || resp.StatusCode != http.StatusTemporaryRedirect {
		t.Errorf("a write was followed: %v %v", resp, err)
	} else {
		resp.Body.Close()
	}
	for path, want := range map[string]string{"/loop": "too many redirects", "/inward": "--allow-private ::1/128"} {
		if _, err := client.Get(url + path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestNoProxyFromEnvironment(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	client := New(Options{})
	inner := client.Transport.(*tracer).next.(*bounded).next.(*http.Transport)
	if inner.Proxy != nil {
		t.Error("the client would go through a proxy")
	}
}
