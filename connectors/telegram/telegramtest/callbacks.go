package telegramtest

import (
	"strconv"
	"time"
)

// callback is a pressed button that waits for its answer.
type callback struct {
	at       time.Time
	answered bool
}

// press keeps a query for its answer. The caller holds b.mu.
func (b *bot) press() string {
	id := strconv.FormatInt(b.self.ID*1000003+int64(len(b.callbacks))+1, 10)
	b.callbacks[id] = &callback{at: b.now()}
	return id
}

// maxCallbackText of the Bot API documentation, answerCallbackQuery.
const maxCallbackText = 200

func answerCallbackQuery(s *Server, q *request) (any, *apiError) {
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	id := q.text("callback_query_id")
	c := b.callbacks[id]
	now := b.now()
	if c == nil || c.answered || now.Sub(c.at) > s.opts.CallbackLife {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	if utf16Len(q.text("text")) > maxCallbackText {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	c.answered = true
	b.answers = append(b.answers, CallbackAnswer{
		QueryID: id, Text: q.text("text"), URL: q.text("url"), ShowAlert: q.flag("show_alert"), At: now,
	})
	return true, nil
}
