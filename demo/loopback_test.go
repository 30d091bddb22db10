package demo

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors"
)

// TestInside: of what is asked for, only this machine is reached; and a name is
// not looked up.
func TestInside(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.RedirectHandler("http://shop.example.com/", http.StatusFound))
	t.Cleanup(server.Close)
	addr := strings.TrimPrefix(server.URL, "http://")
	dialed := []string{}
	env := Inside(connectors.Env{HTTP: &http.Client{Transport: http.DefaultTransport}, Dial: func(_ context.Context, _, addr string) (net.Conn, error) {
		dialed = append(dialed, addr)
		return nil, nil
	}})
	for _, url := range []string{"https://api.telegram.org/bot1:x/getMe", "http://localhost:1/", "http://10.0.0.1:80/", "http://127.0.0.1.example.com:80/", server.URL} {
		if _, err := env.HTTP.Get(url); !errors.Is(err, errOutside) { // the server's leads outside
			t.Errorf("%s: %v", url, err)
		}
	}
	for _, to := range []string{"imap.example.com:993", "192.168.1.1:143", "8.8.8.8:53", addr, "[::1]:25"} {
		if _, err := env.Dial(t.Context(), "tcp", to); err != nil && !errors.Is(err, errOutside) {
			t.Errorf("%s: %v", to, err)
		}
	}
	if strings.Join(dialed, " ") != addr+" [::1]:25" {
		t.Errorf("dialed %v", dialed)
	}
}
