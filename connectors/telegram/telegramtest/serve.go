package telegramtest

import (
	"net/http"
	"strings"
	"time"
)

// method is one entry of the API. Calls that reach people are refused while
// the bot is throttled; the others (get*, webhooks) are not.
type method struct {
	handle  func(*Server, *request) (any, *apiError)
	reaches bool
}

// methods has lower-case names: the platform takes any case.
func methods() map[string]method {
	reach := func(handle func(*Server, *request) (any, *apiError)) method {
		return method{handle: handle, reaches: true}
	}
	table := map[string]method{
		"getme":          {handle: getMe},
		"getupdates":     {handle: getUpdates},
		"setwebhook":     {handle: setWebhook},
		"deletewebhook":  {handle: deleteWebhook},
		"getwebhookinfo": {handle: getWebhookInfo},
		"getfile":        {handle: getFile},
		"getchat":        {handle: getChat},

		"sendmessage":    reach(sendMessage),
		"sendlocation":   reach(sendLocation),
		"sendvenue":      reach(sendVenue),
		"sendcontact":    reach(sendContact),
		"sendmediagroup": reach(sendMediaGroup),
		"sendchataction": reach(sendChatAction),

		"editmessagetext":        reach(editMessageText),
		"editmessagecaption":     reach(editMessageCaption),
		"editmessagereplymarkup": reach(editMessageReplyMarkup),
		"deletemessage":          reach(deleteMessage),
		"answercallbackquery":    reach(answerCallbackQuery),
	}
	for _, kind := range mediaKinds {
		table["send"+kind] = reach(sendMedia(kind))
	}
	return table
}

// ServeHTTP routes /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, r, rest)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, found := strings.Cut(rest, "/")
	if !ok || !found {
		writeError(w, notFound())
		return
	}
	b, refusal := s.authorize(token)
	if refusal != nil {
		writeError(w, refusal)
		return
	}
	s.serveCall(w, r, b, name)
}

// authorize answers as the platform's front does: a token that cannot be one
// is an unknown address, one that could be but is not is unauthorized.
func (s *Server) authorize(token string) (*bot, *apiError) {
	if _, ok := tokenID(token); !ok {
		return nil, notFound()
	}
	b := s.bot(token)
	if b == nil || b.revoked.Load() {
		return nil, unauthorized()
	}
	return b, nil
}

func (s *Server) serveCall(w http.ResponseWriter, r *http.Request, b *bot, name string) {
	key := strings.ToLower(name)
	if key != "getupdates" {
		s.enter()
		defer s.leave()
	}
	start := time.Now()
	entry := Call{Method: name, At: s.opts.Now()}
	q, refusal := s.readRequest(b, key, r)
	if refusal != nil {
		s.finish(w, b, entry, start, nil, refusal)
		return
	}
	entry.Params = q.params
	fault := s.faults.take(b.token, key)
	if fault == nil {
		result, refusal := s.perform(q)
		s.finish(w, b, entry, start, result, refusal)
		return
	}
	entry.Fault = true
	s.performFaulty(w, q, fault, entry, start)
}

// perform is the call itself, with neither faults nor answer.
func (s *Server) perform(q *request) (any, *apiError) {
	m, known := s.methods[q.method]
	if !known {
		return nil, &apiError{Code: http.StatusNotFound, Description: "Not Found: method not found"}
	}
	if m.reaches {
		if wait := q.bot.throttledFor(s.opts.Now()); wait > 0 {
			return nil, tooMany(wait)
		}
	}
	return m.handle(s, q)
}

// finish answers and writes the log. The log comes first: a client that has
// its answer must find the call in the log.
func (s *Server) finish(w http.ResponseWriter, b *bot, entry Call, start time.Time, result any, refusal *apiError) {
	entry.Status = http.StatusOK
	if refusal != nil {
		entry.Status, entry.Description = refusal.Code, refusal.Description
	}
	s.log(b, entry, start)
	if refusal != nil {
		writeError(w, refusal)
		return
	}
	writeResult(w, result)
}

func (s *Server) log(b *bot, entry Call, start time.Time) {
	entry.Took = time.Since(start)
	b.calls.add(entry, strings.ToLower(entry.Method))
	if s.opts.OnCall != nil {
		s.opts.OnCall(entry)
	}
	s.changes.announce()
}
