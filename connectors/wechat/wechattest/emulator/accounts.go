package main

import (
	"context"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// account is one of the platform's, of any kind.
type account interface {
	SetWhitelist(addresses ...string)
	SetCallback(c wechattest.Callback)
	Verify(ctx context.Context) error
	// acts are what the person of an order can do, by name.
	acts(o order) map[string]func() *wechattest.Push
	// phone is the platform's id of a person, and what their phone shows.
	phone(user string) (id string, items []wechattest.Shown)
}

// app is an Official Account or a Mini Program.
type app struct{ *wechattest.App }

func (a app) acts(o order) map[string]func() *wechattest.Push {
	f := a.Follower(o.User)
	return map[string]func() *wechattest.Push{
		"follow": f.Follow, "unfollow": f.Unfollow,
		"say":   func() *wechattest.Push { return f.Say(o.Text) },
		"scan":  func() *wechattest.Push { return f.Scan(o.Text) },
		"click": func() *wechattest.Push { return f.Click(o.Text) },
		"view":  func() *wechattest.Push { return f.View(o.Text, "1") },
		"enter": func() *wechattest.Push { return f.Enter(o.Text) },
		"choose": func() *wechattest.Push {
			return f.Send(wechattest.Message{Type: "text", Text: o.Text, MenuID: o.ID})
		},
	}
}

func (a app) phone(user string) (string, []wechattest.Shown) {
	f := a.Follower(user)
	return f.OpenID(), f.Shown()
}

// desk is an enterprise with one customer service account of WeChat KF.
type desk struct {
	*wechattest.Corp
	desk *wechattest.Desk
}

func (d desk) acts(o order) map[string]func() *wechattest.Push {
	c := d.desk.Customer(o.User)
	return map[string]func() *wechattest.Push{
		"say":    func() *wechattest.Push { return c.Say(o.Text) },
		"enter":  func() *wechattest.Push { return c.Enter("", o.Text) },
		"choose": func() *wechattest.Push { return c.Choose(o.ID, o.Text) },
	}
}

func (d desk) phone(user string) (string, []wechattest.Shown) {
	c := d.desk.Customer(user)
	var items []wechattest.Shown
	for _, m := range d.desk.Shown() {
		if m.User == c.ID() {
			items = append(items, m)
		}
	}
	return c.ID(), items
}
