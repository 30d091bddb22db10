package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// recipients are those whom a part is for, and the others who get it too. The
// person is the one whom it is for, unless it was addressed to others alone.
func recipients(p core.Part) (who, others []string) {
	who = []string{p.To.ExternalID}
	is := func(a core.UserRef) bool { return strings.EqualFold(a.ExternalID, p.To.ExternalID) }
	if to := p.Content.To; len(to) > 0 && !slices.ContainsFunc(to, is) {
		who = nil
		for _, a := range to {
			who = append(who, a.ExternalID)
		}
	} else {
		others = besides(others, who, to)
	}
	return who, besides(besides(others, who, p.Content.Cc), who, p.Content.Bcc)
}

// besides adds to a list those of another who are not in a third.
func besides(list, who []string, more []core.UserRef) []string {
	for _, a := range more {
		if !named(who, a.ExternalID) {
			list = append(list, a.ExternalID)
		}
	}
	return list
}

func named(list []string, address string) bool {
	return slices.ContainsFunc(list, func(a string) bool { return strings.EqualFold(a, address) })
}

// isFor reports whether a receipt tells of those whom a part is for. An address
// that is not known is theirs where nobody else got it: mail is forwarded.
func (e Early) isFor(p core.PartRow) bool {
	who, others := recipients(p.Part)
	return e.Address == "" || named(who, e.Address) || len(others) == 0
}

// isOf reports whether a receipt tells of a person in the account that the part
// left by, and of nobody else.
func (e Early) isOf(identity core.Identity, p core.PartRow) bool {
	if identity.AccountID != p.AccountID {
		return false
	}
	if e.Address != "" {
		return strings.EqualFold(e.Address, identity.ExternalID)
	}
	who, others := recipients(p.Part)
	return len(others) == 0 && len(who) == 1 && strings.EqualFold(who[0], identity.ExternalID)
}

// receipts are what an envelope says of a message: of each whom it names, or of all.
func receipts(e core.Envelope, k Key, to core.Delivery) []Early {
	if len(e.Recipients) == 0 {
		return []Early{{Key: k, Status: to, Error: e.Error}}
	}
	var out []Early
	for _, r := range e.Recipients {
		out = append(out, Early{Key: k, Status: r.Status, Error: r.Error, Address: r.Address})
	}
	return out
}

// copyFailed tells the agents, by a line, whom else a message did not reach. The
// message has reached whom it was for, or may have.
func (s *Set) copyFailed(conv *Row[core.Conversation], e Early) {
	f := e.failure()
	l := map[string]any{"code": "copy_failed", "address": e.Address, "error": f}
	s.message(conv, core.Message{ID: core.NewID(), Direction: core.Out, Visibility: core.SystemLine, Kind: core.KindText, Author: system(),
		Text: fmt.Sprintf("A copy was not delivered to %s: %s", e.Address, f.Text), SentAt: s.Now, ReceivedAt: s.Now,
		Content: &core.Content{Extra: mustJSON(map[string]any{"line": l})}})
}
