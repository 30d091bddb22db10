package telegram

import (
	"fmt"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// The kinds of a UserRef that is no person.
const (
	kindGroup   = "group"
	kindChannel = "channel"
)

// userOf returns the chat as the user. Telegram describes a private chat by the
// person in it; only the language comes from the writer, where it is the same.
func userOf(c *tgbotapi.Chat, from *tgbotapi.User) core.UserRef {
	u := core.UserRef{ExternalID: decimal(c.ID), Name: c.Title, Username: c.UserName, Kind: kindOf(c)}
	if u.Kind != "" {
		return u
	}
	u.Name = fullName(c.FirstName, c.LastName)
	if from == nil || from.ID != c.ID {
		return u
	}
	u.Language = from.LanguageCode
	if u.Name == "" {
		u.Name = fullName(from.FirstName, from.LastName)
	}
	if u.Username == "" {
		u.Username = from.UserName
	}
	return u
}

// kindOf is empty for a person. Chats of groups and channels have negative ids,
// which tells where the type is missing.
func kindOf(c *tgbotapi.Chat) string {
	switch {
	case c.IsPrivate():
		return ""
	case c.IsChannel():
		return kindChannel
	case c.Type == "" && c.ID >= 0:
		return ""
	}
	return kindGroup
}

// writer is who wrote, where that is not the user: a member of a group, a chat
// on whose behalf a member wrote, or the owner of a business account.
func (m *message) writer() *core.UserRef {
	if c := m.SenderChat; c != nil {
		if c.ID == m.Chat.ID && m.Chat.IsChannel() {
			return nil
		}
		ref := userOf(c, nil)
		if m.AuthorSignature != "" {
			ref.Name = fmt.Sprintf("%s (%s)", ref.Name, m.AuthorSignature)
		}
		return &ref
	}
	if m.From == nil || kindOf(m.Chat) == "" && m.direction() == core.In {
		return nil
	}
	return person(m.From)
}

func person(u *tgbotapi.User) *core.UserRef {
	return &core.UserRef{ExternalID: decimal(u.ID), Name: fullName(u.FirstName, u.LastName), Username: u.UserName, Language: u.LanguageCode}
}

func fullName(first, last string) string { return strings.TrimSpace(first + " " + last) }

func decimal(id int64) string { return strconv.FormatInt(id, 10) }

// chatName is for sentences: a title, a name, or the id where there is neither.
func chatName(c *tgbotapi.Chat) string {
	switch {
	case c == nil:
		return ""
	case c.Title != "":
		return c.Title
	case fullName(c.FirstName, c.LastName) != "":
		return fullName(c.FirstName, c.LastName)
	}
	return decimal(c.ID)
}

// name is who first wrote a forwarded message.
func (o *origin) name() string {
	switch {
	case o == nil:
		return ""
	case o.SenderUser != nil:
		return fullName(o.SenderUser.FirstName, o.SenderUser.LastName)
	case o.SenderUserName != "":
		return o.SenderUserName
	case o.SenderChat != nil:
		return chatName(o.SenderChat)
	}
	return chatName(o.Chat)
}
