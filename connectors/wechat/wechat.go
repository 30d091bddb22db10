// Package wechat links three kinds of account of WeChat: Official Accounts
// (公众号), the service messages of Mini Programs (小程序客服消息), and WeChat KF
// (微信客服). It checks what the platform posts, sends, uploads and fetches
// media, asks who somebody is, keeps tags and broadcasts, and names every
// failure. Reading what came is normalize/wechat's work; queueing, pacing and
// repeating are outbound's.
//
// What changes by announcement, windows, limits and the meaning of error codes,
// is data: rules.json. docs/channels/wechat.md says what of it is certain.
package wechat

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Name is the channel's name.
const Name = "wechat"

// The keys of an account. Those with a line before them are notes of our own: the
// Token and the EncodingAESKey that Connect saw last, by which it knows that the
// operator changed them, and the Token before.
const (
	keyKind        = "kind"
	keyAppID       = "appid"
	keyCorpID      = "corpid"
	keyOpenKfID    = "open_kfid"
	keySecret      = "secret"
	keyToken       = "token"
	keyAES         = "encoding_aes_key"
	keyPreviousAES = "previous_encoding_aes_key"
	keySeenAES     = "_encoding_aes_key"
	keySeenToken   = "_token"
	keyFormerToken = "_former_token"
	keyMode        = "mode"
	keyAccountType = "account_type"
	keyStable      = "stable_token"
	keySyncTags    = "sync_tags"
	keyBase        = "api_base"
)

// The kinds of account.
const (
	kindOfficial    = "official"
	kindMiniProgram = "miniprogram"
	kindKF          = "kf"
)

// How the platform writes what it posts.
const (
	modePlain      = "plain"
	modeCompatible = "compatible"
	modeSafe       = "safe"
)

const (
	baseOfficial = "https://api.weixin.qq.com"
	baseKF       = "https://qyapi.weixin.qq.com"
)

// Connector talks to the platform. What it has to remember is in Env.Keep.
type Connector struct {
	env connectors.Env

	callFor   time.Duration // how long a call without a file may take
	pullEvery time.Duration // how often WeChat KF is looked at without being called
	wait      func(context.Context, time.Duration) error
}

var (
	_ connectors.Connector   = (*Connector)(nil)
	_ connectors.Puller      = (*Connector)(nil)
	_ connectors.Receiver    = (*Connector)(nil)
	_ connectors.Profiler    = (*Connector)(nil)
	_ connectors.Tagger      = (*Connector)(nil)
	_ connectors.Broadcaster = (*Connector)(nil)
	_ connectors.Tester      = (*Connector)(nil)
	_ connectors.Typer       = (*Connector)(nil)
	_ connectors.Fetcher     = (*Connector)(nil)
	_ connectors.Linker      = (*Connector)(nil)
	_ connectors.Gate        = Gate{}
)

// New returns the connector.
func New(env connectors.Env) *Connector {
	if env.HTTP == nil {
		env.HTTP = httpx.New(httpx.Options{})
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.Log == nil {
		env.Log = slog.New(slog.DiscardHandler)
	}
	if env.Keep == nil {
		env.Keep = connectors.NewMemory(env.Now)
	}
	return &Connector{env: env, callFor: 15 * time.Second, pullEvery: 5 * time.Minute, wait: wait}
}

// Channel returns all that the hub needs of WeChat.
func Channel(env connectors.Env) connectors.Channel {
	return connectors.Channel{Connector: New(env), Gate: Gate{}, Settings: Settings()}
}

// Settings lists what linking an account takes.
func Settings() connectors.Settings {
	return connectors.Settings{
		{Key: keyKind, Required: true, Help: "Which kind of account: official (公众号: 服务号 or 订阅号), miniprogram (小程序), kf (微信客服)"},
		{Key: keyAppID, Help: "AppID (开发者ID) of an official account or a Mini Program: wx…"},
		{Key: keyCorpID, Help: "For kf: the enterprise's id (企业ID): ww…"},
		{Key: keyOpenKfID, Help: "For kf: the id of the customer service account (客服账号ID): wk…"},
		{Key: keySecret, Secret: true, Required: true, Help: "AppSecret (开发者密码); for kf the Secret of 微信客服"},
		{Key: keyToken, Secret: true, Help: "Token (令牌) of the callback, 3 to 32 letters and digits. Left out, one is made; after a change what is signed with the former one is still taken"},
		{Key: keyAES, Secret: true, Help: "EncodingAESKey (消息加解密密钥), 43 letters and digits. Left out, one is made; after a change what comes under the former one is still read"},
		{Key: keyPreviousAES, Secret: true, Help: "A former EncodingAESKey under which messages may still come; it is kept by itself when encoding_aes_key changes"},
		{Key: keyMode, Default: modeSafe, Help: "How messages are delivered (消息加解密方式): safe (安全模式), compatible (兼容模式) or plain (明文模式). What is not encrypted is refused in safe; kf is always safe"},
		{Key: keyAccountType, Default: "service", Help: "For official: service (服务号) or subscription (订阅号)"},
		{Key: keyStable, Default: "no", Help: "yes: take access tokens from stable_token, where other programs use this AppID too. With no, linking the account ends the token of any other system with this AppID that is running, five minutes later; kf needs none"},
		{Key: keySyncTags, Default: "no", Help: "yes: keep the tags (标签) of an official account's followers and of contacts alike"},
		{Key: keyBase, Default: baseOfficial, Help: "Address of the API; for kf " + baseKF},
	}
}

// Channel implements connectors.Connector.
func (c *Connector) Channel() string { return Name }

// The forms of the settings. What is stricter than the platform's pages say is
// left to the platform.
var (
	idForm    = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	tokenForm = regexp.MustCompile(`^[A-Za-z0-9]{3,32}$`)
	aesForm   = regexp.MustCompile(`^[A-Za-z0-9+/]{43}$`)
)

// Check implements connectors.Connector.
func (c *Connector) Check(a core.Account) error {
	ids := []string{keyAppID}
	switch kindOf(a) {
	case kindOfficial, kindMiniProgram:
	case kindKF:
		ids = []string{keyCorpID, keyOpenKfID}
	case "":
		return problem(422, "kind_missing", "the setting kind is missing: official for an Official Account (公众号), miniprogram for a Mini Program, kf for WeChat KF (微信客服)")
	default:
		return problem(422, "kind_unknown", "the setting kind must be official, miniprogram or kf")
	}
	for _, key := range ids {
		if !idForm.MatchString(a.Setting(key)) {
			return problem(422, "id_malformed", fmt.Sprintf("the setting %s is missing or has not the form of an id: copy it from the account's page, without spaces", key))
		}
	}
	return c.checkCallback(a)
}

// checkCallback looks at the settings that every kind has.
func (c *Connector) checkCallback(a core.Account) error {
	if a.Setting(keySecret) == "" || strings.ContainsAny(a.Setting(keySecret), " \t\n") {
		return problem(422, "secret_missing", "the setting secret is missing or has spaces in it: copy the AppSecret, for kf the Secret of 微信客服, from the account's page")
	}
	if t := a.Setting(keyToken); t != "" && !tokenForm.MatchString(t) {
		return problem(422, "token_malformed", "the setting token must be 3 to 32 letters and digits, as it stands in the account's callback settings; leave it out to have one made")
	}
	for _, key := range []string{keyAES, keyPreviousAES} {
		if _, err := aesKey(a.Setting(key)); a.Setting(key) != "" && err != nil {
			return problem(422, "key_malformed", fmt.Sprintf("the setting %s must be 43 letters and digits, as the EncodingAESKey in the account's callback settings", key))
		}
	}
	for key, allowed := range map[string][]string{
		keyMode: {"", modeSafe, modeCompatible, modePlain}, keyAccountType: {"", "service", "subscription"},
		keyStable: {"", "yes", "no"}, keySyncTags: {"", "yes", "no"},
	} {
		if !slices.Contains(allowed, a.Setting(key)) {
			return problem(422, "setting_unknown", fmt.Sprintf("the setting %s must be %s, or be left out", key, strings.Join(allowed[1:], " or ")))
		}
	}
	if mode := a.Setting(keyMode); kindOf(a) == kindKF && mode != "" && mode != modeSafe {
		return problem(422, "mode_unknown", "WeChat KF always encrypts: the setting mode must be safe, or be left out")
	}
	u, err := url.Parse(apiBase(a))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return problem(422, "api_base_malformed", "the setting api_base must be an address such as "+baseOfficial+", without a query")
	}
	return nil
}

func kindOf(a core.Account) string { return a.Setting(keyKind) }

// receiver is the id that the platform puts behind an encrypted text.
func receiver(a core.Account) string {
	if kindOf(a) == kindKF {
		return a.Setting(keyCorpID)
	}
	return a.Setting(keyAppID)
}

// apiBase returns the base address without a slash at its end.
func apiBase(a core.Account) string {
	if b := strings.TrimRight(a.Setting(keyBase), "/"); b != "" {
		return b
	}
	if kindOf(a) == kindKF {
		return baseKF
	}
	return baseOfficial
}

func problem(status int, code, text string) *core.Problem {
	return &core.Problem{Status: status, Code: "wechat." + code, Text: text}
}
