package email

import (
	"regexp"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// Report is what a server says of a mail: a bounce, a receipt or a complaint.
type Report struct {
	Recipient string `json:"recipient,omitempty"` // whom the mail was for
	Status    string `json:"status,omitempty"`    // of a bounce, RFC 3463: 5.1.1
	Action    string `json:"action,omitempty"`    // failed, delayed, delivered, relayed, expanded; of a receipt: displayed, deleted, …
	About     string `json:"about,omitempty"`     // the Message-ID of the mail it is about
	// Diagnostic is what the other server said.
	Diagnostic string   `json:"diagnostic,omitempty"`
	Recipients []Report `json:"recipients,omitempty"` // where there are several
}

const maxDiagnostic = 1000

// classify says of which kind a mail is, and reads what it reports.
func (g *gatherer) classify(top *part, m *Mail, c *core.Content) {
	h := top.h
	m.Automatic = automatic(h, m)
	m.Kind = "mail"
	own := reports(top)
	switch {
	case own.status != nil:
		m.Kind, m.Report = "bounce", g.deliveryStatus(own.status)
	case own.disposition != nil:
		m.Kind, m.Report = "receipt", g.receipt(own.disposition)
	case own.feedback != nil:
		m.Kind, m.Report = "complaint", g.complaint(own.feedback)
	case own.original != nil && strings.HasPrefix(strings.ToLower(c.Subject), "complaint about message from"): // as Outlook.com sends it
		m.Kind, m.Report = "complaint", &Report{}
	case textBounce(h, m, c):
		m.Kind, m.Report = "bounce", &Report{}
	case autoReply(h, c.Subject) || m.Loop:
		m.Kind = "auto_reply"
	case listMail(h):
		m.Kind = "list"
	}
	if m.Report == nil {
		return
	}
	m.Automatic = true
	g.original(own.original, m)
	if m.Kind == "bounce" {
		fromText(h, m, c)
	}
}

// reportParts are the parts of a report, wherever they are in the mail itself.
type reportParts struct{ status, disposition, feedback, original *part }

func reports(p *part) (out reportParts) {
	for _, c := range append([]*part{p}, p.children...) {
		switch c.kind {
		case "message/delivery-status", "message/global-delivery-status":
			out.status = c
		case "message/disposition-notification", "message/global-disposition-notification":
			out.disposition = c
		case "message/feedback-report":
			out.feedback = c
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers", "message/rfc822-headers", "message/partial":
			if out.original == nil {
				out.original = c
			}
		}
		if c != p && strings.HasPrefix(c.kind, "multipart/") && out.status == nil && p.kind != "multipart/alternative" {
			if in := reports(c); in.status != nil || in.disposition != nil || in.feedback != nil {
				if in.original == nil {
					in.original = out.original
				}
				out = in
			}
		}
	}
	return out
}

// fields reads the groups of fields of a report's part.
func (g *gatherer) fields(p *part) []header {
	body := g.decode(p, maxHeader)
	var out []header
	for len(body) > 0 && len(out) < 100 {
		h, rest, _ := splitHeader(body)
		if len(h.fields) > 0 {
			out = append(out, h)
		}
		if len(rest) >= len(body) {
			break
		}
		body = rest
	}
	return out
}

// typed is a value without its type, "rfc822; a@b".
func typed(h header, name string) string {
	v := decodeWords(h.get(name), "")
	if _, after, ok := strings.Cut(v, ";"); ok {
		v = after
	}
	return strings.TrimSpace(v)
}

// deliveryStatus reads RFC 3464 and RFC 6533. Of several recipients the worst tells.
func (g *gatherer) deliveryStatus(p *part) *Report {
	var all []Report
	for _, h := range g.fields(p) {
		one := Report{Action: oneWord(h.get("action")), Status: statusRE.FindString(h.get("status")), Diagnostic: cut(oneLine(clean(typed(h, "diagnostic-code"))), maxDiagnostic)}
		for _, name := range []string{"final-recipient", "original-recipient", "x-actual-recipient"} {
			if one.Recipient == "" {
				one.Recipient = reportedAddress(typed(h, name))
			}
		}
		if one.Recipient == "" && one.Action == "" && one.Status == "" {
			continue
		}
		if inDiagnostic := statusRE.FindString(one.Diagnostic); inDiagnostic != "" && (one.Status == "" || strings.HasSuffix(one.Status, ".0.0") && inDiagnostic[0] == one.Status[0]) {
			one.Status = inDiagnostic
		}
		one.settle()
		all = append(all, one)
	}
	if len(all) == 0 {
		return &Report{}
	}
	worst := all[0]
	for _, r := range all[1:] {
		if severity(r.Action) > severity(worst.Action) {
			worst = r
		}
	}
	if len(all) > 1 {
		worst.Recipients = all
	}
	return &worst
}

// settle fills in the action from the status, and the other way round.
func (r *Report) settle() {
	if r.Action == "" && r.Status != "" {
		r.Action = map[byte]string{'2': "delivered", '4': "delayed", '5': "failed"}[r.Status[0]]
	}
	if r.Status == "" {
		r.Status = map[string]string{"failed": "5.0.0", "delayed": "4.0.0", "delivered": "2.0.0"}[r.Action]
	}
}

func severity(action string) int {
	return map[string]int{"failed": 3, "delayed": 2, "delivered": 1}[action]
}

var (
	statusRE  = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	replyRE   = regexp.MustCompile(`\b([45]\d\d)[ \-]`)
	addressRE = regexp.MustCompile(`[\w.!#$%&'*+/=?^{|}~-]{1,64}@[\w-]+(?:\.[\w-]+){1,10}`)
	idLineRE  = regexp.MustCompile(`(?im)^[\s>|]*message-id:\s*<?([^<>\s]+@[^<>\s]+)>?`)
	toLineRE  = regexp.MustCompile(`(?im)^[\s>|]*(?:to|final-recipient|original-recipient):\s*(?:rfc822;)?\s*(.{3,200})$`)
	wordRE    = regexp.MustCompile(`[a-z-]+`)
)

func oneWord(v string) string { return cut(wordRE.FindString(strings.ToLower(v)), 40) }

func reportedAddress(v string) string {
	if a := addresses(v, ""); len(a) > 0 {
		return a[0].Address
	}
	return ""
}

// receipt reads RFC 8098.
func (g *gatherer) receipt(p *part) *Report {
	r := &Report{}
	for _, h := range g.fields(p) {
		if to := reportedAddress(typed(h, "final-recipient")); to != "" {
			r.Recipient = to
		} else if r.Recipient == "" {
			r.Recipient = reportedAddress(typed(h, "original-recipient"))
		}
		if id := firstID(h.get("original-message-id")); id != "" {
			r.About = id
		}
		if d := typed(h, "disposition"); d != "" {
			r.Action = oneWord(d)
		}
	}
	return r
}

// complaint reads RFC 5965.
func (g *gatherer) complaint(p *part) *Report {
	r := &Report{}
	for _, h := range g.fields(p) {
		r.Recipient = reportedAddress(h.get("original-rcpt-to"))
		r.Action = oneWord(h.get("feedback-type"))
	}
	return r
}

// original takes what is missing from the mail that came back. Where that was for
// several, it does not tell to whom it could not be delivered.
func (g *gatherer) original(p *part, m *Mail) {
	if p == nil {
		return
	}
	var h header
	if p.message != nil {
		h = p.message.h
	} else {
		h, _, _ = splitHeader(g.decode(p, maxHeader))
	}
	if m.About == "" {
		m.About = firstID(h.get("message-id"))
	}
	to := addresses(h.get("to"), h.hint)
	certain := len(to) == 1 && !h.has("cc") && !h.has("bcc")
	if m.Recipient == "" && len(to) > 0 && (certain || m.Kind != "bounce") {
		m.Recipient = to[0].Address
	}
}

// fromText takes what is missing from the text of a bounce.
func fromText(h header, m *Mail, c *core.Content) {
	text := cut(c.Text, 64<<10)
	r := m.Report
	failed := addresses(h.get("x-failed-recipients"), h.hint)
	if r.Recipient == "" && len(failed) > 0 {
		r.Recipient = failed[0].Address
	}
	if r.Recipient == "" {
		r.Recipient = namedIn(text, m)
	}
	if r.Status == "" {
		r.Status = statusRE.FindString(text)
		if r.Status == "" {
			if code := replyRE.FindStringSubmatch(text); len(code) > 1 && code[1] != "500" {
				r.Status = code[1][:1] + ".0.0"
			}
		}
	}
	if r.Action == "" && lateRE.MatchString(c.Subject) {
		r.Action = "delayed"
		if strings.HasPrefix(r.Status, "5") {
			r.Status = ""
		}
	}
	if r.Action == "" && (r.Status == "" || r.Status[0] != '5') {
		r.Action = "failed"
	}
	r.settle()
	if len(failed) > 1 && len(r.Recipients) == 0 && r.Action == "failed" {
		one := *r
		for _, a := range failed {
			one.Recipient = a.Address
			r.Recipients = append(r.Recipients, one)
		}
	}
	if id := idLineRE.FindStringSubmatch(text); r.About == "" && id != nil {
		r.About = cut(id[1], maxID)
	}
	if r.About == "" {
		r.About = m.InReplyTo
	}
	if r.About == "" && len(m.References) > 0 {
		r.About = m.References[len(m.References)-1]
	}
}

// namedIn is the recipient that a bounce's text names.
func namedIn(text string, m *Mail) string {
	for _, a := range addressRE.FindAllString(text, 20) {
		a = cleanAddress(a, "")
		ours := a == m.DeliveredTo
		for _, list := range [][]address{m.From, m.To} {
			for _, b := range list {
				ours = ours || strings.EqualFold(a, b.Address)
			}
		}
		if !ours && !daemonRE.MatchString(a) {
			return a
		}
	}
	if to := toLineRE.FindStringSubmatch(text); to != nil {
		return reportedAddress(to[1])
	}
	return ""
}

// tell makes the envelope what the report says, where it says of which mail.
func (m *Mail) tell(e *core.Envelope, came arrival) {
	about := came.reported(m.About)
	if about == "" || m.Kind == "complaint" {
		return
	}
	if e.Status, e.Error = m.outcome(m.Kind); e.Status == "" {
		return
	}
	e.Type = core.TypeStatus
	if e.Status == core.DeliveryRead {
		e.Type, e.Status = core.TypeRead, ""
	}
	e.Refs, e.Quiet = []string{about}, false
	each := m.Recipients
	if len(each) == 0 {
		each = []Report{*m.Report}
	}
	for _, r := range each {
		if m.Kind == "receipt" && r.Recipient == "" { // who reads it says so
			r.Recipient = e.User.ExternalID
		}
		if status, why := r.outcome(m.Kind); status != "" && r.Recipient != "" {
			e.Recipients = append(e.Recipients, core.Reached{Address: r.Recipient, Status: status, Error: why})
		}
	}
}

// outcome is how far a mail got by what a report says; empty: it does not say.
func (r *Report) outcome(kind string) (core.Delivery, *core.Failure) {
	switch {
	case kind == "receipt" && r.Action == "displayed":
		return core.DeliveryRead, nil
	case kind == "receipt":
		return core.DeliveryDelivered, nil
	case r.Action == "failed":
		return core.DeliveryFailed, r.failure()
	case r.Action == "delayed":
		return core.DeliverySent, nil
	case r.Action == "delivered" || r.Action == "relayed" || r.Action == "expanded":
		return core.DeliveryDelivered, nil
	}
	return "", nil
}

// failure says what a bounce means for the next step, by RFC 3463: a full mailbox
// and whatever is 4.x.x may be tried later; size, content and policy (5.2.3, 5.3.4,
// 5.6.x, 5.7.x) refuse this mail; any other 5.x.x is an address that takes none.
func (r *Report) failure() *core.Failure {
	said := r.Diagnostic
	if said == "" {
		said = r.Status
	}
	f := func(class core.Class, code, text string) *core.Failure {
		return &core.Failure{Class: class, Code: "email." + code, Text: text + ": " + said}
	}
	s := r.Status
	switch {
	case s == "5.2.2":
		return f(core.Retry, "mailbox_full", "the mailbox is full; try again later")
	case strings.HasPrefix(s, "4"):
		return f(core.Retry, "expired", "the other server could not be reached or did not take the mail in time; try again later")
	case s == "5.2.3" || s == "5.3.4":
		return f(core.Rejected, "too_large", "the mail is too large for the other server")
	case strings.HasPrefix(s, "5.6.") || strings.HasPrefix(s, "5.7."):
		return f(core.Rejected, "refused", "the other server refuses this mail")
	}
	return f(core.Gone, "bounced", "the address takes no mail; check it or ask for another")
}
