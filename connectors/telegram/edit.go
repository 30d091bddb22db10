package telegram

import (
	"context"
	"encoding/json"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// Edit implements connectors.Editor. It changes the words only. All calls in
// this file end in the same state when they are repeated, so a failure of
// theirs is never uncertain.
func (c *Connector) Edit(ctx context.Context, a core.Account, external string, p core.Part) error {
	n, ok := parseName(external)
	if !ok {
		return noName().send
	}
	markup, f := keyboard(p.Content.Choices)
	if f != nil {
		return f.send
	}
	params := n.params()
	params["message_id"] = n.id
	params.AddNonEmpty("reply_markup", markup)
	if len(p.Content.Media) > 0 {
		f = c.edit(ctx, a, "caption", params, p.Content)
	} else if f = c.edit(ctx, a, "text", params, p.Content); f != nil && f.says("no text in the message to edit") {
		f = c.edit(ctx, a, "caption", params, p.Content) // it was sent with a file
	}
	if f == nil || f.says("message is not modified") {
		return nil
	}
	return f.send
}

// edit replaces the text or the caption; formatting that the platform cannot
// read is given up.
func (c *Connector) edit(ctx context.Context, a core.Account, what string, base tgbotapi.Params, t core.Content) *failure {
	method, format := "editMessageText", "entities"
	if what == "caption" {
		method, format = "editMessageCaption", "caption_entities"
	}
	m := &message{method: method, params: tgbotapi.Params{what: t.Text}}
	for k, v := range base {
		m.params[k] = v
	}
	m.format(format, t)
	for {
		_, f := c.call(ctx, a, request{method: m.method, params: m.params, repeatable: true})
		if f == nil || f.migrateTo != 0 || !m.adjust(f) {
			return f
		}
	}
}

// Delete implements connectors.Deleter. A message that is gone already is what
// was asked for.
func (c *Connector) Delete(ctx context.Context, a core.Account, _ core.UserRef, external string) error {
	n, ok := parseName(external)
	if !ok {
		return noName().send
	}
	q := request{method: "deleteMessage", params: tgbotapi.Params{"chat_id": n.chat, "message_id": n.id}, repeatable: true}
	if n.business != "" {
		q.method = "deleteBusinessMessages"
		q.params = tgbotapi.Params{"business_connection_id": n.business, "message_ids": "[" + n.id + "]"}
	}
	_, f := c.call(ctx, a, q)
	if f == nil || f.says("message to delete not found") || f.says("message_id_invalid") {
		return nil
	}
	return f.send
}

func noName() *failure {
	return rejected("message_id", "this message has no name on Telegram, so it cannot be changed")
}

// Typing implements connectors.Typer. The sign ends by itself after 5 seconds
// or with the next message; there is no call to end it.
func (c *Connector) Typing(ctx context.Context, a core.Account, to core.UserRef, on bool) error {
	if !on {
		return nil
	}
	params := place{chat: to.ExternalID}.params()
	params["action"] = "typing"
	if _, f := c.call(ctx, a, request{method: "sendChatAction", params: params, repeatable: true}); f != nil {
		return f.send
	}
	return nil
}

// Acknowledge implements connectors.Acknowledger: it ends the spinner on a
// pressed button. The id of the query is in the content's extra. A query that
// is too old has no spinner any more, so it counts as done.
func (c *Connector) Acknowledge(ctx context.Context, a core.Account, e core.Envelope) error {
	if e.Content == nil || len(e.Content.Extra) == 0 {
		return nil
	}
	var extra struct {
		Telegram struct {
			Query string `json:"callback_query_id"`
		} `json:"telegram"`
	}
	if err := json.Unmarshal(e.Content.Extra, &extra); err != nil || extra.Telegram.Query == "" {
		return nil // not a pressed button: nothing waits
	}
	params := tgbotapi.Params{"callback_query_id": extra.Telegram.Query}
	_, f := c.call(ctx, a, request{method: "answerCallbackQuery", params: params, repeatable: true})
	if f == nil || f.says("query is too old") || f.says("query_id_invalid") {
		return nil
	}
	return f.send
}
