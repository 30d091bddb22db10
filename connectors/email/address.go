package email

import (
	"net/mail"
	"strings"

	"golang.org/x/net/idna"

	"github.com/switchboard-hub/switchboard/core"
)

// isASCII reports whether a text can stand in a command or a header as it is.
func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// asciiDomain is a domain as it stands in the DNS; one that cannot, as it is.
func asciiDomain(domain string) string {
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
		return ascii
	}
	return strings.ToLower(domain)
}

// asciiAddress writes an address so that any server takes it, where its local
// part lets it.
func asciiAddress(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 || isASCII(address) {
		return address
	}
	return address[:at+1] + asciiDomain(address[at+1:])
}

// readAddress takes a person's address for a mail.
func readAddress(u core.UserRef) (*mail.Address, *failure) {
	text := strings.TrimSpace(u.ExternalID)
	if _, err := bareAddress(text); err != nil || len(text) > 254 { // RFC 5321 4.5.3.1.3
		return nil, rejected("address_malformed", "“"+oneLine(text)+"” is no address that mail can be sent to: correct it and send the mail again")
	}
	return &mail.Address{Name: oneLine(u.Name), Address: asciiAddress(text)}, nil
}

// readAddresses takes several, each once.
func readAddresses(users []core.UserRef, seen map[string]bool) ([]*mail.Address, *failure) {
	var out []*mail.Address
	for _, u := range users {
		a, f := readAddress(u)
		if f != nil {
			return nil, f
		}
		if key := strings.ToLower(a.Address); !seen[key] {
			seen[key] = true
			out = append(out, a)
		}
	}
	return out, nil
}

// written is a list of people as a header says it.
func written(list []*mail.Address) string {
	texts := make([]string, len(list))
	for i, a := range list {
		texts[i] = a.String()
	}
	return strings.Join(texts, ", ")
}
