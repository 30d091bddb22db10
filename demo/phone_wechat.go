package demo

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

// followerPhone is somebody who writes to the Official Account or from the Mini
// Program.
type followerPhone struct {
	server   *wechattest.Server
	follower *wechattest.Follower
	follows  bool // an Official Account: only followers may write
	there    bool
	seen     int
}

func (f *followerPhone) arrive(ctx context.Context, _ visit) error {
	if f.there {
		return nil
	}
	f.there = true
	if f.follows {
		return taken(ctx, f.follower.Follow())
	}
	return taken(ctx, f.follower.Enter("shop"))
}

func (f *followerPhone) say(ctx context.Context, l line) error {
	if l.Photo != "" {
		photo, err := picture(l.Photo)
		if err != nil {
			return err
		}
		file := wechattest.File{Name: l.Photo + ".jpg", MIME: pictureType, Bytes: photo}
		if err := taken(ctx, f.follower.Send(wechattest.Message{Type: "image", File: file})); err != nil || l.Text == "" {
			return err
		}
	}
	return taken(ctx, f.follower.Say(l.Text))
}

// typing is told to nobody by the platform.
func (f *followerPhone) typing(context.Context) error { return nil }

func (f *followerPhone) hear(ctx context.Context) ([]heard, error) {
	var shown []wechattest.Shown
	err := f.server.Wait(ctx, func() bool {
		shown = f.follower.Shown()
		return len(shown) > f.seen
	})
	if err != nil {
		return nil, err
	}
	var fresh []heard
	for _, m := range shown[f.seen:] {
		fresh = append(fresh, heard{text: m.Text, rate: f.rate(m)})
	}
	f.seen = len(shown)
	return fresh, nil
}

// rate presses an entry of the question's menu, or writes the number where the
// platform has no menus.
func (f *followerPhone) rate(m wechattest.Shown) func(context.Context, int) error {
	switch {
	case m.Type == "msgmenu":
		return func(ctx context.Context, score int) error {
			return taken(ctx, f.follower.Send(wechattest.Message{Type: "text", Text: entryOf(m, score), MenuID: ratingID(score)}))
		}
	case strings.Contains(m.Text, "★★★★★"):
		return func(ctx context.Context, score int) error { return taken(ctx, f.follower.Say(strconv.Itoa(score))) }
	}
	return nil
}

// leave unfollows.
func (f *followerPhone) leave(ctx context.Context) error {
	f.there = false
	if !f.follows {
		return nil
	}
	return taken(ctx, f.follower.Unfollow())
}

// kfPhone is somebody who writes to WeChat KF.
type kfPhone struct {
	server   *wechattest.Server
	desk     *wechattest.Desk
	customer *wechattest.Customer
	seen     int // of all that the desk has sent
}

func (k *kfPhone) arrive(ctx context.Context, _ visit) error {
	return taken(ctx, k.customer.Enter("", ""))
}

func (k *kfPhone) say(ctx context.Context, l line) error {
	if l.Photo != "" {
		photo, err := picture(l.Photo)
		if err != nil {
			return err
		}
		if err := taken(ctx, k.customer.SendFile("image", wechattest.File{Name: l.Photo + ".jpg", MIME: pictureType, Bytes: photo})); err != nil || l.Text == "" {
			return err
		}
	}
	return taken(ctx, k.customer.Say(l.Text))
}

// typing is told to nobody by the platform.
func (k *kfPhone) typing(context.Context) error { return nil }

func (k *kfPhone) hear(ctx context.Context) ([]heard, error) {
	for {
		var shown []wechattest.Shown
		err := k.server.Wait(ctx, func() bool {
			shown = k.desk.Shown()
			return len(shown) > k.seen
		})
		if err != nil {
			return nil, err
		}
		var fresh []heard
		for _, m := range shown[k.seen:] {
			if m.User == k.customer.ID() {
				fresh = append(fresh, k.heard(m))
			}
		}
		if k.seen = len(shown); len(fresh) > 0 {
			return fresh, nil
		}
	}
}

func (k *kfPhone) heard(m wechattest.Shown) heard {
	h := heard{text: m.Text}
	if m.Type == "msgmenu" {
		h.rate = func(ctx context.Context, score int) error {
			return taken(ctx, k.customer.Choose(ratingID(score), entryOf(m, score)))
		}
	}
	return h
}

// leave closes the page; nobody is told.
func (k *kfPhone) leave(context.Context) error { return nil }

// taken waits until the hub has accepted what was pushed.
func taken(ctx context.Context, p *wechattest.Push) error {
	fate, err := p.Wait(ctx)
	if err == nil && len(fate.Attempts) > 0 && !fate.Accepted {
		err = errNotTaken
	}
	return err
}

// entryOf is what the entry of a score is called in a menu.
func entryOf(m wechattest.Shown, score int) string {
	var menu struct {
		List []struct {
			ID      string
			Content string
			Click   struct{ ID, Content string }
		}
	}
	if json.Unmarshal(m.Body, &menu) != nil || len(menu.List) < score {
		return strconv.Itoa(score)
	}
	if e := menu.List[score-1]; e.Content != "" {
		return e.Content
	}
	return menu.List[score-1].Click.Content
}
