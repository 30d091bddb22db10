package store

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// traceMin is the length of the shortest text that is looked for: a shorter one
// stands in what others wrote as well.
const traceMin = 4

// traces is what tells of a person in rows that name nobody: raws that were not
// understood, requests and answers of platforms, keys against doubles.
type traces struct {
	Accounts []core.ID `json:"accounts"`
	Own      []string  `json:"own"`      // platforms' names of the person: within their accounts
	Anywhere []string  `json:"anywhere"` // mail addresses and phone numbers
}

func (t *traces) identity(i core.Identity) {
	if !slices.Contains(t.Accounts, i.AccountID) {
		t.Accounts = append(t.Accounts, i.AccountID)
	}
	t.own(i.ID.String()) // by which the hub itself names visitors
	t.own(i.ExternalID)
	t.own(i.Username)
	t.own(i.Union)
	t.address(i.Name)
}

func (t *traces) contact(c core.Contact) {
	t.address(c.Name)
	for _, v := range c.Fields {
		t.address(v)
	}
}

// own adds a name that a platform gives. One that is an address is one anywhere.
func (t *traces) own(v string) {
	t.address(v)
	if len(v) >= traceMin && !slices.Contains(t.Anywhere, fold(v)) {
		t.Own = withForms(t.Own, v)
	}
}

// address adds a value if it is a mail address or a phone number.
func (t *traces) address(v string) {
	if len(v) >= traceMin && core.Masked(v) != v {
		t.Anywhere = withForms(t.Anywhere, v)
	}
}

func fold(v string) string { return strings.ToLower(strings.TrimSpace(v)) }

// withForms adds a text as it is, and as it stands in JSON and in addresses.
func withForms(list []string, v string) []string {
	quoted, _ := json.Marshal(v) // a text always encodes
	for _, form := range []string{v, strings.Trim(string(quoted), `"`), url.QueryEscape(v)} {
		if form = fold(form); !slices.Contains(list, form) {
			list = append(list, form)
		}
	}
	return list
}

// in reports whether one of the texts, of an account, tells of the person.
func (t *traces) in(account core.ID, texts ...[]byte) bool {
	own := slices.Contains(t.Accounts, account)
	for _, text := range texts {
		text = bytes.ToLower(text)
		if own && has(text, t.Own) || has(text, t.Anywhere) {
			return true
		}
	}
	return false
}

// has reports whether one of the words stands in a text by itself.
func has(text []byte, words []string) bool {
	for _, w := range words {
		for at := 0; at < len(text); {
			i := bytes.Index(text[at:], []byte(w))
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(w)
			if (from == 0 || !wordByte(text[from-1])) && (to == len(text) || !wordByte(text[to])) {
				return true
			}
			at = from + 1
		}
	}
	return false
}

func wordByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }
