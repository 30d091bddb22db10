package telegramtest

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// person is an account of the platform; it is the same for all bots.
type person struct {
	wire        wireUser
	deactivated atomic.Bool
}

// User acts for a person: in the private chat with a bot, or in a group.
type User struct {
	server *Server
	person *person
	group  *Group // nil in private
}

// Group is a basic group a bot can be a member of. Its chat id is negative.
type Group struct {
	server *Server
	chat   wireChat
}

// Receipt names what an action of a user led to. UpdateID is 0 when the bot
// had not asked for this type of update.
type Receipt struct {
	MessageID int64
	UpdateID  int64
	QueryID   string // of Press
}

var errNoMessage = errors.New("no such message in this chat")

// User returns the person with this id, making one on the first call; later
// calls ignore the other arguments.
func (s *Server) User(id int64, first, last, username, language string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.users[id]
	if p == nil {
		p = &person{wire: wireUser{ID: id, FirstName: first, LastName: last, Username: username, LanguageCode: language}}
		s.users[id] = p
	}
	return &User{server: s, person: p}
}

func (s *Server) person(id int64) *person {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.users[id]
}

// Group returns the group with this id, which must be negative.
func (s *Server) Group(id int64, title string) *Group {
	if id >= 0 {
		panic("telegramtest: ids of groups are negative")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.groups[id]
	if g == nil {
		g = &Group{server: s, chat: wireChat{ID: id, Title: title, Type: "group"}}
		s.groups[id] = g
	}
	return g
}

// ID is the user's id, which is also the id of the private chat.
func (u *User) ID() int64 { return u.person.wire.ID }

// In returns the same person speaking in a group.
func (u *User) In(g *Group) *User { return &User{server: u.server, person: u.person, group: g} }

// Deactivate deletes the account: bots get 403 from now on.
func (u *User) Deactivate() { u.person.deactivated.Store(true) }

// chat is where this user speaks to the bot; by writing it opens the chat, as
// pressing Start does, and in a group it stands for the bot's being a member.
// The caller holds b.mu.
func (u *User) chat(b *bot) *chat {
	if u.group != nil {
		return b.chatFor(u.group.chat, nil)
	}
	w := &u.person.wire
	return b.chatFor(wireChat{ID: w.ID, FirstName: w.FirstName, LastName: w.LastName, Username: w.Username, Type: "private"}, u.person)
}

// speak puts a message of the user into the chat and queues its update. A user
// who had blocked the bot has to unblock it first, so that is done here too.
func (u *User) speak(token string, fill func(*bot, *chat, *wireMessage)) Receipt {
	b := u.server.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	c := u.chat(b)
	if c.blocked {
		u.member(b, c, false)
	}
	c.open = true
	m := wireMessage{From: &u.person.wire}
	fill(b, c, &m)
	kept := b.append(c, m)
	id := b.pushWire("message", c.who.ID, kept.message.MessageID, wireUpdate{Message: &kept.message})
	return Receipt{MessageID: kept.message.MessageID, UpdateID: id}
}

// Block stops the bot: it gets my_chat_member with "kicked" and may write no
// more. In a group it removes the bot.
func (u *User) Block(token string) Receipt { return u.setBlocked(token, true) }

// Unblock lets the bot write again.
func (u *User) Unblock(token string) Receipt { return u.setBlocked(token, false) }

func (u *User) setBlocked(token string, blocked bool) Receipt {
	b := u.server.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	c := u.chat(b)
	c.open = true
	return Receipt{UpdateID: u.member(b, c, blocked)}
}

// member changes the bot's status in the chat. The caller holds b.mu.
func (u *User) member(b *bot, c *chat, blocked bool) int64 {
	if c.blocked == blocked {
		return 0
	}
	c.blocked = blocked
	forever := int64(0)
	in, out := wireMember{User: &b.self, Status: "member"}, wireMember{User: &b.self, Status: "kicked", UntilDate: &forever}
	moved := &wireChatMoved{Chat: c.who, From: &u.person.wire, Date: b.now().Unix(), Old: out, New: in}
	if blocked {
		moved.Old, moved.New = in, out
	}
	return b.pushWire("my_chat_member", c.who.ID, 0, wireUpdate{MyChatMember: moved})
}

// Edit changes the text, or the caption, of a message of this user.
func (u *User) Edit(token string, messageID int64, text string) (Receipt, error) {
	b := u.server.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	c := u.chat(b)
	m := c.messages[messageID]
	if m == nil || m.deleted || m.ours || m.message.From.ID != u.ID() {
		return Receipt{}, fmt.Errorf("edit message %d: %w", messageID, errNoMessage)
	}
	next := m.message
	m.history = append(m.history, next.Text+next.Caption)
	if next.Text != "" {
		next.Text, next.Entities = text, withDetected(text, nil)
	} else {
		next.Caption, next.CaptionEntities = text, withDetected(text, nil)
	}
	next.EditDate = b.now().Unix()
	m.message = next
	id := b.pushWire("edited_message", c.who.ID, messageID, wireUpdate{EditedMessage: &next})
	return Receipt{MessageID: messageID, UpdateID: id}, nil
}

// Press presses a button under a message of the bot. Nobody can press what is
// not there, so an unknown message or button is an error.
func (u *User) Press(token string, messageID int64, data string) (Receipt, error) {
	b := u.server.mustBot(token)
	b.mu.Lock()
	defer b.mu.Unlock()
	c := u.chat(b)
	m := c.messages[messageID]
	if m == nil || m.deleted || !m.ours {
		return Receipt{}, fmt.Errorf("press button of message %d: %w", messageID, errNoMessage)
	}
	if !hasButton(m.message.ReplyMarkup, data) {
		return Receipt{}, fmt.Errorf("press button of message %d: no button with data %q", messageID, data)
	}
	query := b.press()
	id := b.pushWire("callback_query", c.who.ID, messageID, wireUpdate{CallbackQuery: &wireCallback{
		ID: query, From: &u.person.wire, Message: &m.message, ChatInstance: fmt.Sprint(c.who.ID * 7919), Data: data,
	}})
	return Receipt{MessageID: messageID, UpdateID: id, QueryID: query}, nil
}
