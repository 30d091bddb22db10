package wechattest

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"
)

// Kind is what an app is.
type Kind string

// The kinds of app.
const (
	Service      Kind = "service"      // 服务号, the default
	Subscription Kind = "subscription" // 订阅号, now 公众号
	MiniProgram  Kind = "miniprogram"  // 小程序
)

// Mode is how pushes are encrypted.
type Mode string

// The modes of the callback.
const (
	Plain      Mode = "plain"      // 明文模式, the default
	Compatible Mode = "compatible" // 兼容模式: plain fields and Encrypt beside them
	Safe       Mode = "safe"       // 安全模式: Encrypt alone
)

// Callback is where and how the platform pushes (服务器配置).
type Callback struct {
	URL    string // empty: nothing is pushed
	Token  string
	AESKey string // EncodingAESKey, 43 characters; Plain needs none
	// PreviousAESKey is the key before, see PushUnderPreviousKey.
	PreviousAESKey string
	Mode           Mode // a corp's pushes are always encrypted
	JSON           bool // the data format; XML otherwise
}

// Config of an app.
type Config struct {
	Kind       Kind
	AppID      string
	Secret     string
	UserName   string // gh_…; made from the appid when empty
	Unverified bool   // 未认证: custom messages, mass sends, tags and templates answer 48001
	// OpenPlatform names the Open Platform account it is bound to. Apps of one
	// such account see the same unionid of a person; without one there is none.
	OpenPlatform string
	Callback     Callback
	Whitelist    []string // IP addresses that may fetch tokens; nil admits all
}

// App is an Official Account or a Mini Program.
type App struct {
	*party
	kind         Kind
	userName     string
	unverified   bool
	openPlatform string
	followers    map[string]*Follower // by openid
	materials    map[string]string    // permanent ones: media_id to type
	templates    map[string]bool
	tags         map[int]*tag
	jobs         []*job
	heldJobs     bool
	massCalls    []time.Time // those of the last minute
}

// AddApp registers an app. It panics when the appid is taken.
func (s *Server) AddApp(c Config) *App {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.apps[c.AppID] != nil || c.AppID == "" {
		panic(fmt.Sprintf("wechattest: the appid %q is empty or taken", c.AppID))
	}
	if c.Kind == "" {
		c.Kind = Service
	}
	if c.UserName == "" {
		c.UserName = "gh_" + digest(c.AppID, 12)
	}
	app := &App{
		party: s.newParty(c.AppID, c.Secret, c.Callback, c.Whitelist),
		kind:  c.Kind, userName: c.UserName, unverified: c.Unverified, openPlatform: c.OpenPlatform,
		followers: make(map[string]*Follower), materials: make(map[string]string),
		templates: make(map[string]bool), tags: systemTags(),
	}
	app.party.app = app
	s.apps[c.AppID] = app
	return app
}

// UserName is the gh_… id that pushes name the app by.
func (a *App) UserName() string { return a.userName }

// AddMaterial makes a permanent material (永久素材) and returns its media_id.
func (a *App) AddMaterial(kind string) string {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	id := random(64)
	a.materials[id] = kind
	return id
}

// AddTemplate registers the id of a template of messages or notices.
func (a *App) AddTemplate(id string) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.templates[id] = true
}

// official is false for a Mini Program.
func (a *App) official() bool { return a.kind != MiniProgram }

// digest is n letters that stand for a text, always the same.
func digest(text string, n int) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:n]
}
