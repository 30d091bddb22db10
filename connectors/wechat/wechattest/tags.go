package wechattest

import (
	"maps"
	"slices"
)

const (
	tagsMost     = 100 // of an app
	tagNameMost  = 30  // bytes
	tagsEach     = 20  // of a person
	tagBatchMost = 50  // openids
	tagFansMost  = 100000
)

type tag struct {
	id   int
	name string
	fans int // those that no test adds one by one
}

// systemTags are the ids that nobody may change; 0 and 1 are not listed.
func systemTags() map[int]*tag {
	return map[int]*tag{2: {id: 2, name: "星标组"}}
}

type tagCall struct {
	Tag struct {
		ID   int    `json:"id"`
		Name string `json:"name"`
	} `json:"tag"`
}

// Tags are the names of a person's tags.
func (f *Follower) Tags() []string {
	f.app.s.mu.Lock()
	defer f.app.s.mu.Unlock()
	names := make([]string, len(f.tags))
	for i, id := range f.tags {
		names[i] = f.app.tags[id].name
	}
	return names
}

// SwellTag gives a tag that many more fans than the test has people.
func (a *App) SwellTag(id, fans int) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.tags[id].fans = fans
}

func (a *App) fansOf(id int) int {
	n := a.tags[id].fans
	for _, f := range a.followers {
		if slices.Contains(f.tags, id) {
			n++
		}
	}
	return n
}

// mayBeNamed says whether a tag may have the name.
func (a *App) mayBeNamed(name string) *refusal {
	switch {
	case len(name) > tagNameMost:
		return refuse(45158)
	case name == "" || slices.ContainsFunc(slices.Collect(maps.Values(a.tags)), func(t *tag) bool { return t.name == name }):
		return refuse(45157)
	}
	return nil
}

// createTag is POST cgi-bin/tags/create.
func createTag(q *call) (any, *refusal) {
	var in tagCall
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	if denied := q.app.mayBeNamed(in.Tag.Name); denied != nil {
		return nil, denied
	}
	if len(q.app.tags)-len(systemTags()) >= tagsMost {
		return nil, refuse(45056)
	}
	id := 100 + int(q.s.next())
	q.app.tags[id] = &tag{id: id, name: in.Tag.Name}
	return reply{"tag": reply{"id": id, "name": in.Tag.Name}}, nil
}

// listTags is GET cgi-bin/tags/get.
func listTags(q *call) (any, *refusal) {
	list := []reply{}
	for _, id := range slices.Sorted(maps.Keys(q.app.tags)) {
		list = append(list, reply{"id": id, "name": q.app.tags[id].name, "count": q.app.fansOf(id)})
	}
	return reply{"tags": list}, nil
}

// own is a tag that the app made.
func (a *App) own(id int) (*tag, *refusal) {
	switch t := a.tags[id]; {
	case id >= 0 && id <= 2:
		return nil, refuse(45058)
	case t == nil:
		return nil, refuse(45159)
	default:
		return t, nil
	}
}

// renameTag is POST cgi-bin/tags/update.
func renameTag(q *call) (any, *refusal) {
	var in tagCall
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	t, denied := q.app.own(in.Tag.ID)
	if denied != nil {
		return nil, denied
	}
	if denied := q.app.mayBeNamed(in.Tag.Name); denied != nil {
		return nil, denied
	}
	t.name = in.Tag.Name
	return ok(), nil
}

// deleteTag is POST cgi-bin/tags/delete.
func deleteTag(q *call) (any, *refusal) {
	var in tagCall
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	t, denied := q.app.own(in.Tag.ID)
	if denied != nil {
		return nil, denied
	}
	if q.app.fansOf(t.id) > tagFansMost {
		return nil, refuse(45057)
	}
	for _, f := range q.app.followers {
		f.untag(t.id)
	}
	delete(q.app.tags, t.id)
	return ok(), nil
}

func (f *Follower) untag(id int) {
	f.tags = slices.DeleteFunc(f.tags, func(other int) bool { return other == id })
}

// tagMembers is tags/members/batchtagging, or batchuntagging.
func tagMembers(add bool) handler {
	return func(q *call) (any, *refusal) {
		var in struct {
			OpenIDs []string `json:"openid_list"`
			TagID   int      `json:"tagid"`
		}
		if denied := q.read(&in); denied != nil {
			return nil, denied
		}
		if len(in.OpenIDs) == 0 || len(in.OpenIDs) > tagBatchMost {
			return nil, refuse(40032)
		}
		if q.app.tags[in.TagID] == nil {
			return nil, refuse(45159)
		}
		if denied := q.app.strangers(in.OpenIDs); denied != nil {
			return nil, denied
		}
		for _, openid := range in.OpenIDs {
			f := q.app.followers[openid]
			if add && !slices.Contains(f.tags, in.TagID) && len(f.tags) >= tagsEach {
				return nil, refuse(45059)
			}
		}
		for _, openid := range in.OpenIDs {
			f := q.app.followers[openid]
			f.untag(in.TagID)
			if add {
				f.tags = append(f.tags, in.TagID)
			}
		}
		return ok(), nil
	}
}

// tagsOf is POST cgi-bin/tags/getidlist.
func tagsOf(q *call) (any, *refusal) {
	var in struct {
		OpenID string `json:"openid"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	f := q.app.followers[in.OpenID]
	if f == nil {
		return nil, refuse(40003)
	}
	return reply{"tagid_list": append([]int{}, f.tags...)}, nil
}

// tagged is POST cgi-bin/user/tag/get.
func tagged(q *call) (any, *refusal) {
	var in struct {
		TagID int    `json:"tagid"`
		After string `json:"next_openid"`
	}
	if denied := q.read(&in); denied != nil {
		return nil, denied
	}
	if q.app.tags[in.TagID] == nil {
		return nil, refuse(45159)
	}
	r := q.app.page(in.After, func(f *Follower) bool { return slices.Contains(f.tags, in.TagID) })
	delete(r, "total")
	return r, nil
}
