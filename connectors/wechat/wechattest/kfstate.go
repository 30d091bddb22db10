package wechattest

import (
	"slices"
	"time"
)

// code lets one message go out on an event.
type code struct {
	state   State // in which it holds; SessionEnded's in any
	expires time.Time
	types   []string
}

// The codes of "发送欢迎语等事件响应消息": entering and ending allow a text or a
// menu within 20 s, coming into the queue or to a servicer a text within 48 h.
type codeKind int

const (
	welcomeCode codeKind = iota
	textCode
)

// newCode makes a code. The caller holds s.mu.
func (c *Customer) newCode(state State, kind codeKind) string {
	k := &code{state: state, expires: c.desk.corp.s.now().Add(20 * time.Second), types: []string{"text", "msgmenu"}}
	if kind == textCode {
		k.expires, k.types = c.desk.corp.s.now().Add(48*time.Hour), []string{"text"}
	}
	name := random(40)
	c.codes[name] = k
	return name
}

// kfTarget names a customer of a KF account.
type kfTarget struct {
	OpenKfID   string `json:"open_kfid"`
	ExternalID string `json:"external_userid"`
}

func (q *call) customer(openKfID, externalID string) (*Customer, *refusal) {
	if openKfID == "" {
		return nil, refuse(95000)
	}
	d := q.corp.desk(openKfID)
	if d == nil {
		return nil, refuse(95004)
	}
	if c := d.customers[externalID]; c != nil {
		return c, nil
	}
	return nil, refuse(40096)
}

// kfState is POST cgi-bin/kf/service_state/get.
func kfState(q *call) (any, *refusal) {
	var in kfTarget
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	c, denied := q.customer(in.OpenKfID, in.ExternalID)
	if denied != nil {
		return nil, denied
	}
	r := ok()
	r["service_state"] = c.current()
	if c.current() == SessionServed {
		r["servicer_userid"] = c.servicer
	}
	return r, nil
}

// changes are the states that the API may make of each ("分配客服会话"). An
// ended conversation is begun again by its customer only.
func changes(from State) []State {
	switch from {
	case SessionNew:
		return []State{SessionBot, SessionQueued, SessionServed, SessionEnded}
	case SessionBot:
		return []State{SessionQueued, SessionServed, SessionEnded}
	case SessionQueued:
		return []State{SessionServed, SessionEnded}
	case SessionServed:
		return []State{SessionServed, SessionEnded}
	}
	return nil
}

// kfTrans is POST cgi-bin/kf/service_state/trans.
func kfTrans(q *call) (any, *refusal) {
	var in struct {
		kfTarget
		State    State  `json:"service_state"`
		Servicer string `json:"servicer_userid"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	c, denied := q.customer(in.OpenKfID, in.ExternalID)
	if denied != nil {
		return nil, denied
	}
	from := c.current()
	switch {
	case from == SessionEnded:
		return nil, refuse(95013)
	case !slices.Contains(changes(from), in.State):
		return nil, refuse(95016)
	case in.State == SessionServed && !c.desk.servicers[in.Servicer]:
		return nil, refuse(95014)
	}
	c.state, c.servicer = in.State, in.Servicer
	r := ok()
	switch {
	case in.State == SessionEnded:
		r["msg_code"] = c.newCode(SessionEnded, welcomeCode)
	case in.State == SessionQueued, in.State == SessionServed && from != SessionServed:
		r["msg_code"] = c.newCode(in.State, textCode)
	}
	return r, nil
}
