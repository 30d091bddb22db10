package wechattest

import (
	"slices"
	"time"
)

// Follower is a person as one app knows them; a Mini Program has no followers
// but visitors, who are the same here.
type Follower struct {
	app       *App
	name      string
	openid    string
	following bool
	since     time.Time
	scene     string // subscribe_scene
	qrScene   string
	remark    string
	tags      []int
	grants    map[string]*grant
	spoke     time.Time // the last push of theirs
	typing    time.Time // until then the phone shows that somebody types
	blocks    bool
	consents  map[string]int  // subscription notices agreed to, by template
	monthly   map[string]int  // mass messages got, by month
	once      map[string]once // template messages by client_msg_id
}

// Follower is the person of that name, the same one at every app. A new one
// follows nothing yet.
func (a *App) Follower(name string) *Follower {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	openid := "o" + digest(a.id+"/"+name, 27)
	f := a.followers[openid]
	if f == nil {
		f = &Follower{
			app: a, name: name, openid: openid, grants: make(map[string]*grant),
			consents: make(map[string]int), monthly: make(map[string]int), once: make(map[string]once),
		}
		a.followers[openid] = f
	}
	return f
}

// OpenID is what the app knows the person by.
func (f *Follower) OpenID() string { return f.openid }

// UnionID is what every app of the same Open Platform account knows the person
// by; empty where the app is bound to none.
func (f *Follower) UnionID() string {
	if f.app.openPlatform == "" {
		return ""
	}
	return "o6_" + digest(f.app.openPlatform+"/"+f.name, 25)
}

// Follow follows the Official Account, found by search.
func (f *Follower) Follow() *Push { return f.follow("ADD_SCENE_SEARCH", "") }

// FollowBy follows by a code with a scene: EventKey qrscene_… and Ticket.
func (f *Follower) FollowBy(scene string) *Push { return f.follow("ADD_SCENE_QR_CODE", scene) }

func (f *Follower) follow(how, scene string) *Push {
	s := f.app.s
	s.mu.Lock()
	defer s.mu.Unlock()
	f.following, f.since, f.scene, f.qrScene = true, s.now(), how, scene
	f.grant("follow")
	fields := []Field{{Name: "Event", Value: "subscribe"}, {Name: "EventKey"}}
	if scene != "" {
		f.grant("scan")
		fields[1].Value = "qrscene_" + scene
		fields = append(fields, Field{Name: "Ticket", Value: ticket(scene)})
	}
	return f.push("event", fields...)
}

// Unfollow leaves: nothing reaches the person any more.
func (f *Follower) Unfollow() *Push {
	s := f.app.s
	s.mu.Lock()
	defer s.mu.Unlock()
	f.following = false
	f.grants = make(map[string]*grant)
	f.tags = nil
	return f.push("event", Field{Name: "Event", Value: "unsubscribe"}, Field{Name: "EventKey"})
}

// Block refuses messages without unfollowing (拒收): templates fail with
// "failed:user block", custom messages with 48002.
func (f *Follower) Block(yes bool) {
	f.app.s.mu.Lock()
	defer f.app.s.mu.Unlock()
	f.blocks = yes
}

// Consent agrees to n more notices of a template (订阅消息).
func (f *Follower) Consent(template string, n int) {
	f.app.s.mu.Lock()
	defer f.app.s.mu.Unlock()
	f.consents[template] += n
}

// Typing says whether the phone shows that somebody types.
func (f *Follower) Typing() bool {
	f.app.s.mu.Lock()
	defer f.app.s.mu.Unlock()
	return f.app.s.now().Before(f.typing)
}

// Shown is what the person's phone shows of the app.
func (f *Follower) Shown() []Shown {
	return slices.DeleteFunc(f.app.Shown(), func(m Shown) bool { return m.User != f.openid })
}

func ticket(scene string) string { return "gQ" + digest("ticket/"+scene, 43) }
