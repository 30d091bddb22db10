package api_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/switchboard-hub/switchboard/api"
	"github.com/switchboard-hub/switchboard/core"
)

const (
	anID    = "018f3c5e-7b1a-7c3d-9e4f-0123456789ab"
	otherID = "018f3c5e-7b1a-7c3d-9e4f-0123456789ac"
	thread  = "/conversations/" + anID
	single  = thread + "/messages/" + otherID
	keepAll = `{"raws_days":0,"failed_raws_days":0,"traces_days":0,"messages_days":{}}`
)

// happy has one request for every operation, and what the backend is asked.
var happy = []struct {
	id, method, path, body string
	status                 int
	asked                  string
}{
	{"list-conversations", "GET", "/conversations?status=active&agent=" + anID + "&limit=2&view=all&sort=waiting&channel=web", "", 200, "Conversations active " + anID + " all waiting web  2"},
	{"get-conversation", "GET", "/conversations/THREAD", "", 200, "Conversation THREAD"},
	{"list-messages", "GET", thread + "/messages?after=1&limit=2", "", 200, "Messages " + anID + " 1 2"},
	{"list-changes", "GET", thread + "/changes?after=0", "", 200, "Changes " + anID + " 0 50"},
	{"search-messages", "GET", "/search?q=%E5%8F%91%E8%B4%A7", "", 200, "Search 发货 50"},
	{"post-message", "POST", thread + "/messages", `{"client_message_id":"c1","text":"hi"}`, 201, "Post " + anID + " c1 public text"},
	{"get-message", "GET", single, "", 200, "Message " + anID + " " + otherID},
	{"edit-message", "PATCH", single, `{"text":"new"}`, 200, "Edit " + anID + " " + otherID + " new"},
	{"delete-message", "DELETE", single, "", 200, "Delete " + anID + " " + otherID},
	{"resolve-message", "POST", single + "/resolve", `{"decision":"give_up"}`, 200, "Resolve " + anID + " " + otherID + " give_up"},
	{"list-parts", "GET", single + "/parts", "", 200, "Parts " + anID + " " + otherID},
	{"list-exchanges", "GET", single + "/exchanges", "", 200, "Exchanges " + anID + " " + otherID},
	{"get-original", "GET", single + "/original", "", 200, "Original " + anID + " " + otherID},
	{"step-conversation", "POST", thread + "/steps", `{"kind":"assign"}`, 200, "Step " + anID + " assign true true   true"},
	{"split-conversation", "POST", thread + "/split", `{"messages":["` + otherID + `"]}`, 201, "SplitConversation " + anID + " 1 true"},
	{"merge-conversation", "POST", thread + "/merge", `{"into":"` + otherID + `"}`, 200, "MergeConversations " + anID + " " + otherID},
	{"set-typing", "POST", thread + "/typing", `{"on":true}`, 204, "Typing " + anID + " true"},
	{"invite-agent", "PUT", thread + "/participants/" + otherID, "", 204, "Invite " + anID + " " + otherID},
	{"remove-participant", "DELETE", thread + "/participants/" + otherID, "", 204, "Leave " + anID + " " + otherID},
	{"tag-conversation", "PUT", thread + "/tags/a%2Fb%20%E8%B4%A7", "", 204, "TagConversation " + anID + " a/b 货 true"},
	{"untag-conversation", "DELETE", thread + "/tags/vip", "", 204, "TagConversation " + anID + " vip false"},
	{"upload-file", "POST", "/uploads?name=a.txt", "bytes", 201, "Upload a.txt"},
	{"get-attachment", "GET", "/attachments/" + anID, "", 200, "Attachment " + anID},
	{"retry-attachment", "POST", "/attachments/" + anID + "/retry", "", 202, "RetryAttachment " + anID},
	{"list-contacts", "GET", "/contacts?q=%E9%99%88&after=x", "", 200, "Contacts 陈 x 50"},
	{"list-merged-contacts", "GET", "/contacts/" + anID + "/merged", "", 200, "MergedContacts " + anID},
	{"get-contact", "GET", "/contacts/" + anID, "", 200, "Contact " + anID},
	{"update-contact", "PATCH", "/contacts/" + anID, `{"name":"N","fields":{"city":"Shenzhen"}}`, 200, "UpdateContact " + anID + " true map[city:Shenzhen]"},
	{"block-contact", "PUT", "/contacts/" + anID + "/block", "", 204, "BlockContact " + anID + " true"},
	{"unblock-contact", "DELETE", "/contacts/" + anID + "/block", "", 204, "BlockContact " + anID + " false"},
	{"merge-contact", "POST", "/contacts/" + anID + "/merge", `{"into":"` + otherID + `"}`, 204, "MergeContacts " + anID + " " + otherID},
	{"unmerge-contact", "POST", "/contacts/" + anID + "/unmerge", "", 204, "UnmergeContact " + anID},
	{"export-contact", "GET", "/contacts/" + anID + "/export", "", 200, "ExportContact " + anID},
	{"erase-contact", "POST", "/contacts/" + anID + "/erase", `{"confirm":"N"}`, 202, "EraseContact " + anID + " N"},
	{"get-erasure", "GET", "/contacts/" + anID + "/erasure", "", 200, "Erasure " + anID},
	{"get-retention", "GET", "/retention", "", 200, "Retention"},
	{"set-retention", "PUT", "/retention", keepAll, 200, "SetRetention {0 0 0 map[]}"},
	{"preview-retention", "POST", "/retention/preview", keepAll, 200, "PreviewRetention {0 0 0 map[]}"},
	{"list-contact-notes", "GET", "/contacts/" + anID + "/notes?after=x&limit=2", "", 200, "ContactNotes " + anID + " x 2"},
	{"add-contact-note", "POST", "/contacts/" + anID + "/notes", `{"text":"hm"}`, 201, "AddContactNote " + anID + " hm"},
	{"edit-contact-note", "PATCH", "/contacts/" + anID + "/notes/" + otherID, `{"text":"hm"}`, 200, "EditContactNote " + anID + " " + otherID + " hm"},
	{"remove-contact-note", "DELETE", "/contacts/" + anID + "/notes/" + otherID, "", 204, "RemoveContactNote " + anID + " " + otherID},
	{"tag-contact", "PUT", "/contacts/" + anID + "/tags/vip", "", 204, "TagContact " + anID + " vip true"},
	{"untag-contact", "DELETE", "/contacts/" + anID + "/tags/vip", "", 204, "TagContact " + anID + " vip false"},
	{"get-counts", "GET", "/inbox/counts", "", 200, "Counts"},
	{"mark-read", "PUT", thread + "/read", `{"seq":7}`, 200, "MarkRead " + anID + " 7"},
	{"get-queue", "GET", "/queue", "", 200, "Queue"},
	{"set-queue", "PUT", "/queue", `{"policy":"round_robin","dedicated":false,"last":true}`, 200, "SetQueue  round_robin"},
	{"get-team-queue", "GET", "/teams/" + anID + "/queue", "", 200, "Queue " + anID},
	{"set-team-queue", "PUT", "/teams/" + anID + "/queue", `{"policy":"manual","dedicated":false,"last":false}`, 200, "SetQueue " + anID + " manual"},
	{"get-weights", "GET", "/routing/weights", "", 200, "Weights"},
	{"set-weights", "PUT", "/routing/weights", `{"channels":{"email":0.25}}`, 200, "SetWeights map[email:25]"},
	{"get-absence", "GET", "/routing/absence", "", 200, "Absence"},
	{"set-absence", "PUT", "/routing/absence", `{"minutes":15}`, 200, "SetAbsence 15m0s"},
	{"set-seat", "PATCH", "/agents/" + anID + "/seat", `{"capacity":4.5,"skills":["refunds"]}`, 200, "SetSeat " + anID + " 450"},
	{"care-for-contact", "PATCH", "/contacts/" + anID + "/care", `{"vip":true,"no_agent":true}`, 200, "CareForContact " + anID + " true false"},
	{"monitor-conversation", "POST", thread + "/monitor", "", 204, "Monitor " + anID},
	{"get-my-seat", "GET", "/me/seat", "", 200, "Seat"},
	{"list-seats", "GET", "/seats", "", 200, "Seats"},
	{"get-board", "GET", "/board", "", 200, "Board"},
	{"take-next", "POST", "/queue/next", `{"team":"` + anID + `"}`, 200, "TakeNext " + anID},
	{"list-suggestions", "GET", thread + "/suggestions", "", 200, "Suggestions " + anID},
	{"explain-routing", "GET", thread + "/routing", "", 200, "Routing " + anID},
	{"get-draft", "GET", thread + "/draft", "", 200, "Draft " + anID},
	{"save-draft", "PUT", thread + "/draft", `{"mode":"note","text":"hm","attachments":[{"blob":"b"}]}`, 200, "SaveDraft " + anID + " note hm 1"},
	{"delete-draft", "DELETE", thread + "/draft", "", 204, "SaveDraft " + anID + "   0"},
	{"plan-message", "POST", thread + "/plan", `{"text":"hi","attachments":[{"blob":"b"}],"choices":[{"id":"1","label":"Yes"}]}`, 200, "Plan " + anID + " hi 1 1"},
	{"list-contact-conversations", "GET", "/contacts/" + anID + "/conversations?limit=3", "", 200, "ContactConversations " + anID + " 3"},
	{"list-roles", "GET", "/roles", "", 200, "Roles"},
	{"update-agent", "PATCH", "/agents/" + anID, `{"role":"admin","disabled":true,"teams":["` + otherID + `"]}`, 200, "UpdateAgent " + anID + " admin true 1 true"},
	{"list-invitations", "GET", "/invitations", "", 200, "Invitations"},
	{"create-invitation", "POST", "/invitations", `{"email":"li@example.com","role":"agent","teams":["` + otherID + `"]}`, 201, "InviteAgent li@example.com agent 1"},
	{"withdraw-invitation", "DELETE", "/invitations/" + anID, "", 204, "WithdrawInvitation " + anID},
	{"look-up-invitation", "POST", "/invitations/lookup", `{"token":"t"}`, 200, "Invitation t"},
	{"get-setup", "GET", "/setup", "", 200, "SetupState"},
	{"get-me", "GET", "/me", "", 200, "Profile"},
	{"update-me", "PATCH", "/me", `{"name":"李","preferences":{"theme":"dark","sound":null}}`, 200, "UpdateProfile 李 map[sound:<nil> theme:dark]"},
	{"set-availability", "PUT", "/me/availability", `{"availability":"away","reason":"lunch"}`, 200, "SetAvailability away lunch"},
	{"list-sessions", "GET", "/me/sessions", "", 200, "Sessions"},
	{"end-session", "DELETE", "/me/sessions/" + anID, "", 204, "EndSession " + anID},
	{"make-live-token", "POST", "/live/token", "", 200, "LiveToken true false"},
	{"list-keys", "GET", "/keys", "", 200, "Keys"},
	{"create-key", "POST", "/keys", `{"name":"ci","scopes":["conversations.read"]}`, 201, "CreateKey ci [conversations.read]"},
	{"revoke-key", "DELETE", "/keys/" + anID, "", 204, "RevokeKey " + anID},
	{"list-channels", "GET", "/channels", "", 200, ""},
	{"list-accounts", "GET", "/accounts", "", 200, "Accounts"},
	{"create-account", "POST", "/accounts", `{"channel":"test","name":"Shop","settings":{"token":"t"}}`, 201, "AddAccount test Shop map[token:t]"},
	{"get-account", "GET", "/accounts/" + anID, "", 200, "Account " + anID},
	{"update-account", "PATCH", "/accounts/" + anID, `{"settings":{"token":"u"}}`, 200, "UpdateAccount " + anID + " false map[token:u]"},
	{"route-account", "PUT", "/accounts/" + anID + "/routing", `{"team":"` + otherID + `"}`, 200, "RouteAccount " + anID + " " + otherID},
	{"get-capabilities", "GET", "/accounts/" + anID + "/capabilities", "", 200, "Caps " + anID},
	{"check-account", "POST", "/accounts/" + anID + "/check", "", 200, "CheckAccount " + anID},
	{"test-account", "POST", "/accounts/" + anID + "/test", "", 200, "TestAccount " + anID},
	{"pause-account", "POST", "/accounts/" + anID + "/pause", "", 200, "SetAccountStatus " + anID + " paused"},
	{"resume-account", "POST", "/accounts/" + anID + "/resume", "", 200, "SetAccountStatus " + anID + " active"},
	{"remove-account", "DELETE", "/accounts/" + anID, "", 204, "SetAccountStatus " + anID + " removed"},
	{"list-agents", "GET", "/agents", "", 200, "Agents"},
	{"create-agent", "POST", "/agents", `{"email":"li@example.com","name":"Li","role":"agent"}`, 201, "CreateAgent li@example.com Li agent"},
	{"list-teams", "GET", "/teams", "", 200, "Teams"},
	{"create-team", "POST", "/teams", `{"name":"售后"}`, 201, "CreateTeam 售后 skill_group"},
	{"rename-team", "PATCH", "/teams/" + anID, `{"name":"售前"}`, 200, "RenameTeam " + anID + " 售前"},
	{"remove-team", "DELETE", "/teams/" + anID, "", 204, "RemoveTeam " + anID},
	{"set-team-members", "PUT", "/teams/" + anID + "/members", `{"agents":["` + otherID + `"]}`, 204, "SetTeamMembers " + anID + " 1"},
	{"list-raws", "GET", "/raws", "", 200, "Raws failed 50"},
	{"list-account-raws", "GET", "/accounts/" + anID + "/raws?limit=5", "", 200, "AccountRaws " + anID + " 5"},
	{"replay-raw", "POST", "/raws/" + anID + "/replay", "", 200, "ReplayRaw " + anID},
	{"diagnose", "GET", "/doctor?check=disk", "", 200, "Diagnose disk"},
	{"list-jobs", "GET", "/jobs?state=waiting&limit=5", "", 200, "Jobs waiting 5"},
	{"replay-job", "POST", "/jobs/7/replay", "", 204, "ReplayJob 7"},
	{"list-canned-replies", "GET", "/canned-replies?q=ship&scope=team&all=true&limit=7", "", 200, "CannedReplies ship team true 7"},
	{"create-canned-reply", "POST", "/canned-replies", `{"shortcut":"hi","text":"您好","attachments":[{"blob":"b"}]}`, 201, "CreateCanned personal hi 您好 1"},
	{"update-canned-reply", "PATCH", "/canned-replies/" + anID, `{"text":"new","scope":"team","team":"` + otherID + `","attachments":[{"blob":"b"}]}`, 200, "UpdateCanned " + anID + " team old Old new 1"},
	{"remove-canned-reply", "DELETE", "/canned-replies/" + anID, "", 204, "RemoveCanned " + anID},
	{"render-canned-reply", "POST", "/canned-replies/" + anID + "/render", `{"conversation":"` + otherID + `"}`, 200, "RenderCanned " + anID + " " + otherID},
	{"create-role", "POST", "/roles", `{"name":"质检","scope":"all","permissions":["conversations.read","conversations.note"]}`, 201, "CreateRole 质检 all [conversations.read conversations.note]"},
	{"update-role", "PATCH", "/roles/%E8%B4%A8%E6%A3%80", `{"permissions":["conversations.read"]}`, 200, "UpdateRole 质检 true [conversations.read]"},
	{"remove-role", "DELETE", "/roles/%E8%B4%A8%E6%A3%80", "", 204, "RemoveRole 质检"},
	{"list-agent-sessions", "GET", "/agents/" + anID + "/sessions", "", 200, "AgentSessions " + anID},
	{"end-agent-session", "DELETE", "/agents/" + anID + "/sessions/" + otherID, "", 204, "EndAgentSession " + anID + " " + otherID},
	{"end-agent-sessions", "DELETE", "/agents/" + anID + "/sessions", "", 204, "EndAgentSessions " + anID},
	{"list-fields", "GET", "/fields", "", 200, "Fields"},
	{"create-field", "POST", "/fields", `{"scope":"contact","key":"size","name":"Size","kind":"select","options":["L","S"]}`, 201, "CreateField contact size Size select [L S]"},
	{"update-field", "PATCH", "/fields/contact/size", `{"options":["L"]}`, 200, "UpdateField contact size true [L]"},
	{"remove-field", "DELETE", "/fields/contact/size", "", 204, "RemoveField contact size"},
	{"order-fields", "PUT", "/field-order/contact", `{"keys":["b","a"]}`, 204, "OrderFields contact [b a]"},
	{"get-conversation-fields", "GET", thread + "/fields", "", 200, "ConversationFields " + anID},
	{"set-conversation-fields", "PATCH", thread + "/fields", `{"fields":{"size":"L"}}`, 200, "SetConversationFields " + anID + " map[size:L]"},
	{"list-bots", "GET", "/bots", "", 200, "Bots"},
	{"list-rules", "GET", "/routing/rules", "", 200, "RoutingRules"},
	{"create-rule", "POST", "/routing/rules", `{"name":"夜里","when":{"keywords":{"words":["急"]},"hours":{"open":false,"schedule":"` + otherID + `"}},"then":{"priority":5,"team":"` + anID + `"}}`, 201, "AddRoutingRule 夜里 true contains false 5 true"},
	{"update-rule", "PATCH", "/routing/rules/" + anID, `{"enabled":false}`, 200, "ChangeRoutingRule " + anID + " false true true"},
	{"remove-rule", "DELETE", "/routing/rules/" + anID, "", 204, "RemoveRoutingRule " + anID},
	{"order-rules", "PUT", "/routing/rules/order", `{"rules":["` + otherID + `"]}`, 200, "OrderRoutingRules [" + otherID + "]"},
	{"test-routing", "POST", "/routing/test", `{"account":"` + anID + `","text":"退款","tags":["a"],"vip":true,"at":"2026-10-01T00:00:00Z"}`, 200, "TestRouting " + anID + " 退款 [a] true 1790812800"},
	{"list-word-lists", "GET", "/routing/word-lists", "", 200, "WordLists"},
	{"get-word-list", "GET", "/routing/word-lists/" + anID, "", 200, "WordList " + anID},
	{"create-word-list", "POST", "/routing/word-lists", `{"name":"辱骂","words":" a\n\nb\na"}`, 201, "AddWordList 辱骂 [a b]"},
	{"update-word-list", "PATCH", "/routing/word-lists/" + anID, `{"words":"c\nd"}`, 200, "ChangeWordList " + anID + " true [c d]"},
	{"remove-word-list", "DELETE", "/routing/word-lists/" + anID, "", 204, "RemoveWordList " + anID},
	{"list-schedules", "GET", "/schedules", "", 200, "Schedules"},
	{"create-schedule", "POST", "/schedules", `{"name":"总部","schedule":{"time_zone":"Asia/Shanghai","weekly":{"monday":[{"from":540,"to":1080}]},"holidays":[{"date":"2026-10-01","name":"国庆节"}]}}`, 201, "AddSchedule 总部 Asia/Shanghai map[monday:[{540 1080}]] 1"},
	{"update-schedule", "PATCH", "/schedules/" + anID, `{"name":"总部"}`, 200, "ChangeSchedule " + anID + " 总部 true"},
	{"remove-schedule", "DELETE", "/schedules/" + anID, "", 204, "RemoveSchedule " + anID},
	{"list-tags", "GET", "/tags?scope=contact", "", 200, "Tags contact"},
	{"list-tag-uses", "GET", "/tag-uses", "", 200, "TagUses"},
	{"create-tag", "POST", "/tags", `{"scope":"contact","name":"vip","color":"#ff0000"}`, 201, "CreateTag contact vip #ff0000"},
	{"update-tag", "PATCH", "/tags/" + anID, `{"color":""}`, 200, "UpdateTag " + anID + " true"},
	{"remove-tag", "DELETE", "/tags/" + anID, "", 204, "RemoveTag " + anID},
	{"merge-tag", "POST", "/tags/" + anID + "/merge", `{"into":"` + otherID + `"}`, 204, "MergeTags " + anID + " " + otherID},
	{"start-conversation", "POST", "/conversations", `{"account":"` + anID + `","contact":"` + otherID + `","client_message_id":"c1","text":"hi"}`, 201, "StartConversation " + anID + " " + otherID + " true c1 public hi"},
	{"list-scheduled", "GET", thread + "/scheduled", "", 200, "Scheduled " + anID},
	{"list-scheduled-messages", "GET", "/scheduled-messages?agent=" + anID + "&after=x&limit=3", "", 200, "ScheduledBy " + anID + " x 3"},
	{"change-scheduled", "PATCH", thread + "/scheduled/" + otherID, `{"send_at":"2030-01-02T03:04:05Z"}`, 200, "ChangeScheduled " + anID + " " + otherID + " true 2030-01-02T03:04:05.000000Z"},
	{"cancel-scheduled", "DELETE", thread + "/scheduled/" + otherID, "", 204, "CancelScheduled " + anID + " " + otherID},
	{"send-scheduled", "POST", thread + "/scheduled/" + otherID + "/send", "", 200, "SendScheduled " + anID + " " + otherID},
	{"get-rating", "GET", thread + "/rating", "", 200, "Rating " + anID},
	{"list-ratings", "GET", "/ratings?agent=" + anID + "&score=5&from=2030-01-02T03:04:05Z&to=2030-01-03T00:00:00Z&limit=9", "", 200,
		"Ratings " + anID + " 5 2030-01-02T03:04:05.000000Z 2030-01-03T00:00:00.000000Z 9"},
	{"count-ratings", "GET", "/ratings/counts?agent=" + anID + "&days=7&time_zone=Asia/Shanghai", "", 200, "RatingDays " + anID + " 7 Asia/Shanghai"},
	{"create-bulk", "POST", "/bulk", `{"action":"tag","tag":"vip","filter":{"view":"queue"}}`, 202, "CreateBulk tag vip 0 0 queue"},
	{"list-bulks", "GET", "/bulk?limit=3", "", 200, "Bulks 3"},
	{"get-bulk", "GET", "/bulk/" + anID, "", 200, "Bulk " + anID},
	{"list-bulk-items", "GET", "/bulk/" + anID + "/items?state=failed", "", 200, "BulkItems " + anID + " failed 50"},
	{"undo-bulk", "POST", "/bulk/" + anID + "/undo", "", 202, "UndoBulk " + anID},
	{"list-audit", "GET", "/audit?actor=" + anID + "&action=session&target=x&from=1970-01-01T00:00:00.000005Z&to=1970-01-01T00:00:00.000009Z&after=c", "", 200,
		"Audit " + anID + " session x 1970-01-01T00:00:00.000005Z 1970-01-01T00:00:00.000009Z c"},
}

func operations(h *hub) map[string]*huma.Operation {
	all := map[string]*huma.Operation{}
	for _, item := range h.api.Huma().OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op != nil {
				all[op.OperationID] = op
			}
		}
	}
	return all
}

func TestEveryOperationWorksAsDocumented(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.conversations, h.b.messages = threads(3), said(5)
	m := said(1)[0]
	h.b.changes = []core.Change{{Rev: 1, Message: &m}, {Rev: 2, Event: &core.Event{ID: core.NewID(), Type: core.EventConversationQueued, Rev: 2, At: 5, Data: []byte(`{"a":1}`)}}}
	ops := operations(h)
	for _, c := range happy {
		theThread := h.b.conversations[0].ID.String()
		path, asked := strings.ReplaceAll(c.path, "THREAD", theThread), strings.ReplaceAll(c.asked, "THREAD", theThread)
		a := h.do(c.method, path, c.body)
		if a.status != c.status {
			t.Errorf("%s: status %d, want %d: %s", c.id, a.status, c.status, a.body)
			continue
		}
		if asked != "" && h.b.last() != asked {
			t.Errorf("%s asked the backend %q, want %q", c.id, h.b.last(), asked)
		}
		op := ops[c.id]
		if op == nil {
			t.Errorf("%s is not in the document", c.id)
			continue
		}
		h.wantDocumented(op, a)
		delete(ops, c.id)
	}
	for _, c := range people {
		b := h.browser()
		a := b.send(c.method, c.path, c.body, nil)
		if a.status != c.status {
			t.Errorf("%s: status %d, want %d: %s", c.id, a.status, c.status, a.body)
			continue
		}
		h.wantDocumented(ops[c.id], a)
		delete(ops, c.id)
	}
	for id := range ops {
		t.Errorf("no test of %s", id)
	}
}

func TestEveryOperationTellsTheBackendsProblem(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.conversations = threads(1)
	for _, c := range happy {
		method, _, _ := strings.Cut(c.asked, " ")
		if method == "" {
			continue
		}
		h.b.fail(method, &core.Problem{Status: 418, Code: "some.code", Text: "Some text."})
		p := h.wantProblem(h.do(c.method, c.path[:strings.LastIndex(c.path, "/")+1]+strings.ReplaceAll(c.path[strings.LastIndex(c.path, "/")+1:], "THREAD", anID), c.body), 418, "some.code")
		if p["detail"] != "Some text." {
			t.Errorf("%s: %v", c.id, p)
		}
		h.b.fail(method, nil)
	}
}

func TestEveryOperationNeedsAKey(t *testing.T) {
	t.Parallel()
	h := start(t)
	for _, c := range happy {
		if isOpen(h, c.id) {
			continue
		}
		a := h.as("", c.method, c.path, c.body)
		h.wantProblem(a, 401, api.CodeAuthMissing)
		if a.header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s: no WWW-Authenticate", c.id)
		}
	}
	if h.b.last() != "" {
		t.Errorf("the backend was asked: %s", h.b.last())
	}
}

func TestAKeysScopesBound(t *testing.T) {
	t.Parallel()
	h := start(t)
	h.b.conversations = threads(1)
	for _, c := range happy {
		op := operations(h)[c.id]
		enough, _ := op.Metadata["needs"].([]core.Permission)
		a := h.as("reader", c.method, strings.ReplaceAll(c.path, "THREAD", h.b.conversations[0].ID.String()), c.body)
		if len(enough) > 0 && !slices.Contains(enough, core.PermRead) {
			h.wantProblem(a, 403, api.CodeForbidden)
		} else if a.status != c.status {
			t.Errorf("%s: status %d: %s", c.id, a.status, a.body)
		}
	}
	me := h.as("reader", "GET", "/me", "").json(t)
	if got := me["permissions"].([]any); len(got) != 1 || got[0] != "conversations.read" {
		t.Errorf("the backend is told of permissions %v", got)
	}
}

func TestSecretsAreNeverReturned(t *testing.T) {
	t.Parallel()
	h := start(t)
	a := h.do("GET", "/accounts/"+anID, "")
	if strings.Contains(a.body, "hidden-secret") || strings.Contains(a.body, "misplaced-secret") {
		t.Errorf("a secret in %s", a.body)
	}
	v := a.json(t)
	if got := v["secrets"].([]any); len(got) != 2 || got[0] != "secret" || got[1] != "token" {
		t.Errorf("secrets %v", got)
	}
	if v["callback_url"] != "https://hub.example/hooks/test/"+anID {
		t.Errorf("callback %v", v["callback_url"])
	}
	h.b.messages = said(1)
	if body := h.do("GET", thread+"/messages", "").body; strings.Contains(body, "platform-ref") {
		t.Errorf("a platform's reference in %s", body)
	}
}
