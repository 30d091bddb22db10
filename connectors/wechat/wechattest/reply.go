package wechattest

import (
	"encoding/json"
	"encoding/xml"
)

// passive is a reply in the answer of a push (被动回复用户消息).
type passive struct {
	XMLName      xml.Name `xml:"xml" json:"-"`
	ToUserName   string
	FromUserName string
	MsgType      string
	Content      string
	Encrypt      string
	MsgSignature string
	TimeStamp    string
	Nonce        string
}

// reply reads the answer of a push. What is no reply of the callback's own
// format, or is for somebody else, is malformed.
func (x *Push) reply(body []byte) (Result, *Shown) {
	s := x.party.s
	s.mu.Lock()
	c := x.party.callback
	s.mu.Unlock()
	r, err := c.parse(body)
	if err != nil {
		return Malformed, nil
	}
	if r.Encrypt == "" && c.Mode == Safe {
		return Malformed, nil
	}
	if r.Encrypt != "" {
		if r, err = x.unseal(&c, r); err != nil {
			return Malformed, nil
		}
	}
	if r.ToUserName != x.openid || r.FromUserName != x.party.app.userName {
		return Malformed, nil
	}
	switch r.MsgType {
	case "text":
		if r.Content == "" {
			return Malformed, nil
		}
	case "image", "voice", "video", "music", "news":
	case "transfer_customer_service":
		return Replied, nil
	default:
		return Malformed, nil
	}
	return Replied, &Shown{By: "reply", Account: x.party.id, User: x.openid, Type: r.MsgType, Text: r.Content}
}

func (c *Callback) parse(body []byte) (*passive, error) {
	r := &passive{}
	if c.JSON {
		return r, json.Unmarshal(body, r)
	}
	return r, xml.Unmarshal(body, r)
}

// unseal opens a sealed reply under the key that is, or the one before.
func (x *Push) unseal(c *Callback, r *passive) (*passive, error) {
	if r.MsgSignature != sign(c.Token, r.TimeStamp, r.Nonce, r.Encrypt) {
		return nil, errUnsigned
	}
	plain, err := open(c.AESKey, x.party.id, r.Encrypt)
	if err != nil && c.PreviousAESKey != "" {
		plain, err = open(c.PreviousAESKey, x.party.id, r.Encrypt)
	}
	if err != nil {
		return nil, err
	}
	return c.parse(plain)
}
