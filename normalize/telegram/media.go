package telegram

import (
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/core"
)

// picture reads what is looked at.
func (m *message) picture() *core.Content {
	switch {
	case m.Animation != nil:
		a := m.Animation
		kind := core.KindVideo // Telegram turns GIFs into silent MP4
		if strings.HasPrefix(a.MimeType, "image/") {
			kind = core.KindImage
		}
		return file(core.Media{Kind: kind, Name: a.FileName, MIME: a.MimeType, Ref: a.FileID, Width: a.Width, Height: a.Height, Duration: a.Duration}, a.FileSize)
	case len(m.Photo) > 0:
		return photo(m.Photo)
	case m.Video != nil:
		v := m.Video
		return file(core.Media{Kind: core.KindVideo, Name: v.FileName, MIME: v.MimeType, Ref: v.FileID, Width: v.Width, Height: v.Height, Duration: v.Duration}, v.FileSize)
	case m.VideoNote != nil:
		v := m.VideoNote
		return file(core.Media{Kind: core.KindVideo, MIME: "video/mp4", Ref: v.FileID, Width: v.Length, Height: v.Length, Duration: v.Duration}, v.FileSize)
	case m.Sticker != nil:
		s := m.Sticker
		c := file(core.Media{Kind: core.KindSticker, MIME: m.stickerMIME(), Ref: s.FileID, Width: s.Width, Height: s.Height}, s.FileSize)
		c.Text = s.Emoji
		return c
	}
	return nil
}

// sound reads what is heard, and plain files.
func (m *message) sound() *core.Content {
	switch {
	case m.Voice != nil:
		v := m.Voice
		return file(core.Media{Kind: core.KindVoice, MIME: or(v.MimeType, "audio/ogg"), Ref: v.FileID, Duration: v.Duration}, v.FileSize)
	case m.Audio != nil:
		a := m.Audio
		c := file(core.Media{Kind: core.KindAudio, Name: a.FileName, MIME: a.MimeType, Ref: a.FileID, Duration: a.Duration}, a.FileSize)
		c.Text = trackName(a)
		return c
	case m.Document != nil:
		d := m.Document
		return file(core.Media{Kind: core.KindFile, Name: d.FileName, MIME: d.MimeType, Ref: d.FileID}, d.FileSize)
	}
	return nil
}

// trackName is what Telegram's clients show of a piece of music instead of its
// file name.
func trackName(a *tgbotapi.Audio) string {
	if a.Performer != "" && a.Title != "" {
		return a.Performer + " – " + a.Title
	}
	return or(a.Title, a.Performer)
}

// photo takes the largest of the sizes that Telegram offers; all are JPEG.
func photo(sizes []tgbotapi.PhotoSize) *core.Content {
	best := sizes[0]
	for _, p := range sizes[1:] {
		// As floats, since a hostile width times height may overflow.
		if a, b := float64(p.Width)*float64(p.Height), float64(best.Width)*float64(best.Height); a > b || a == b && p.FileSize > best.FileSize {
			best = p
		}
	}
	return file(core.Media{Kind: core.KindImage, MIME: "image/jpeg", Ref: best.FileID, Width: best.Width, Height: best.Height}, best.FileSize)
}

// file is content of one medium. A size that is missing counts as fetchable:
// the platform says so when it is not.
func file(medium core.Media, size int) *core.Content {
	medium.Size = int64(max(size, 0))
	medium.TooBig = medium.Size > maxFetch
	medium.Width, medium.Height, medium.Duration = max(medium.Width, 0), max(medium.Height, 0), max(medium.Duration, 0)
	return &core.Content{Kind: medium.Kind, Media: []core.Media{medium}}
}

func (m *message) stickerMIME() string {
	switch {
	case m.own.Sticker != nil && m.own.Sticker.IsVideo:
		return "video/webm"
	case m.Sticker.IsAnimated:
		return "application/x-tgsticker"
	}
	return "image/webp"
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
