package web

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// The keys of an account.
const (
	keyOrigins  = "origins"
	keySecret   = "identity_secret"
	keyRequire  = "require_identity"
	keyColor    = "color"
	keyGreeting = "greeting"
	keyAway     = "greeting_away"
	keyLocale   = "locale"
	// The hub reads these two.
	keyMailAccount = "mail_account"
	keyMailAfter   = "mail_after_minutes"
)

// number is a setting that counts, with what it may be.
type number struct {
	key           string
	def, min, max int64
	help          string
}

// numbers are the limits; a site behind one office's address may need more.
var numbers = []number{
	{"sessions_per_minute", 10, 1, 100_000, "New visitors a minute from one address (one /64 of IPv6)"},
	{"sessions_per_hour", 60, 1, 1_000_000, "New visitors an hour from one address"},
	{"messages_per_minute", 20, 1, 10_000, "Messages a minute of one visitor"},
	{"messages_burst", 5, 1, 1000, "Messages of one visitor at once"},
	{"uploads_per_minute", 5, 1, 1000, "Files a minute of one visitor"},
	{"upload_bytes", 10 << 20, 1 << 10, 50 << 20, "Largest file of a visitor, in bytes"},
	{"sockets_per_visitor", 5, 1, 100, "Connections of one visitor"},
	{"sockets_per_address", 50, 1, 100_000, "Connections from one address"},
}

const colorDefault = "#2563eb"

// Settings lists what an account takes.
func Settings() connectors.Settings {
	out := connectors.Settings{
		{Key: keyOrigins, Help: "Pages that may show the widget: https://shop.example.com, https://*.example.com; comma-separated. Left out: set-up mode, only pages of this machine"},
		{Key: keySecret, Secret: true, Help: "Signs who a visitor is; at least 32 characters, known to your own server only"},
		{Key: keyRequire, Default: "false", Help: "true: only visitors whose identity is signed may write"},
		{Key: keyColor, Default: colorDefault, Help: "Colour of the widget, as #rrggbb"},
		{Key: keyGreeting, Help: "What a visitor reads first"},
		{Key: keyAway, Help: "What a visitor reads first while nobody is there"},
		{Key: keyLocale, Help: "Language of the widget, such as zh-CN or en; left out: the visitor's"},
		{Key: keyMailAccount, Help: "Id of the mail account by which answers follow a visitor who left an address and is gone; left out: they wait in the chat"},
		{Key: keyMailAfter, Default: "5", Help: "After how many minutes without a reader they follow, 1 to 1440"},
	}
	for _, n := range numbers {
		out = append(out, connectors.Setting{Key: n.key, Default: strconv.FormatInt(n.def, 10), Help: n.help})
	}
	return out
}

// secretMin is the length of an HS256 key that RFC 7518 3.2 asks for.
const secretMin = 32

var (
	colorForm  = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	localeForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)
)

// Check implements connectors.Connector.
func (c *Connector) Check(a core.Account) error {
	if _, err := parseOrigins(a.Setting(keyOrigins)); err != nil {
		return problem("origins", err.Error())
	}
	secret, require := a.Setting(keySecret), a.Setting(keyRequire)
	if secret != "" && len(secret) < secretMin {
		return problem("identity_secret", fmt.Sprintf("the setting identity_secret needs at least %d characters: make it of random ones", secretMin))
	}
	if on, err := strconv.ParseBool(cmp.Or(require, "false")); err != nil || on && secret == "" {
		return problem("require_identity", "the setting require_identity is true or false, and true needs identity_secret")
	}
	if color := a.Setting(keyColor); color != "" && !colorForm.MatchString(color) {
		return problem("color", "the setting color is six hex digits, such as "+colorDefault)
	}
	if locale := a.Setting(keyLocale); locale != "" && !localeForm.MatchString(locale) {
		return problem("locale", "the setting locale is a language tag such as zh-CN or en")
	}
	if id := a.Setting(keyMailAccount); id != "" {
		if _, err := core.ParseID(id); err != nil {
			return problem("mail_account", "the setting mail_account is the id of a mail account, as the list of accounts shows it")
		}
	}
	if after := a.Setting(keyMailAfter); after != "" {
		if n, err := strconv.Atoi(after); err != nil || n < 1 || n > 24*60 {
			return problem("mail_after", "the setting mail_after_minutes is a number from 1 to 1440")
		}
	}
	for _, key := range []string{keyGreeting, keyAway} {
		if len([]rune(a.Setting(key))) > 1000 {
			return problem("greeting", "the setting "+key+" has at most 1000 characters")
		}
	}
	for _, n := range numbers {
		if _, err := n.of(a); err != nil {
			return problem("limit", err.Error())
		}
	}
	return nil
}

func problem(code, text string) *core.Problem {
	return &core.Problem{Status: 422, Code: "web." + code, Text: text}
}

func (n number) of(a core.Account) (int64, error) {
	text := a.Setting(n.key)
	if text == "" {
		return n.def, nil
	}
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil || v < n.min || v > n.max {
		return n.def, fmt.Errorf("the setting %s is a number from %d to %d", n.key, n.min, n.max)
	}
	return v, nil
}

// parseOrigins reads the list as browsers write origins: in small letters,
// without a path, and without the scheme's own port.
func parseOrigins(text string) (connectors.Origins, error) {
	var out connectors.Origins
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
		origin, err := parseOrigin(item)
		if err != nil {
			return nil, err
		}
		out = append(out, origin)
	}
	return out, nil
}

func parseOrigin(item string) (string, error) {
	bad := fmt.Errorf("the setting origins: %q is no origin such as https://shop.example.com or https://*.example.com", item)
	u, err := url.Parse(strings.ToLower(strings.TrimSuffix(item, "/")))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Hostname() == "" || u.User != nil ||
		u.Path != "" || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Host, `;'" `) {
		return "", bad
	}
	if rest, wild := strings.CutPrefix(u.Hostname(), "*."); strings.Contains(rest, "*") || wild && !strings.Contains(rest, ".") {
		return "", bad
	}
	host := u.Host
	if u.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	return u.Scheme + "://" + host, nil
}

// Site implements connectors.Host. What Check would refuse has its default.
func (c *Connector) Site(a core.Account) connectors.Site {
	origins, err := parseOrigins(a.Setting(keyOrigins))
	if err != nil {
		origins = connectors.Origins{"https://invalid.invalid"} // never the set-up mode by a slip
	}
	var n [8]int64
	for i := range numbers {
		n[i], _ = numbers[i].of(a) // the default is as good
	}
	require, _ := strconv.ParseBool(a.Setting(keyRequire)) // empty is false
	return connectors.Site{
		Origins: origins, RequireIdentity: require, Color: cmp.Or(a.Setting(keyColor), colorDefault),
		Greeting: a.Setting(keyGreeting), GreetingAway: a.Setting(keyAway), Locale: a.Setting(keyLocale),
		Limits: connectors.SiteLimits{
			SessionsPerMinute: int(n[0]), SessionsPerHour: int(n[1]), MessagesPerMinute: int(n[2]), MessagesBurst: int(n[3]),
			UploadsPerMinute: int(n[4]), UploadBytes: n[5], SocketsPerVisitor: int(n[6]), SocketsPerAddress: int(n[7]),
			Text: textMax, TypingEvery: 2 * time.Second,
		},
	}
}
