package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/emersion/go-message/mail"
	"github.com/google/uuid"
)

// mailPhone is somebody who writes mails to the shop.
type mailPhone struct {
	server  *mailServer
	person  *person
	shop    string
	subject string
	thread  []string // the ids of the mails so far; the next one answers the last
	replyTo string
	seen    int
}

// arrive begins a new thread.
func (m *mailPhone) arrive(_ context.Context, v visit) error {
	m.subject, m.thread, m.replyTo = v.Subject, nil, m.shop
	return nil
}

// typing is told to nobody.
func (m *mailPhone) typing(context.Context) error { return nil }

// leave is not seen.
func (m *mailPhone) leave(context.Context) error { return nil }

func (m *mailPhone) say(_ context.Context, l line) error {
	now := time.Now()
	id := uuid.NewString() + "@" + m.person.Email[strings.LastIndexByte(m.person.Email, '@')+1:]
	var h gomail.Header
	h.SetDate(now)
	h.SetMessageID(id)
	h.SetAddressList("From", []*gomail.Address{{Name: m.person.Name, Address: m.person.Email}})
	h.SetAddressList("To", []*gomail.Address{{Address: m.replyTo}})
	h.SetSubject(m.subject)
	if len(m.thread) > 0 {
		h.SetSubject("Re: " + m.subject)
		h.SetMsgIDList("In-Reply-To", m.thread[len(m.thread)-1:])
		h.SetMsgIDList("References", m.thread)
	}
	m.thread = append(m.thread, id)
	b, err := compose(h, l)
	if err != nil {
		return fmt.Errorf("write a mail: %w", err)
	}
	m.server.inbox.deliver(b, now)
	return nil
}

// compose writes a mail with its text, its HTML and its picture.
func compose(h gomail.Header, l line) ([]byte, error) {
	var b bytes.Buffer
	w, err := gomail.CreateWriter(&b, h)
	if err != nil {
		return nil, err
	}
	if err := composeText(w, l); err != nil {
		return nil, err
	}
	if l.Photo != "" {
		if err := attach(w, l.Photo); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return b.Bytes(), err
}

func composeText(w *gomail.Writer, l line) error {
	in, err := w.CreateInline()
	if err != nil {
		return err
	}
	rich := l.HTML
	if rich == "" {
		rich = "<p>" + strings.ReplaceAll(html.EscapeString(l.Text), "\n", "<br>") + "</p>"
	}
	for _, part := range []struct{ kind, text string }{{"text/plain", l.Text}, {"text/html", rich}} {
		var h gomail.InlineHeader
		h.SetContentType(part.kind, map[string]string{"charset": "utf-8"})
		to, err := in.CreatePart(h)
		if err != nil {
			return err
		}
		_, err = io.WriteString(to, part.text)
		if err := errors.Join(err, to.Close()); err != nil {
			return err
		}
	}
	return in.Close()
}

func attach(w *gomail.Writer, name string) error {
	photo, err := picture(name)
	if err != nil {
		return err
	}
	var h gomail.AttachmentHeader
	h.SetContentType(pictureType, nil)
	h.SetFilename(name + ".jpg")
	to, err := w.CreateAttachment(h)
	if err != nil {
		return err
	}
	_, err = to.Write(photo)
	return errors.Join(err, to.Close())
}

func (m *mailPhone) hear(ctx context.Context) ([]heard, error) {
	mails, err := m.server.wait(ctx, strings.ToLower(m.person.Email), m.seen)
	if err != nil {
		return nil, err
	}
	m.seen += len(mails)
	var fresh []heard
	for _, b := range mails {
		got, err := mail.ReadMessage(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("read a mail of the hub: %w", err)
		}
		m.thread = append(m.thread, strings.Trim(got.Header.Get("Message-Id"), "<> "))
		if a, err := mail.ParseAddress(got.Header.Get("Reply-To")); err == nil {
			m.replyTo = a.Address
		}
		fresh = append(fresh, heard{text: got.Header.Get("Subject")})
	}
	return fresh, nil
}
