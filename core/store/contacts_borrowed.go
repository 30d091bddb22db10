package store

import (
	"maps"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// fieldUnverified is the field that lists those which nobody has proven: a mark
// that goes with them, and not a value of its own.
const fieldUnverified = "unverified"

// borrowed is what a contact has only because somebody who was merged into it
// has it. Tags bear their own mark.
type borrowed struct {
	Fields  []string `json:"fields,omitempty"`
	Blocked bool     `json:"blocked,omitempty"`
	VIP     bool     `json:"vip,omitempty"`
	Agent   bool     `json:"agent,omitempty"`
}

func (b *borrowed) empty() bool {
	return len(b.Fields) == 0 && !b.Blocked && !b.VIP && !b.Agent
}

// take gives a contact what it has not, of one that is merged into it.
func (b *borrowed) take(c *core.Contact, from core.Contact) {
	for _, key := range slices.Sorted(maps.Keys(from.Fields)) {
		if c.Fields[key] == "" && key != fieldUnverified {
			b.field(c, key, []core.Contact{from})
		}
	}
	if !c.Blocked {
		c.Blocked, b.Blocked = from.Blocked, from.Blocked
	}
	if !c.VIP {
		c.VIP, b.VIP = from.VIP, from.VIP
	}
	if c.AgentID.IsZero() {
		c.AgentID, b.Agent = from.AgentID, !from.AgentID.IsZero()
	}
}

// giveBack takes from a contact what came of one that has left it, or one who is
// merged into it. What those who are left have too comes of the first of them
// now. Another value than that one's is somebody else's, and stays.
func (b *borrowed) giveBack(c *core.Contact, gone core.Contact, left []core.Contact) {
	has := func(one func(core.Contact) bool) bool { return slices.ContainsFunc(left, one) }
	for _, key := range slices.Clone(b.Fields) {
		if c.Fields[key] == gone.Fields[key] {
			b.field(c, key, left)
		}
	}
	if b.Blocked {
		b.Blocked = has(func(o core.Contact) bool { return o.Blocked })
		c.Blocked = b.Blocked
	}
	if b.VIP {
		b.VIP = has(func(o core.Contact) bool { return o.VIP })
		c.VIP = b.VIP
	}
	if b.Agent && c.AgentID == gone.AgentID {
		c.AgentID = core.ID{}
		if i := slices.IndexFunc(left, func(o core.Contact) bool { return !o.AgentID.IsZero() }); i >= 0 {
			c.AgentID = left[i].AgentID
		}
		b.Agent = !c.AgentID.IsZero()
	}
}

// own makes its own what somebody has changed of a contact.
func (b *borrowed) own(was, now core.Contact) {
	b.Fields = slices.DeleteFunc(b.Fields, func(key string) bool { return was.Fields[key] != now.Fields[key] })
	b.Blocked = b.Blocked && was.Blocked == now.Blocked
	b.VIP = b.VIP && was.VIP == now.VIP
	b.Agent = b.Agent && was.AgentID == now.AgentID
}

// field sets a field to the value of the first of some who has one, and takes
// it away where none has.
func (b *borrowed) field(c *core.Contact, key string, of []core.Contact) {
	b.Fields = slices.DeleteFunc(b.Fields, func(k string) bool { return k == key })
	fields := maps.Clone(c.Fields)
	if fields == nil {
		fields = map[string]string{}
	}
	c.Fields = fields
	delete(fields, key)
	claimed := slices.DeleteFunc(claims(*c), func(k string) bool { return k == key })
	if i := slices.IndexFunc(of, func(o core.Contact) bool { return o.Fields[key] != "" }); i >= 0 {
		fields[key] = of[i].Fields[key]
		b.Fields = append(b.Fields, key)
		if slices.Contains(claims(of[i]), key) {
			claimed = append(claimed, key)
		}
	}
	if fields[fieldUnverified] = strings.Join(slices.Sorted(slices.Values(claimed)), ","); len(claimed) == 0 {
		delete(fields, fieldUnverified)
	}
}

// claims lists the fields of a contact that nobody has proven.
func claims(c core.Contact) []string {
	return strings.FieldsFunc(c.Fields[fieldUnverified], func(r rune) bool { return r == ',' })
}
