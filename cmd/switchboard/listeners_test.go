package main_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestBoundsThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	n := &node{t: t, data: filepath.Join(t.TempDir(), "data")}
	for flag, want := range map[string]string{
		"--connections-per-user=-1":      "--connections-per-user: -1 is no number of live connections: give 1 or more",
		"--connections-per-address=-20":  "--connections-per-address: -20 is no number of live connections: give 1 or more",
		"--api-rate=-0.5":                "--api-rate: -0.5 is no number of requests a second: give one above 0",
		"--api-rate=NaN":                 "--api-rate: NaN is no number of requests a second",
		"--api-rate=Inf":                 "--api-rate: +Inf is no number of requests a second",
		"--public-connections=-1":        "--public-connections: -1 is no number of connections: give 1 or more",
		"--agents-connections=-1":        "--agents-connections: -1 is no number of connections: give 1 or more",
		"--public-connections=many":      "--public-connections",
		"--agents-connections=2.5":       "--agents-connections",
		"--public-connections=999999999": "--public-connections: 999999999 connections are more than this process may have: it may open ",
		"--agents-connections=999999999": "--agents-connections: 999999999 connections are more than this process may have: it may open ",
	} {
		if stderr, err := n.try(nil, "serve", flag); err == nil || !strings.Contains(stderr, want) {
			t.Errorf("%s: %v", flag, err)
		}
	}
	if _, err := os.Stat(n.data); !os.IsNotExist(err) {
		t.Errorf("a refused node has made its folder: %v", err)
	}
}

// A rate below one request in two seconds is a rate, and no default.
func TestASmallRateOfTheAPIHolds(t *testing.T) {
	t.Parallel()
	n := newNode(t, "", "--api-rate=0.01")
	n.start()
	for i, want := range []int{http.StatusOK, http.StatusTooManyRequests} {
		if status, err := n.call(http.MethodGet, "/accounts", nil, nil); status != want {
			t.Errorf("call %d is answered %d, not %d: %v", i+1, status, want, err)
		}
	}
}

// knock opens a connection and asks for the health: 200, 503, or 0 where the
// connection was reset before the answer was read.
func knock(t *testing.T, addr string) (nc net.Conn, status int) {
	t.Helper()
	nc, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = nc.Close() })
	if err := nc.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(nc, "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
	resp, err := http.ReadResponse(bufio.NewReader(nc), nil)
	if err != nil {
		return nc, 0
	}
	if resp.StatusCode == http.StatusServiceUnavailable && (resp.Header.Get("Retry-After") == "" || !resp.Close) {
		t.Errorf("turned away without saying for how long: %v", resp.Header)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	return nc, resp.StatusCode
}

// taken is how many connections a listener says that it has.
func (n *node) taken(listener string) int {
	n.t.Helper()
	open, err := strconv.Atoi(n.metric(`switchboard_connections{listener="` + listener + `"}`))
	if err != nil {
		n.t.Fatal(err)
	}
	return open
}

// The last place is given out, the next connection is turned away and counted, and
// a place that is free again is given out again.
func TestTheListenersKeepTheirBounds(t *testing.T) {
	t.Parallel()
	const public, agents = 5, 8
	n := newNode(t, "", "--public-connections", strconv.Itoa(public), "--agents-connections", strconv.Itoa(agents))
	n.start()
	for _, l := range []struct {
		name, addr string
		room       int
	}{{"public", n.public, public}, {"agents", n.agents, agents}} {
		full := `switchboard_connections_refused_total{listener="` + l.name + `",reason="full"}`
		if got := n.metric(full); got != "0" {
			t.Fatalf("%s: %s were turned away before anybody came", l.name, got)
		}
		// Clients that keep a connection for their next request, such as the one that
		// asks for the metrics, have places too.
		var held []net.Conn
		for free := l.room - n.taken(l.name); len(held) < free; {
			nc, status := knock(t, l.addr)
			if status != http.StatusOK {
				t.Fatalf("%s: connection %d of %d was answered %d", l.name, len(held)+1, free, status)
			}
			held = append(held, nc)
		}
		const tooMany = 3
		for range tooMany {
			if _, status := knock(t, l.addr); status != http.StatusServiceUnavailable && status != 0 {
				t.Errorf("%s: one too many was answered %d", l.name, status)
			}
		}
		if got := n.metric(full); got != strconv.Itoa(tooMany) || n.taken(l.name) != l.room {
			t.Errorf("%s: %s were turned away and %d are there, want %d and %d", l.name, got, n.taken(l.name), tooMany, l.room)
		}
		_ = held[0].Close()
		n.until(l.name+": the freed place is given out", func() bool { _, status := knock(t, l.addr); return status == http.StatusOK })
		for _, nc := range held {
			_ = nc.Close()
		}
	}
}
