package telegramtest

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// Sent is one message a bot has sent, as it stands now. Messages come in the
// order in which the platform accepted them.
type Sent struct {
	Method       string // "sendmessage": what sent it
	ChatID       int64
	MessageID    int64
	Text         string // the text, or the caption
	Entities     []Entity
	Media        *Media // nil without a file
	Location     *Location
	Venue        *Venue // Location is set beside it
	Contact      *Contact
	ReplyTo      int64 // the message it answers, 0 for none
	ReplyMarkup  json.RawMessage
	MediaGroupID string
	Received     time.Time
	History      []string // former texts, oldest first: one for each edit
	Deleted      bool
}

// Media is the file of a message.
type Media struct {
	Kind     string // "photo", "document", …
	FileID   string
	Name     string
	MIMEType string
	Len      int64
	SHA256   string // hexadecimal
}

// Call is one request in a bot's log.
type Call struct {
	Method      string // as the client wrote it
	Params      map[string]string
	At          time.Time
	Took        time.Duration
	Status      int    // the HTTP status; 0 when no answer was given
	Description string // of the refusal, if the call was refused
	Fault       bool   // a fault was injected
}

// CallbackAnswer is an answer to a pressed button.
type CallbackAnswer struct {
	QueryID, Text, URL string
	ShowAlert          bool
	At                 time.Time
}

// Sent returns every message the bot has sent.
func (s *Server) Sent(token string) []Sent {
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	list := make([]Sent, len(b.sent))
	for i, m := range b.sent {
		list[i] = m.record()
	}
	return list
}

// SentCount is len(Sent), without copying: for conditions of Wait.
func (s *Server) SentCount(token string) int {
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.sent)
}

// WaitSent waits until the bot has sent n messages and returns the record.
func (s *Server) WaitSent(ctx context.Context, token string, n int) ([]Sent, error) {
	err := s.Wait(ctx, func(s *Server) bool { return s.SentCount(token) >= n })
	return s.Sent(token), err
}

// CallbackAnswers returns the accepted answers to pressed buttons.
func (s *Server) CallbackAnswers(token string) []CallbackAnswer {
	b := s.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]CallbackAnswer(nil), b.answers...)
}

// Calls returns the bot's last calls, oldest first; Options.CallLog bounds it.
func (s *Server) Calls(token string) []Call { return s.mustBot(token).calls.list() }

// CallCount is how many calls the bot has made to a method, in all, refused
// ones and faulty ones too. The method's name is in lower case.
func (s *Server) CallCount(token, method string) int { return s.mustBot(token).calls.count(method) }

func (m *stored) record() Sent {
	w := &m.message
	r := Sent{
		Method: m.method, ChatID: w.Chat.ID, MessageID: w.MessageID, Received: m.at,
		Text: w.Text, Entities: w.Entities, Media: m.media, ReplyMarkup: w.ReplyMarkup,
		Location: w.Location, Venue: w.Venue, Contact: w.Contact, MediaGroupID: w.MediaGroupID, History: m.history, Deleted: m.deleted,
	}
	if w.Caption != "" {
		r.Text, r.Entities = w.Caption, w.CaptionEntities
	}
	if w.ReplyTo != nil {
		r.ReplyTo = w.ReplyTo.MessageID
	}
	return r
}

// callLog is a ring with a lock of its own: calls are logged outside the bot's.
type callLog struct {
	mu     sync.Mutex
	size   int
	next   int
	ring   []Call
	counts map[string]int
}

func (l *callLog) add(c Call, method string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.counts == nil {
		l.counts = make(map[string]int)
	}
	l.counts[method]++
	if l.size <= 0 {
		return
	}
	if len(l.ring) < l.size {
		l.ring = append(l.ring, c)
		return
	}
	l.ring[l.next] = c
	l.next = (l.next + 1) % l.size
}

func (l *callLog) list() []Call {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append(append(make([]Call, 0, len(l.ring)), l.ring[l.next:]...), l.ring[:l.next]...)
}

func (l *callLog) count(method string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.counts[method]
}
