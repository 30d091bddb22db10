package telegramtest

import (
	"encoding/json"
	"strconv"
)

// inputMedia is one item of sendMediaGroup.
type inputMedia struct {
	Type            string          `json:"type"`
	Media           string          `json:"media"`
	Caption         string          `json:"caption"`
	ParseMode       string          `json:"parse_mode"`
	CaptionEntities json.RawMessage `json:"caption_entities"`
}

// sendMediaGroup sends 2 to 10 items as one album and answers an array (Bot
// API documentation).
func sendMediaGroup(s *Server, q *request) (any, *apiError) {
	var items []inputMedia
	if q.text("media") == "" {
		return nil, badRequest("there is no media in the request")
	}
	if json.Unmarshal([]byte(q.text("media")), &items) != nil {
		return nil, badRequest("can't parse media JSON object")
	}
	switch {
	case len(items) < 2:
		return nil, badRequest("media group must include 2-10 items")
	case len(items) > 10:
		return nil, badRequest("too many messages to send as an album")
	}
	kinds := make([]string, len(items))
	for i := range items {
		kinds[i] = items[i].Type
	}
	if refusal := checkAlbum(kinds); refusal != nil {
		return nil, refusal
	}
	drafts := make([]*draft, len(items))
	files := make([]*file, len(items))
	for i := range items {
		var refusal *apiError
		if drafts[i], files[i], refusal = s.albumItem(q, &items[i]); refusal != nil {
			return nil, refusal
		}
	}
	return q.bot.sendAlbum(q, drafts, files)
}

func (s *Server) albumItem(q *request, item *inputMedia) (*draft, *file, *apiError) {
	f, refusal := s.fileOf(q, item.Type, "", item.Media)
	if refusal != nil {
		return nil, nil, refusal
	}
	if f == nil {
		return nil, nil, badRequest("can't parse InputMedia: media not found")
	}
	d, refusal := newDraft(q)
	if refusal != nil {
		return nil, nil, refusal
	}
	d.message.ReplyMarkup = nil // albums carry none
	return d, f, d.caption(item.Caption, item.ParseMode, string(item.CaptionEntities))
}

func (b *bot) sendAlbum(q *request, drafts []*draft, files []*file) (any, *apiError) {
	b.mu.Lock()
	defer b.mu.Unlock()
	group := b.newAlbum()
	for i, d := range drafts {
		d.attach(b, files[i])
		d.message.MediaGroupID = group
	}
	list, refusal := b.sendAll(q, drafts)
	if refusal != nil {
		return nil, refusal
	}
	return list, nil
}

// newAlbum makes a media_group_id. The caller holds b.mu.
func (b *bot) newAlbum() string {
	b.lastAlbum++
	return strconv.FormatInt(13000000000000000+b.lastAlbum, 10)
}
