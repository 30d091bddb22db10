package email

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"iter"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// What a name of ours is for. It is signed with the id, so that none can stand
// for another.
const (
	forReply  = 'c' // an address: answers belong into this conversation
	forBounce = 'b' // an address: what comes here is about this part
	forPart   = 'm' // a Message-ID: that of this part
)

const (
	signatureBytes = 8 // of the HMAC: 2^64 tries for one hit, each a mail
	maxLocalPart   = 64
	maxTokenHeader = 256 << 10
	maxProvenFrom  = 50 // addresses that are looked at
)

// tokens are the names that an account gives to what leaves, and knows again
// when they come back. Nobody else can make one: it holds an HMAC under the
// account's own key.
type tokens struct {
	key         []byte
	local, host string // of the account's address
	plus        string // what the server takes before a detail; empty: nothing
}

// proof is what the addresses of a mail prove.
type proof struct {
	Conversation core.ID
	Bounced      string // the external id of the part that is written about
}

// tokens returns the account's; without a key nothing is named and nothing proven.
func (s settings) tokens() tokens {
	t := tokens{key: []byte(s.TokenKey), local: strings.TrimSuffix(s.Address, "@"+s.domain()), host: asciiDomain(s.domain()), plus: s.Plus}
	if !isASCII(t.local) {
		t.plus = ""
	}
	return t
}

// plain is how ids and signatures are written: mail servers change the case of
// a local part, and some take letters and digits only.
func plain() *base32.Encoding {
	return base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)
}

// messageID names a part, without angles: PART.SIGNATURE@DOMAIN.
func (t tokens) messageID(part core.ID) string {
	if len(t.key) == 0 {
		return ""
	}
	return t.signed(forPart, part) + "@" + t.host
}

// replyTo is where answers go that belong into a conversation; empty where the
// server takes no details, or the mailbox's name leaves no room for one.
func (t tokens) replyTo(conversation core.ID) string { return t.address(forReply, conversation) }

// bouncesTo is where a server reports that a part did not arrive (VERP).
func (t tokens) bouncesTo(part core.ID) string { return t.address(forBounce, part) }

func (t tokens) address(purpose byte, id core.ID) string {
	if len(t.key) == 0 || t.plus == "" || id.IsZero() {
		return ""
	}
	local := t.local + t.plus + string(purpose) + "." + t.signed(purpose, id)
	if len(local) > maxLocalPart { // RFC 5321 4.5.3.1.1
		return ""
	}
	return local + "@" + t.host
}

// signed writes an id with its signature: 26 letters, a dot and 13 letters.
func (t tokens) signed(purpose byte, id core.ID) string {
	return plain().EncodeToString(id[:]) + "." + plain().EncodeToString(t.sign(purpose, id))
}

func (t tokens) sign(purpose byte, id core.ID) []byte {
	mac := hmac.New(sha256.New, t.key)
	mac.Write(append([]byte{purpose}, id[:]...))
	return mac.Sum(nil)[:signatureBytes]
}

// verify reads what signed wrote.
func (t tokens) verify(purpose byte, text string) (core.ID, bool) {
	name, signature, ok := strings.Cut(strings.ToLower(text), ".")
	if !ok || len(t.key) == 0 {
		return core.ID{}, false
	}
	var id core.ID
	raw, err := plain().DecodeString(name)
	if err != nil || len(raw) != len(id) {
		return core.ID{}, false
	}
	copy(id[:], raw)
	given, err := plain().DecodeString(signature)
	if err != nil || !hmac.Equal(given, t.sign(purpose, id)) {
		return core.ID{}, false
	}
	return id, true
}

// isOurs reports whether a Message-ID names a part of this account.
func (t tokens) isOurs(messageID string) bool {
	name, host, _ := strings.Cut(messageID, "@")
	_, ok := t.verify(forPart, name)
	return ok && strings.EqualFold(host, t.host)
}

// proves looks for tokens of ours where a mail says to whom it came. What it
// says elsewhere proves nothing: people quote addresses.
func (t tokens) proves(mail []byte) proof {
	var p proof
	for _, address := range recipients(mail) {
		if id, ok := t.detail(forReply, address); ok && p.Conversation.IsZero() {
			p.Conversation = id
		}
		if id, ok := t.detail(forBounce, address); ok && p.Bounced == "" {
			p.Bounced = t.messageID(id)
		}
	}
	return p
}

// detail reads a token out of an address of the account.
func (t tokens) detail(purpose byte, address string) (core.ID, bool) {
	local, host, _ := strings.Cut(strings.ToLower(address), "@")
	token, ok := strings.CutPrefix(local, t.local+t.plus+string(purpose)+".")
	if !ok || t.plus == "" || host != t.host {
		return core.ID{}, false
	}
	return t.verify(purpose, token)
}

// recipients lists the first addresses to which a mail says that it came: as the
// servers noted, and then as its writer did. Nothing is parsed: mails come from
// anybody, and an address with a token is a word in any of them.
func recipients(mail []byte) []string {
	var found [2][]string
	for name, line := range headerLines(mail) {
		at := saysTo(name)
		if at < 0 {
			continue
		}
		for _, word := range strings.FieldsFunc(line, outsideAddress) {
			if strings.Contains(word, "@") && len(found[at]) < maxProvenFrom {
				found[at] = append(found[at], word)
			}
		}
	}
	all := slices.Concat(found[0], found[1])
	return all[:min(len(all), maxProvenFrom)]
}

// isOwn reports whether a mail is one that the account has sent itself: it bears
// the name of a part, or the mark of the account. The mark is no secret: whoever
// copies it silences their own mail, and nobody else's.
func (t tokens) isOwn(mail []byte, account core.ID) bool {
	for name, line := range headerLines(mail) {
		word := strings.Trim(line, " \t<>")
		switch {
		case strings.EqualFold(name, "Message-ID") && t.isOurs(word), strings.EqualFold(name, loopField) && word == account.String():
			return true
		}
	}
	return false
}

// headerLines yields a mail's header line by line, each with the name of its field.
func headerLines(mail []byte) iter.Seq2[string, string] {
	return func(yield func(name, line string) bool) {
		name := ""
		for line := range strings.Lines(string(mail[:min(len(mail), maxTokenHeader)])) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" {
				return
			}
			if line[0] != ' ' && line[0] != '\t' {
				name, line, _ = strings.Cut(line, ":")
				name = strings.TrimRight(name, " \t")
			}
			if !yield(name, line) {
				return
			}
		}
	}
}

// saysTo reports who says to whom a mail came in a field: 0 a server, 1 the
// writer, -1 nobody.
func saysTo(field string) int {
	switch strings.ToLower(field) {
	case "delivered-to", "x-original-to", "envelope-to", "x-envelope-to":
		return 0
	case "to", "cc":
		return 1
	}
	return -1
}

// outsideAddress reports what an address with one of our tokens cannot hold.
func outsideAddress(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune(`<>,;:"()[]\`, r)
}
