package store

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// The refusals about contacts.
var (
	ErrNoContact = &core.Problem{Status: 404, Code: "contact.not_found", Text: "there is no such contact, or you may not see it"}
	ErrMerged    = &core.Problem{Status: 409, Code: "contact.merged",
		Text: "this contact was merged into another one: change that one, named by merged_into, or separate the two first"}
	ErrContactFields = &core.Problem{Status: 422, Code: "contact.fields",
		Text: fmt.Sprintf("a contact has at most %d fields, with keys of 1 to %d characters: remove some that nobody uses, or choose a shorter key", contactFieldsMax, contactKeyMax)}
)

// The bounds of what people may add to a contact.
const (
	contactFieldsMax = 300
	contactKeyMax    = 100
)

// contactVisible is the condition by which a viewer sees contact ct: by one of
// its conversations, or by scope.
func contactVisible(v core.Viewer, n int) (string, []any) {
	if v.Scope == core.ScopeAll {
		return "1 = 1", nil
	}
	scope, args := visible(v, n)
	return `EXISTS (SELECT 1 FROM conversations c WHERE c.contact_id = ct.id AND ` + scope + `)`, args
}

// Contacts lists, newest first; merged and erased ones are left out.
func (s *Store) Contacts(ctx context.Context, v core.Viewer, p core.Page) (core.List[core.Contact], error) {
	var out core.List[core.Contact]
	before, err := parseIDCursor(p.After)
	if err != nil {
		return out, err
	}
	limit := pageLimit(p)
	scope, args := contactVisible(v, 3)
	q := `SELECT ` + prefixed("ct", contactCols) + ` FROM contacts ct WHERE ct.id < $1 AND ct.merged_into IS NULL AND ct.erased_at IS NULL AND ` + scope + ` ORDER BY ct.id DESC LIMIT $2`
	err = db.Each(ctx, s.db, q, append(db.Args(before, limit+1), args...), func(scan func(...any) error) error {
		var c core.Contact
		err := scan(scanContact(&c)...)
		appendPage(&out, c, limit, func(c core.Contact) core.ID { return c.ID })
		return err
	})
	return out, err
}

// seesContact refuses a contact that is not there for the viewer. It returns
// whom it was merged into; zero: nobody.
func (s *Store) seesContact(ctx context.Context, v core.Viewer, id core.ID) (into core.ID, err error) {
	scope, args := contactVisible(v, 2)
	ok, err := db.One(ctx, s.db, `SELECT ct.merged_into FROM contacts ct WHERE ct.id = $1 AND `+scope, append(db.Args(id), args...), &into)
	if err == nil && !ok {
		err = ErrNoContact
	}
	return into, err
}

// Contact returns a person with identities and tags.
func (s *Store) Contact(ctx context.Context, v core.Viewer, id core.ID) (core.Contact, []core.Identity, []string, error) {
	var c core.Contact
	scope, args := contactVisible(v, 2)
	ok, err := db.One(ctx, s.db, `SELECT `+prefixed("ct", contactCols)+` FROM contacts ct WHERE ct.id = $1 AND `+scope, append(db.Args(id), args...), scanContact(&c)...)
	if err == nil && !ok {
		err = ErrNoContact
	}
	if err != nil {
		return c, nil, nil, err
	}
	var ids []core.Identity
	err = db.Each(ctx, s.db, `SELECT `+prefixed("i", identityCols)+` FROM identities i WHERE i.contact_id = $1 ORDER BY i.id`, db.Args(id), func(scan func(...any) error) error {
		var i core.Identity
		err := scan(scanIdentity(&i)...)
		ids = append(ids, i)
		return err
	})
	if err != nil {
		return c, nil, nil, err
	}
	var tags []string
	err = db.Each(ctx, s.db, `SELECT t.name FROM taggings g JOIN tags t ON t.id = g.tag_id WHERE g.target_id = $1 ORDER BY t.name`, db.Args(id), func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		tags = append(tags, name)
		return err
	})
	return c, ids, tags, err
}

// Identity returns an identity.
func (s *Store) Identity(ctx context.Context, id core.ID) (core.Identity, error) {
	var i core.Identity
	ok, err := db.One(ctx, s.db, `SELECT `+prefixed("i", identityCols)+` FROM identities i WHERE i.id = $1`, db.Args(id), scanIdentity(&i)...)
	if err == nil && !ok {
		err = ErrNoContact
	}
	return i, err
}

// SetReachable keeps whether an identity can be written to.
func (s *Store) SetReachable(ctx context.Context, id core.ID, reachable bool) error {
	return s.Update(ctx, id.String(), func(ctx context.Context, tx db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE identities SET reachable = $2, updated_at = $3 WHERE id = $1`, id, reachable, int64(s.clock()))
		return err
	})
}

// contactEvent appends to the log what happened to a contact.
func contactEvent(ctx context.Context, tx db.Tx, typ core.EventType, contact core.ID, by core.Actor, at core.Time, data any) error {
	e := core.Event{ID: core.NewID(), Type: typ, ContactID: contact, Actor: by, At: at, Data: []byte(mustJSON(data))}
	_, err := tx.Exec(ctx, `INSERT INTO events (`+db.Names(eventCols)+`) {rows}`, db.Set{Cols: eventCols, Rows: [][]any{eventRow(e)}})
	return err
}

// UpdateContact lets change see a contact as it is and writes what it makes of
// it. Nobody else changes it meanwhile; change may be called again. What it
// changes is the contact's own, even if it came by a merge, and a block or its
// end is one of all who were merged into it.
func (s *Store) UpdateContact(ctx context.Context, id core.ID, by core.Actor, change func(*core.Contact)) (_ core.Contact, err error) {
	var c core.Contact
	err = s.Update(ctx, id.String(), func(ctx context.Context, tx db.Tx) error {
		now := s.clock()
		l, err := whole(ctx, tx, id)
		if err != nil {
			return err
		}
		was := l.Contact
		was.Fields = maps.Clone(was.Fields)
		change(&l.Contact)
		if err := mayAdd(was.Fields, l.Fields); err != nil {
			return err
		}
		l.loan.own(was, l.Contact)
		if err := l.write(ctx, tx, int64(now)); err != nil {
			return err
		}
		if c = l.Contact; c.Blocked != was.Blocked {
			if err := blockMerged(ctx, tx, c.ID, c.Blocked, int64(now)); err != nil {
				return err
			}
		}
		if err := contactsChanged(ctx, tx, c.ID); err != nil {
			return err
		}
		return contactEvent(ctx, tx, core.EventContactUpdated, c.ID, by, now, map[string]any{"name": c.Name, "blocked": c.Blocked})
	})
	if err != nil {
		return core.Contact{}, err // it may be at work still
	}
	return c, nil
}

// mayAdd bounds what is added. What is there already, as by a merge, stays.
func mayAdd(was, now map[string]string) error {
	if len(now) > max(contactFieldsMax, len(was)) {
		return ErrContactFields
	}
	for key := range now {
		if _, old := was[key]; !old && (strings.TrimSpace(key) == "" || utf8.RuneCountInString(key) > contactKeyMax) {
			return ErrContactFields
		}
	}
	return nil
}

// Tag puts a tag on a target or takes it off; the tag is made when missing.
// One that came to a contact by a merge is its own then. For a conversation the
// change is logged under a new revision.
func (s *Store) Tag(ctx context.Context, scope core.TagScope, target core.ID, name string, on bool, by core.Actor) error {
	return s.change(ctx, target.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		now := s.clock()
		if scope == core.TagContact {
			found, err := lenders(ctx, tx, `ct.id = $1`, target) // locked: it may be merged at this time
			if err != nil {
				return err
			}
			if len(found) > 0 && found[0].ErasedAt > 0 {
				return core.ErrErased
			}
			if len(found) > 0 && !found[0].MergedInto.IsZero() {
				return ErrMerged
			}
		}
		if on {
			if _, err := tx.Exec(ctx, `INSERT INTO tags (id, scope, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (scope, name) DO NOTHING`,
				core.NewID(), string(scope), name, int64(now)); err != nil {
				return err
			}
		}
		q := `DELETE FROM taggings WHERE target_id = $1 AND tag_id IN (SELECT t.id FROM tags t WHERE t.scope = $2 AND t.name = $3)`
		args := db.Args(target, string(scope), name)
		if on {
			q = `INSERT INTO taggings (tag_id, target_id, at) SELECT t.id, $1, $4 FROM tags t WHERE t.scope = $2 AND t.name = $3
				ON CONFLICT (target_id, tag_id) DO UPDATE SET borrowed = false WHERE taggings.borrowed`
			args = append(args, int64(now))
		}
		n, err := tx.Exec(ctx, q, args...)
		if err != nil || n == 0 {
			return err
		}
		if scope == core.TagConversation {
			typ := core.EventUntagged
			if on {
				typ = core.EventTagged
			}
			return s.logConversation(ctx, tx, hints, target, typ, by, map[string]string{"tag": name})
		}
		return contactEvent(ctx, tx, core.EventContactUpdated, target, by, now, map[string]any{"tag": name, "on": on})
	})
}

// logConversation raises a conversation's revision and logs an event under it.
func (s *Store) logConversation(ctx context.Context, tx db.Tx, hints *Commit, id core.ID, typ core.EventType, by core.Actor, data any) error {
	now := s.clock()
	var c core.Conversation
	ok, err := db.One(ctx, tx, `UPDATE conversations SET rev = rev + 1, updated_at = $2 WHERE id = $1 RETURNING rev, account_id, team_id, agent_id, contact_id`,
		db.Args(id, int64(now)), &c.Rev, &c.AccountID, &c.TeamID, &c.AgentID, &c.ContactID)
	if err != nil {
		return err
	}
	if !ok {
		return engine.ErrNotFound
	}
	hints.touched(id, c.Rev)
	hints.Jobs = hints.Jobs || len(s.consumers) > 0
	e := core.Event{ID: core.NewID(), Type: typ, ConversationID: id, Rev: c.Rev, AccountID: c.AccountID, TeamID: c.TeamID, AgentID: c.AgentID,
		ContactID: c.ContactID, Actor: by, At: now, Data: []byte(mustJSON(data))}
	if _, err = tx.Exec(ctx, `INSERT INTO events (`+db.Names(eventCols)+`) {rows}`, db.Set{Cols: eventCols, Rows: [][]any{eventRow(e)}}); err != nil {
		return err
	}
	for _, name := range s.consumers {
		j := engine.EventJobOf(name, id, c.AccountID, c.Rev, c.Rev, now)
		if _, err := tx.Exec(ctx, `INSERT INTO jobs (`+db.Names(jobCols)+`) {rows}`, db.Set{Cols: jobCols, Rows: [][]any{jobRow(j)}}); err != nil {
			return err
		}
	}
	return nil
}

// Join puts an agent into a conversation's room, or takes it out.
func (s *Store) Join(ctx context.Context, conversation, agent core.ID, on bool, by core.Actor) error {
	return s.change(ctx, conversation.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		typ, q := core.EventLeft, `DELETE FROM participants WHERE conversation_id = $1 AND agent_id = $2`
		args := db.Args(conversation, agent)
		if on {
			typ = core.EventJoined
			q = `INSERT INTO participants (conversation_id, agent_id, joined_at, joined_by) SELECT $1, a.id, $3, $4 FROM agents a WHERE a.id = $2 ON CONFLICT DO NOTHING`
			args = append(args, int64(s.clock()), by.ID)
		}
		n, err := tx.Exec(ctx, q, args...)
		if err != nil || n == 0 {
			return err
		}
		if !on {
			hints.moved(conversation, Place{Participant: agent})
		}
		return s.logConversation(ctx, tx, hints, conversation, typ, by, map[string]core.ID{"agent_id": agent})
	})
}

// SetAttachment keeps where an attachment's bytes are, and logs it. Those of one
// that is there no more are let go of.
func (s *Store) SetAttachment(ctx context.Context, a core.Attachment) error {
	return s.change(ctx, a.MessageID.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		n, err := tx.Exec(ctx, `UPDATE attachments SET media = $2, state = $3, error = $4 WHERE id = $1`, a.ID, mustJSON(a.Media), string(a.State), db.NullText(a.Error))
		if err != nil {
			return err
		}
		if n == 0 && a.Media.Blob != "" {
			_, err = tx.Exec(ctx, `INSERT INTO loose_blobs (blob) VALUES ($1) ON CONFLICT DO NOTHING`, a.Media.Blob)
		}
		if n == 0 {
			return err
		}
		return s.logAttachment(ctx, tx, hints, a)
	})
}

// RetryAttachment has a job fetch an attachment that could not be fetched. The job
// comes with the state that says so: a file that waited for none would stay so for
// ever. False: the attachment is not failed (any more).
func (s *Store) RetryAttachment(ctx context.Context, a core.Attachment, j core.Job) (done bool, err error) {
	a.State = core.AttachmentPending
	err = s.change(ctx, a.MessageID.String(), func(ctx context.Context, tx db.Tx, hints *Commit) error {
		n, err := tx.Exec(ctx, `UPDATE attachments SET state = $2, error = NULL WHERE id = $1 AND state = $3`, a.ID, string(a.State), string(core.AttachmentFailed))
		if done = n > 0; err != nil || !done {
			return err
		}
		if err := addJobs(ctx, tx, []core.Job{j}, hints); err != nil {
			return err
		}
		return s.logAttachment(ctx, tx, hints, a)
	})
	return done, err
}

// logAttachment tells of an attachment's state in its conversation, if its message
// is there.
func (s *Store) logAttachment(ctx context.Context, tx db.Tx, hints *Commit, a core.Attachment) error {
	var conversation core.ID
	if _, err := db.One(ctx, tx, `SELECT conversation_id FROM messages WHERE id = $1`, db.Args(a.MessageID), &conversation); err != nil || conversation.IsZero() {
		return err
	}
	return s.logConversation(ctx, tx, hints, conversation, core.EventMessageUpdated, core.Actor{Kind: core.BySystem},
		map[string]any{"message_id": a.MessageID, "attachment_id": a.ID, "state": a.State})
}

// AttachmentByID reads an attachment for a job.
func (s *Store) AttachmentByID(ctx context.Context, id core.ID) (core.Attachment, bool, error) {
	var a core.Attachment
	ok, err := db.One(ctx, s.db, `SELECT `+prefixed("a", attachmentCols)+` FROM attachments a WHERE a.id = $1`, db.Args(id), scanAttachment(&a)...)
	return a, ok, err
}

// ContactEvents returns what happened to a contact itself after an event, oldest
// first. Whether the viewer sees the contact is asked before.
func (s *Store) ContactEvents(ctx context.Context, contact, after core.ID, limit int) ([]core.Event, error) {
	if after.IsZero() {
		after = core.ID{15: 1} // the zero id is NULL in the database
	}
	var out []core.Event
	q := `SELECT ` + prefixed("e", eventCols) + ` FROM events e WHERE e.contact_id = $1 AND e.conversation_id IS NULL AND e.id > $2 ORDER BY e.id LIMIT $3`
	err := db.Each(ctx, s.db, q, db.Args(contact, after, limit), func(scan func(...any) error) error {
		var e core.Event
		err := scan(scanEvent(&e)...)
		out = append(out, e)
		return err
	})
	return out, err
}
