package api

import (
	"context"
	"io"

	"github.com/switchboard-hub/switchboard/core"
)

// Backend is what the API asks of the hub. Methods that take a viewer return
// only what it may see; what it may not see is "not found". Errors meant for
// the caller are *core.Problem.
type Backend interface {
	Reader
	Desk
	Operator
	Staff
	Inbox
	Queues
	Rules
	AtDesk
	Rights
	Suggestions
	AccountRouting
	Privacy
	Retention
}

// Reader reads.
type Reader interface {
	Conversations(context.Context, core.Viewer, core.ConversationFilter, core.Page) (core.List[core.ConversationView], error)
	Conversation(context.Context, core.Viewer, core.ID) (core.ConversationView, error)
	// Messages returns those with seq > after, oldest first.
	Messages(ctx context.Context, v core.Viewer, conversation core.ID, after int64, limit int) ([]core.Message, error)
	// Changes returns those with rev > after, in order of rev.
	Changes(ctx context.Context, v core.Viewer, conversation core.ID, after int64, limit int) ([]core.Change, error)
	Message(ctx context.Context, v core.Viewer, conversation, message core.ID) (core.Message, error)
	Parts(ctx context.Context, v core.Viewer, conversation, message core.ID) ([]core.PartRow, error)
	Exchanges(ctx context.Context, v core.Viewer, conversation, message core.ID) ([]core.Exchange, error)
	// Attachment opens the bytes of an attachment that is ready.
	Attachment(ctx context.Context, v core.Viewer, attachment core.ID) (core.Attachment, io.ReadCloser, error)
	// Original opens a mail as it came.
	Original(ctx context.Context, v core.Viewer, conversation, message core.ID) (io.ReadCloser, error)
	Search(ctx context.Context, v core.Viewer, q string, p core.Page) (core.Found, error)
	// Contacts lists all, or those whom a text finds.
	Contacts(ctx context.Context, v core.Viewer, q string, p core.Page) (core.List[core.Contact], error)
	// MergedContacts lists those who were merged into a contact and still are.
	MergedContacts(ctx context.Context, v core.Viewer, into core.ID) ([]core.MergedContact, error)
	Contact(ctx context.Context, v core.Viewer, contact core.ID) (core.Contact, []core.Identity, []string, error)
	// ContactNotes lists what staff noted of a contact, newest first.
	ContactNotes(ctx context.Context, v core.Viewer, contact core.ID, p core.Page) (core.List[core.ContactNote], error)
}

// Desk is what agents do.
type Desk interface {
	// Post stores an answer or a note and queues what must leave. A repeated
	// client message id returns the same message with repeated true.
	Post(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft) (m core.Message, repeated bool, err error)
	Edit(ctx context.Context, v core.Viewer, conversation, message core.ID, text string) (core.Message, error)
	Delete(ctx context.Context, v core.Viewer, conversation, message core.ID) (core.Message, error)
	// Resolve decides about a message that is failed or in doubt: "resend",
	// "sent" (it did arrive) or "give_up".
	Resolve(ctx context.Context, v core.Viewer, conversation, message core.ID, decision string) (core.Message, error)
	// Step moves a conversation: assign, transfer, snooze, complete ...
	Step(ctx context.Context, v core.Viewer, conversation core.ID, s core.Step) (core.ConversationView, error)
	// SplitConversation begins a conversation with the messages named, or with
	// one and all that came after it, and returns it.
	SplitConversation(ctx context.Context, v core.Viewer, conversation core.ID, messages []core.ID, from core.ID) (core.ConversationView, error)
	// MergeConversations puts the messages of a conversation behind those of
	// another, which it returns, and ends the first.
	MergeConversations(ctx context.Context, v core.Viewer, conversation, into core.ID) (core.ConversationView, error)
	Invite(ctx context.Context, v core.Viewer, conversation, agent core.ID) error
	Leave(ctx context.Context, v core.Viewer, conversation, agent core.ID) error
	Typing(ctx context.Context, v core.Viewer, conversation core.ID, on bool) error
	TagConversation(ctx context.Context, v core.Viewer, conversation core.ID, tag string, on bool) error
	TagContact(ctx context.Context, v core.Viewer, contact core.ID, tag string, on bool) error
	UpdateContact(ctx context.Context, v core.Viewer, contact core.ID, name *string, fields map[string]string) (core.Contact, error)
	BlockContact(ctx context.Context, v core.Viewer, contact core.ID, blocked bool) error
	MergeContacts(ctx context.Context, v core.Viewer, from, into core.ID) error
	UnmergeContact(ctx context.Context, v core.Viewer, contact core.ID) error
	AddContactNote(ctx context.Context, v core.Viewer, contact core.ID, text string) (core.ContactNote, error)
	EditContactNote(ctx context.Context, v core.Viewer, contact, note core.ID, text string) (core.ContactNote, error)
	RemoveContactNote(ctx context.Context, v core.Viewer, contact, note core.ID) error
	// Upload keeps a file (type found by content) for a draft to name.
	Upload(ctx context.Context, v core.Viewer, name string, r io.Reader) (core.Upload, error)
	RetryAttachment(ctx context.Context, v core.Viewer, attachment core.ID) error
}

// Operator is what owners and engineers do. Permissions are checked inside.
type Operator interface {
	Authenticate(ctx context.Context, key string) (core.Viewer, core.APIKey, error)
	Keys(ctx context.Context, v core.Viewer) ([]core.APIKey, error)
	CreateKey(ctx context.Context, v core.Viewer, name string, scopes []core.Permission) (key string, k core.APIKey, err error)
	RevokeKey(ctx context.Context, v core.Viewer, id core.ID) error

	Accounts(ctx context.Context, v core.Viewer) ([]core.Account, error)
	Account(ctx context.Context, v core.Viewer, id core.ID) (core.Account, error)
	AddAccount(ctx context.Context, v core.Viewer, channel, name string, set map[string]string) (core.Account, error)
	UpdateAccount(ctx context.Context, v core.Viewer, id core.ID, name *string, set map[string]string) (core.Account, error)
	CheckAccount(ctx context.Context, v core.Viewer, id core.ID) (core.Account, error)
	// TestAccount tries each leg of an account by itself.
	TestAccount(ctx context.Context, v core.Viewer, id core.ID) ([]core.Leg, error)
	// SetAccountStatus pauses, resumes or removes.
	SetAccountStatus(ctx context.Context, v core.Viewer, id core.ID, s core.AccountStatus) (core.Account, error)
	CallbackURL(a core.Account) string
	// Caps returns what the account's channel can do.
	Caps(ctx context.Context, v core.Viewer, account core.ID) (core.Caps, error)

	Agents(ctx context.Context, v core.Viewer) ([]core.Agent, error)
	CreateAgent(ctx context.Context, v core.Viewer, email, name, role, password string) (core.Agent, error)
	Teams(ctx context.Context, v core.Viewer) ([]core.Team, error)
	CreateTeam(ctx context.Context, v core.Viewer, t core.Team) (core.Team, error)
	RenameTeam(ctx context.Context, v core.Viewer, id core.ID, name string) (core.Team, error)
	// RemoveTeam refuses while something that goes on needs the team.
	RemoveTeam(ctx context.Context, v core.Viewer, id core.ID) error
	SetTeamMembers(ctx context.Context, v core.Viewer, team core.ID, agents []core.ID) error

	// Raws lists raws of a state ("failed" by default), newest first.
	Raws(ctx context.Context, v core.Viewer, state core.RawState, p core.Page) (core.List[core.RawRow], error)
	// AccountRaws lists the failed raws of one account, newest first.
	AccountRaws(ctx context.Context, v core.Viewer, account core.ID, p core.Page) (core.List[core.RawRow], error)
	ReplayRaw(ctx context.Context, v core.Viewer, id core.ID) (core.RawRow, error)
	// Jobs lists jobs of a state ("dead" by default).
	Jobs(ctx context.Context, v core.Viewer, state string, p core.Page) (core.List[core.Job], error)
	ReplayJob(ctx context.Context, v core.Viewer, id int64) error

	// Diagnose runs one check of core.Checks, or all, each for a few seconds at most.
	Diagnose(ctx context.Context, v core.Viewer, check string) ([]core.Finding, error)
}

// Staff is how people sign in, and what they do with themselves. Tokens are
// returned once; what is kept of them are hashes.
type Staff interface {
	// SetupState tells whether there is no owner yet, and the first account of
	// the web site.
	SetupState(ctx context.Context) (needed bool, web core.ID, err error)
	// SetUp makes the owner for who brings the set-up token, and a session.
	SetUp(ctx context.Context, setup string, p core.NewPerson, from core.Client) (token string, s core.Session, err error)

	SignIn(ctx context.Context, email, password string, from core.Client) (token string, s core.Session, err error)
	// Session returns whom a session's token acts as; 401 once it has ended.
	Session(ctx context.Context, token string) (core.Viewer, core.Session, error)
	Sessions(ctx context.Context, v core.Viewer) ([]core.Session, error)
	EndSession(ctx context.Context, v core.Viewer, id core.ID) error
	// LiveToken makes a token that lives as long as a session or a key, at most.
	LiveToken(ctx context.Context, session, key core.ID) (token string, until core.Time, err error)

	Profile(ctx context.Context, v core.Viewer) (core.Profile, error)
	UpdateProfile(ctx context.Context, v core.Viewer, ch core.ProfileChange) (core.Profile, error)
	SetAvailability(ctx context.Context, v core.Viewer, a core.Availability, reason string) (core.Profile, error)
	// ChangePassword ends all sessions of the viewer and makes a new one.
	ChangePassword(ctx context.Context, v core.Viewer, current, fresh string, from core.Client) (token string, s core.Session, err error)

	Roles(ctx context.Context, v core.Viewer) ([]core.Role, error)
	// TeamsOf returns the teams of every agent who is in one.
	TeamsOf(ctx context.Context, v core.Viewer) (map[core.ID][]core.ID, error)
	UpdateAgent(ctx context.Context, v core.Viewer, id core.ID, ch core.AgentChange) (core.Agent, error)
	// InviteAgent returns the link, which is shown once.
	InviteAgent(ctx context.Context, v core.Viewer, email, role string, teams []core.ID) (url string, i core.Invitation, err error)
	Invitations(ctx context.Context, v core.Viewer) ([]core.Invitation, error)
	WithdrawInvitation(ctx context.Context, v core.Viewer, id core.ID) error
	Invitation(ctx context.Context, token string) (core.Invitation, error)
	AcceptInvitation(ctx context.Context, invitation string, p core.NewPerson, from core.Client) (token string, s core.Session, err error)
}

// Inbox is what an agent's page shows beside the conversations.
type Inbox interface {
	Counts(ctx context.Context, v core.Viewer) (core.Counts, error)
	// MarkRead moves the viewer's mark forward and returns where it is.
	MarkRead(ctx context.Context, v core.Viewer, conversation core.ID, seq int64) (int64, error)
	Draft(ctx context.Context, v core.Viewer, conversation core.ID) (core.Composition, error)
	// SaveDraft keeps a draft; an empty one is deleted.
	SaveDraft(ctx context.Context, v core.Viewer, conversation core.ID, d core.Composition) (core.Composition, error)
	// Plan returns what a message would be sent as, and what to know of it.
	Plan(ctx context.Context, v core.Viewer, conversation core.ID, d core.Draft) ([]core.Content, []core.PlanNote, error)
	ContactConversations(ctx context.Context, v core.Viewer, contact core.ID, p core.Page) (core.List[core.ConversationView], error)
}
