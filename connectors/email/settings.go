package email

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// The keys of an account. Those with a line before them are notes of our own.
const (
	keyAddress       = "address"
	keyProvider      = "provider"
	keyUser          = "user"
	keyPassword      = "password"
	keyIMAP          = "imap_url"
	keySMTP          = "smtp_url"
	keyOAuthToken    = "oauth_token_url" //nolint:gosec // its name, no secret
	keyOAuthClient   = "oauth_client_id"
	keyOAuthSecret   = "oauth_client_secret" //nolint:gosec // its name, no secret
	keyOAuthRefresh  = "oauth_refresh_token"
	keyOAuthScope    = "oauth_scope"
	keyHistory       = "history_days"
	keyAliases       = "aliases"
	keyFolder        = "folder"
	keyPlus          = "plus"
	keyMarkSeen      = "mark_seen"
	keySaveSent      = "save_sent"
	keyName          = "name"
	keySignature     = "signature"
	keyDKIMDomain    = "dkim_domain"
	keyDKIMSelector  = "dkim_selector"
	keyDKIMKey       = "dkim_key"
	keyRate          = "rate_per_minute"
	keyDomainRate    = "domain_per_minute"
	keyCA            = "tls_ca"
	keyTokenKey      = "_token_key" // secret: what reply and bounce tokens are signed with
	keyLinked        = "_linked"    // RFC 3339: nothing older is news
	keyOldest        = "_oldest"    // RFC 3339: nothing older is imported
	keyMailbox       = "_mailbox"   // whose cursor the account has
	defaultRate      = 60
	defaultDomain    = 30
	maxHistory       = 3650
	maxSignature     = 10_000
	maxAliases       = 100
	maxRatePerMinute = 100_000
)

// settingsList describes the keys for people.
func settingsList() connectors.Settings {
	return connectors.Settings{
		{Key: keyAddress, Required: true, Help: "The mailbox's address: support@example.com"},
		{Key: keyProvider, Default: providerCustom, Help: "Who hosts the mailbox: " + providerNames() + ". The servers of a known one need not be entered"},
		{Key: keyUser, Help: "The name to sign in with, where it is not the address"},
		{Key: keyPassword, Secret: true, Help: "The password. QQ, 163 and Tencent Exmail want an authorization code (授权码, 客户端专用密码) made in their settings, Gmail an app password"},
		{Key: keyIMAP, Secret: true, Help: "Where mail is received: imaps://user:password@host:993, or imap://host:143?starttls=1. What is special in it is percent-encoded, an @ as %40. Without a name and password, those above are used"},
		{Key: keySMTP, Secret: true, Help: "Where mail is sent: smtps://user:password@host:465, or smtp://host:587?starttls=1"},
		{Key: keyOAuthToken, Help: "OAuth2, instead of a password: the address that gives access tokens. Known for gmail and outlook"},
		{Key: keyOAuthClient, Help: "OAuth2: the id of the app that was registered with the provider"},
		{Key: keyOAuthSecret, Secret: true, Help: "OAuth2: the app's secret, where it has one"},
		{Key: keyOAuthRefresh, Secret: true, Help: "OAuth2: the refresh token that the mailbox's owner has given to the app"},
		{Key: keyOAuthScope, Help: "OAuth2: what the access token is for. Known for gmail and outlook"},
		{Key: keyHistory, Default: "0", Help: "How many days of mails from before the linking are imported, without alerts, routing or automatic answers"},
		{Key: keyAliases, Help: "Other addresses of the mailbox, separated by commas; agents can send from them"},
		{Key: keyFolder, Default: "INBOX", Help: "The folder that is received"},
		{Key: keyPlus, Help: "What the server takes between the mailbox's name and a detail, as in support+detail@example.com: +, - or none. Left out, it is none, or what the provider is known to take. With it, answers and reports find their conversation whatever a mail program leaves out. Try it first: send a mail to such an address"},
		{Key: keyMarkSeen, Default: "no", Help: "yes: a mail that was received is marked as seen in the mailbox"},
		{Key: keySaveSent, Default: "no", Help: "yes: a copy of what is sent is put into the mailbox's folder of sent mail. Leave it where the provider does so itself, as Gmail and Outlook do"},
		{Key: keyName, Help: "The name beside the address in what is sent. Left out, it is the account's own, unless that is an address"},
		{Key: keySignature, Help: "Plain text below each mail that is sent"},
		{Key: keyDKIMDomain, Help: "DKIM, where the provider does not sign: the domain"},
		{Key: keyDKIMSelector, Help: "DKIM: the selector, under which the public key stands in the DNS"},
		{Key: keyDKIMKey, Secret: true, Help: "DKIM: the private key, PEM, RSA or Ed25519"},
		{Key: keyRate, Default: strconv.Itoa(defaultRate), Help: "How many mails leave in a minute at most"},
		{Key: keyDomainRate, Default: strconv.Itoa(defaultDomain), Help: "How many of them to one domain"},
		{Key: keyCA, Help: "Certificates (PEM) to trust beside those of the system, for a server with a certificate authority of its own"},
	}
}

// security is how a connection is made safe.
type security string

// The ways to make a connection safe.
const (
	implicitTLS security = "tls"      // from its first byte
	startTLS    security = "starttls" // asked for, and not gone on without
	plaintext   security = "none"
)

// server is where to sign in, and as whom. Password is empty with OAuth2.
type server struct {
	Host     string
	Port     int
	Security security
	User     string
	Password string
}

// addr is host:port, which is all of a server that may stand in an error.
func (s server) addr() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// oauth is what access tokens are got with; zero without a refresh token.
type oauth struct {
	TokenURL, ClientID, ClientSecret, RefreshToken, Scope string
}

// dkim is what mails are signed with; zero without a domain. Key is PEM.
type dkim struct {
	Domain, Selector, Key string
}

// settings are an account's, read.
type settings struct {
	Address   string   // in lower case, as all addresses here
	Aliases   []string // without Address
	Name      string
	Signature string
	Provider  preset
	IMAP      server
	SMTP      server
	OAuth     oauth
	Plus      string // + or -; empty: the server knows no details
	Folder    string
	MarkSeen  bool
	SaveSent  bool
	History   time.Duration
	DKIM      dkim
	Rate      int // a minute
	Domain    int // a minute to one domain
	CA        string
	TokenKey  string
}

// own lists the account's own addresses.
func (s settings) own() []string { return append([]string{s.Address}, s.Aliases...) }

// domain is that of the account's address.
func (s settings) domain() string { return s.Address[strings.LastIndexByte(s.Address, '@')+1:] }

// tls is how the account's servers are known: by the system's certificate
// authorities and those of the account.
func (s settings) tls(host string) *tls.Config {
	c := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if s.CA == "" {
		return c
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool() // a system without any
	}
	roots.AppendCertsFromPEM([]byte(s.CA))
	c.RootCAs = roots
	return c
}

// read reads an account's settings. Its errors are *core.Problem, name the
// setting, and hold nothing that is secret. Pure.
func read(a core.Account) (settings, error) {
	s := settings{
		Name: senderName(a), Signature: a.Setting(keySignature), Folder: cmp.Or(a.Setting(keyFolder), "INBOX"),
		MarkSeen: a.Setting(keyMarkSeen) == "yes", SaveSent: a.Setting(keySaveSent) == "yes",
		CA: a.Setting(keyCA), TokenKey: a.Secrets[keyTokenKey],
	}
	for _, step := range []func(core.Account) error{s.readAddresses, s.readServers, s.readOAuth, s.readDetails, s.readDKIM, s.readNumbers} {
		if err := step(a); err != nil {
			return settings{}, err
		}
	}
	return s, nil
}

// senderName is what stands beside the address. An account that was given no name
// has its address for one.
func senderName(a core.Account) string {
	own := oneLine(a.Name)
	if strings.Contains(own, "@") {
		own = ""
	}
	return cmp.Or(oneLine(a.Setting(keyName)), own)
}

func (s *settings) readAddresses(a core.Account) error {
	var err error
	if a.Setting(keyAddress) == "" {
		return problem(422, "address_missing", "the setting address is missing: the mailbox's address, such as support@example.com")
	}
	if s.Address, err = bareAddress(a.Setting(keyAddress)); err != nil {
		return problem(422, "address_malformed", "the setting address must be one address, such as support@example.com")
	}
	for _, text := range strings.FieldsFunc(a.Setting(keyAliases), func(r rune) bool { return strings.ContainsRune(",; \n\t，；", r) }) {
		alias, err := bareAddress(text)
		if err != nil || len(s.Aliases) == maxAliases {
			return problem(422, "alias_malformed", "the setting aliases must be addresses separated by commas, 100 at most, such as sales@example.com, info@example.com")
		}
		if alias != s.Address && !slices.Contains(s.Aliases, alias) {
			s.Aliases = append(s.Aliases, alias)
		}
	}
	return nil
}

// bareAddress is an address in lower case, without a name.
func bareAddress(text string) (string, error) {
	text = strings.TrimSpace(text)
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Address != text || strings.ContainsAny(text, "\"<> ,;\r\n") {
		return "", errors.New("this is no bare address")
	}
	return strings.ToLower(text), nil
}

// readServers takes the servers from their settings, or from what is known of
// the provider.
func (s *settings) readServers(a core.Account) error {
	known, ok := presetOf(cmp.Or(a.Setting(keyProvider), providerCustom), s.domain())
	if !ok {
		return problem(422, "provider_unknown", "the setting provider must be one of "+providerNames())
	}
	s.Provider = known
	for _, each := range []struct {
		key, scheme string
		into        *server
		known       server
	}{{keyIMAP, "imap", &s.IMAP, known.imap}, {keySMTP, "smtp", &s.SMTP, known.smtp}} {
		*each.into = each.known
		if text := strings.TrimSpace(a.Setting(each.key)); text != "" {
			var err error
			if *each.into, err = readURL(each.key, each.scheme, text); err != nil {
				return err
			}
		}
		if each.into.Host == "" {
			return problem(422, "server_missing", "the setting "+each.key+" is missing: "+each.scheme+"s://host:port, or choose a provider whose servers are known")
		}
	}
	s.IMAP.User = cmp.Or(s.IMAP.User, a.Setting(keyUser), s.Address)
	s.IMAP.Password = cmp.Or(s.IMAP.Password, a.Setting(keyPassword))
	s.SMTP.User = cmp.Or(s.SMTP.User, a.Setting(keyUser), s.IMAP.User)
	s.SMTP.Password = cmp.Or(s.SMTP.Password, a.Setting(keyPassword), s.IMAP.Password)
	return nil
}

// readURL reads where a server is. The errors name the setting alone: a URL
// may hold a password.
func readURL(key, scheme, text string) (server, error) {
	malformed := malformedURL(key, scheme)
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, " \t\r\n") || u.Path != "" && u.Path != "/" || u.Fragment != "" {
		return server{}, malformed
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return server{}, malformed
	}
	s := server{Host: u.Hostname()}
	if u.User != nil {
		s.User = u.User.Username()
		s.Password, _ = u.User.Password()
	}
	ports := map[string]int{"imaps": 993, "imap": 143, "smtps": 465, "smtp": 587}
	switch u.Scheme {
	case scheme + "s":
		s.Security = implicitTLS
	case scheme:
		if s.Security = startTLS; query.Get("starttls") == "0" {
			s.Security = plaintext // said in so many words: a password would be seen by all on the way
		}
	default:
		return server{}, malformed
	}
	s.Port = ports[u.Scheme]
	if text := u.Port(); text != "" {
		if s.Port, err = strconv.Atoi(text); err != nil || s.Port < 1 || s.Port > 65535 {
			return server{}, malformed
		}
	}
	return s, nil
}

func malformedURL(key, scheme string) *core.Problem {
	return problem(422, "server_malformed", "the setting "+key+" must be "+scheme+"s://host:port or "+scheme+
		"://host:port?starttls=1; write what is special in a name or password percent-encoded, an @ as %40, a / as %2F, a % as %25")
}

func (s *settings) readOAuth(a core.Account) error {
	s.OAuth = oauth{TokenURL: cmp.Or(a.Setting(keyOAuthToken), s.Provider.oauth.TokenURL), ClientID: a.Setting(keyOAuthClient),
		ClientSecret: a.Setting(keyOAuthSecret), RefreshToken: a.Setting(keyOAuthRefresh), Scope: cmp.Or(a.Setting(keyOAuthScope), s.Provider.oauth.Scope)}
	if s.OAuth.RefreshToken == "" {
		s.OAuth = oauth{}
		switch {
		case s.Provider.oauthOnly:
			return problem(422, "oauth_missing", s.Provider.label+" takes no passwords any more: set oauth_client_id and oauth_refresh_token")
		case s.IMAP.Password == "" || s.SMTP.Password == "":
			return problem(422, "password_missing", "the setting password is missing, or OAuth2's oauth_refresh_token"+s.Provider.cure(". "))
		}
		return nil
	}
	s.IMAP.Password, s.SMTP.Password = "", ""
	u, err := url.Parse(s.OAuth.TokenURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.Fragment != "" {
		return problem(422, "oauth_url_malformed", "the setting oauth_token_url must be an address such as https://oauth2.googleapis.com/token")
	}
	if s.OAuth.ClientID == "" {
		return problem(422, "oauth_client_missing", "the setting oauth_client_id is missing: the id of the app that the refresh token was given to")
	}
	return nil
}

func (s *settings) readDetails(a core.Account) error {
	switch plus := a.Setting(keyPlus); plus {
	case "":
		s.Plus = s.Provider.plus
	case "+", "-":
		s.Plus = plus
	case "none":
	default:
		return problem(422, "plus_unknown", "the setting plus must be +, - or none, or be left out")
	}
	for _, key := range []string{keyMarkSeen, keySaveSent} {
		if v := a.Setting(key); v != "" && v != "yes" && v != "no" {
			return problem(422, "setting_unknown", "the setting "+key+" must be yes or no, or be left out")
		}
	}
	if strings.ContainsAny(s.Folder, "\r\n\x00") || len(s.Folder) > 500 {
		return problem(422, "folder_malformed", "the setting folder must be the name of one folder, such as INBOX")
	}
	if len(s.Signature) > maxSignature {
		return problem(422, "signature_too_long", "the setting signature is longer than 10,000 bytes")
	}
	if s.CA != "" && !x509.NewCertPool().AppendCertsFromPEM([]byte(s.CA)) {
		return problem(422, "ca_malformed", "the setting tls_ca must be certificates in PEM: -----BEGIN CERTIFICATE-----…")
	}
	return nil
}

func (s *settings) readNumbers(a core.Account) error {
	days := 0
	for _, each := range []struct {
		key            string
		into           *int
		low, high, def int
	}{{keyHistory, &days, 0, maxHistory, 0}, {keyRate, &s.Rate, 1, maxRatePerMinute, defaultRate}, {keyDomainRate, &s.Domain, 1, maxRatePerMinute, defaultDomain}} {
		*each.into = each.def
		text := strings.TrimSpace(a.Setting(each.key))
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < each.low || n > each.high {
			return problem(422, "number_malformed", "the setting "+each.key+" must be a whole number from "+strconv.Itoa(each.low)+" to "+strconv.Itoa(each.high))
		}
		*each.into = n
	}
	s.History = time.Duration(days) * 24 * time.Hour
	return nil
}

// oneLine is a text without line breaks and other control characters.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text))
}

func problem(status int, code, text string) *core.Problem {
	return &core.Problem{Status: status, Code: "email." + code, Text: text}
}
