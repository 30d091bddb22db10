package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// indexPeople waits until the words of all contacts are written.
func indexPeople(t *testing.T, s *store.Store) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	done := make(chan struct{})
	go func() { s.IndexContacts(ctx); close(done) }()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for left := int64(1); left > 0; {
		select {
		case <-ctx.Done():
			t.Fatal("the index did not follow")
		case <-tick.C:
			_, err := db.One(ctx, s.DB(), `SELECT COUNT(*) FROM contact_stale`, nil, &left)
			must(t, err)
		}
	}
	cancel()
	<-done
}

// people returns the names of those who are found, by pages of two.
func people(t *testing.T, s *store.Store, v core.Viewer, q string) []string {
	t.Helper()
	out := []string{}
	for p := (core.Page{Limit: 2}); ; {
		list, err := s.FindContacts(context.Background(), v, q, p)
		must(t, err)
		for _, c := range list.Items {
			out = append(out, c.Name)
		}
		if p.After = list.Next; p.After == "" {
			return out
		}
	}
}

// viewOf is the conversation of a message.
func viewOf(t *testing.T, s *store.Store, message core.ID) core.ConversationView {
	t.Helper()
	var id core.ID
	_, err := db.One(context.Background(), s.DB(), `SELECT conversation_id FROM messages WHERE id = $1`, db.Args(message), &id)
	must(t, err)
	view, err := s.Conversation(context.Background(), all(), id)
	must(t, err)
	return view
}

// met brings somebody with a name and fields.
func met(t *testing.T, s *store.Store, user core.UserRef, fields map[string]string) core.Contact {
	t.Helper()
	ctx, in := context.Background(), incoming(core.NewID(), user.ExternalID, 1, "hi")
	in.Envelopes[0].User = user
	must(t, s.Do(ctx, in))
	view := viewOf(t, s, in.Messages[0])
	c, _, _, err := s.Contact(ctx, all(), view.ContactID)
	must(t, err)
	if fields != nil {
		c, err = s.UpdateContact(ctx, c.ID, all().Actor(), func(c *core.Contact) { c.Fields = fields })
		must(t, err)
	}
	return c
}

// masked is a viewer who sees everybody, but no number or address whole.
func masked() core.Viewer {
	v := all()
	v.Permissions = slices.DeleteFunc(core.Permissions(), func(p core.Permission) bool { return p == core.PermUnmask })
	return v
}

func TestContactsAreFoundByWhatIsShownOfThem(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		chen := met(t, s, core.UserRef{ExternalID: "wx_9f2", Name: "陳志遠", Username: "zhiyuan.chen"}, map[string]string{"phone": "138 1234 5678", "email": "zy@yuanshan.example", "公司": "远山科技", "note": "怕辣"})
		met(t, s, core.UserRef{ExternalID: "13912345678", Name: "13912345678"}, nil)
		met(t, s, core.UserRef{ExternalID: "u3", Name: "Anna Müller"}, nil)
		met(t, s, core.UserRef{ExternalID: "u4", Name: "Annabel 陈"}, nil)
		indexPeople(t, s)
		for _, c := range []struct {
			q           string
			whole, part []string // for who sees all, and for who sees numbers and addresses masked
		}{
			{"陈", []string{"Annabel 陈", "陳志遠"}, []string{"Annabel 陈", "陳志遠"}},
			{"志远", []string{"陳志遠"}, []string{"陳志遠"}},
			{"遠", []string{"陳志遠"}, []string{"陳志遠"}},
			{"远山科技", []string{"陳志遠"}, []string{"陳志遠"}},
			{"a", []string{"Annabel 陈", "Anna Müller"}, []string{"Annabel 陈", "Anna Müller"}},
			{"anna", []string{"Annabel 陈", "Anna Müller"}, []string{"Annabel 陈", "Anna Müller"}},
			{"annab", []string{"Annabel 陈"}, []string{"Annabel 陈"}},
			{"anna mul", []string{"Anna Müller"}, []string{"Anna Müller"}},
			{"muller anna", []string{"Anna Müller"}, []string{"Anna Müller"}},
			{"ZHIYUAN", []string{"陳志遠"}, []string{"陳志遠"}},
			{"wx_9f2", []string{"陳志遠"}, []string{"陳志遠"}},
			{"13812345678", []string{"陳志遠"}, []string{}},
			{"+86 138-1234-5678", []string{"陳志遠"}, []string{}},
			{"138", []string{"陳志遠"}, []string{"陳志遠"}},
			{"5678", []string{"13912345678", "陳志遠"}, []string{"13912345678", "陳志遠"}},
			{"1234", []string{"陳志遠"}, []string{}}, // the hidden middle, parted as it was written
			{"1391", []string{"13912345678"}, []string{}},
			{"13912345678", []string{"13912345678"}, []string{}},
			{"zy@yuanshan.example", []string{"陳志遠"}, []string{}},
			{"zy", []string{"陳志遠"}, []string{}},
			{"yuanshan", []string{"陳志遠"}, []string{"陳志遠"}},
			{"怕辣", []string{}, []string{}}, // no field that people are looked for by
			{"陈 王", []string{}, []string{}},
			{"?!", []string{}, []string{}},
		} {
			if got := people(t, s, all(), c.q); !slices.Equal(got, c.whole) {
				t.Errorf("%s finds %q, want %q", c.q, got, c.whole)
			}
			if got := people(t, s, masked(), c.q); !slices.Equal(got, c.part) {
				t.Errorf("%s, masked, finds %q, want %q", c.q, got, c.part)
			}
		}
		change := func(f func(*core.Contact)) {
			t.Helper()
			_, err := s.UpdateContact(context.Background(), chen.ID, all().Actor(), f)
			must(t, err)
		}
		for range 2 { // what has not changed stays
			change(func(*core.Contact) {})
			indexPeople(t, s)
			if got := people(t, s, all(), "zy yuanshan"); !slices.Equal(got, []string{"陳志遠"}) {
				t.Errorf("written again: %q", got)
			}
		}
		change(func(c *core.Contact) { c.Name, c.Fields = "陈先生", nil })
		indexPeople(t, s)
		for q, want := range map[string][]string{"陈先生": {"陈先生"}, "远山科技": {}, "13812345678": {}, "志远": {"陈先生"}} { // the platform's name still finds
			if got := people(t, s, all(), q); !slices.Equal(got, want) {
				t.Errorf("changed: %s finds %q, want %q", q, got, want)
			}
		}
	})
}

func TestOnlyWhoIsSeenIsFound(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, d := context.Background(), newDesk(t, s, 3, 12)
		indexPeople(t, s)
		for _, v := range d.viewers(t) {
			seen, err := s.Contacts(ctx, v, core.Page{Limit: 100})
			must(t, err)
			found, err := s.FindContacts(ctx, v, "小明", core.Page{Limit: 100})
			must(t, err)
			if len(seen.Items) != len(found.Items) {
				t.Errorf("%+v sees %d and finds %d", v, len(seen.Items), len(found.Items))
			}
		}
		if _, err := s.FindContacts(ctx, all(), "小明", core.Page{After: "x"}); err == nil {
			t.Error("any cursor is taken")
		}
	})
}

func TestTheMergedAreListedAndFoundWithTheOther(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, by := context.Background(), core.Actor{Kind: core.ByAgent, ID: core.NewID()}
		one, two, three := met(t, s, core.UserRef{ExternalID: "1", Name: "陈晨"}, nil), met(t, s, core.UserRef{ExternalID: "2", Name: "王芳"}, nil), met(t, s, core.UserRef{ExternalID: "3", Name: "李强"}, nil)
		must(t, s.Merge(ctx, one.ID, two.ID, by))
		must(t, s.Unmerge(ctx, one.ID, by))
		must(t, s.Merge(ctx, one.ID, two.ID, by))
		must(t, s.Merge(ctx, three.ID, two.ID, core.Actor{Kind: core.BySystem}))
		merged := func() (out []string) {
			list, err := s.Merged(ctx, two.ID)
			must(t, err)
			for _, m := range list {
				if m.At == 0 || m.MergedInto != two.ID {
					t.Errorf("%+v", m)
				}
				out = append(out, fmt.Sprint(m.Name, " ", m.By.Kind, m.By.ID == by.ID))
			}
			return out
		}
		if got := merged(); !slices.Equal(got, []string{"李强 systemfalse", "陈晨 agenttrue"}) {
			t.Errorf("%q", got)
		}
		indexPeople(t, s)
		for q, want := range map[string]string{"陈晨": "王芳", "王芳": "王芳", "李强": "王芳"} {
			if got := people(t, s, all(), q); !slices.Equal(got, []string{want}) {
				t.Errorf("merged: %s finds %q", q, got)
			}
		}
		must(t, s.Unmerge(ctx, one.ID, by))
		indexPeople(t, s)
		if got := people(t, s, all(), "陈晨"); !slices.Equal(got, []string{"陈晨"}) {
			t.Errorf("apart again: %q", got)
		}
		if got := merged(); !slices.Equal(got, []string{"李强 systemfalse"}) {
			t.Errorf("%q", got)
		}
	})
}

func TestWhatTheBlockedWriteIsKeptAndMovesNothing(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, account := context.Background(), core.NewID()
		say := func(n int, user string) core.ConversationView {
			t.Helper()
			in := incoming(account, user, n, "hi")
			must(t, s.Do(ctx, in))
			return viewOf(t, s, in.Messages[0])
		}
		block := func(contact core.ID, on bool) {
			_, err := s.UpdateContact(ctx, contact, all().Actor(), func(c *core.Contact) { c.Blocked = on })
			must(t, err)
		}
		first := say(1, "u")
		end := core.Step{Kind: core.StepClose, Reason: core.EndBlocked, Actor: all().Actor()}
		must(t, s.Do(ctx, &engine.Step{Viewer: all(), ConversationID: first.ID, Step: end}))
		block(first.ContactID, true)
		again := say(2, "u")
		if again.ID != first.ID || again.Status != core.StatusClosed || again.Seq != 2 || again.WaitingSince != first.WaitingSince && again.WaitingSince != 0 {
			t.Errorf("%+v", again.Conversation)
		}
		block(first.ContactID, false)
		if next := say(3, "u"); next.ID == first.ID || next.Status != core.StatusQueued {
			t.Errorf("heard again: %+v", next.Conversation)
		}
		// One whose contact is blocked before the first word on another account's thread.
		open := say(4, "v")
		block(open.ContactID, true)
		if held := say(5, "v"); held.ID != open.ID || held.Status != core.StatusQueued || held.WaitingSince != open.WaitingSince || held.Seq != 2 {
			t.Errorf("%+v", held.Conversation)
		}
	})
}
