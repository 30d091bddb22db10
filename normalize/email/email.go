// Package email reads mails as they are fetched from a mailbox, and turns them
// into envelopes: RFC 5322 and MIME, and what mailers make of them. It is pure:
// the same mail always gives the same envelope. IMAP, SMTP and who answers whom
// live in connectors/email.
//
// How mail's words map:
//
//   - The user is the address of From, its domain in lower case; where it is
//     missing, of Sender, Reply-To or Return-Path; "unknown@invalid" where a mail
//     has none at all. A mail is never refused.
//   - The external id is the Message-ID without its angles, and one that is made
//     of the mail where it has none. The key is the id with a digest of sender and
//     date, since some programs give all their mails one id.
//   - Refs are what a mail answers, the likeliest first: In-Reply-To, then
//     References from the last to the first. There are no threads here. What a token
//     of ours proves, the raw's header says: a conversation, or the mail that bounced,
//     which is then the first of the refs.
//   - Automatic is whatever no person wrote. Of that, what wants no answer is quiet:
//     automatic answers, reports of no mail that is known, our own that comes back, and
//     list mail, unless the list is an address of the account's.
//   - A bounce whose mail is named is a status of that mail: failed, or delivered, or
//     sent still where it is only late. A receipt is a read or a status. Where the mail is
//     not named, or cannot be one of ours, they are messages, and extra's kind says what they are.
//   - Content.Text is all of the text; extra's folds say which of it is quoted history
//     or a signature, and reply_text is the rest, for people who ask for it.
//   - Content.Media name their part of the raw; Part gives the bytes.
//   - Content.Extra holds the rest under "mail", which is Mail.
//
// Everything is bounded: 200 parts, 20 levels, 1 MiB of text, 256 KiB of header.
// What is beyond is left out, and extra says so.
package email

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize"
)

// Kind is a mail as it was fetched. Its raw's header may say "delivered_to", an
// address; "received_at", RFC 3339; "own", the account's addresses with commas
// between them; "historical", yes; what a token proved: "conversation", an id,
// and "bounced", the external id of a part; "loop", yes: the connector knows the
// mail as one that the account has sent; "omitted_size", the bytes of a mail that was
// not taken whole; and "reply_text", yes: Mail's is asked for. What a mail says of these
// itself is read by nobody: any hub in the world writes such fields.
const Kind = "email.message"

// Nobody is the user of a mail that names no sender.
const Nobody = "unknown@invalid"

const (
	maxSubject = 2000
	maxID      = 400
	maxRefs    = 100
)

// Table reads every kind.
func Table() normalize.Table { return normalize.Table{Kind: Normalize} }

// Mail is Content.Extra's "mail".
type Mail struct {
	Kind       string    `json:"kind"` // mail, bounce, auto_reply, list, receipt, complaint
	From       []address `json:"from,omitempty"`
	Sender     *address  `json:"sender,omitempty"` // where it is not From
	To         []address `json:"to,omitempty"`
	Cc         []address `json:"cc,omitempty"`
	Bcc        []address `json:"bcc,omitempty"`
	ReplyTo    []address `json:"reply_to,omitempty"`
	MessageID  string    `json:"message_id,omitempty"`
	InReplyTo  string    `json:"in_reply_to,omitempty"`
	References []string  `json:"references,omitempty"`
	ReplyText  string    `json:"reply_text,omitempty"` // the text without its folds, where it was asked for
	Folds      []fold    `json:"folds,omitempty"`      // what of the text is shown folded
	// Automatic says that no person wrote it: it must not be answered automatically.
	Automatic bool `json:"automatic,omitempty"`
	// Loop says that it is the account's own mail that came back.
	Loop bool `json:"loop,omitempty"`
	*Report
	ListID       string      `json:"list_id,omitempty"`
	Priority     string      `json:"priority,omitempty"` // high or low
	DeliveredTo  string      `json:"delivered_to,omitempty"`
	Forwarded    []forwarded `json:"forwarded,omitempty"`
	Calendar     *calendar   `json:"calendar,omitempty"`
	Signed       string      `json:"signed,omitempty"`    // pgp or smime; nobody checked it
	Encrypted    string      `json:"encrypted,omitempty"` // pgp or smime
	Defects      []string    `json:"defects,omitempty"`   // what is broken in it, by name
	Truncated    bool        `json:"truncated,omitempty"` // some of it is not in the envelope
	PartsOmitted int         `json:"parts_omitted,omitempty"`
	WholeSize    int64       `json:"whole_size,omitempty"` // bytes; the mailbox gave only the header and a text of it
}

// Normalize reads a mail. It gives one envelope for any mail; an error only says
// that the kind is another, or that there is nothing at all.
func Normalize(raw core.Raw) ([]core.Envelope, error) {
	if raw.Kind != Kind {
		return nil, fmt.Errorf("there is no kind %q", raw.Kind)
	}
	if strings.Trim(string(raw.Body[:min(len(raw.Body), 64)]), " \r\n\t\x00") == "" && len(raw.Body) <= 64 {
		return nil, fmt.Errorf("read %s: it is empty", Kind)
	}
	r := &reading{}
	top := r.readMail(raw.Body, "", 0, 0)
	g := &gatherer{reading: r, cids: map[string]string{}}
	content := g.content(top)
	m := g.people(top, raw)
	g.classify(top, m, content)

	content.Text, m.Folds, m.ReplyText = findFolds(content.Text, forwards(content.Subject))
	if m.Calendar = g.calendar; m.Calendar != nil {
		addInvitation(content, m)
	}
	m.Signed, m.Encrypted, m.Forwarded = g.signed, g.encrypted, g.forwarded
	m.Defects, m.PartsOmitted, m.WholeSize = g.defects, g.omitted, wholeSize(raw)
	m.Truncated = g.cut || g.omitted > 0 || m.WholeSize > 0
	if content.Kind == core.KindUnsupported {
		content.Text, m.Folds, m.ReplyText = "encrypted mail ("+m.Encrypted+")", nil, ""
	}
	if raw.Header["reply_text"] != "yes" {
		m.ReplyText = ""
	}
	return []core.Envelope{envelope(top, raw, m, content)}, nil
}

// addInvitation writes what an invitation says above the text.
func addInvitation(c *core.Content, m *Mail) {
	lines := m.Calendar.lines()
	if lines == "" {
		return
	}
	if c.Text == "" {
		c.Text, m.ReplyText = lines, lines
		return
	}
	moved := runes(lines) + 2
	c.Text, m.ReplyText = lines+"\n\n"+c.Text, lines+"\n\n"+m.ReplyText
	for i := range m.Folds {
		m.Folds[i].From, m.Folds[i].To = m.Folds[i].From+moved, m.Folds[i].To+moved
	}
}

// forwards reports a subject that says that the mail passes another on.
func forwards(subject string) bool {
	s := strings.ToLower(strings.TrimLeft(subject, " ["))
	for _, p := range []string{"fw:", "fwd:", "wg:", "tr:", "rv:", "enc:", "fs:", "vs:", "转发", "轉寄", "转:", "fw：", "fwd："} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// content reads what the mail says.
func (g *gatherer) content(top *part) *core.Content {
	s := g.walk(top)
	c := &core.Content{Kind: core.KindText, Subject: cut(top.h.text("subject"), maxSubject), Media: g.media}
	text := s.text
	if !s.hasText || strings.TrimSpace(text) == "" && s.hasHTML {
		text = htmlText(s.html)
	}
	if strings.TrimSpace(text) == "" && len(g.forwarded) > 0 {
		text = g.forwardedText(top)
	}
	if len(text) > maxText {
		g.cut = true
		text = cut(text, maxText)
	}
	c.Text = tidy(text)
	if s.hasHTML {
		h := s.html
		if len(h) > maxHTML {
			g.cut = true
			h = cut(h, maxHTML)
		}
		c.HTML = safeHTML(h, g.cids)
	}
	if begins := strings.TrimSpace(c.Text[:min(len(c.Text), 400)]); strings.Contains(begins, "-----BEGIN PGP MESSAGE-----") && g.encrypted == "" {
		g.encrypted = "pgp"
	} else if strings.Contains(begins, "-----BEGIN PGP SIGNED MESSAGE-----") && g.signed == "" {
		g.signed = "pgp"
	}
	switch {
	case c.Text != "":
	case g.encrypted != "":
		c.Kind = core.KindUnsupported
	case len(c.Media) > 0:
		c.Kind = c.Media[0].Kind
	}
	return c
}

// forwardedText is the text of the first mail in a mail that says nothing itself.
func (g *gatherer) forwardedText(top *part) string {
	f := g.forwarded[0]
	p := top.find(f.Part)
	if p == nil || p.message == nil {
		return ""
	}
	inner := &gatherer{reading: g.reading, cids: map[string]string{}, bytes: g.bytes}
	s := inner.walk(p.message)
	text := s.text
	if !s.hasText {
		text = htmlText(s.html)
	}
	head := f.Subject
	for _, a := range f.From {
		head = strings.TrimSpace(a.Name+" <"+a.Address+">") + "\n" + head
	}
	return head + "\n\n" + text
}

// people reads who wrote to whom, and about what.
func (g *gatherer) people(top *part, raw core.Raw) *Mail {
	h := top.h
	list := func(name string) []address { return addresses(strings.Join(h.all(name), ", "), h.hint) }
	m := &Mail{From: list("from"), To: list("to"), Cc: list("cc"), Bcc: list("bcc"), ReplyTo: list("reply-to"), MessageID: firstID(h.get("message-id")),
		DeliveredTo: deliveredTo(h, raw), Loop: raw.Header["loop"] == "yes", ListID: cut(h.text("list-id"), maxName)}
	if sender := list("sender"); len(sender) > 0 && (len(m.From) == 0 || !strings.EqualFold(sender[0].Address, m.From[0].Address)) {
		m.Sender = &sender[0]
	}
	m.References = ids(strings.Join(h.all("references"), " "))
	if answered := ids(h.get("in-reply-to")); len(answered) > 0 {
		m.InReplyTo = answered[0]
	}
	switch p := strings.ToLower(h.get("x-priority") + " " + h.get("importance") + " " + h.get("priority")); {
	case strings.ContainsAny(p, "12") || strings.Contains(p, "high") || strings.Contains(p, "urgent") && !strings.Contains(p, "non-urgent"):
		m.Priority = "high"
	case strings.ContainsAny(p, "45") || strings.Contains(p, "low") || strings.Contains(p, "non-urgent"):
		m.Priority = "low"
	}
	return m
}

// deliveredTo is the address that the mail came to, as the server says.
func deliveredTo(h header, raw core.Raw) string {
	if to := raw.Header["delivered_to"]; to != "" {
		return cleanAddress(core.CleanText(to), "")
	}
	for _, name := range []string{"delivered-to", "x-original-to", "envelope-to", "x-envelope-to"} {
		if a := addresses(h.get(name), h.hint); len(a) > 0 {
			return a[0].Address
		}
	}
	return ""
}

// user is who wrote.
func user(h header, m *Mail, came arrival) core.UserRef {
	candidates := append(onBehalf(h, m, came), m.From...)
	if m.Sender != nil {
		candidates = append(candidates, *m.Sender)
	}
	candidates = append(append(candidates, m.ReplyTo...), addresses(h.get("return-path"), h.hint)...)
	for _, want := range []string{"@", ""} {
		for _, a := range candidates {
			if a.Address != "" && strings.Contains(a.Address, want) {
				return core.UserRef{ExternalID: a.Address, Name: a.Name}
			}
		}
	}
	u := core.UserRef{ExternalID: Nobody}
	if len(m.From) > 0 {
		u.Name = m.From[0].Name
	}
	return u
}

// onBehalf are those for whom a form or a group sent a mail, from an address of the
// account's or one that takes no answers: whoever it names as its writer, or else
// those who are to be answered.
func onBehalf(h header, m *Mail, came arrival) []address {
	nobody := func(a address) bool { return came.isOwn(a.Address) || noReply.MatchString(a.Address) }
	if len(m.From) == 0 || !nobody(m.From[0]) || m.Loop {
		return nil
	}
	people := slices.DeleteFunc(append(addresses(h.get("x-original-from"), h.hint), m.ReplyTo...), nobody)
	name, _, via := strings.Cut(m.From[0].Name, " via ")
	for i := range people {
		if people[i].Name == "" && via {
			people[i].Name = strings.Trim(name, `'" `)
		}
	}
	return people
}

func envelope(top *part, raw core.Raw, m *Mail, c *core.Content) core.Envelope {
	came := readArrival(raw.Header)
	u := user(top.h, m, came)
	date := oneLine(clean(top.h.get("date")))
	e := core.Envelope{Version: core.EnvelopeVersion, Type: core.TypeMessage, User: u, Direction: core.In, SentAt: sentAt(top.h, raw),
		ExternalID: m.MessageID, Content: c, Refs: refs(came.bounced, m), Conversation: came.conversation, Historical: came.historical,
		Automatic: m.Automatic || m.Kind != "mail", Quiet: came.quiet(top.h, m, c.Subject)}
	if m.MessageID != "" {
		e.Key = "m:" + m.MessageID + ":" + digest(u.ExternalID, date)
	} else {
		d := digest(u.ExternalID, date, c.Subject, string(top.body))
		e.Key, e.ExternalID = "h:"+d, d+"@missing.invalid"
	}
	for _, a := range slices.Concat(m.To, m.Cc) {
		known := func(p core.UserRef) bool { return p.ExternalID == a.Address }
		if a.Address != "" && a.Address != u.ExternalID && a.Address != m.DeliveredTo && !came.isOwn(a.Address) && !slices.ContainsFunc(c.Participants, known) {
			c.Participants = append(c.Participants, core.UserRef{ExternalID: a.Address, Name: a.Name})
		}
	}
	if m.Report != nil {
		m.tell(&e, came)
	}
	extra, err := json.Marshal(map[string]*Mail{"mail": m})
	if err == nil { // it always is: Mail has nothing that JSON cannot say
		c.Extra = extra
	}
	return e
}

// digest is short, and the same for the same texts.
func digest(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		fmt.Fprintf(h, "%d:%s", len(t), t)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// sentAt is the time of Date; where it cannot be read, of the last Received, and
// else when the server had it.
func sentAt(h header, raw core.Raw) core.Time {
	if at, ok := parseDate(decodeWords(h.get("date"), h.hint)); ok {
		return at
	}
	for _, received := range h.all("received") {
		if i := strings.LastIndexByte(received, ';'); i >= 0 {
			if at, ok := parseDate(clean(received[i+1:])); ok {
				return at
			}
		}
	}
	var at core.Time
	if at.UnmarshalText([]byte(raw.Header["received_at"])) == nil {
		return at
	}
	return 0
}

// ids reads message ids, without their angles. Words between them are none.
func ids(v string) []string {
	v = clean(v)
	var out []string
	add := func(id string) {
		if id = cut(strings.Join(strings.Fields(id), ""), maxID); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	if !strings.Contains(v, "<") {
		for _, w := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }) {
			if w = strings.Trim(w, `<>"`); strings.Contains(w, "@") && len(out) < maxRefs {
				add(w)
			}
		}
		return out
	}
	all := strings.Split(v, "<")[1:]
	for _, s := range all[max(0, len(all)-maxRefs):] {
		id, _, _ := strings.Cut(s, ">")
		add(id)
	}
	return out
}

// firstID is a mail's own id; one without angles is kept as it is.
func firstID(v string) string {
	if all := ids(v); len(all) > 0 {
		return all[0]
	}
	return cut(strings.Join(strings.Fields(strings.Trim(clean(v), "<> \t\n")), ""), maxID)
}

// refs is what a mail is about and answers, the likeliest first.
func refs(bounced string, m *Mail) []string {
	var out []string
	add := func(id string) {
		if id != "" && id != m.MessageID && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	add(bounced)
	add(m.InReplyTo)
	for _, id := range slices.Backward(m.References) {
		add(id)
	}
	return out
}
