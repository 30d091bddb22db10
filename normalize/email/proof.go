package email

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// arrival is what the mailbox knows of a mail beside its bytes: the raw's header.
type arrival struct {
	own          []string // the account's addresses, in lower case
	conversation core.ID  // proven by a token in an address that the mail came to
	bounced      string   // the external id of a part, proven in the same way
	historical   bool
}

func readArrival(header map[string]string) arrival {
	a := arrival{bounced: cut(core.CleanText(header["bounced"]), maxID), historical: header["historical"] == "yes"}
	a.conversation, _ = core.ParseID(header["conversation"]) // one that is none proves nothing
	for _, own := range strings.Split(strings.ToLower(header["own"]), ",") {
		if own = strings.TrimSpace(own); own != "" {
			a.own = append(a.own, own)
		}
	}
	return a
}

// wholeSize is how large a mail is that was not taken whole; 0: it was.
func wholeSize(raw core.Raw) int64 {
	n, err := strconv.ParseInt(raw.Header["omitted_size"], 10, 64)
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// isOwn reports whether an address is one of the account's, with a detail or not.
// Behind a minus only our own tokens are details: sales-team is no detail of sales.
func (a arrival) isOwn(address string) bool {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	return slices.ContainsFunc(a.own, func(own string) bool {
		ours, host, _ := strings.Cut(own, "@")
		rest, begins := strings.CutPrefix(local, ours)
		return begins && domain == host && (rest == "" || rest[0] == '+' || tokenRE.MatchString(rest))
	})
}

// The forms of what the account names: the detail of an address, and an id.
var (
	tokenRE = regexp.MustCompile(`^[+-][bc]\.[0-9a-v]{26}\.[0-9a-v]{13}$`)
	idRE    = regexp.MustCompile(`^[0-9a-v]{26}\.[0-9a-v]{13}@`)
)

// reported returns the mail that a report is about, where it may be one of ours:
// it is proven, or has the form of our ids. Where the account's addresses are not
// known, neither is that form asked for.
func (a arrival) reported(about string) string {
	if a.bounced != "" {
		return a.bounced
	}
	if len(a.own) == 0 || idRE.MatchString(about) {
		return about
	}
	return ""
}

// grouped reports mail to a list that is an address of the account's: people write
// to it who want an answer.
func (a arrival) grouped(h header) bool {
	posts := addresses(strings.Trim(strings.ReplaceAll(h.get("list-post"), "mailto:", ""), " "), h.hint)
	if slices.ContainsFunc(posts, func(p address) bool { return a.isOwn(p.Address) }) {
		return true
	}
	_, id, _ := strings.Cut(strings.ToLower(h.get("list-id")), "<")
	id, _, _ = strings.Cut(id, ">")
	return slices.ContainsFunc(a.own, func(own string) bool { return id == strings.Replace(own, "@", ".", 1) })
}

// answers reports mail that answers one of ours: a token came with it, or it names
// a mail that has the form of our ids, in a domain of ours where they are known.
func (a arrival) answers(m *Mail) bool {
	_, domain, _ := strings.Cut(strings.ToLower(m.InReplyTo), "@")
	ours := len(a.own) == 0 || slices.ContainsFunc(a.own, func(own string) bool { return strings.HasSuffix(own, "@"+domain) })
	return !a.conversation.IsZero() || ours && idRE.MatchString(m.InReplyTo)
}

// quiet reports mail that asks nobody for an answer. Our own that comes back is of
// it. Ticket systems and forms write what looks like a list's or a machine's: where
// they answer us, only what says that somebody is away is quiet.
func (a arrival) quiet(h header, m *Mail, subject string) bool {
	switch {
	case m.Loop:
		return true
	case m.Kind == "mail":
		return false
	case m.Kind == "list":
		return !a.grouped(h) && !a.answers(m)
	case m.Kind == "auto_reply":
		return !a.answers(m) || replied(h) || vacation.MatchString(subject)
	}
	return true
}
