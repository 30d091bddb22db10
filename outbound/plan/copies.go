package plan

import (
	"net/mail"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// maxPeople bounds whom one message goes to: RFC 5321 4.5.3.1.8 has every server
// take 100 recipients.
const maxPeople = 100

// address puts on the first part whom it is from and for, where the channel
// sends to more than one. The codes are copies.refused, copies.too_many,
// copies.address and copies.masked.
func (p *planner) address(part *core.Content) error {
	people := slices.Concat(p.msg.To, p.msg.Cc, p.msg.Bcc)
	if len(people) == 0 && p.msg.From == "" {
		return nil
	}
	if !p.caps.Copies {
		return refuse("copies.refused", "this channel sends to one person, from one address: leave out the other recipients and the sender")
	}
	if len(people) > maxPeople {
		return refuse("copies.too_many", "the message is for %d people, but at most %d get one: send it to fewer", len(people), maxPeople)
	}
	for _, u := range people {
		if strings.Contains(u.ExternalID, "***") {
			return refuse("copies.masked", "%q is not shown whole to you: ask somebody who sees mail addresses to write to it", u.ExternalID)
		}
		a, err := mail.ParseAddress(u.ExternalID)
		if err != nil || a.Name != "" || a.Address != u.ExternalID || len(u.ExternalID) > 254 {
			return refuse("copies.address", "%q is no mail address: correct it or leave it out", u.ExternalID)
		}
	}
	part.From, part.To, part.Cc, part.Bcc = p.msg.From, p.msg.To, p.msg.Cc, p.msg.Bcc
	return nil
}
