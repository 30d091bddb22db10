package wechat

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// Profile implements connectors.Profiler. An Official Account tells no names
// since the end of 2021, a Mini Program nothing at all. No picture is kept.
func (c *Connector) Profile(ctx context.Context, a core.Account, externalID string) (core.Person, error) {
	var p core.Person
	var f *failure
	switch kindOf(a) {
	case kindOfficial:
		p, f = c.follower(ctx, a, externalID)
	case kindKF:
		p, f = c.customer(ctx, a, externalID)
	}
	if f != nil {
		return core.Person{}, f.send
	}
	p.User.ExternalID = externalID
	return p, nil
}

func (c *Connector) follower(ctx context.Context, a core.Account, openid string) (core.Person, *failure) {
	var u struct {
		Nickname string `json:"nickname"`
		Language string `json:"language"`
		UnionID  string `json:"unionid"`
		Remark   string `json:"remark"`
		Tags     []int  `json:"tagid_list"`
	}
	q := request{path: "/cgi-bin/user/info", query: url.Values{"openid": {openid}, "lang": {"zh_CN"}}, repeatable: true}
	if f := c.do(ctx, a, q, &u); f != nil {
		return core.Person{}, f
	}
	p := core.Person{User: core.UserRef{Name: u.Nickname, Language: strings.ReplaceAll(u.Language, "_", "-"), Union: u.UnionID}, Remark: u.Remark}
	if a.Setting(keySyncTags) != "yes" {
		return p, nil
	}
	for _, id := range u.Tags {
		t, ok, f := c.tagWhere(ctx, a, func(t tag) bool { return t.ID == id })
		if f != nil {
			return core.Person{}, f
		}
		if ok {
			p.Tags = append(p.Tags, t.Name)
		}
	}
	return p, nil
}

func (c *Connector) customer(ctx context.Context, a core.Account, id string) (core.Person, *failure) {
	var answer struct {
		List []struct {
			ID       string `json:"external_userid"`
			Nickname string `json:"nickname"`
			UnionID  string `json:"unionid"`
		} `json:"customer_list"`
	}
	q := request{path: "/cgi-bin/kf/customer/batchget", body: map[string]any{"external_userid_list": []string{id}}, repeatable: true}
	if f := c.do(ctx, a, q, &answer); f != nil {
		return core.Person{}, f
	}
	for _, u := range answer.List {
		if u.ID == id {
			return core.Person{User: core.UserRef{Name: u.Nickname, Union: u.UnionID}}, nil
		}
	}
	return core.Person{}, rejected("unknown_user", "WeChat KF does not know this customer in this enterprise, or tells nothing of whom it has not heard in 48 hours")
}

// tag is a tag of an Official Account.
type tag struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// tagWhere finds a tag in the list of the last minutes, since the platform counts
// how often it is asked, and then in the list as it is now.
func (c *Connector) tagWhere(ctx context.Context, a core.Account, fits func(tag) bool) (tag, bool, *failure) {
	name := "wechat.tags:" + owner(a)
	text, err := c.env.Keep.Get(ctx, name, func(ctx context.Context) (core.Kept, error) {
		list, f := c.tags(ctx, a)
		if f != nil {
			return core.Kept{}, f
		}
		text, err := json.Marshal(list)
		return core.Kept{Value: string(text), Life: tagsLife}, err
	})
	if err != nil {
		return tag{}, false, unkept(a, err)
	}
	var list []tag
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return tag{}, false, unkept(a, err)
	}
	if i := slices.IndexFunc(list, fits); i >= 0 {
		return list[i], true, nil
	}
	if err := c.env.Keep.Drop(ctx, name, text); err != nil {
		return tag{}, false, unkept(a, err)
	}
	list, f := c.tags(ctx, a)
	if i := slices.IndexFunc(list, fits); i >= 0 {
		return list[i], true, nil
	}
	return tag{}, false, f
}

func (c *Connector) tags(ctx context.Context, a core.Account) ([]tag, *failure) {
	var answer struct {
		Tags []tag `json:"tags"`
	}
	f := c.do(ctx, a, request{path: "/cgi-bin/tags/get", repeatable: true}, &answer)
	return answer.Tags, f
}

// Tag implements connectors.Tagger. Only an Official Account has tags.
func (c *Connector) Tag(ctx context.Context, a core.Account, name string, users []string, on bool) error {
	if kindOf(a) != kindOfficial {
		return rejected("kind", "only an Official Account has tags in WeChat").send
	}
	id, f := c.tagID(ctx, a, name, on)
	if f != nil || id == 0 {
		return f.err()
	}
	q := request{path: "/cgi-bin/tags/members/batchtagging", repeatable: true, acked: true}
	if !on {
		q.path = "/cgi-bin/tags/members/batchuntagging"
	}
	for some := range slices.Chunk(users, rules().Limits.TagUsers) {
		q.body = map[string]any{"openid_list": some, "tagid": id}
		if f := c.do(ctx, a, q, nil); f != nil {
			return f.send
		}
	}
	return nil
}

// tagID finds a tag by its name, and makes it where it is to be put on; 0:
// there is none to be taken off.
func (c *Connector) tagID(ctx context.Context, a core.Account, name string, on bool) (int, *failure) {
	named := func(t tag) bool { return t.Name == name }
	t, ok, f := c.tagWhere(ctx, a, named)
	if f != nil || ok || !on {
		return t.ID, f
	}
	var answer struct {
		Tag tag `json:"tag"`
	}
	q := request{path: "/cgi-bin/tags/create", body: map[string]any{"tag": map[string]any{"name": name}}, repeatable: true}
	if f := c.do(ctx, a, q, &answer); f != nil {
		if f.says(codeTagThere) { // another process may have made it meanwhile
			if t, ok, f := c.tagWhere(ctx, a, named); f != nil || ok {
				return t.ID, f
			}
		}
		return 0, f
	}
	if answer.Tag.ID == 0 {
		return 0, q.inDoubt("unreadable", fmt.Sprintf("the answer names no id of the tag %q", name))
	}
	return answer.Tag.ID, nil
}
