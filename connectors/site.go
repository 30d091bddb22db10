package connectors

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// Host is the ability of a channel whose people read from a stream of ours: a
// website's visitors, an app's users. Both methods are pure.
type Host interface {
	// Site returns what the account says about its visitors; a setting that is
	// missing has its default.
	Site(core.Account) Site
	// Identify checks a proof of who a visitor is. Its errors are *core.Problem.
	Identify(a core.Account, p Proof, now time.Time) (Person, error)
}

// Adviser tells an operator what an account that works still lacks; "" is
// nothing. It is shown as the problem of a healthy account.
type Adviser interface {
	Advise(core.Account) string
}

// Site is how an account receives visitors.
type Site struct {
	Origins         Origins
	RequireIdentity bool
	Color           string
	Greeting        string
	GreetingAway    string
	Locale          string // empty: the visitor's
	Limits          SiteLimits
}

// SiteLimits bound what one visitor, and one address, may do.
type SiteLimits struct {
	SessionsPerMinute int // new ones, an address
	SessionsPerHour   int
	MessagesPerMinute int // a visitor
	MessagesBurst     int
	UploadsPerMinute  int
	UploadBytes       int64
	SocketsPerVisitor int
	SocketsPerAddress int
	Text              int           // characters of a message
	TypingEvery       time.Duration // a typing sign, a visitor
}

// Proof is what a site's server has signed about its user: a JWT, or an id with
// its hash.
type Proof struct {
	Token    string
	UserID   string
	UserHash string
}

// Empty reports whether nothing is to be proven.
func (p Proof) Empty() bool { return p.Token == "" && p.UserID == "" && p.UserHash == "" }

// Person is who a proof names. The id alone is always there.
type Person struct {
	Subject, Name, Email string
}

// Origins are the pages that may show a widget: scheme, host and port, or
// https://*.example.com for every host below a domain. No origin at all is the
// set-up mode, in which pages of this machine may.
type Origins []string

// Allows reports whether a page of an origin, as a browser names it, may.
func (o Origins) Allows(origin string) bool {
	if len(o) == 0 {
		return loopback(origin)
	}
	if slices.Contains(o, origin) {
		return true
	}
	scheme, host, _ := strings.Cut(origin, "://")
	for _, pattern := range o {
		of, domain, wild := strings.Cut(pattern, "://*")
		if wild && of == scheme && len(host) > len(domain) && strings.HasSuffix(host, domain) && !strings.ContainsAny(host, "/@") {
			return true
		}
	}
	return false
}

// loopback reports whether an origin is a page of this machine.
func loopback(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	addr, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && addr.IsLoopback()
}
