package telegramtest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

func newDeliveryClient(opts Options) *http.Client {
	transport := opts.WebhookTransport
	if transport == nil {
		transport = &http.Transport{MaxIdleConnsPerHost: 100, IdleConnTimeout: time.Minute}
	}
	return &http.Client{
		Transport: transport,
		Timeout:   opts.WebhookTimeout,
		// A redirect is not a 2xx, so it is a refusal.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// work delivers from ready lanes until there are none left.
func (h *webhook) work() {
	b := h.bot
	defer b.server.workers.Done()
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(h.ready) > 0 && !h.closed {
		l := h.ready[0]
		h.ready[0] = nil
		h.ready = h.ready[1:]
		u := l.queue[0]
		if u.body == nil { // dropped meanwhile
			h.advance(l)
			continue
		}
		u.fate.Attempts++
		body := u.body
		b.mu.Unlock()
		result, failure := h.deliver(body)
		b.mu.Lock()
		h.settle(l, u, result, failure)
		b.server.changes.announce()
	}
	h.busy--
}

// settle books one attempt. The caller holds the lock.
func (h *webhook) settle(l *lane, u *update, result, failure string) {
	u.fate.Results = append(u.fate.Results, result)
	now := h.bot.now()
	if failure == "" {
		l.pause = 0
		if u.body != nil {
			h.bot.accept(u, now)
		}
		h.advance(l)
		return
	}
	h.lastError, h.lastErrorAt = failure, now
	opts := &h.bot.server.opts
	l.pause = min(max(2*l.pause, opts.RedeliverAfter), opts.RedeliverMax)
	time.AfterFunc(l.pause, func() {
		h.bot.mu.Lock()
		defer h.bot.mu.Unlock()
		if !h.closed {
			h.due(l)
		}
	})
}

// advance takes the first update off its lane. The caller holds the lock.
func (h *webhook) advance(l *lane) {
	l.queue[0] = nil
	l.queue = l.queue[1:]
	if len(l.queue) > 0 {
		h.ready = append(h.ready, l) // this worker goes on and will see it
		return
	}
	l.waiting = false
	delete(h.lanes, l.key)
}

// deliver makes one attempt; failure is empty for any 2xx, else the wording
// that getWebhookInfo shows.
func (h *webhook) deliver(body []byte) (result, failure string) {
	r, err := http.NewRequestWithContext(h.bot.server.life, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return "invalid URL", err.Error()
	}
	r.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	answer, err := h.bot.server.delivery.Do(r)
	if err != nil {
		return explain(err)
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, io.LimitReader(answer.Body, megabyte)) //nolint:errcheck // only to reuse the connection
	result = strconv.Itoa(answer.StatusCode)
	if answer.StatusCode/100 != 2 {
		failure = "Wrong response from the webhook: " + answer.Status
	}
	return result, failure
}

func explain(err error) (result, failure string) {
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return "timeout", "Read timeout expired"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused", "Connection refused"
	}
	return "connection closed", "Webhook connection closed"
}
