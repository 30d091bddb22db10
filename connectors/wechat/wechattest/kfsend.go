package wechattest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// kfObject has the fields of every msgtype of kf/send_msg.
type kfObject struct {
	Content      string `json:"content"`
	MediaID      string `json:"media_id"`
	ThumbMediaID string `json:"thumb_media_id"`
	Title        string `json:"title"`
	URL          string `json:"url"`
	AppID        string `json:"appid"`
	PagePath     string `json:"pagepath"`
	Name         string `json:"name"`
	LinkURL      string `json:"link_url"`
	HeadContent  string `json:"head_content"`
	TailContent  string `json:"tail_content"`
	List         []struct {
		Type  string   `json:"type"`
		Click menuText `json:"click"`
		View  menuText `json:"view"`
		Mini  menuText `json:"miniprogram"`
		Text  menuText `json:"text"`
	} `json:"list"`
}

type menuText struct {
	Content string `json:"content"`
}

var msgIDForm = regexp.MustCompile(`^[0-9a-zA-Z_-]{0,32}$`)

// kfMessage is the body of kf/send_msg and kf/send_msg_on_event.
type kfMessage struct {
	ToUser   string `json:"touser"`
	OpenKfID string `json:"open_kfid"`
	Code     string `json:"code"`
	MsgID    string `json:"msgid"`
	MsgType  string `json:"msgtype"`
}

// kfSend is POST cgi-bin/kf/send_msg. A msgid that the KF account has sent
// before is refused ("开发者需确保客服账号内唯一，否则接口返回错误"); the pages do not
// say with which code, 40058 is the one of bad parameters.
func kfSend(q *call) (any, *refusal) {
	in, shown, denied := q.readKF()
	if denied != nil {
		return nil, denied
	}
	c, denied := q.customer(in.OpenKfID, in.ToUser)
	if denied != nil {
		return nil, denied
	}
	if c.desk.sent[in.MsgID] {
		return nil, refuse(40058)
	}
	if c.allowed.left == 0 || !q.now().Before(c.allowed.until) {
		return nil, refuse(95001)
	}
	if state := c.current(); state != SessionNew && state != SessionBot {
		return nil, refuse(95018)
	}
	c.allowed.left--
	return c.deliver(in.MsgID, shown), nil
}

// kfSendOnEvent is POST cgi-bin/kf/send_msg_on_event. A code that is unknown,
// used or too old answers 40029; the pages name no code of its own.
func kfSendOnEvent(q *call) (any, *refusal) {
	in, shown, denied := q.readKF()
	if denied != nil {
		return nil, denied
	}
	for _, d := range q.corp.desks {
		for _, c := range d.customers {
			k := c.codes[in.Code]
			if k == nil || !q.now().Before(k.expires) {
				continue
			}
			if k.state != SessionEnded && k.state != c.current() {
				return nil, refuse(95018)
			}
			if !slices.Contains(k.types, in.MsgType) {
				return nil, refuse(40008)
			}
			if d.sent[in.MsgID] {
				return nil, refuse(40058)
			}
			delete(c.codes, in.Code)
			return c.deliver(in.MsgID, shown), nil
		}
	}
	return nil, refuse(40029)
}

// deliver shows the message, or tells that it failed after all.
func (c *Customer) deliver(msgID string, shown *Shown) reply {
	if msgID == "" {
		msgID = random(28)
	}
	c.desk.sent[msgID] = true
	if c.refuses {
		c.event("msg_send_fail", reply{"fail_msgid": msgID, "fail_type": 10})
	} else {
		shown.Account, shown.User, shown.MsgID = c.desk.id, c.id, msgID
		c.desk.corp.show(*shown)
	}
	r := ok()
	r["msgid"] = msgID
	return r
}

func (q *call) readKF() (*kfMessage, *Shown, *refusal) {
	in := &kfMessage{}
	if denied := q.read(in); denied != nil {
		return nil, nil, denied
	}
	var objects map[string]json.RawMessage
	var o kfObject
	if json.Unmarshal(q.body, &objects) != nil || objects[in.MsgType] == nil || json.Unmarshal(objects[in.MsgType], &o) != nil {
		return nil, nil, refuse(40008)
	}
	if !msgIDForm.MatchString(in.MsgID) {
		return nil, nil, refuse(40058)
	}
	shown := &Shown{By: q.name, Type: in.MsgType, Body: objects[in.MsgType]}
	return in, shown, q.corp.checkKF(&o, shown)
}

func (c *Corp) checkKF(o *kfObject, shown *Shown) (denied *refusal) {
	switch shown.Type {
	case "text":
		shown.Text = o.Content
		return checkText(o.Content)
	case "image", "voice", "video", "file":
		shown.Media, denied = c.named(o.MediaID, shown.Type)
	case "link":
		shown.Text = o.Title
		if denied = required(o.Title, o.URL); denied == nil {
			shown.Media, denied = c.named(o.ThumbMediaID, "image")
		}
	case "miniprogram":
		shown.Text = o.Title
		if denied = required(o.AppID, o.PagePath); denied == nil {
			shown.Media, denied = c.named(o.ThumbMediaID, "image")
		}
	case "location":
		shown.Text = o.Name
	case "ca_link":
		denied = required(o.LinkURL)
	case "msgmenu":
		denied = checkKFMenu(o, shown)
	default:
		denied = refuse(40008)
	}
	return denied
}

// menuMost is how many items a menu has, menuWords how many bytes stand above and
// below them each.
const (
	menuMost  = 50
	menuWords = 1024
)

func checkKFMenu(o *kfObject, shown *Shown) *refusal {
	lines := []string{o.HeadContent}
	for i := range o.List {
		item := &o.List[i]
		words := map[string]string{"click": item.Click.Content, "view": item.View.Content, "miniprogram": item.Mini.Content, "text": item.Text.Content}
		content, known := words[item.Type]
		if !known {
			return refuse(95009)
		}
		if content == "" {
			return refuse(40058)
		}
		lines = append(lines, content)
	}
	if len(o.HeadContent) > menuWords || len(o.TailContent) > menuWords {
		return refuse(40058)
	}
	shown.Text = strings.Join(append(lines, o.TailContent), "\n")
	if len(o.List) > menuMost {
		return refuse(95008)
	}
	return nil
}

func (c *Corp) named(id, kind string) (*Media, *refusal) {
	if m := c.medium(id); m != nil && m.kind == kind {
		return m.record(id), nil
	}
	return nil, refuse(40007)
}
