package hub_test

import "github.com/switchboard-hub/switchboard/core"

// The hand-written table of who may do what. TestWhoMayDoWhat tries every cell
// over HTTP. An operation that is added to the API needs a line here.

// Who may, as a list of roles. The custom role has contacts.read and nothing else,
// personnel what a viewer has and agents.manage.
const (
	anybody  = "anybody" // without a key
	staff    = "owner admin supervisor agent viewer personnel custom"
	readers  = "owner admin supervisor agent viewer personnel"
	agents   = "owner admin supervisor agent"
	leaders  = "owner admin supervisor"
	managers = "owner admin"
	keepers  = "owner admin personnel"
)

// right is one line: who may do an operation. Behind # is a name for another way
// to ask for the same operation.
type right struct {
	op   string
	may  string
	body string // understood by the operation, and such that no conversation changes its place
	in   string // which conversation is meant: "waiting", if not said otherwise, or "held" by a colleague
}

func rights() []right {
	const tooLong = `{"client_message_id":"m","text":"` + longText + `"}` // is refused once the right was asked for
	return []right{
		// Conversations.
		{op: "list-conversations", may: readers},
		{op: "start-conversation", may: agents, body: `{"account":"` + nobody + `","contact":"` + nobody + `","client_message_id":"s","text":"hi"}`},
		{op: "get-conversation", may: readers},
		{op: "list-messages", may: readers},
		{op: "list-changes", may: readers},
		{op: "search-messages", may: readers},
		{op: "get-counts", may: readers},
		{op: "mark-read", may: readers, body: `{"seq":0}`},
		{op: "get-draft", may: agents},
		{op: "save-draft", may: agents, body: `{"mode":"reply","text":"hm"}`},
		{op: "save-draft#note", may: agents, body: `{"mode":"note","text":"hm"}`},
		{op: "delete-draft", may: agents},
		{op: "step-conversation", may: agents, body: `{"kind":"wake"}`},
		{op: "step-conversation#assign", may: agents, body: `{"kind":"bot_handoff"}`},
		{op: "step-conversation#transfer", may: agents, body: `{"kind":"transfer"}`},
		{op: "step-conversation#end", may: agents, body: `{"kind":"reopen"}`},
		{op: "step-conversation#colleague", may: leaders, body: `{"kind":"transfer"}`, in: "held"},
		{op: "step-conversation#end-of-colleague", may: leaders, body: `{"kind":"close"}`, in: "held"},
		{op: "step-conversation#snooze-of-colleague", may: leaders, body: `{"kind":"snooze"}`, in: "held"},
		{op: "split-conversation", may: agents, body: `{"from":"` + nobody + `"}`},
		{op: "merge-conversation", may: agents, body: `{"into":"` + nobody + `"}`},
		{op: "set-typing", may: agents, body: `{"on":true}`},
		{op: "invite-agent", may: agents},
		{op: "remove-participant", may: agents},
		{op: "tag-conversation", may: agents},
		{op: "untag-conversation", may: agents},

		// Queues.
		{op: "get-queue", may: staff},
		{op: "set-queue", may: leaders, body: `{"policy":"manual","dedicated":false,"last":false}`},
		{op: "get-team-queue", may: staff},
		{op: "set-team-queue", may: leaders, body: `{"policy":"manual","dedicated":false,"last":false}`},
		{op: "get-weights", may: staff},
		{op: "set-weights", may: leaders, body: `{"channels":{}}`},
		{op: "get-absence", may: staff},
		{op: "set-absence", may: leaders, body: `{"minutes":10}`},
		{op: "set-seat", may: keepers, body: `{}`},
		{op: "care-for-contact", may: agents, body: `{}`},
		{op: "monitor-conversation", may: leaders},
		{op: "list-seats", may: "owner admin supervisor personnel"},
		{op: "get-my-seat", may: staff},
		{op: "get-board", may: leaders},
		{op: "take-next", may: agents, body: `{"team":"00000000-0000-7000-8000-000000000001"}`},
		{op: "explain-routing", may: readers},
		{op: "list-suggestions", may: readers},

		// Messages and files.
		{op: "post-message", may: agents, body: tooLong},
		{op: "post-message#note", may: agents, body: `{"client_message_id":"n","text":"hm","visibility":"note"}`},
		{op: "list-scheduled", may: readers},
		{op: "list-scheduled-messages", may: readers},
		{op: "change-scheduled", may: agents, body: `{"send_at":"2036-01-02T03:04:05Z"}`},
		{op: "cancel-scheduled", may: agents},
		{op: "send-scheduled", may: agents},
		{op: "get-message", may: readers},
		{op: "edit-message", may: agents, body: `{"text":"x"}`},
		{op: "delete-message", may: agents},
		{op: "resolve-message", may: agents, body: `{"decision":"sent"}`},
		{op: "list-parts", may: readers},
		{op: "list-exchanges", may: readers},
		{op: "get-original", may: leaders},
		{op: "plan-message", may: agents, body: `{"text":"x"}`},
		{op: "upload-file", may: agents, body: `a file`},
		{op: "get-attachment", may: readers},
		{op: "retry-attachment", may: agents},

		// Contacts.
		{op: "list-contacts", may: staff},
		{op: "get-contact", may: staff},
		{op: "list-contact-conversations", may: readers},
		{op: "list-merged-contacts", may: staff},
		{op: "update-contact", may: agents, body: `{}`},
		{op: "block-contact", may: agents},
		{op: "unblock-contact", may: agents},
		{op: "merge-contact", may: agents, body: `{"into":"` + nobody + `"}`},
		{op: "unmerge-contact", may: agents},
		{op: "export-contact", may: managers},
		{op: "get-retention", may: managers},
		{op: "set-retention", may: managers, body: `{"raws_days":90,"failed_raws_days":0,"traces_days":30,"messages_days":{}}`},
		{op: "preview-retention", may: managers, body: `{"raws_days":90,"failed_raws_days":0,"traces_days":30,"messages_days":{}}`},
		{op: "erase-contact", may: managers, body: `{"confirm":"somebody else"}`},
		{op: "get-erasure", may: managers},
		{op: "tag-contact", may: agents},
		{op: "untag-contact", may: agents},
		{op: "list-contact-notes", may: staff},
		{op: "add-contact-note", may: agents, body: `{"text":"hm"}`},
		{op: "edit-contact-note", may: agents, body: `{"text":"hm"}`},
		{op: "remove-contact-note", may: agents},

		// Oneself.
		{op: "get-setup", may: anybody},
		{op: "set-up", may: anybody, body: `{"token":"t","name":"n","email":"a@example.com","password":"a long password"}`},
		{op: "sign-in", may: anybody, body: `{"email":"a@example.com","password":"p"}`},
		{op: "look-up-invitation", may: anybody, body: `{"token":"t"}`},
		{op: "accept-invitation", may: anybody, body: `{"token":"t","name":"n","email":"a@example.com","password":"a long password"}`},
		{op: "get-session", may: staff},
		{op: "sign-out", may: staff},
		{op: "get-me", may: staff},
		{op: "update-me", may: staff, body: `{"locale":"zh-CN"}`},
		{op: "change-password", may: staff, body: `{"current":"a","new":"b"}`},
		{op: "set-availability", may: staff, body: `{"availability":"offline"}`},
		{op: "list-sessions", may: staff},
		{op: "end-session", may: staff},
		{op: "make-live-token", may: staff},
		{op: "list-keys", may: staff},
		{op: "create-key", may: staff, body: `{"name":"k"}`},
		{op: "create-key#more", may: agents, body: `{"name":"k","scopes":["conversations.reply"]}`},
		{op: "revoke-key", may: staff},

		// Staff.
		{op: "list-agents", may: staff},
		{op: "create-agent", may: keepers, body: `{"email":"new@example.com","name":"n","role":"viewer"}`},
		{op: "update-agent", may: keepers, body: `{}`},
		{op: "list-agent-sessions", may: keepers},
		{op: "end-agent-sessions", may: keepers},
		{op: "end-agent-session", may: keepers},
		{op: "list-roles", may: staff},
		{op: "create-role", may: managers, body: `{"name":"new","scope":"own","permissions":[]}`},
		{op: "update-role", may: managers, body: `{}`},
		{op: "remove-role", may: managers},
		{op: "list-teams", may: staff},
		{op: "create-team", may: managers, body: `{"name":"new"}`},
		{op: "rename-team", may: managers, body: `{"name":"other"}`},
		{op: "remove-team", may: managers},
		{op: "set-team-members", may: managers, body: `{"agents":[]}`},
		{op: "list-invitations", may: keepers},
		{op: "create-invitation", may: keepers, body: `{"role":"viewer"}`},
		{op: "withdraw-invitation", may: keepers},

		// Rules and hours.
		{op: "list-bots", may: agents},
		{op: "list-rules", may: leaders},
		{op: "create-rule", may: leaders, body: `{"name":"new","enabled":false,"then":{"tags":["new"]}}`},
		{op: "update-rule", may: leaders, body: `{}`},
		{op: "remove-rule", may: leaders},
		{op: "order-rules", may: leaders, body: `{"rules":[]}`},
		{op: "test-routing", may: leaders, body: `{"text":"hello"}`},
		{op: "list-word-lists", may: leaders},
		{op: "get-word-list", may: leaders},
		{op: "create-word-list", may: leaders, body: `{"name":"new","words":"a"}`},
		{op: "update-word-list", may: leaders, body: `{}`},
		{op: "remove-word-list", may: leaders},
		{op: "list-schedules", may: leaders},
		{op: "create-schedule", may: leaders, body: `{"name":"new","schedule":{"time_zone":"UTC","weekly":{}}}`},
		{op: "update-schedule", may: leaders, body: `{}`},
		{op: "remove-schedule", may: leaders},

		// What agents have at hand.
		{op: "list-canned-replies", may: agents},
		{op: "create-canned-reply", may: agents, body: `{"shortcut":"hi","text":"x"}`},
		{op: "create-canned-reply#shared", may: leaders, body: `{"shortcut":"hi","text":"x","scope":"shared"}`},
		{op: "update-canned-reply", may: agents, body: `{}`},
		{op: "remove-canned-reply", may: agents},
		{op: "render-canned-reply", may: agents, body: `{"conversation":"` + nobody + `"}`},
		{op: "list-tags", may: readers},
		{op: "list-tag-uses", may: leaders},
		{op: "create-tag", may: leaders, body: `{"scope":"contact","name":"new"}`},
		{op: "update-tag", may: leaders, body: `{}`},
		{op: "merge-tag", may: leaders, body: `{"into":"` + nobody + `"}`},
		{op: "remove-tag", may: leaders},
		{op: "list-fields", may: readers},
		{op: "create-field", may: leaders, body: `{"scope":"contact","key":"size","name":"Size","kind":"text"}`},
		{op: "update-field", may: leaders, body: `{}`},
		{op: "order-fields", may: leaders, body: `{"keys":[]}`},
		{op: "remove-field", may: leaders},
		{op: "get-conversation-fields", may: readers},
		{op: "set-conversation-fields", may: agents, body: `{"fields":{}}`},
		{op: "create-bulk", may: agents, body: `{"action":"tag","tag":"x","ids":["` + nobody + `"]}`},
		{op: "create-bulk#read", may: readers, body: `{"action":"read","ids":["` + nobody + `"]}`},
		{op: "get-rating", may: readers},
		{op: "list-ratings", may: readers},
		{op: "count-ratings", may: readers},
		{op: "list-bulks", may: readers},
		{op: "get-bulk", may: readers},
		{op: "list-bulk-items", may: readers},
		{op: "undo-bulk", may: readers},

		// Queues and routing.
		{op: "get-board", may: leaders},
		{op: "get-queue", may: staff},
		{op: "set-queue", may: leaders, body: `{"policy":"manual","dedicated":false,"last":false}`},
		{op: "get-team-queue", may: staff},
		{op: "set-team-queue", may: leaders, body: `{"policy":"manual","dedicated":false,"last":false}`},
		{op: "get-weights", may: staff},
		{op: "set-weights", may: leaders, body: `{"channels":{}}`},
		{op: "get-absence", may: staff},
		{op: "set-absence", may: leaders, body: `{"minutes":10}`},
		{op: "set-seat", may: keepers, body: `{}`},
		{op: "take-next", may: agents, body: `{"team":"` + nobody + `"}`},
		{op: "explain-routing", may: readers},
		{op: "list-suggestions", may: readers},
		{op: "list-rules", may: leaders},
		{op: "create-rule", may: leaders, body: `{"name":"r","enabled":false,"when":{},"then":{"priority":1}}`},
		{op: "update-rule", may: leaders, body: `{}`},
		{op: "remove-rule", may: leaders},
		{op: "order-rules", may: leaders, body: `{"rules":[]}`},
		{op: "test-routing", may: leaders, body: `{"account":"` + nobody + `","text":"x"}`},
		{op: "list-word-lists", may: leaders},
		{op: "get-word-list", may: leaders},
		{op: "create-word-list", may: leaders, body: `{"name":"w","words":"a"}`},
		{op: "update-word-list", may: leaders, body: `{}`},
		{op: "remove-word-list", may: leaders},
		{op: "list-schedules", may: leaders},
		{op: "create-schedule", may: leaders, body: `{"name":"s","schedule":{"time_zone":"UTC","weekly":{}}}`},
		{op: "update-schedule", may: leaders, body: `{"name":"s"}`},
		{op: "remove-schedule", may: leaders},

		// Accounts, and what engineers look at.
		{op: "list-channels", may: staff},
		{op: "list-accounts", may: staff},
		{op: "create-account", may: managers, body: `{"channel":"none"}`},
		{op: "get-account", may: staff},
		{op: "update-account", may: managers, body: `{}`},
		{op: "route-account", may: leaders, body: `{}`},
		{op: "get-capabilities", may: staff},
		{op: "check-account", may: managers},
		{op: "test-account", may: managers},
		{op: "pause-account", may: managers},
		{op: "resume-account", may: managers},
		{op: "remove-account", may: managers},
		{op: "diagnose", may: managers},
		{op: "list-raws", may: leaders},
		{op: "list-account-raws", may: leaders},
		{op: "replay-raw", may: leaders},
		{op: "list-jobs", may: leaders},
		{op: "replay-job", may: leaders},
		{op: "list-audit", may: managers},
	}
}

// sight is who sees what is in one place.
type sight struct {
	place          string
	own, team, all bool
}

func (s sight) of(scope core.Scope) bool {
	return map[core.Scope]bool{core.ScopeOwn: s.own, core.ScopeTeam: s.team, core.ScopeAll: s.all}[scope]
}

// sights is who sees a conversation in a place, by scope. TestWhoSeesWhat tries
// every operation that names a conversation, a contact or an attachment.
var sights = []sight{
	{"held by the agent", true, true, true},
	{"joined by the agent", true, true, true},
	{"of the agent's team", false, true, true},
	{"of a team within it", false, true, true},
	{"of no team", false, true, true},
	{"of another team", false, false, true},
}

// sightless are operations that say nothing of what is seen, with the reason.
var sightless = map[string]string{
	"merge-contact":      "it names two contacts: see TestMergingNeedsTheSightOfBoth",
	"merge-conversation": "it names two conversations: see TestMergingNeedsTheSightOfBoth",
	"export-contact":     "who does not see all is refused before anything is looked for",
	"erase-contact":      "who does not see all is refused before anything is looked for",
	"get-erasure":        "who does not see all is refused before anything is looked for",
}
