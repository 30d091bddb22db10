package email

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap"

	"github.com/switchboard-hub/switchboard/core"
)

// Bounds of what is fetched at once. Memory holds two batches: one is stored
// while the next is fetched.
const (
	batchMails = 200
	batchBytes = 16 << 20
	mailMax    = 50 << 20 // of a larger one only the header and a text are taken
	textMax    = 1 << 20  // of its header and of its text, each
	listMails  = 5000     // UIDs that are looked at in one list
	slowest    = 64 << 10 // bytes a second, which a link must do
)

// part is how much is taken of a mail that is not taken whole.
type part int

const (
	textToo part = iota
	noText
)

// entry is a mail of the folder, not yet fetched.
type entry struct {
	uid     uint32
	size    uint32
	arrived time.Time
}

// fetched is a mail as it is in the folder. Body is nil where it is gone.
type fetched struct {
	entry
	body    []byte
	omitted bool // it is too large, and not all of it is here
}

// list asks for the mails from a UID on, in order. last is the highest UID that
// was asked about; 0: all there are.
func (x *session) list(from, end uint32) (entries []entry, last uint32, err error) {
	set := new(imap.SeqSet)
	if from < end && end-from > listMails {
		last = from + listMails - 1
		set.AddRange(from, last)
	} else {
		set.AddRange(from, 0)
	}
	x.Timeout = x.timing.command
	found := map[uint32]entry{}
	err = x.fetch(set, []imap.FetchItem{imap.FetchUid, imap.FetchRFC822Size, imap.FetchInternalDate}, func(m *imap.Message) {
		_, sized := m.Items[imap.FetchRFC822Size]
		_, dated := m.Items[imap.FetchInternalDate]
		// from:* gives the last mail even where its UID is lower (RFC 9051 6.4.8).
		if m.Uid < from || !sized && !dated {
			return
		}
		e := found[m.Uid]
		e.uid = m.Uid
		if sized {
			e.size = m.Size
		}
		if dated {
			e.arrived = m.InternalDate
		}
		found[m.Uid] = e
	})
	return slices.SortedFunc(maps.Values(found), func(a, b entry) int { return cmp.Compare(a.uid, b.uid) }), last, err
}

// fetch runs one UID FETCH; each is called with every mail of its answer. A mail
// may come more than once: servers tell of flags that somebody changes in the
// midst of an answer, with the UID (RFC 3501 6.4.8, 7.4.2), and those have nothing
// of what was asked for.
func (x *session) fetch(set *imap.SeqSet, items []imap.FetchItem, each func(*imap.Message)) error {
	defer x.guard.asking()()
	messages := make(chan *imap.Message, 16)
	done := make(chan error, 1)
	go func() { done <- x.UidFetch(set, items, messages) }()
	for m := range messages { // to its end: the client stands still otherwise
		each(m)
	}
	return x.withheld(<-done)
}

// withheld explains a refusal to hand out mails. The connection's end is none.
func (x *session) withheld(err error) error {
	if err == nil || x.broken() {
		return err
	}
	return &fault{leg: legFolder, class: core.Retry, code: "withheld", err: said(err, x.s.IMAP.Password),
		text: x.s.IMAP.addr() + " does not hand out mails now; they stay in the mailbox, and are fetched again"}
}

// batch is how many of the entries are fetched at once: one at least.
func batch(entries []entry) int {
	bytes := 0
	for i, e := range entries {
		bytes += int(min(e.size, mailMax))
		if i > 0 && (bytes > batchBytes || e.size > mailMax || entries[i-1].size > mailMax) || i == batchMails {
			return i
		}
	}
	return len(entries)
}

// unreadable stands for a mail that the server does not hand out.
func unreadable(e entry, validity uint32) fetched {
	text := fmt.Sprintf("Message-ID: <%d.%d@unreadable.invalid>\r\nDate: %s\r\nSubject: A mail that cannot be read\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+
		"The mail server has a mail here that it does not hand out. Look for it in the mailbox itself.\r\n", validity, e.uid, e.arrived.Format(time.RFC1123Z))
	return fetched{entry: e, body: []byte(text), omitted: true}
}

// take fetches one batch whole. A mail that is gone meanwhile has no body.
func (x *session) take(entries []entry) ([]fetched, error) {
	if len(entries) == 1 && entries[0].size > mailMax {
		one, err := x.takeLarge(entries[0], textToo)
		return []fetched{one}, err
	}
	set, at, total := new(imap.SeqSet), map[uint32]int{}, 0
	mails := make([]fetched, len(entries))
	for i, e := range entries {
		set.AddNum(e.uid)
		at[e.uid], mails[i].entry = i, e
		total += int(e.size)
	}
	x.Timeout = x.timing.command + time.Duration(total/slowest)*time.Second
	section := &imap.BodySectionName{Peek: true}
	err := x.fetch(set, []imap.FetchItem{imap.FetchUid, section.FetchItem()}, func(m *imap.Message) {
		if body := literal(m.GetBody(section)); len(body) > 0 {
			if i, ok := at[m.Uid]; ok {
				mails[i].body = body
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for i, m := range mails { // Exchange tells sizes that it has estimated
		if len(m.body) > mailMax {
			m.size, mails[i].body = uint32(min(len(m.body), math.MaxUint32)), nil //nolint:gosec // bounded
			if mails[i], err = x.takeLarge(m.entry, textToo); err != nil {
				return nil, err
			}
		}
	}
	return mails, x.gone(mails)
}

// gone makes sure that the mails without a body are not in the folder any more.
func (x *session) gone(mails []fetched) error {
	set := new(imap.SeqSet)
	for _, m := range mails {
		if len(m.body) == 0 {
			set.AddNum(m.uid)
		}
	}
	if set.Empty() {
		return nil
	}
	x.Timeout = x.timing.command
	there, err := x.UidSearch(&imap.SearchCriteria{Uid: set})
	if err == nil && len(there) > 0 {
		err = fmt.Errorf("UID %d is there and has no body", there[0])
	}
	return x.withheld(err)
}

// literal is the bytes of one; go-imap has them in a buffer.
func literal(l imap.Literal) []byte {
	switch l := l.(type) {
	case nil:
		return nil
	case *bytes.Buffer:
		return l.Bytes()
	}
	b, _ := io.ReadAll(l) // from memory
	return b
}

// takeLarge takes the header of a mail, and the beginning of its text, where it is
// asked for. A text that there is and that does not come is an error: whoever asks
// then asks again.
func (x *session) takeLarge(e entry, how part) (fetched, error) {
	set := new(imap.SeqSet)
	set.AddNum(e.uid)
	x.Timeout = x.timing.command
	header := &imap.BodySectionName{Peek: true, BodyPartName: imap.BodyPartName{Specifier: imap.HeaderSpecifier}}
	items := []imap.FetchItem{imap.FetchUid, header.FetchItem()}
	if how == textToo {
		items = append(items, imap.FetchBodyStructure)
	}
	out := fetched{entry: e, omitted: true}
	var shape *imap.BodyStructure
	err := x.fetch(set, items, func(m *imap.Message) {
		if m.Uid != e.uid {
			return
		}
		if part := literal(m.GetBody(header)); len(part) > 0 {
			out.body = part[:min(len(part), textMax)]
		}
		if m.BodyStructure != nil {
			shape = m.BodyStructure
		}
	})
	if err == nil && out.body == nil {
		err = x.gone([]fetched{out})
	}
	path, size := textPath(shape)
	if err != nil || out.body == nil || path == nil {
		return out, err
	}
	return x.addText(out, path, size)
}

// addText puts the beginning of a mail's text below its header.
func (x *session) addText(out fetched, path []int, size uint32) (fetched, error) {
	set := new(imap.SeqSet)
	set.AddNum(out.uid)
	fields := &imap.BodySectionName{Peek: true, BodyPartName: imap.BodyPartName{Specifier: imap.MIMESpecifier, Path: path}}
	text := &imap.BodySectionName{Peek: true, BodyPartName: imap.BodyPartName{Path: path}, Partial: []int{0, textMax}}
	head := out.body
	came := size == 0
	err := x.fetch(set, []imap.FetchItem{imap.FetchUid, fields.FetchItem(), text.FetchItem()}, func(m *imap.Message) {
		if part := literal(m.GetBody(text)); m.Uid == out.uid && len(part) > 0 {
			out.body, came = withText(head, literal(m.GetBody(fields)), part[:min(len(part), textMax)]), true
		}
	})
	if err == nil && !came {
		err = x.withheld(fmt.Errorf("UID %d has a text of %d bytes, and it does not come", out.uid, size))
	}
	return out, err
}

// textPath finds the first text that is no attachment; nil: there is none, or the
// mail has no parts, so that its text is all of it. size is its bytes.
func textPath(shape *imap.BodyStructure) (path []int, size uint32) {
	if shape == nil {
		return nil, 0
	}
	shape.Walk(func(at []int, part *imap.BodyStructure) bool {
		if path == nil && strings.EqualFold(part.MIMEType, "text") && !strings.EqualFold(part.Disposition, "attachment") {
			path, size = slices.Clone(at), part.Size
		}
		return path == nil
	})
	return path, size
}

// withText is a mail of a header and one part of what belonged to it.
func withText(head, fields, text []byte) []byte {
	var out bytes.Buffer
	skip := false
	for line := range bytes.Lines(head) {
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
		if line[0] != ' ' && line[0] != '\t' {
			name, _, _ := bytes.Cut(line, []byte(":"))
			skip = strings.HasPrefix(strings.ToLower(string(name)), "content-")
		}
		if !skip {
			out.Write(line)
		}
	}
	out.Write(bytes.TrimRight(fields, "\r\n"))
	out.WriteString("\r\n\r\n")
	out.Write(text)
	return out.Bytes()
}
