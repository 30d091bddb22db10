package hub_test

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// unaudited are the operations that leave no row in the log of changes, with the
// reason. All others that are no GET have a line in audited.
func unaudited() map[string]string {
	const (
		event  = "an event of the conversation says who did it, and why"
		own    = "it is of the one who asks, and nobody else sees it"
		nought = "it changes nothing"
	)
	return map[string]string{
		"step-conversation": event, "split-conversation": event, "merge-conversation": event, "invite-agent": event, "remove-participant": event, "tag-conversation": event, "untag-conversation": event,
		"start-conversation": event, "post-message": event, "edit-message": event, "delete-message": event, "resolve-message": event, "retry-attachment": event,
		"change-scheduled": event, "cancel-scheduled": event, "send-scheduled": event, "set-conversation-fields": event, "take-next": event,
		"mark-read": own, "save-draft": own, "delete-draft": own,
		"set-typing": nought, "plan-message": nought, "make-live-token": nought, "look-up-invitation": nought, "check-account": nought, "test-account": nought,
		"preview-retention": nought, "render-canned-reply": nought, "test-routing": nought,
		"upload-file": "what is sent of it is a message",
	}
}

// change is one step of the walk: a request that changes something, and the row
// that tells of it. In at and body, <name> stands for what was kept.
type change struct {
	op    string
	at    string // the path's parameters: "id=<team>", "name=x agent=<agent>"
	body  string
	wants string // the action of the row
	keep  string // under which name the answer's id is kept
	apart bool   // the session that it makes is somebody else's
}

// audited are walked from the first to the last, by the owner.
func audited() []change {
	return []change{
		{op: "set-up", body: `{"token":"<setup>","name":"李","email":"li@example.com","password":"a long password"}`, wants: "owner.set_up"},
		{op: "update-me", body: `{"name":"李华"}`, wants: "agent.updated"},
		{op: "set-availability", body: `{"availability":"busy","reason":"lunch"}`, wants: "agent.availability_changed"},
		{op: "change-password", body: `{"current":"a long password","new":"a longer password"}`, wants: "agent.password_changed"},
		{op: "sign-out", wants: "session.ended"},
		{op: "sign-in", body: `{"email":"li@example.com","password":"a longer password"}`, wants: "session.signed_in"},
		{op: "end-session", at: "id=<other session>", wants: "session.ended"},

		{op: "create-key", body: `{"name":"k"}`, keep: "key", wants: "api_key.created"},
		{op: "revoke-key", at: "id=<key>", wants: "api_key.revoked"},

		{op: "create-role", body: `{"name":"质检","scope":"all","permissions":["conversations.read"]}`, wants: "role.created"},
		{op: "update-role", at: "name=质检", body: `{"scope":"team"}`, wants: "role.updated"},
		{op: "remove-role", at: "name=质检", wants: "role.removed"},
		{op: "create-agent", body: `{"email":"wang@example.com","name":"王","role":"agent"}`, keep: "agent", wants: "agent.created"},
		{op: "update-agent", at: "id=<agent>", body: `{"role":"supervisor"}`, wants: "agent.updated"},
		{op: "end-agent-session", at: "id=<agent> session=<agent's session>", wants: "session.ended"},
		{op: "end-agent-sessions", at: "id=<agent>", wants: "session.all_ended"},
		{op: "create-team", body: `{"name":"售后"}`, keep: "team", wants: "team.created"},
		{op: "rename-team", at: "id=<team>", body: `{"name":"售前"}`, wants: "team.renamed"},
		{op: "set-team-members", at: "id=<team>", body: `{"agents":[]}`, wants: "team.members_set"},
		{op: "remove-team", at: "id=<team>", wants: "team.removed"},
		{op: "create-invitation", body: `{"role":"agent"}`, keep: "withdrawn", wants: "invitation.created"},
		{op: "withdraw-invitation", at: "id=<withdrawn>", wants: "invitation.withdrawn"},
		{op: "create-invitation", body: `{"role":"agent"}`, keep: "invitation", wants: "invitation.created"},
		{op: "accept-invitation", body: `{"token":"<link>","name":"赵","email":"zhao@example.com","password":"a long password"}`, wants: "invitation.accepted", apart: true},

		{op: "create-canned-reply", body: `{"shortcut":"hi","text":"您好","scope":"shared"}`, keep: "canned", wants: "canned_reply.created"},
		{op: "update-canned-reply", at: "id=<canned>", body: `{"text":"你好"}`, wants: "canned_reply.updated"},
		{op: "remove-canned-reply", at: "id=<canned>", wants: "canned_reply.removed"},
		{op: "create-tag", body: `{"scope":"contact","name":"one"}`, keep: "tag", wants: "tag.created"},
		{op: "update-tag", at: "id=<tag>", body: `{"name":"two"}`, wants: "tag.updated"},
		{op: "create-tag", body: `{"scope":"contact","name":"three"}`, keep: "other tag", wants: "tag.created"},
		{op: "merge-tag", at: "id=<tag>", body: `{"into":"<other tag>"}`, wants: "tag.merged"},
		{op: "remove-tag", at: "id=<other tag>", wants: "tag.removed"},
		{op: "create-field", body: `{"scope":"contact","key":"size","name":"Size","kind":"text"}`, wants: "field.created"},
		{op: "update-field", at: "scope=contact key=size", body: `{"name":"Height"}`, wants: "field.updated"},
		{op: "order-fields", at: "scope=contact", body: `{"keys":["size"]}`, wants: "field.ordered"},
		{op: "remove-field", at: "scope=contact key=size", wants: "field.removed"},
		{op: "create-bulk", body: `{"action":"tag","tag":"vip","ids":["<conversation>"]}`, keep: "bulk", wants: "bulk.tag"},
		{op: "undo-bulk", at: "id=<bulk>", wants: "bulk.undone"},
		{op: "monitor-conversation", at: "id=<conversation>", wants: "conversation.monitored"},

		{op: "set-queue", body: `{"policy":"manual","dedicated":false,"last":false}`, wants: "queue.changed"},
		{op: "create-team", body: `{"name":"售后"}`, keep: "queue", wants: "team.created"},
		{op: "set-team-queue", at: "id=<queue>", body: `{"policy":"manual","dedicated":false,"last":false}`, wants: "queue.changed"},
		{op: "set-weights", body: `{"channels":{"fake":0.5}}`, wants: "routing.weights_set"},
		{op: "set-absence", body: `{"minutes":15}`, wants: "routing.absence_set"},
		{op: "set-seat", at: "id=<agent>", body: `{"capacity":3}`, wants: "agent.seat_set"},
		{op: "create-rule", body: `{"name":"r","enabled":false,"when":{},"then":{"priority":1}}`, keep: "rule", wants: "routing.rule_added"},
		{op: "update-rule", at: "id=<rule>", body: `{"name":"s"}`, wants: "routing.rule_changed"},
		{op: "order-rules", body: `{"rules":["<rule>"]}`, wants: "routing.rules_ordered"},
		{op: "remove-rule", at: "id=<rule>", wants: "routing.rule_removed"},
		{op: "create-word-list", body: `{"name":"w","words":"a"}`, keep: "words", wants: "routing.word_list_added"},
		{op: "update-word-list", at: "id=<words>", body: `{"words":"b"}`, wants: "routing.word_list_changed"},
		{op: "remove-word-list", at: "id=<words>", wants: "routing.word_list_removed"},
		{op: "create-schedule", body: `{"name":"s","schedule":{"time_zone":"UTC","weekly":{}}}`, keep: "schedule", wants: "schedule.added"},
		{op: "update-schedule", at: "id=<schedule>", body: `{"name":"t","schedule":{"time_zone":"UTC","weekly":{}}}`, wants: "schedule.changed"},
		{op: "remove-schedule", at: "id=<schedule>", wants: "schedule.removed"},

		{op: "create-account", body: `{"channel":"fake","name":"shop","settings":{"token":"t"}}`, keep: "account", wants: "account.added"},
		{op: "route-account", at: "id=<account>", body: `{}`, wants: "account.routed"},
		{op: "update-account", at: "id=<account>", body: `{"name":"store"}`, wants: "account.updated"},
		{op: "pause-account", at: "id=<account>", wants: "account.paused"},
		{op: "resume-account", at: "id=<account>", wants: "account.active"},
		{op: "remove-account", at: "id=<account>", wants: "account.removed"},

		{op: "update-contact", at: "id=<contact>", body: `{"name":"王小明"}`, wants: "contact.updated"},
		{op: "care-for-contact", at: "id=<contact>", body: `{"vip":true}`, wants: "contact.care_changed"},
		{op: "block-contact", at: "id=<contact>", wants: "contact.blocked"},
		{op: "unblock-contact", at: "id=<contact>", wants: "contact.unblocked"},
		{op: "tag-contact", at: "id=<contact> tag=vip", wants: "contact.tagged"},
		{op: "untag-contact", at: "id=<contact> tag=vip", wants: "contact.untagged"},
		{op: "add-contact-note", at: "id=<contact>", body: `{"text":"likes tea"}`, keep: "note", wants: "contact.note_added"},
		{op: "edit-contact-note", at: "id=<contact> note=<note>", body: `{"text":"likes coffee"}`, wants: "contact.note_edited"},
		{op: "remove-contact-note", at: "id=<contact> note=<note>", wants: "contact.note_removed"},
		{op: "merge-contact", at: "id=<contact>", body: `{"into":"<other contact>"}`, wants: "contact.merged"},
		{op: "unmerge-contact", at: "id=<contact>", wants: "contact.unmerged"},
		{op: "set-retention", body: `{"raws_days":90,"failed_raws_days":0,"traces_days":30,"messages_days":{"fake":365}}`, wants: "retention.set"},
		{op: "erase-contact", at: "id=<other contact>", body: `{"confirm":"<other contact>"}`, wants: "contact.erased"},

		{op: "replay-raw", at: "id=<raw>", wants: "raw.replayed"},
		{op: "replay-job", at: "id=<job>", wants: "job.replayed"},
	}
}

// walker is the owner's browser.
type walker struct {
	*house
	cookie, csrf string
	kept         map[string]string
}

func TestEveryChangeIsInTheLog(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "")
	w := &walker{house: h, kept: map[string]string{}}
	w.prepare(t)
	left := map[string]bool{}
	for id, op := range h.ops {
		left[id] = op.method != http.MethodGet
	}
	for _, c := range audited() {
		if _, ok := h.ops[c.op]; !ok {
			t.Errorf("the API has no operation %q: take its line out of hub/audited_test.go", c.op)
			continue
		}
		left[c.op] = false
		w.walk(t, c)
	}
	for op, why := range unaudited() {
		if known := left[op]; !known || why == "" {
			t.Errorf("%s is said to leave no row, and is no change or is walked", op)
		}
		left[op] = false
	}
	for _, id := range slices.Sorted(maps.Keys(left)) {
		if left[id] {
			t.Errorf("%s has no line. Add one to audited() in hub/audited_test.go, or to unaudited() with the reason:\n\t{op: %q, at: \"id=<…>\", body: `{}`, wants: \"thing.changed\"},", id, id)
		}
	}
}

// prepare makes what the walk names and cannot make itself.
func (w *walker) prepare(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	link, err := w.SetupLink(ctx)
	must(t, err)
	w.kept["setup"] = tokenIn(t, link)
	one := w.spot(t, "one", core.ID{})
	raws, err := w.Raws(ctx, root(), core.RawDone, core.Page{})
	must(t, err)
	w.kept["raw"] = raws.Items[0].ID.String()
	// The other one is erased on the walk, and what they sent with them.
	other := w.spot(t, "other", core.ID{})
	w.kept["contact"], w.kept["other contact"] = one.contact.String(), other.contact.String()
	w.kept["conversation"] = one.conversation.String()
	now := core.At(time.Now())
	must(t, w.Store().AddJob(ctx, core.Job{Key: "dead", Class: core.ClassBulk, Kind: "none", Payload: []byte("{}"), State: core.JobDead, DueAt: now, CreatedAt: now, Deadline: now.Add(time.Hour)}))
	jobs, err := w.Jobs(ctx, root(), core.JobDead, core.Page{})
	must(t, err)
	b, err := json.Marshal(jobs.Items[0].ID)
	must(t, err)
	w.kept["job"] = string(b)
}

// later makes what can only be made during the walk.
func (w *walker) later(t *testing.T, c change) {
	t.Helper()
	ctx := context.Background()
	switch c.op {
	case "end-session":
		_, s, err := w.SignIn(ctx, "li@example.com", "a longer password", core.Client{})
		must(t, err)
		w.kept["other session"] = s.ID.String()
	case "undo-bulk":
		eventually(t, "the bulk is done", func() bool {
			a := w.click(t, change{op: "get-bulk", at: "id=<bulk>"})
			return strings.Contains(a.body, `"state":"done"`)
		})
	case "end-agent-session", "end-agent-sessions":
		agent, err := core.ParseID(w.kept["agent"])
		must(t, err)
		s := core.Session{ID: core.NewID(), AgentID: agent, ExpiresAt: core.At(time.Now().Add(time.Hour))}
		must(t, w.Store().AddSession(ctx, s, []byte(s.ID.String())))
		w.kept["agent's session"] = s.ID.String()
	}
}

func (w *walker) walk(t *testing.T, c change) {
	t.Helper()
	w.later(t, c)
	before := newest(t, w.Hub)
	a := w.click(t, c)
	if a.status >= 300 {
		t.Fatalf("%s: %d %s", c.op, a.status, a.body)
	}
	var rows []string
	list, err := w.Audit(context.Background(), root(), core.AuditFilter{}, core.Page{})
	must(t, err)
	for _, r := range list.Items {
		if r.ID == before {
			break
		}
		rows = append(rows, r.Action)
		if r.Action == c.wants && (r.Actor.Kind != core.ByAgent || r.Actor.ID.IsZero()) {
			t.Errorf("%s: the row says that it was %+v", c.op, r.Actor)
		}
	}
	if !slices.Contains(rows, c.wants) {
		t.Errorf("%s left the rows %v in the log of changes, and not %s", c.op, rows, c.wants)
	}
}

func newest(t *testing.T, h *hub.Hub) core.ID {
	t.Helper()
	list, err := h.Audit(context.Background(), root(), core.AuditFilter{}, core.Page{Limit: 1})
	must(t, err)
	if len(list.Items) == 0 {
		return core.ID{}
	}
	return list.Items[0].ID
}

// fill puts what was kept into a text.
func (w *walker) fill(s string) string {
	for name, value := range w.kept {
		s = strings.ReplaceAll(s, "<"+name+">", value)
	}
	return s
}

// click sends a change as the owner's page does.
func (w *walker) click(t *testing.T, c change) gotten {
	t.Helper()
	op := w.ops[c.op]
	path := op.path
	for _, name := range strings.Fields(w.fill(c.at)) {
		key, value, _ := strings.Cut(name, "=")
		path = strings.ReplaceAll(path, "{"+key+"}", value)
	}
	req, err := http.NewRequestWithContext(context.Background(), op.method, w.url+path, strings.NewReader(w.fill(c.body)))
	must(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	if w.cookie != "" {
		req.Header.Set("Cookie", w.cookie)
		req.Header.Set("X-CSRF-Token", w.csrf)
	}
	resp, err := w.client.Do(req)
	must(t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	must(t, err)
	var answer struct{ ID, CSRF, URL string }
	_ = json.Unmarshal(b, &answer) // what has none of them leaves them empty
	if set := resp.Header.Get("Set-Cookie"); set != "" && answer.CSRF != "" && !c.apart {
		w.cookie, _, _ = strings.Cut(set, ";")
		w.csrf = answer.CSRF
	}
	if c.keep != "" {
		w.kept[c.keep] = answer.ID
	}
	if _, token, ok := strings.Cut(answer.URL, "#token="); ok {
		w.kept["link"] = token
	}
	return gotten{status: resp.StatusCode, body: string(b)}
}
