package telegramtest

import (
	"sync"
	"sync/atomic"
	"time"
)

// bot is one registered bot: its chats, updates, files and record. One lock
// guards it all, held for a few microseconds a call and never while answering;
// bots do not share locks.
type bot struct {
	server  *Server
	token   string
	self    wireUser
	revoked atomic.Bool
	calls   callLog

	mu        sync.Mutex
	chats     map[int64]*chat
	lastID    int64 // of messages: they rise per bot
	lastAlbum int64
	sent      []*stored
	answers   []CallbackAnswer
	callbacks map[string]*callback
	files     fileStore
	limiter   limiter

	updates      []*update // every update there ever was
	pending      []*update // those not yet accepted, oldest first
	pendingCount int
	nextUpdate   int64
	allowed      map[string]bool // nil for the default
	poll         *poll
	polls        int
	hook         *webhook
}

// chat is what a bot knows of a conversation with a user or a group.
type chat struct {
	who      wireChat
	person   *person // nil in a group
	open     bool    // the user has written first, or the bot was added
	blocked  bool    // by the user, or the bot was removed from the group
	messages map[int64]*stored
	rate     chatRate
}

// firstUpdateID is arbitrary: "identifiers start from a certain positive number
// and increase sequentially" (Bot API documentation, Update).
const firstUpdateID = 700000001

func newBot(s *Server, id int64, token, username string) *bot {
	return &bot{
		server:     s,
		token:      token,
		self:       wireUser{ID: id, IsBot: true, FirstName: username, Username: username},
		chats:      make(map[int64]*chat),
		callbacks:  make(map[string]*callback),
		files:      newFileStore(id),
		calls:      callLog{size: s.opts.CallLog},
		nextUpdate: firstUpdateID,
		limiter:    limiter{rates: s.opts.Rates, off: s.opts.NoRates},
	}
}

func (b *bot) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hook != nil {
		b.hook.closed = true
	}
}

func (b *bot) now() time.Time { return b.server.opts.Now() }

// chatFor returns the bot's view of a chat, making it if need be. The caller
// holds b.mu.
func (b *bot) chatFor(who wireChat, p *person) *chat {
	c := b.chats[who.ID]
	if c == nil {
		c = &chat{who: who, person: p, messages: make(map[int64]*stored)}
		b.chats[who.ID] = c
	}
	return c
}

// append gives a message its number and keeps it. The caller holds b.mu.
func (b *bot) append(c *chat, m wireMessage) *stored {
	b.lastID++
	now := b.now()
	m.MessageID, m.Chat, m.Date = b.lastID, c.who, now.Unix()
	s := &stored{message: m, at: now}
	c.messages[m.MessageID] = s
	return s
}

// stored is a message of either side, as it is now.
type stored struct {
	message wireMessage
	at      time.Time
	ours    bool // the bot sent it
	method  string
	media   *Media
	history []string // former texts
	deleted bool
}

func getMe(_ *Server, q *request) (any, *apiError) {
	yes, no := true, false
	me := q.bot.self
	me.CanJoinGroups, me.CanReadAll, me.SupportsInline, me.CanConnectToBiz, me.HasMainWebApp = &yes, &no, &no, &no, &no
	return me, nil
}
