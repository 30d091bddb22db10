package telegramtest

import (
	"fmt"
)

// File is what a user attaches.
type File struct {
	Kind    string // "photo", "document", "voice", "audio", "video", "animation", "sticker"
	Name    string
	MIME    string
	Bytes   []byte
	Size    int64 // claimed size; len(Bytes) when 0. A big file needs no big test.
	Caption string
	Emoji   string // of a sticker
	Seconds int    // duration
}

// Send writes a text to the bot.
func (u *User) Send(token, text string) Receipt {
	return u.speak(token, func(_ *bot, _ *chat, m *wireMessage) {
		m.Text, m.Entities = text, withDetected(text, nil)
	})
}

// Start presses Start, with the payload of a deep link if there is one: it
// "arrives as /start payload" (Bot API documentation, "Deep linking").
func (u *User) Start(token, payload string) Receipt {
	text := "/start"
	if payload != "" {
		text += " " + payload
	}
	return u.Send(token, text)
}

// Reply answers a message of either side.
func (u *User) Reply(token string, messageID int64, text string) (Receipt, error) {
	var err error
	b := u.server.mustBot(token)
	b.mu.Lock()
	quoted, refusal := u.chat(b).quoted(replyTo{MessageID: messageID})
	b.mu.Unlock()
	if refusal != nil {
		err = fmt.Errorf("reply to message %d: %w", messageID, errNoMessage)
		return Receipt{}, err
	}
	return u.speak(token, func(_ *bot, _ *chat, m *wireMessage) {
		m.Text, m.Entities, m.ReplyTo = text, withDetected(text, nil), quoted
	}), nil
}

// SendFile sends any file.
func (u *User) SendFile(token string, f File) Receipt {
	made := f.make()
	return u.speak(token, func(b *bot, _ *chat, m *wireMessage) {
		f.put(b, m, made)
	})
}

// SendPhoto sends a picture with an optional caption.
func (u *User) SendPhoto(token string, content []byte, caption string) Receipt {
	return u.SendFile(token, File{Kind: "photo", Bytes: content, Caption: caption})
}

// SendDocument sends a file.
func (u *User) SendDocument(token, name, mime string, content []byte) Receipt {
	return u.SendFile(token, File{Kind: "document", Name: name, MIME: mime, Bytes: content})
}

// SendVoice sends a voice note.
func (u *User) SendVoice(token string, content []byte, seconds int) Receipt {
	return u.SendFile(token, File{Kind: "voice", Bytes: content, Seconds: seconds})
}

// SendSticker sends a static sticker.
func (u *User) SendSticker(token, emoji string, content []byte) Receipt {
	return u.SendFile(token, File{Kind: "sticker", Emoji: emoji, Bytes: content})
}

// SendAlbum sends several files as one: one update each, with one
// media_group_id.
func (u *User) SendAlbum(token string, files ...File) []Receipt {
	group := ""
	receipts := make([]Receipt, len(files))
	for i, f := range files {
		made := f.make()
		receipts[i] = u.speak(token, func(b *bot, _ *chat, m *wireMessage) {
			if group == "" {
				group = b.newAlbum()
			}
			m.MediaGroupID = group
			f.put(b, m, made)
		})
	}
	return receipts
}

// SendLocation shares a place.
func (u *User) SendLocation(token string, latitude, longitude float64) Receipt {
	return u.speak(token, func(_ *bot, _ *chat, m *wireMessage) {
		m.Location = &Location{Latitude: latitude, Longitude: longitude}
	})
}

// SendContact shares a card. A user who shares the own number is recognised
// by contact.user_id being the sender; userID 0 is a card of nobody here.
func (u *User) SendContact(token, phone, first, last string, userID int64) Receipt {
	return u.speak(token, func(_ *bot, _ *chat, m *wireMessage) {
		m.Contact = &Contact{PhoneNumber: phone, FirstName: first, LastName: last, UserID: userID}
	})
}

// make is done outside the bot's lock: it hashes the content.
func (f *File) make() *file {
	made := newFile(f.Kind, f.Name, f.MIME, f.Bytes)
	made.duration, made.emoji = f.Seconds, f.Emoji
	if f.Size > 0 {
		made.size = f.Size
	}
	return made
}

func (f *File) put(b *bot, m *wireMessage, made *file) {
	b.files.add(made).fill(m)
	m.Caption, m.CaptionEntities = f.Caption, withDetected(f.Caption, nil)
}
