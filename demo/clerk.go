package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// How colleagues work.
const (
	glance    = 3 * time.Second  // between two looks at the list
	noticed   = 2 * time.Second  // a customer waits at least so long
	quietFor  = 30 * time.Second // without a word, a conversation that was answered is completed
	letterFor = 90 * time.Millisecond
	typeLeast = 3 * time.Second
	typeMost  = 10 * time.Second
	lookBack  = 12 // messages
)

// clerk is a colleague, who works by the agents' API as a program does.
type clerk struct {
	world *world
	api   *caller
	rand  *rand.Rand
}

// conversation is what a clerk sees of one.
type conversation struct {
	ID      string
	Seq     int64
	Contact struct{ ID, Name string }
	Waiting time.Time                  `json:"waiting_since"`
	LastAt  time.Time                  `json:"last_at"`
	Last    struct{ Direction string } `json:"last_message"`
}

// message is what a clerk sees of one.
type message struct {
	Seq        int64
	Direction  string
	Visibility string
	Text       string
	Content    struct{ Subject string }
}

type page[T any] struct{ Items []T }

// work looks at the clerk's conversations until ctx ends. What the hub refuses (a
// conversation was taken over, a customer is gone) is none of the clerk's business.
func (c *clerk) work(ctx context.Context) error {
	for pause(ctx, between(c.rand, glance, 2*glance)) {
		var refusal *refused
		if err := c.look(ctx); err != nil && !errors.As(err, &refusal) {
			return err
		} else if err != nil {
			c.world.Log.Debug("a colleague was refused", "error", err)
		}
	}
	return nil
}

// look answers who waits the longest, or ends what has come to its end.
func (c *clerk) look(ctx context.Context) error {
	var mine page[conversation]
	if err := c.api.call(ctx, http.MethodGet, "/conversations?view=mine&limit=100", nil, &mine); err != nil {
		return err
	}
	now := time.Now()
	var first *conversation
	for i, v := range mine.Items {
		switch {
		case !v.Waiting.IsZero():
			if now.Sub(v.Waiting) > noticed && (first == nil || v.Waiting.Before(first.Waiting)) {
				first = &mine.Items[i]
			}
		case v.Last.Direction == "out" && now.Sub(v.LastAt) > quietFor:
			return c.complete(ctx, v)
		}
	}
	if first == nil {
		return nil
	}
	return c.attend(ctx, *first)
}

// attend reads what a customer wrote and answers it.
func (c *clerk) attend(ctx context.Context, v conversation) error {
	var read page[message]
	if err := c.api.call(ctx, http.MethodGet, fmt.Sprintf("/conversations/%s/messages?after=%d", v.ID, max(0, v.Seq-lookBack)), nil, &read); err != nil {
		return err
	}
	var words strings.Builder
	for _, m := range read.Items {
		switch {
		case m.Direction == "out" && m.Visibility == "public":
			words.Reset()
		case m.Direction == "in":
			words.WriteString(m.Text + "\n")
		}
	}
	if err := c.api.call(ctx, http.MethodPut, "/conversations/"+v.ID+"/read", map[string]int64{"seq": v.Seq}, nil); err != nil {
		return err
	}
	who, known := c.world.script.person(v.Contact.Name)
	if !known {
		return c.answer(ctx, v, c.pick(c.world.script.Phrases["zh"].Sorry))
	}
	t, done, found := who.reply(words.String())
	phrases := c.world.script.Phrases[who.Language]
	switch {
	case !found && phrases.polite(words.String()):
		return c.complete(ctx, v)
	case done:
		if err := c.answer(ctx, v, c.pick(phrases.Welcome)); err != nil {
			return err
		}
		return c.complete(ctx, v)
	case !found || t.Answer == "":
		return c.answer(ctx, v, c.pick(phrases.Sorry))
	}
	if t.Note != "" {
		if err := c.post(ctx, v, t.Note, "note"); err != nil {
			return err
		}
	}
	return c.answer(ctx, v, t.Answer)
}

// answer types as long as a text takes, and sends it.
func (c *clerk) answer(ctx context.Context, v conversation, text string) error {
	if err := c.api.call(ctx, http.MethodPost, "/conversations/"+v.ID+"/typing", map[string]bool{"on": true}, nil); err != nil {
		return err
	}
	if !pause(ctx, min(typeMost, typeLeast+time.Duration(utf8.RuneCountInString(text))*letterFor)) {
		return nil
	}
	return c.post(ctx, v, text, "public")
}

func (c *clerk) post(ctx context.Context, v conversation, text, visibility string) error {
	return c.api.call(ctx, http.MethodPost, "/conversations/"+v.ID+"/messages",
		map[string]string{"client_message_id": uuid.NewString(), "text": text, "visibility": visibility}, nil)
}

func (c *clerk) complete(ctx context.Context, v conversation) error {
	return c.api.call(ctx, http.MethodPost, "/conversations/"+v.ID+"/steps", map[string]string{"kind": "complete"}, nil)
}

func (c *clerk) pick(list []string) string { return list[c.rand.IntN(len(list))] }
