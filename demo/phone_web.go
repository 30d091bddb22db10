package demo

import (
	"bytes"
	"context"
	"errors"
	"mime/multipart"
	"net/http"
	"net/textproto"

	"github.com/google/uuid"

	"github.com/switchboard-hub/switchboard/web"
)

// pollSeconds is how long the hub may hold a poll for news.
const pollSeconds = 20

// webPhone is a visitor of the web site, by the visitors' HTTP API.
type webPhone struct {
	person  *person
	account string
	page    *caller // below the account
	hub     *caller

	token  string
	stream string
	offset int64
	epoch  string
}

func newWebPhone(publicURL, account string, p *person) *webPhone {
	headers := http.Header{"Origin": {publicURL}}
	client := &http.Client{Timeout: callMost}
	return &webPhone{person: p, account: account, page: &caller{base: publicURL + web.Prefix + "/" + account, headers: headers, client: client},
		hub: &caller{base: publicURL, headers: headers, client: client}}
}

func (p *webPhone) arrive(ctx context.Context, _ visit) error {
	locale := "en"
	if p.person.Language == "zh" {
		locale = "zh-CN"
	}
	in := map[string]any{"token": p.token, "locale": locale,
		"page": map[string]string{"url": "https://www.hillside-tea.example/tea/longjing", "title": "明前龙井 Longjing", "referrer": ""}}
	var session web.Session
	if err := p.page.call(ctx, http.MethodPost, "/session", in, &session); err != nil {
		return err
	}
	p.token, p.stream, p.offset, p.epoch = session.Token, session.Stream.Channel, session.Stream.Offset, session.Stream.Epoch
	p.page.headers = http.Header{"Origin": p.hub.headers["Origin"], "Authorization": {"Bearer " + session.Token}}
	return p.page.call(ctx, http.MethodPost, "/contact", web.Contact{Name: p.person.Name, Email: p.person.Email}, nil)
}

func (p *webPhone) say(ctx context.Context, l line) error {
	in := map[string]any{"client_message_id": uuid.NewString(), "text": l.Text, "attachments": []any{}}
	if l.Photo != "" {
		id, err := p.upload(ctx, l.Photo)
		if err != nil {
			return err
		}
		in["attachments"] = []any{map[string]string{"upload": id}}
	}
	return p.page.call(ctx, http.MethodPost, "/messages", in, nil)
}

func (p *webPhone) upload(ctx context.Context, name string) (id string, err error) {
	photo, err := picture(name)
	if err != nil {
		return "", err
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="` + name + `.jpg"`}, "Content-Type": {pictureType}})
	if err != nil {
		return "", err
	}
	_, err = part.Write(photo)
	if err := errors.Join(err, form.Close()); err != nil {
		return "", err
	}
	var out web.Upload
	err = p.page.send(ctx, http.MethodPost, "/uploads", form.FormDataContentType(), &body, &out)
	return out.ID.String(), err
}

func (p *webPhone) typing(ctx context.Context) error {
	return p.page.call(ctx, http.MethodPost, "/typing", map[string]bool{"on": true}, nil)
}

// hear polls, as a browser does whose network breaks sockets; while it does, the
// visitor is seen to be there.
func (p *webPhone) hear(ctx context.Context) ([]heard, error) {
	for {
		items, err := p.poll(ctx)
		if err != nil {
			return nil, err
		}
		var fresh []heard
		for _, item := range items {
			if item.Type == "message" && item.Message != nil && item.Message.From != "visitor" {
				fresh = append(fresh, p.heard(*item.Message))
			}
		}
		if len(fresh) == 0 {
			continue
		}
		return fresh, p.page.call(ctx, http.MethodPost, "/read", map[string]int64{"upto": newest(items)}, nil)
	}
}

// newest is the offset of the newest message.
func newest(items []web.Item) (offset int64) {
	for _, item := range items {
		if item.Message != nil {
			offset = max(offset, item.Message.Offset)
		}
	}
	return offset
}

// poll asks for what is new in the visitor's stream.
func (p *webPhone) poll(ctx context.Context) ([]web.Item, error) {
	type position struct {
		Offset int64  `json:"offset"`
		Epoch  string `json:"epoch"`
	}
	stream, in := p.stream, map[string]any{"token": p.token, "wait": pollSeconds, "channels": map[string]position{p.stream: {p.offset, p.epoch}}}
	var out struct {
		Channels map[string]struct {
			position
			Publications []struct {
				Data web.Item `json:"data"`
			} `json:"publications"`
		} `json:"channels"`
	}
	if err := p.hub.call(ctx, http.MethodPost, "/connection/poll", in, &out); err != nil {
		return nil, err
	}
	var items []web.Item
	if news, ok := out.Channels[stream]; ok {
		for _, publication := range news.Publications {
			items = append(items, publication.Data)
		}
		p.offset, p.epoch = news.Offset, news.Epoch
	}
	return items, nil
}

// heard reads a message; one whose choices are scores is a question for a rating.
func (p *webPhone) heard(m web.Message) heard {
	h := heard{text: m.Text}
	if m.Rating != nil {
		h.rate = func(ctx context.Context, score int) error {
			return p.page.call(ctx, http.MethodPost, "/messages", map[string]any{"client_message_id": uuid.NewString(), "text": "", "attachments": []any{},
				"choice": web.ChoiceRequest{Message: m.ID, ID: ratingID(score)}}, nil)
		}
	}
	return h
}

// leave closes the page: nothing is asked any more.
func (p *webPhone) leave(context.Context) error { return nil }
