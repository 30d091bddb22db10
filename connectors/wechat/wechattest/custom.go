package wechattest

import (
	"encoding/json"
	"slices"
	"time"
)

// outgoing is what an app sends: to whom, and one object of the msgtype's name.
type outgoing struct {
	toUser  string
	msgType string
	object  json.RawMessage
	rest    map[string]json.RawMessage
}

// readOutgoing reads a message for people.
func (q *call) readOutgoing() (*outgoing, *refusal) {
	out := &outgoing{}
	if denied := q.readText(&out.rest); denied != nil {
		return nil, denied
	}
	if value, given := out.rest["touser"]; given && value[0] == '"' && json.Unmarshal(value, &out.toUser) != nil {
		return nil, refuse(40003)
	}
	if json.Unmarshal(out.rest["msgtype"], &out.msgType) != nil {
		return nil, refuse(40008)
	}
	out.object = out.rest[out.msgType]
	return out, nil
}

// customSend is POST cgi-bin/message/custom/send.
func customSend(q *call) (any, *refusal) {
	if q.app.unverified {
		return nil, refuse(48001)
	}
	out, denied := q.readOutgoing()
	if denied != nil {
		return nil, denied
	}
	f := q.app.followers[out.toUser]
	if f == nil {
		return nil, refuse(40003)
	}
	shown, denied := q.app.custom(out)
	if denied != nil {
		return nil, denied
	}
	switch {
	case q.app.official() && !f.following:
		return nil, refuse(43004)
	case f.blocks:
		return nil, refuse(48002)
	}
	if denied := f.take(); denied != nil {
		return nil, denied
	}
	shown.By, shown.Account, shown.User = q.name, q.app.id, f.openid
	f.typing = time.Time{}
	q.app.show(*shown)
	return ok(), nil
}

// customTypes are the msgtypes of a custom message by kind of app.
func (a *App) customTypes() []string {
	if a.official() {
		return []string{"text", "image", "voice", "video", "music", "news", "mpnews", "mpnewsarticle", "msgmenu", "wxcard", "miniprogrampage"}
	}
	return []string{"text", "image", "link", "miniprogrampage"}
}

// customObject has the fields of every msgtype.
type customObject struct {
	Content      string `json:"content"`
	MediaID      string `json:"media_id"`
	ThumbMediaID string `json:"thumb_media_id"`
	Title        string `json:"title"`
	Description  string `json:"description"`
	MusicURL     string `json:"musicurl"`
	ArticleID    string `json:"article_id"`
	CardID       string `json:"card_id"`
	AppID        string `json:"appid"`
	PagePath     string `json:"pagepath"`
	URL          string `json:"url"`
	Articles     []struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	} `json:"articles"`
	HeadContent string     `json:"head_content"`
	List        []menuItem `json:"list"`
	TailContent string     `json:"tail_content"`
}

type menuItem struct {
	ID      json.RawMessage `json:"id"`
	Content string          `json:"content"`
}

// custom checks a custom message and returns what a phone shows of it.
func (a *App) custom(out *outgoing) (*Shown, *refusal) {
	if !slices.Contains(a.customTypes(), out.msgType) {
		return nil, refuse(40008)
	}
	var o customObject
	if out.object == nil {
		return nil, refuse(44004)
	}
	if json.Unmarshal(out.object, &o) != nil {
		return nil, refuse(47001)
	}
	var agent struct {
		Account string `json:"kf_account"`
	}
	if raw, given := out.rest["customservice"]; given && json.Unmarshal(raw, &agent) != nil {
		return nil, refuse(47001)
	}
	shown := &Shown{Type: out.msgType, Body: out.object, Agent: agent.Account}
	return shown, a.checkCustom(&o, shown)
}

// customTyping is POST cgi-bin/message/custom/typing: within 30 s of the
// person's last message or event, and shown for 15 s.
func customTyping(q *call) (any, *refusal) {
	var in struct {
		ToUser  string `json:"touser"`
		Command string `json:"command"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	f := q.app.followers[in.ToUser]
	now := q.now()
	switch {
	case f == nil:
		return nil, refuse(40003)
	case in.Command == "CancelTyping":
		f.typing = time.Time{}
	case in.Command != "Typing":
		return nil, refuse(45072)
	case now.Sub(f.spoke) > 30*time.Second:
		return nil, refuse(45080)
	case now.Before(f.typing):
		return nil, refuse(45081)
	default:
		f.typing = now.Add(15 * time.Second)
	}
	return ok(), nil
}
