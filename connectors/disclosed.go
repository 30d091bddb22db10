package connectors

import (
	"net/url"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// Discloser tells which servers get an account's secrets. Where a change of
// settings would show one to a server that did not have it, the hub asks for it
// anew: who may change an address is not thereby told what is behind it. A
// channel without it has no address that somebody enters. Pure.
type Discloser interface {
	Disclosed(core.Account) []Disclosure
}

// Disclosure is one secret and who gets it.
type Disclosure struct {
	Setting string // the secret's, such as token
	To      string // scheme://host:port, and by what it is known where the account says that
}

// Origin is the server of a URL, as a Disclosure names it: without names,
// passwords and paths. What cannot be read is its own origin.
func Origin(text string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" {
		return text
	}
	return strings.ToLower(u.Scheme + "://" + u.Host)
}
