package wechattest

import "time"

// Customer is a person as one KF account knows them.
type Customer struct {
	desk     *Desk
	name     string
	id       string
	state    State
	servicer string
	allowed  grant
	welcomed time.Time // the last welcome_code, or word of theirs
	codes    map[string]*code
	refuses  bool
	scene    string
	param    string
}

// State of a conversation (会话状态).
type State int

// The states. In the first two the API may write.
const (
	SessionNew    State = 0
	SessionBot    State = 1
	SessionQueued State = 2
	SessionServed State = 3
	SessionEnded  State = 4 // or not begun
)

// sessionLife is how long a conversation lasts after the customer's last word,
// and how long it may be answered: five messages.
const (
	sessionLife  = 48 * time.Hour
	sessionCount = 5
	welcomePause = 48 * time.Hour
)

// Customer is the person of that name.
func (d *Desk) Customer(name string) *Customer {
	d.corp.s.mu.Lock()
	defer d.corp.s.mu.Unlock()
	id := "wm" + digest(d.corp.id+"/"+name, 30)
	c := d.customers[id]
	if c == nil {
		c = &Customer{desk: d, name: name, id: id, state: SessionEnded, codes: make(map[string]*code)}
		d.customers[id] = c
	}
	return c
}

// ID is the external_userid; every KF account of the corp has the same.
func (c *Customer) ID() string { return c.id }

// UnionID is as Follower.UnionID.
func (c *Customer) UnionID() string {
	if c.desk.corp.openPlatform == "" {
		return ""
	}
	return "o6_" + digest(c.desk.corp.openPlatform+"/"+c.name, 25)
}

// State is the conversation's state now.
func (c *Customer) State() State {
	c.desk.corp.s.mu.Lock()
	defer c.desk.corp.s.mu.Unlock()
	return c.current()
}

// current is the state, which ends by itself. The caller holds s.mu.
func (c *Customer) current() State {
	if !c.desk.corp.s.now().Before(c.allowed.until) {
		return SessionEnded
	}
	return c.state
}

// Enter opens the conversation (enter_session). There is a welcome_code when in
// 48 hours there was none and the customer has not written.
func (c *Customer) Enter(scene, param string) *Push {
	s := c.desk.corp.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c.scene, c.param = scene, param
	more := reply{"external_userid": c.id, "scene": scene, "scene_param": param}
	if c.welcomed.IsZero() || s.now().Sub(c.welcomed) >= welcomePause {
		c.welcomed = s.now()
		more["welcome_code"] = c.newCode(SessionEnded, welcomeCode)
	}
	return c.desk.event("enter_session", more)
}

// Say writes a text.
func (c *Customer) Say(words string) *Push {
	return c.Send("text", map[string]any{"content": words})
}

// Choose presses an item of a menu.
func (c *Customer) Choose(id, words string) *Push {
	return c.Send("text", map[string]any{"content": words, "menu_id": id})
}

// SendFile sends an image, voice, video or file.
func (c *Customer) SendFile(kind string, f File) *Push {
	s := c.desk.corp.s
	s.mu.Lock()
	id := c.desk.corp.keep(kind, f)
	s.mu.Unlock()
	return c.Send(kind, map[string]any{"media_id": id})
}

// Send sends a message of any msgtype: object is what stands under its name.
func (c *Customer) Send(msgType string, object map[string]any) *Push {
	s := c.desk.corp.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.current() == SessionEnded {
		c.state, c.servicer = SessionNew, ""
	}
	c.welcomed = s.now()
	c.allowed = grant{left: sessionCount, until: s.now().Add(sessionLife)}
	return c.desk.record(reply{"open_kfid": c.desk.id, "external_userid": c.id, "origin": 3, "msgtype": msgType, msgType: object})
}

// Recall takes a message back (user_recall_msg).
func (c *Customer) Recall(msgID string) *Push {
	return c.Event("user_recall_msg", map[string]any{"recall_msgid": msgID})
}

// Event is any event that names the customer.
func (c *Customer) Event(name string, more map[string]any) *Push {
	c.desk.corp.s.mu.Lock()
	defer c.desk.corp.s.mu.Unlock()
	return c.event(name, more)
}

func (c *Customer) event(name string, more reply) *Push {
	inner := reply{"external_userid": c.id}
	for key, value := range more {
		inner[key] = value
	}
	return c.desk.event(name, inner)
}

// Refuse makes the customer refuse messages: send_msg goes well and the
// message fails after it (msg_send_fail, fail_type 10).
func (c *Customer) Refuse(yes bool) {
	c.desk.corp.s.mu.Lock()
	defer c.desk.corp.s.mu.Unlock()
	c.refuses = yes
}

// Take is a servicer taking the conversation out of the queue in WeCom.
func (c *Customer) Take(userID string) *Push {
	s := c.desk.corp.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c.state, c.servicer = SessionServed, userID
	return c.event("session_status_change", reply{"change_type": 1, "new_servicer_userid": userID, "msg_code": c.newCode(SessionServed, textCode)})
}

// Answer is a servicer writing in WeCom (origin 5).
func (c *Customer) Answer(userID, words string) *Push {
	s := c.desk.corp.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c.state, c.servicer = SessionServed, userID
	return c.desk.record(reply{
		"open_kfid": c.desk.id, "external_userid": c.id, "origin": 5, "servicer_userid": userID,
		"msgtype": "text", "text": reply{"content": words},
	})
}

// End is a servicer ending the conversation in WeCom.
func (c *Customer) End(userID string) *Push {
	s := c.desk.corp.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c.state, c.servicer = SessionEnded, ""
	return c.event("session_status_change", reply{"change_type": 3, "old_servicer_userid": userID, "msg_code": c.newCode(SessionEnded, welcomeCode)})
}
