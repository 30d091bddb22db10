package telegramtest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// fileStore holds the files one bot knows: "file_id is unique for each
// individual bot and can't be transferred from one bot to another" (Bot API
// documentation, "Sending files").
type fileStore struct {
	botID  int64
	byID   map[string]*file
	byPath map[string]*file
	serial uint64
}

type file struct {
	id, uniqueID string
	kind         string // "photo", "document", …
	name, mime   string
	size         int64 // what is claimed; the content may be shorter
	content      []byte
	sum          [sha256.Size]byte
	path         string
	linkUntil    time.Time
	duration     int
	emoji        string
}

func newFileStore(botID int64) fileStore {
	return fileStore{botID: botID, byID: make(map[string]*file), byPath: make(map[string]*file)}
}

// add gives a file its identifiers. The unique one follows from the content,
// so it is the same for all bots, as documented.
func (s *fileStore) add(f *file) *file {
	s.serial++
	var raw [24]byte
	binary.BigEndian.PutUint64(raw[:], uint64(s.botID))
	binary.BigEndian.PutUint64(raw[8:], s.serial)
	copy(raw[16:], f.sum[:8])
	f.id = "AgACAgIA" + base64.RawURLEncoding.EncodeToString(raw[:])
	f.uniqueID = "AQAD" + base64.RawURLEncoding.EncodeToString(f.sum[:9])
	extension := path.Ext(f.name)
	if def, ok := defaultExtension[f.kind]; ok && extension == "" {
		extension = def
	}
	f.path = f.kind + "s/file_" + strconv.FormatUint(s.serial, 10) + extension
	s.byID[f.id] = f
	s.byPath[f.path] = f
	return f
}

var defaultExtension = map[string]string{
	"photo": ".jpg", "voice": ".oga", "video": ".mp4", "animation": ".mp4", "sticker": ".webp", "audio": ".mp3",
}

var defaultMIME = map[string]string{
	"voice": "audio/ogg", "video": "video/mp4", "animation": "video/mp4", "audio": "audio/mpeg",
}

func newFile(kind, name, mime string, content []byte) *file {
	if mime == "" || mime == "application/octet-stream" && defaultMIME[kind] != "" {
		mime = defaultMIME[kind]
	}
	return &file{kind: kind, name: name, mime: mime, size: int64(len(content)), content: content, sum: sha256.Sum256(content)}
}

func (f *file) wire() *wireFile {
	w := &wireFile{FileID: f.id, FileUniqueID: f.uniqueID, FileSize: f.size, MIMEType: f.mime}
	switch f.kind {
	case "photo":
		w.MIMEType, w.Width, w.Height = "", 1280, 960
	case "document", "audio", "video", "animation":
		w.FileName = f.name
	case "sticker":
		no := false
		w.MIMEType, w.Emoji, w.StickerType, w.Width, w.Height, w.IsAnimated, w.IsVideo = "", f.emoji, "regular", 512, 512, &no, &no
	}
	switch f.kind {
	case "video", "animation":
		w.Width, w.Height = 640, 480
		fallthrough
	case "audio", "voice":
		w.Duration = &f.duration
	}
	return w
}

// fill puts the file into its place in a message.
func (f *file) fill(m *wireMessage) {
	w := f.wire()
	switch f.kind {
	case "photo": // several sizes, the largest last; the small one is its own file to nobody here
		small := *w
		small.FileID, small.Width, small.Height, small.FileSize = w.FileID+"-s", 90, 67, min(w.FileSize, 1500)
		m.Photo = []wireFile{small, *w}
	case "document":
		m.Document = w
	case "voice":
		m.Voice = w
	case "audio":
		m.Audio = w
	case "video":
		m.Video = w
	case "animation": // "for backward compatibility, when this field is set, the document field will also be set"
		m.Animation, m.Document = w, &wireFile{FileID: w.FileID, FileUniqueID: w.FileUniqueID, FileName: w.FileName, MIMEType: w.MIMEType, FileSize: w.FileSize}
	case "sticker":
		m.Sticker = w
	}
}

func (f *file) record() *Media {
	return &Media{Kind: f.kind, FileID: f.id, Name: f.name, MIMEType: f.mime, Len: f.size, SHA256: hex.EncodeToString(f.sum[:])}
}

// get finds a file by any of its ids.
func (s *fileStore) get(id string) *file { return s.byID[strings.TrimSuffix(id, "-s")] }

func getFile(s *Server, q *request) (any, *apiError) {
	if q.text("file_id") == "" {
		return nil, badRequest("file_id not specified")
	}
	b := q.bot
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.files.get(q.text("file_id"))
	if f == nil {
		return nil, badRequest("invalid file_id")
	}
	if f.size > s.opts.MaxDownload {
		return nil, badRequest("file is too big")
	}
	f.linkUntil = b.now().Add(s.opts.FileLinkLife)
	return wireFile{FileID: f.id, FileUniqueID: f.uniqueID, FileSize: f.size, FilePath: f.path}, nil
}

// serveFile answers /file/bot<token>/<file_path>, for as long as the link
// lives.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, name, _ := strings.Cut(rest, "/")
	b, refusal := s.authorize(token)
	if refusal != nil {
		writeError(w, refusal)
		return
	}
	if fault := s.faults.take(token, "file"); fault != nil {
		s.hold(r, fault.Delay)
		if fault.Hang != 0 || fault.Cut || fault.Status != 0 {
			s.answerFaulty(w, r, fault)
			return
		}
	}
	b.mu.Lock()
	f := b.files.byPath[name]
	alive := f != nil && b.now().Before(f.linkUntil)
	b.mu.Unlock()
	if !alive {
		writeError(w, notFound())
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", path.Base(f.path)))
	w.Header().Set("Content-Length", strconv.Itoa(len(f.content)))
	w.Write(f.content) //nolint:errcheck // the client may have gone
}
