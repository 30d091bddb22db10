package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/switchboard-hub/switchboard/internal/porttest"
)

func freeAddr() (string, error) {
	port, err := porttest.Free()
	return fmt.Sprintf("127.0.0.1:%d", port), err
}

func waitHealthy(ctx context.Context, addrs ...string) error {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for _, addr := range addrs {
		for {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/healthz", nil)
			if err != nil {
				return err
			}
			resp, err := http.DefaultClient.Do(req)
			if err == nil {
				_ = resp.Body.Close()
				if resp.StatusCode == http.StatusOK {
					break
				}
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("the hub did not become ready: %w", ctx.Err())
			case <-tick.C:
			}
		}
	}
	return nil
}

// conn is a lean HTTP/1.1 client: the loader shares the cores with the hub.
type conn struct {
	c net.Conn
	r *bufio.Reader
}

func dial(addr string) (*conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &conn{c: c, r: bufio.NewReaderSize(c, 64<<10)}, nil
}

// do sends a whole request and reads the whole answer.
func (c *conn) do(request []byte) (status int, body []byte, err error) {
	_ = c.c.SetDeadline(time.Now().Add(30 * time.Second)) // a socket of ours takes deadlines
	if _, err := c.c.Write(request); err != nil {
		return 0, nil, err
	}
	line, err := c.r.ReadString('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("not an HTTP answer: %q", line)
	}
	if status, err = strconv.Atoi(line[9:12]); err != nil {
		return 0, nil, fmt.Errorf("not an HTTP answer: %q", line)
	}
	length := 0
	for {
		h, err := c.r.ReadString('\n')
		if err != nil {
			return status, nil, err
		}
		if h == "\r\n" {
			break
		}
		if k, v, ok := strings.Cut(h, ":"); ok && strings.EqualFold(k, "content-length") {
			if length, err = strconv.Atoi(strings.TrimSpace(v)); err != nil {
				return status, nil, err
			}
		}
	}
	body = make([]byte, length)
	_, err = io.ReadFull(c.r, body)
	return status, body, err
}

// request writes an HTTP/1.1 request with a JSON body, or none.
func request(method, path, host, header, body string) []byte {
	if body == "" {
		return fmt.Appendf(nil, "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", method, path, host, header)
	}
	return fmt.Appendf(nil, "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s", method, path, host, len(body), header, body)
}

// closedLoop keeps n connections busy for a time; each request waits for the
// answer before the next. It returns the latencies of what was answered 2xx.
func closedLoop(addr string, n int, d time.Duration, next func(worker, i int) []byte) (times []time.Duration, took time.Duration, refused int, err error) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	started := time.Now()
	deadline := started.Add(d)
	for w := range n {
		wg.Go(func() {
			c, derr := dial(addr)
			if derr != nil {
				mu.Lock()
				err = derr
				mu.Unlock()
				return
			}
			defer c.c.Close()
			var mine []time.Duration
			bad := 0
			for i := 0; time.Now().Before(deadline); i++ {
				req := next(w, i)
				t := time.Now()
				status, body, derr := c.do(req)
				if derr != nil {
					mu.Lock()
					err = derr
					mu.Unlock()
					break
				}
				if status >= 300 {
					bad++
					if bad == 1 {
						mu.Lock()
						err = fmt.Errorf("answered %d: %s", status, body)
						mu.Unlock()
					}
					continue
				}
				mine = append(mine, time.Since(t))
			}
			mu.Lock()
			times, refused = append(times, mine...), refused+bad
			mu.Unlock()
		})
	}
	wg.Wait()
	return times, time.Since(started), refused, err
}
