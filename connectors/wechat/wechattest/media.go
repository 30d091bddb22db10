package wechattest

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// mediaLife is how long temporary media and what people send is kept.
const mediaLife = 3 * 24 * time.Hour

type medium struct {
	kind    string
	file    File
	sum     string
	created time.Time
}

// keep stores a file under a new media_id. The caller holds s.mu.
func (p *party) keep(kind string, f File) string {
	id := random(64)
	sum := sha256.Sum256(f.Bytes)
	p.media[id] = &medium{kind: kind, file: f, sum: hex.EncodeToString(sum[:]), created: p.s.now()}
	return id
}

// medium is a file that is not too old, nil otherwise.
func (p *party) medium(id string) *medium {
	m := p.media[id]
	if m == nil || p.s.now().Sub(m.created) >= mediaLife {
		return nil
	}
	return m
}

func (m *medium) record(id string) *Media {
	return &Media{Type: m.kind, MediaID: id, Name: m.file.Name, MIME: m.file.MIME, Len: len(m.file.Bytes), SHA256: m.sum}
}

// bound is what a type of media may be.
type bound struct {
	bytes int
	ends  []string // of file names
}

const (
	kilobyte = 1 << 10
	megabyte = 1 << 20
)

// bounds are those of "新增临时素材" (apps) and of "上传临时素材" (corps).
func (p *party) bounds() map[string]bound {
	if p.corp != nil {
		return map[string]bound{
			"image": {10 * megabyte, []string{".jpg", ".jpeg", ".png"}},
			"voice": {2 * megabyte, []string{".amr"}},
			"video": {10 * megabyte, []string{".mp4"}},
			"file":  {20 * megabyte, nil},
		}
	}
	return map[string]bound{
		"image": {10 * megabyte, []string{".png", ".jpeg", ".jpg", ".gif"}},
		"voice": {2 * megabyte, []string{".amr", ".mp3"}},
		"video": {10 * megabyte, []string{".mp4"}},
		"thumb": {64 * kilobyte, []string{".jpg"}},
	}
}

// uploadMedia is POST cgi-bin/media/upload of both hosts.
func uploadMedia(q *call) (any, *refusal) {
	kind := q.query.Get("type")
	limit, known := q.party.bounds()[kind]
	if !known {
		return nil, refuse(40004)
	}
	f, denied := q.attached("media")
	if denied != nil {
		return nil, denied
	}
	switch {
	case len(f.Bytes) == 0:
		return nil, refuse(44001)
	case limit.ends != nil && !slices.Contains(limit.ends, strings.ToLower(path.Ext(f.Name))):
		return nil, refuse(40005)
	case len(f.Bytes) > limit.bytes:
		return nil, refuse(40006)
	}
	id, created := q.party.keep(kind, *f), q.now().Unix()
	if q.corp != nil {
		r := ok()
		r["type"], r["media_id"], r["created_at"] = kind, id, strconv.FormatInt(created, 10)
		return r, nil
	}
	if kind == "thumb" {
		return reply{"type": kind, "thumb_media_id": id, "created_at": created}, nil
	}
	return reply{"type": kind, "media_id": id, "created_at": created}, nil
}

// attached is a file of a multipart body.
func (q *call) attached(name string) (*File, *refusal) {
	kind, params, err := mime.ParseMediaType(q.http.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return nil, refuse(41005)
	}
	form, err := multipart.NewReader(strings.NewReader(string(q.body)), params["boundary"]).ReadForm(maxBody)
	if err != nil || len(form.File[name]) == 0 {
		return nil, refuse(41005)
	}
	head := form.File[name][0]
	part, err := head.Open()
	if err != nil {
		return nil, refuse(41005)
	}
	defer part.Close()
	content := make([]byte, head.Size)
	if _, err := part.ReadAt(content, 0); err != nil && head.Size > 0 {
		return nil, refuse(41005)
	}
	f := &File{Name: head.Filename, MIME: head.Header.Get("Content-Type"), Bytes: content}
	return f, nil
}

// getMedia is GET cgi-bin/media/get of both hosts: the bytes, except that an
// app's video is an address.
func getMedia(q *call) (any, *refusal) {
	id := q.query.Get("media_id")
	m := q.party.medium(id)
	if m == nil {
		return nil, refuse(40007)
	}
	if q.app != nil && m.kind == "video" {
		return reply{"video_url": q.s.URL + "/video/" + id}, nil
	}
	return m.download(id), nil
}

func (m *medium) download(id string) *file {
	f := &file{name: m.file.Name, mime: m.file.MIME, content: m.file.Bytes}
	if f.name == "" {
		f.name = id + map[string]string{"image": ".jpg", "thumb": ".jpg", "voice": ".amr", "video": ".mp4"}[m.kind]
	}
	if f.mime == "" {
		f.mime = http.DetectContentType(f.content)
	}
	return f
}

// serveFile answers /pic/<media_id> and /video/<media_id>, the addresses that
// pushes and answers name. They need no token.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	id := path.Base(r.URL.Path)
	s.mu.Lock()
	var found *medium
	for _, app := range s.apps {
		if m := app.medium(id); m != nil {
			found = m
		}
	}
	s.mu.Unlock()
	if found == nil {
		http.NotFound(w, r)
		return
	}
	write(w, found.download(id))
}
