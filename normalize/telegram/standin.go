package telegram

import (
	"fmt"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// What has no words of its own gets a text that stands for it, so that lists,
// search and plain-text exports lose nothing. Stand-ins begin with a word in
// brackets; readers that know the kind show the typed fields instead.

// place reads venues and locations.
func (m *message) place() *core.Content {
	if v := m.Venue; v != nil {
		l := location(&v.Location)
		l.Title, l.Address = v.Title, v.Address
		return &core.Content{Kind: core.KindLocation, Text: "[location] " + joined(", ", v.Title, v.Address), Location: l}
	}
	if m.Location == nil {
		return nil
	}
	l := location(m.Location)
	label := "[location]"
	if l.Live > 0 {
		label = "[live location]"
	}
	return &core.Content{Kind: core.KindLocation, Text: fmt.Sprintf("%s %.6f, %.6f", label, l.Latitude, l.Longitude), Location: l}
}

func location(l *tgbotapi.Location) *core.Location {
	return &core.Location{Latitude: l.Latitude, Longitude: l.Longitude, Live: max(l.LivePeriod, 0)}
}

// card reads shared contacts. A number is proof of who writes only when the
// card is the writer's own and was not passed on by or through anybody.
func (m *message) card() *core.Content {
	c := m.Contact
	if c == nil {
		return nil
	}
	card := &core.ContactCard{Name: fullName(c.FirstName, c.LastName), Phone: c.PhoneNumber, VCard: c.VCard}
	if c.UserID != 0 {
		card.Ref = decimal(c.UserID)
		card.Verified = m.From != nil && m.From.ID == c.UserID && m.SenderChat == nil && m.ViaBot == nil && m.forward() == nil
	}
	return &core.Content{Kind: core.KindContact, Text: "[contact] " + joined(", ", card.Name, card.Phone), Contact: card}
}

// play reads polls, dice, games and checklists.
func (m *message) play() *core.Content {
	switch {
	case m.Poll != nil:
		lines := []string{"[poll] " + m.Poll.Question}
		for _, o := range m.Poll.Options {
			lines = append(lines, "- "+o.Text)
		}
		return words(strings.Join(lines, "\n"))
	case m.Dice != nil:
		return words(fmt.Sprintf("[dice] %s %d", m.Dice.Emoji, m.Dice.Value))
	case m.Game != nil:
		c := words("[game] " + joined(": ", m.Game.Title, m.Game.Description))
		if len(m.Game.Photo) > 0 {
			c.Media = photo(m.Game.Photo).Media
		}
		return c
	case m.own.Checklist != nil:
		lines := []string{"[checklist] " + m.own.Checklist.Title}
		for _, t := range m.own.Checklist.Tasks {
			mark := "☐ "
			if t.CompletionDate != 0 {
				mark = "☑ "
			}
			lines = append(lines, mark+t.Text)
		}
		return words(strings.Join(lines, "\n"))
	}
	return nil
}

// closed reads what Telegram tells of but does not hand to bots.
func (m *message) closed() *core.Content {
	text := ""
	switch {
	case m.own.Story != nil:
		text = "[story] " + chatName(m.own.Story.Chat)
	case m.own.PaidMedia != nil:
		text = fmt.Sprintf("[paid media] %d files for %d stars", len(m.own.PaidMedia.PaidMedia), m.own.PaidMedia.StarCount)
	case m.PassportData != nil:
		text = "[Telegram Passport data, encrypted]"
	default:
		return nil
	}
	return &core.Content{Kind: core.KindUnsupported, Text: strings.TrimSpace(text)}
}

// finerKind is Telegram's name of content that the envelope calls by another.
func (m *message) finerKind() string {
	for _, k := range []struct {
		is   bool
		name string
	}{
		{m.Animation != nil, "animation"}, {m.VideoNote != nil, "video_note"}, {m.Venue != nil, "venue"},
		{m.Poll != nil, "poll"}, {m.Dice != nil, "dice"}, {m.Game != nil, "game"}, {m.own.Checklist != nil, "checklist"},
		{m.own.Story != nil, "story"}, {m.own.PaidMedia != nil, "paid_media"}, {m.PassportData != nil, "passport_data"},
		{m.own.UsersShared != nil, "users_shared"}, {m.own.ChatShared != nil, "chat_shared"}, {m.own.WebAppData != nil, "web_app_data"},
	} {
		if k.is {
			return k.name
		}
	}
	return ""
}

func words(text string) *core.Content {
	return &core.Content{Kind: core.KindText, Text: text}
}

// joined puts a separator between the parts that are not empty.
func joined(sep string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, sep)
}
