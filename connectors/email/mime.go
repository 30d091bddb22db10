package email

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"mime"
	"net/mail"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-message"

	"github.com/switchboard-hub/switchboard/core"
)

// loopField marks what the hub has sent, so that it knows its own mails when a
// list or a forwarding brings them back.
const loopField = "X-Switchboard-Loop"

const (
	maxRecipients = 100 // what any server takes (RFC 5321 4.5.3.1.8)
	maxReferences = 20
	maxMessageID  = 250
	maxSubject    = 500 // characters
	maxFileName   = 150 // characters
)

// letter is a mail before it is written.
type letter struct {
	From, ReplyTo *mail.Address
	To, Cc, Bcc   []*mail.Address
	Subject       string
	MessageID     string // without angles, as the two below
	InReplyTo     string
	References    []string
	Date          time.Time
	Loop          string
	Automatic     bool
	Unsubscribe   unsubscribe
	Text, HTML    string
	Inline, Files []core.Media
	person        string // the address of the conversation's person
	// Bounces is the envelope's sender, where reports go; empty: From.
	Bounces string
}

// unsubscribe is where one click ends a list of ours (RFC 8058): Content.Extra's
// "unsubscribe".
type unsubscribe struct {
	URL    string `json:"url"`
	Mailto string `json:"mailto"`
}

// letterOf puts together what a part says, without its files.
func (s settings) letterOf(a core.Account, p core.Part, now time.Time) (*letter, *failure) {
	t := s.tokens()
	l := &letter{
		MessageID: t.messageID(p.ID), Subject: cutRunes(oneLine(p.Content.Subject), maxSubject), Date: now, Loop: a.ID.String(),
		Automatic: p.Automatic, Bounces: t.bouncesTo(p.ID), Text: p.Content.Text, HTML: p.Content.HTML,
		person: asciiAddress(p.To.ExternalID),
	}
	if l.MessageID == "" {
		return nil, fail(core.Auth, "not_linked", "the account has not been linked completely: check it once more, or link it again")
	}
	if f := s.addressees(l, p); f != nil {
		return nil, f
	}
	if reply := t.replyTo(p.ConversationID); reply != "" {
		l.ReplyTo = &mail.Address{Name: l.From.Name, Address: reply}
	}
	l.InReplyTo, l.References = t.answered(p)
	if f := l.readUnsubscribe(p.Content.Extra); f != nil {
		return nil, f
	}
	l.sign(s.Signature)
	l.place(p.Content.Media, asciiDomain(s.domain()))
	return l, nil
}

// addressees reads who sends to whom.
func (s settings) addressees(l *letter, p core.Part) *failure {
	from := s.Address
	if alias := strings.ToLower(strings.TrimSpace(p.Content.From)); alias != "" {
		if from = alias; !slices.Contains(s.own(), from) {
			return rejected("alias_unknown", "“"+oneLine(p.Content.From)+"” is no address of this account: choose one of its own, or add it to the account's aliases")
		}
	}
	l.From = &mail.Address{Name: s.Name, Address: asciiAddress(from)}
	to := p.Content.To
	if len(to) == 0 {
		to = []core.UserRef{p.To}
	}
	seen := map[string]bool{}
	var f *failure
	for _, each := range []struct {
		into *[]*mail.Address
		list []core.UserRef
	}{{&l.To, to}, {&l.Cc, p.Content.Cc}, {&l.Bcc, p.Content.Bcc}} {
		if *each.into, f = readAddresses(each.list, seen); f != nil {
			return f
		}
	}
	if len(seen) > maxRecipients {
		return rejected("too_many_recipients", fmt.Sprintf("a mail goes to at most %d people: send it to some of them first", maxRecipients))
	}
	return nil
}

// answered returns what a mail answers, and its thread: the message that was
// quoted, or the last one that is not ours.
func (t tokens) answered(p core.Part) (inReplyTo string, references []string) {
	last := ""
	for _, id := range append(slices.Clone(p.Refs), p.ReplyTo) {
		if !sendableID(id) {
			continue
		}
		references = append(slices.DeleteFunc(references, func(r string) bool { return r == id }), id)
		if id == p.ReplyTo || !t.isOurs(id) {
			last = id
		}
	}
	if last == "" && len(references) > 0 {
		last = references[len(references)-1]
	}
	return last, references[max(0, len(references)-maxReferences):]
}

// sendableID reports an id that can stand in a header. One that ends in
// @missing.invalid was made by the normalizer, and no mailer knows it.
func sendableID(id string) bool {
	return len(id) <= maxMessageID && strings.Contains(id, "@") && !strings.ContainsAny(id, " <>,\"") && isASCII(id) &&
		!strings.HasSuffix(id, "@missing.invalid")
}

func (l *letter) readUnsubscribe(extra json.RawMessage) *failure {
	if len(extra) == 0 {
		return nil
	}
	var x struct {
		Unsubscribe unsubscribe `json:"unsubscribe"`
	}
	if json.Unmarshal(extra, &x) != nil {
		return rejected("extra_malformed", `extra must be an object such as {"unsubscribe":{"url":"https://…","mailto":"mailto:…"}}`)
	}
	for _, each := range []struct{ text, scheme string }{{x.Unsubscribe.URL, "https"}, {x.Unsubscribe.Mailto, "mailto"}} {
		u, err := url.Parse(each.text)
		if each.text != "" && (err != nil || u.Scheme != each.scheme || !isASCII(each.text) || strings.ContainsAny(each.text, " <>,\"")) {
			return rejected("unsubscribe_malformed", "unsubscribe takes a url that begins with https:// and a mailto that begins with mailto:, both percent-encoded")
		}
	}
	l.Unsubscribe = x.Unsubscribe
	return nil
}

// sign puts the signature below the text, in both forms.
func (l *letter) sign(signature string) {
	signature = strings.TrimSpace(signature)
	if signature == "" {
		return
	}
	if l.Text != "" || l.HTML == "" {
		l.Text = strings.TrimRight(l.Text, "\r\n ") + "\n\n-- \n" + signature
	}
	if l.HTML != "" {
		l.HTML += `<div class="signature" style="color:#666">-- <br>` + strings.ReplaceAll(html.EscapeString(signature), "\n", "<br>\n") + `</div>`
	}
}

// place tells images of the HTML from attachments: what stands there as
// cid:HASH is inside the mail.
func (l *letter) place(media []core.Media, domain string) {
	for _, m := range media {
		name := "cid:" + m.Blob
		if m.Blob == "" || !strings.Contains(l.HTML, name) {
			l.Files = append(l.Files, m)
			continue
		}
		l.HTML = strings.ReplaceAll(l.HTML, name, name+"@"+domain)
		l.Inline = append(l.Inline, m)
	}
}

// recipients lists every address that gets the mail.
func (l *letter) recipients() []string {
	var out []string
	for _, a := range slices.Concat(l.To, l.Cc, l.Bcc) {
		out = append(out, a.Address)
	}
	return out
}

// utf8 reports that only a server with SMTPUTF8 takes the mail (RFC 6531).
func (l *letter) utf8() bool {
	return !isASCII(strings.Join(append(l.recipients(), l.From.Address), ""))
}

// head writes the mail's header before what says how its body is written. Nobody
// in Bcc is in it.
func (l *letter) head(h *message.Header) {
	set := func(name, value string) {
		if value != "" {
			h.Add(name, value)
		}
	}
	// The library writes them from the last to the first.
	if l.Unsubscribe.URL != "" {
		set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	set("List-Unsubscribe", l.Unsubscribe.header())
	if l.Automatic {
		set("X-Auto-Response-Suppress", "All")
		set("Auto-Submitted", "auto-replied")
	}
	set(loopField, l.Loop)
	set("Mime-Version", "1.0")
	set("References", angled(l.References...))
	if l.InReplyTo != "" {
		set("In-Reply-To", angled(l.InReplyTo))
	}
	set("Message-Id", angled(l.MessageID))
	set("Date", l.Date.Format(time.RFC1123Z))
	set("Subject", mime.BEncoding.Encode("utf-8", l.Subject))
	set("Cc", written(l.Cc))
	set("To", written(l.To))
	if l.ReplyTo != nil {
		set("Reply-To", l.ReplyTo.String())
	}
	set("From", l.From.String())
}

func (u unsubscribe) header() string {
	var out []string
	for _, text := range []string{u.URL, u.Mailto} {
		if text != "" {
			out = append(out, "<"+text+">")
		}
	}
	return strings.Join(out, ", ")
}

func angled(ids ...string) string {
	if len(ids) == 0 {
		return ""
	}
	return "<" + strings.Join(ids, "> <") + ">"
}

// opener opens a stored file.
type opener func(ctx context.Context, m core.Media) (io.ReadCloser, *failure)

// write writes the mail: the text and its HTML are alternatives, images of the
// HTML are related to it, and attachments come behind. The body's parts are only
// those that there are.
func (l *letter) write(ctx context.Context, w io.Writer, domain string, open opener) error {
	top := body("text/plain", l.Text)
	switch {
	case l.HTML != "" && l.Text != "":
		top = multipart("alternative", top, l.related(domain))
	case l.HTML != "":
		top = l.related(domain)
	}
	files := make([]entity, len(l.Files))
	for i, m := range l.Files {
		files[i] = file(m, "attachment", "")
	}
	if len(files) > 0 {
		if l.Text != "" || l.HTML != "" {
			files = append([]entity{top}, files...)
		}
		top = multipart("mixed", files...)
	}
	l.head(&top.header)
	mw, err := message.CreateWriter(w, top.header)
	if err != nil {
		return fmt.Errorf("write a mail: %w", err)
	}
	if err := top.write(ctx, mw, open); err != nil || len(top.parts) > 0 {
		return err
	}
	_, err = io.WriteString(w, "\r\n") // a mail ends with a line's end
	return err
}

// related is the HTML with its images.
func (l *letter) related(domain string) entity {
	page := body("text/html", "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"+l.HTML+"\n</body></html>\n")
	if len(l.Inline) == 0 {
		return page
	}
	parts := []entity{page}
	for _, m := range l.Inline {
		parts = append(parts, file(m, "inline", "<"+m.Blob+"@"+domain+">"))
	}
	return multipart("related", parts...)
}

// entity is a part of a mail (RFC 2045): a text, a file, or parts.
type entity struct {
	header message.Header
	text   string
	file   *core.Media
	parts  []entity
}

func multipart(sort string, parts ...entity) entity {
	e := entity{parts: parts}
	e.header.SetContentType("multipart/"+sort, map[string]string{})
	return e
}

// body is a text. What is mostly not ASCII is shorter in base64.
func body(kind, text string) entity {
	text = strings.NewReplacer("\r\n", "\r\n", "\r", "\r\n", "\n", "\r\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	e := entity{text: text}
	e.header.SetContentType(kind, map[string]string{"charset": "utf-8"})
	encoding := "quoted-printable"
	if beyond := strings.Count(text, "") - 1; len(text)-beyond > len(text)/6 {
		encoding = "base64"
	}
	e.header.Set("Content-Transfer-Encoding", encoding)
	return e
}

// file is an attachment or an image inside. Its name stands in two forms, since
// some readers know only one: RFC 2231 and encoded words.
func file(m core.Media, disposition, id string) entity {
	e := entity{file: &m}
	name := fileName(m)
	kind, _, err := mime.ParseMediaType(m.MIME)
	if err != nil || !strings.Contains(kind, "/") || strings.HasPrefix(kind, "multipart/") || strings.HasPrefix(kind, "message/") {
		kind = "application/octet-stream" // RFC 2046 5.2.1: a mail may not be in base64
	}
	if id != "" {
		e.header.Set("Content-Id", id)
	}
	e.header.Set("Content-Transfer-Encoding", "base64")
	e.header.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": name}))
	e.header.Set("Content-Type", kind+`; name="`+strings.NewReplacer(`"`, `'`, `\`, "_").Replace(mime.BEncoding.Encode("utf-8", name))+`"`)
	return e
}

// fileName makes sure of a name without folders, with an ending.
func fileName(m core.Media) string {
	name := oneLine(strings.ToValidUTF8(path.Base(strings.ReplaceAll(m.Name, `\`, "/")), "_"))
	if name == "" || name == "." || name == "/" {
		name = "file"
	}
	ending := path.Ext(name)
	if ending == "" {
		if known, err := mime.ExtensionsByType(m.MIME); err == nil && len(known) > 0 {
			ending = known[0]
			name += ending
		}
	}
	if len([]rune(name)) > maxFileName && len(ending) <= 10 {
		name = cutRunes(strings.TrimSuffix(name, ending), maxFileName-len(ending)) + ending
	}
	return cutRunes(name, maxFileName)
}

func cutRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// write writes an entity into the writer that was made for it.
func (e entity) write(ctx context.Context, w *message.Writer, open opener) error {
	for _, p := range e.parts {
		part, err := w.CreatePart(p.header)
		if err != nil {
			return fmt.Errorf("begin a part: %w", err)
		}
		if err := p.write(ctx, part, open); err != nil {
			return err
		}
	}
	if err := e.fill(ctx, w, open); err != nil {
		return err
	}
	return w.Close()
}

// fill writes what an entity says itself.
func (e entity) fill(ctx context.Context, w io.Writer, open opener) error {
	if e.file == nil {
		_, err := io.WriteString(w, e.text)
		return err
	}
	r, f := open(ctx, *e.file)
	if f != nil {
		return f.send
	}
	defer r.Close()
	if _, err := io.Copy(w, r); err != nil {
		return fmt.Errorf("read %q: %w", fileName(*e.file), err)
	}
	return nil
}
