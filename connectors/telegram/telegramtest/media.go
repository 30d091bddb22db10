package telegramtest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// mediaKinds are both the methods send<kind> and the parameters that carry the
// file.
var mediaKinds = []string{"photo", "document", "voice", "audio", "video", "animation", "sticker"}

func sendMedia(kind string) func(*Server, *request) (any, *apiError) {
	return func(s *Server, q *request) (any, *apiError) {
		f, refusal := s.fileOf(q, kind, kind, q.text(kind))
		if refusal != nil {
			return nil, refusal
		}
		if f == nil {
			return nil, badRequest("there is no " + kind + " in the request")
		}
		d, refusal := newDraft(q)
		if refusal != nil {
			return nil, refusal
		}
		caption, spans := q.text("caption"), q.text("caption_entities")
		if kind == "sticker" { // the one kind without a caption
			caption = ""
		}
		if refusal := d.caption(caption, q.text("parse_mode"), spans); refusal != nil {
			return nil, refusal
		}
		b := q.bot
		b.mu.Lock()
		defer b.mu.Unlock()
		d.attach(b, f)
		list, refusal := b.sendAll(q, []*draft{d})
		if refusal != nil {
			return nil, refusal
		}
		return list[0], nil
	}
}

func (d *draft) caption(text, mode, spans string) *apiError {
	text, entities, refusal := format(text, mode, spans)
	if refusal != nil {
		return refusal
	}
	if utf16Len(text) > maxCaption {
		return badRequest("message caption is too long")
	}
	d.message.Caption, d.message.CaptionEntities = text, entities
	return nil
}

// attach gives a new file its id. The caller holds b.mu.
func (d *draft) attach(b *bot, f *file) {
	if f.id == "" {
		b.files.add(f)
	}
	f.fill(&d.message)
	d.media = f.record()
}

// fileOf finds a file by the three ways of the Bot API documentation, "Sending
// files": uploaded under the parameter's name or under attach://<name>, by
// file_id, or by URL. The emulator fetches no URL; its content is the address
// itself, so that the record can tell one from another. It returns nil when
// there is no file at all.
func (s *Server) fileOf(q *request, kind, field, value string) (*file, *apiError) {
	up := q.files[field]
	if name, ok := strings.CutPrefix(value, "attach://"); ok {
		up = q.files[name]
		if up == nil {
			return nil, nil
		}
	}
	switch {
	case up != nil:
		f := newFile(kind, up.name, up.mime, up.data)
		return f, s.checkSize(f)
	case value == "":
		return nil, nil
	case strings.HasPrefix(value, "http://"), strings.HasPrefix(value, "https://"):
		u, err := url.Parse(value)
		if err != nil || u.Host == "" {
			return nil, badRequest("wrong HTTP URL specified")
		}
		return newFile(kind, u.Path[strings.LastIndexByte(u.Path, '/')+1:], "", []byte(value)), nil
	}
	q.bot.mu.Lock()
	defer q.bot.mu.Unlock()
	f := q.bot.files.get(value)
	if f == nil {
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	}
	if f.kind != kind { // "it's not possible to change the file type when resending by file_id"
		return nil, badRequest(fmt.Sprintf("can't use file of type %s as %s", title(f.kind), title(kind)))
	}
	return f, nil
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (s *Server) checkSize(f *file) *apiError {
	switch {
	case f.size == 0:
		return badRequest("file must be non-empty")
	case f.kind == "photo" && f.size > s.opts.MaxPhoto:
		return badRequest(fmt.Sprintf("file of size %d bytes is too big for a photo; the maximum size is %d bytes", f.size, s.opts.MaxPhoto))
	}
	return nil
}

// groupKinds may be in an album; documents and audio only among themselves
// (Bot API documentation, sendMediaGroup).
var groupKinds = []string{"photo", "video", "document", "audio"}

func checkAlbum(kinds []string) *apiError {
	for _, kind := range kinds {
		if !slices.Contains(groupKinds, kind) {
			return badRequest("can't use the media of the specified type in the album")
		}
	}
	for _, alone := range []string{"document", "audio"} {
		if slices.Contains(kinds, alone) && slices.ContainsFunc(kinds, func(k string) bool { return k != alone }) {
			return badRequest(alone + " can't be mixed with other media types")
		}
	}
	return nil
}
