package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// callMost bounds one call and its answer's size.
const (
	callMost   = 40 * time.Second
	answerMost = 8 << 20
)

// caller calls one of the hub's HTTP APIs.
type caller struct {
	base    string
	headers http.Header
	client  *http.Client
}

// newCaller calls the agents' API with a key.
func newCaller(agentsURL, key string) *caller {
	return &caller{base: agentsURL + "/api/v1", headers: http.Header{"Authorization": {"Bearer " + key}}, client: &http.Client{Timeout: callMost}}
}

// call sends body as JSON, unless it is nil, and decodes the answer into into,
// unless that is nil.
func (c *caller) call(ctx context.Context, method, path string, body, into any) error {
	var r io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return err
		}
		r = bytes.NewReader(b)
	}
	return c.send(ctx, method, path, "application/json", r, into)
}

// send sends what is encoded already.
func (c *caller) send(ctx context.Context, method, path, kind string, body io.Reader, into any) error {
	q, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	for name, values := range c.headers {
		q.Header[name] = values
	}
	if body != nil {
		q.Header.Set("Content-Type", kind)
	}
	resp, err := c.client.Do(q)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, answerMost))
	if err != nil {
		return err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		return &refused{status: resp.StatusCode, text: fmt.Sprintf("%s %s: %d %s", method, path, resp.StatusCode, b)}
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(b, into)
}

// refused is an answer of the hub that is no success.
type refused struct {
	status int
	text   string
}

func (r *refused) Error() string { return r.text }

// ready waits until the hub answers.
func (c *caller) ready(ctx context.Context, most time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for {
		err := c.call(ctx, http.MethodGet, "/me", nil, nil)
		if err == nil {
			return nil
		}
		if !pause(ctx, 50*time.Millisecond) {
			return fmt.Errorf("the hub does not answer: %w", err)
		}
	}
}
