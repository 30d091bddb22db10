package telegramtest

import (
	"net/url"
	"regexp"
	"time"
)

// secretForm is the charset of secret_token (Bot API documentation,
// setWebhook).
var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// WebhookInfo of the Bot API documentation.
type webhookInfo struct {
	URL                  string   `json:"url"`
	HasCustomCertificate bool     `json:"has_custom_certificate"`
	PendingUpdateCount   int      `json:"pending_update_count"`
	IPAddress            string   `json:"ip_address,omitempty"`
	LastErrorDate        int64    `json:"last_error_date,omitempty"`
	LastErrorMessage     string   `json:"last_error_message,omitempty"`
	MaxConnections       int      `json:"max_connections,omitempty"`
	AllowedUpdates       []string `json:"allowed_updates,omitempty"`
}

func setWebhook(s *Server, q *request) (any, *apiError) {
	address := q.text("url")
	if address == "" {
		return deleteWebhook(s, q)
	}
	if refusal := checkWebhook(address, q.text("secret_token"), s.opts.StrictWebhookURL); refusal != nil {
		return nil, refusal
	}
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allow(q)
	b.endPoll(conflict("terminated by setWebhook request"))
	if q.flag("drop_pending_updates") {
		b.drop(0)
	}
	hook := newWebhook(b, address, q.text("secret_token"), int(q.clamped("max_connections", 40, 1, 100)))
	if b.hook != nil {
		b.hook.closed = true
	}
	b.hook = hook
	for _, u := range b.pending {
		if u.body != nil {
			hook.add(u)
		}
	}
	return described{true, "Webhook was set"}, nil
}

func checkWebhook(address, secret string, strict bool) *apiError {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return badRequest("invalid webhook URL specified")
	}
	if len(secret) > 256 {
		return badRequest("secret token is too long")
	}
	if !secretForm.MatchString(secret) {
		return badRequest("secret token contains unallowed characters")
	}
	if !strict {
		return nil
	}
	if u.Scheme != "https" {
		return badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	}
	switch u.Port() {
	case "", "443", "80", "88", "8443":
		return nil
	}
	return badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
}

func deleteWebhook(_ *Server, q *request) (any, *apiError) {
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	if q.flag("drop_pending_updates") {
		b.drop(0)
	}
	if b.hook == nil {
		return described{true, "Webhook is already deleted"}, nil
	}
	b.hook.closed = true
	b.hook = nil
	return described{true, "Webhook was deleted"}, nil
}

func getWebhookInfo(_ *Server, q *request) (any, *apiError) {
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	info := webhookInfo{PendingUpdateCount: b.pendingCount, AllowedUpdates: b.allowedList()}
	if h := b.hook; h != nil {
		info.URL, info.MaxConnections, info.IPAddress = h.url, h.most, "127.0.0.1"
		info.LastErrorMessage = h.lastError
		if !h.lastErrorAt.IsZero() {
			info.LastErrorDate = h.lastErrorAt.Unix()
		}
	}
	return info, nil
}

// webhook delivers the updates of one setWebhook. A new call makes a new one,
// so that deliveries on the way to the old address cannot disturb it. All
// fields are guarded by the bot's lock.
type webhook struct {
	bot         *bot
	url, secret string
	most        int // max_connections
	closed      bool
	busy        int // deliveries in flight
	lanes       map[int64]*lane
	ready       []*lane // lanes with something due and nothing in flight
	lastError   string
	lastErrorAt time.Time
}

// lane is what must stay in order: one chat, or with AnyChatOrder one update.
type lane struct {
	key     int64
	queue   []*update
	waiting bool // in flight, or pausing after a refusal
	pause   time.Duration
}

func newWebhook(b *bot, address, secret string, most int) *webhook {
	return &webhook{bot: b, url: address, secret: secret, most: most, lanes: make(map[int64]*lane)}
}

// add queues an update for delivery. The caller holds the bot's lock.
func (h *webhook) add(u *update) {
	key := u.fate.ChatID
	if h.bot.server.opts.AnyChatOrder || key == 0 {
		key = -u.fate.UpdateID << 20 // no chat has such an id
	}
	l := h.lanes[key]
	if l == nil {
		l = &lane{key: key}
		h.lanes[key] = l
	}
	l.queue = append(l.queue, u)
	if len(l.queue) == 1 && !l.waiting {
		h.due(l)
	}
}

// due makes a lane ready and finds it a worker. The caller holds the lock.
func (h *webhook) due(l *lane) {
	l.waiting = true
	h.ready = append(h.ready, l)
	if h.busy < h.most && !h.closed {
		h.busy++
		h.bot.server.workers.Add(1)
		go h.work()
	}
}
