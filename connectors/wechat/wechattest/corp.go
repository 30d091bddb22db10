package wechattest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// CorpConfig is an enterprise of WeChat KF.
type CorpConfig struct {
	CorpID       string
	Secret       string
	OpenPlatform string   // as Config.OpenPlatform
	Callback     Callback // its pushes are always encrypted, for the corpid
	Whitelist    []string // IP addresses that may call; nil admits all
}

// Corp is an enterprise of WeChat KF (微信客服).
type Corp struct {
	*party
	openPlatform string
	desks        []*Desk
	entries      []*entry
	bells        map[string]time.Time // tokens of callbacks, and until when they hold
	emptyPages   int
}

// entry is one element of sync_msg's msg_list.
type entry struct {
	desk *Desk
	at   time.Time
	body reply
}

const (
	bellLife  = 10 * time.Minute
	entryLife = 3 * 24 * time.Hour // "最近3天内"
)

// AddCorp registers an enterprise. It panics when the corpid is taken.
func (s *Server) AddCorp(c CorpConfig) *Corp {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.corps[c.CorpID] != nil || c.CorpID == "" {
		panic(fmt.Sprintf("wechattest: the corpid %q is empty or taken", c.CorpID))
	}
	corp := &Corp{
		party:        s.newParty(c.CorpID, c.Secret, c.Callback, c.Whitelist),
		openPlatform: c.OpenPlatform,
		bells:        make(map[string]time.Time),
	}
	corp.party.corp = corp
	s.corps[c.CorpID] = corp
	return corp
}

// EmptyPages makes the next n answers of sync_msg empty with has_more 1, which
// the pages warn of.
func (c *Corp) EmptyPages(n int) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.emptyPages = n
}

// Desk is a KF account (客服账号).
type Desk struct {
	corp      *Corp
	id, name  string
	servicers map[string]bool // who is receiving
	customers map[string]*Customer
	sent      map[string]bool // msgids
}

// AddDesk adds a KF account; its id begins with "wk".
func (c *Corp) AddDesk(openKfID, name string) *Desk {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	d := &Desk{
		corp: c, id: openKfID, name: name, servicers: make(map[string]bool),
		customers: make(map[string]*Customer), sent: make(map[string]bool),
	}
	c.desks = append(c.desks, d)
	return d
}

func (c *Corp) desk(id string) *Desk {
	i := slices.IndexFunc(c.desks, func(d *Desk) bool { return d.id == id })
	if i < 0 {
		return nil
	}
	return c.desks[i]
}

// ID is the open_kfid.
func (d *Desk) ID() string { return d.id }

// Receive lets a servicer take conversations, or stop (servicer_status_change).
func (d *Desk) Receive(userID string, yes bool) *Push {
	d.corp.s.mu.Lock()
	defer d.corp.s.mu.Unlock()
	d.servicers[userID] = yes
	status := 2
	if yes {
		status = 1
	}
	return d.event("servicer_status_change", reply{"servicer_userid": userID, "status": status})
}

// Shown is what phones show of the KF account.
func (d *Desk) Shown() []Shown {
	return slices.DeleteFunc(d.corp.Shown(), func(m Shown) bool { return m.Account != d.id })
}

// WaitShown waits until phones show n of the KF account and returns them all.
func (d *Desk) WaitShown(ctx context.Context, n int) ([]Shown, error) {
	err := d.corp.s.Wait(ctx, func() bool { return len(d.Shown()) >= n })
	return d.Shown(), err
}

// event records what the platform tells of itself (origin 4). Of events the
// open_kfid and the external_userid are inside. The caller holds s.mu.
func (d *Desk) event(name string, more reply) *Push {
	inner := reply{"event_type": name, "open_kfid": d.id}
	for key, value := range more {
		inner[key] = value
	}
	return d.record(reply{"origin": 4, "msgtype": "event", "event": inner})
}

// record keeps an entry for sync_msg and rings the bell. The caller holds s.mu.
func (d *Desk) record(body reply) *Push {
	c, now := d.corp, d.corp.s.now()
	body["msgid"] = random(28)
	body["send_time"] = now.Unix()
	c.entries = append(c.entries, &entry{desk: d, at: now, body: body})
	bell := "ENC" + random(44)
	c.bells[bell] = now.Add(bellLife)
	x := &Push{party: c.party, user: d.id, fields: []Field{
		text("ToUserName", c.id), number("CreateTime", strconv.FormatInt(now.Unix(), 10)),
		text("MsgType", "event"), text("Event", "kf_msg_or_event"), text("Token", bell), text("OpenKfId", d.id),
	}}
	x.fate = Delivery{Account: c.id, MsgID: body["msgid"].(string), Type: "event", Event: "kf_msg_or_event", Body: c.callback.render(x.fields)}
	return x.send()
}
