package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Update is the fate of one update: how often it was handed to the bot and
// whether the bot took it, by a 2xx of its webhook or by a higher offset.
type Update struct {
	UpdateID   int64
	Type       string // "message", "callback_query", …
	ChatID     int64
	MessageID  int64
	Attempts   int
	Accepted   bool
	AcceptedAt time.Time
	Results    []string // of webhook deliveries: "200", "connection refused", …
}

// update is an Update with its body, which is dropped once accepted.
type update struct {
	fate Update
	body json.RawMessage
}

// offByDefault must be asked for (Bot API documentation, getUpdates).
var offByDefault = map[string]bool{"chat_member": true, "message_reaction": true, "message_reaction_count": true}

// push queues an update and returns its id, 0 when the bot has not asked for
// its type. The caller holds b.mu.
func (b *bot) push(kind string, chatID, messageID int64, fill func(id int64) []byte) int64 {
	if b.allowed != nil && !b.allowed[kind] || b.allowed == nil && offByDefault[kind] {
		return 0
	}
	id := b.nextUpdate
	b.nextUpdate++
	u := &update{fate: Update{UpdateID: id, Type: kind, ChatID: chatID, MessageID: messageID}, body: fill(id)}
	b.updates = append(b.updates, u)
	b.pending = append(b.pending, u)
	b.pendingCount++
	if b.poll != nil {
		b.poll.nudge()
	}
	if b.hook != nil {
		b.hook.add(u)
	}
	b.server.changes.announce()
	return id
}

func (b *bot) pushWire(kind string, chatID, messageID int64, u wireUpdate) int64 {
	return b.push(kind, chatID, messageID, func(id int64) []byte {
		u.UpdateID = id
		body, err := json.Marshal(u)
		if err != nil {
			panic(err) // our own shapes always marshal
		}
		return body
	})
}

// accept takes an update off the queue. The caller holds b.mu.
func (b *bot) accept(u *update, at time.Time) {
	if u.fate.Accepted {
		return
	}
	u.fate.Accepted, u.fate.AcceptedAt, u.body = true, at, nil
	b.pendingCount--
	for len(b.pending) > 0 && b.pending[0].body == nil {
		b.pending[0] = nil
		b.pending = b.pending[1:]
	}
}

// drop forgets what is queued (drop_pending_updates, negative offsets).
func (b *bot) drop(keep int) {
	var live []*update
	for _, u := range b.pending {
		if u.body != nil {
			live = append(live, u)
		}
	}
	cut := max(len(live)-keep, 0)
	for _, u := range live[:cut] {
		u.body = nil
		b.pendingCount--
	}
	b.pending = live[cut:]
}

// Updates returns the fate of every update of every bot, bot by bot.
func (s *Server) Updates() []Update {
	s.mu.RLock()
	bots := make([]*bot, 0, len(s.bots))
	for _, b := range s.bots {
		bots = append(bots, b)
	}
	s.mu.RUnlock()
	var list []Update
	for _, b := range bots {
		list = append(list, b.fates()...)
	}
	return list
}

// UpdatesOf returns the fate of every update of one bot, oldest first.
func (s *Server) UpdatesOf(token string) []Update { return s.mustBot(token).fates() }

func (b *bot) fates() []Update {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := make([]Update, len(b.updates))
	for i, u := range b.updates {
		list[i] = u.fate
	}
	return list
}

// Pending is the number of updates the bot has not accepted.
func (s *Server) Pending(token string) int {
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pendingCount
}

// WaitAccepted waits until the bot has accepted every update so far.
func (s *Server) WaitAccepted(ctx context.Context, token string) error {
	return s.Wait(ctx, func(s *Server) bool { return s.Pending(token) == 0 })
}

// Inject queues an update of any body; its update_id is set here. The type is
// its other field. It returns 0 when the bot has not asked for this type.
func (s *Server) Inject(token string, body json.RawMessage) (int64, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return 0, fmt.Errorf("inject update: %w", err)
	}
	delete(fields, "update_id")
	if len(fields) != 1 {
		return 0, fmt.Errorf("inject update: %d fields beside update_id, want 1", len(fields))
	}
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	for kind, payload := range fields {
		chatID, messageID := locate(payload)
		return b.push(kind, chatID, messageID, func(id int64) []byte {
			head := `{"update_id":` + strconv.FormatInt(id, 10) + `,` + strconv.Quote(kind) + `:`
			return append(append([]byte(head), bytes.TrimSpace(payload)...), '}')
		}), nil
	}
	return 0, nil
}

// locate reads the chat and message of a payload, wherever they are.
func locate(payload json.RawMessage) (chatID, messageID int64) {
	type place struct {
		Chat struct {
			ID int64 `json:"id"`
		} `json:"chat"`
		MessageID int64 `json:"message_id"`
	}
	var p struct {
		place
		Message place `json:"message"`
	}
	_ = json.Unmarshal(payload, &p) // a payload of another shape has no place
	if p.Chat.ID == 0 {
		p.place = p.Message
	}
	return p.Chat.ID, p.MessageID
}
