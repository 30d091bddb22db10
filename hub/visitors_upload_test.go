package hub_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
	"github.com/switchboard-hub/switchboard/web"
)

func pngBytes(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 3, 2))))
	return b.Bytes()
}

// photo is a JPEG in which a camera wrote where it was.
func photo(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil))
	exif := "\xff\xe1\x00\x20Exif\x00\x00GPS of somebody's home.."
	return []byte(string(b.Bytes()[:2]) + exif + string(b.Bytes()[2:]))
}

func TestWhichFilesAreTaken(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	token := s.visit(nil).Token
	html := []byte("<!doctype html><script>alert(1)</script>")
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	pdf := []byte("%PDF-1.7\n1 0 obj\n")
	for _, c := range []struct {
		name, given string
		body        []byte
		status      int
		code, kept  string // name that is kept
	}{
		{"a picture", "图.png", pngBytes(t), 201, "", "图.png"},
		{"a photo", "a.JPG", photo(t), 201, "", "a.JPG"},
		{"a document", `C:\temp\..\a.pdf`, pdf, 201, "", "a.pdf"},
		{"without an ending", "scan", pdf, 201, "", "scan.pdf"},
		{"a text", "read\u202eme.txt", []byte("你好"), 201, "", "readme.txt"},
		{"a page as a picture", "a.png", html, 415, "widget.upload_type", ""},
		{"a page", "a.html", html, 415, "widget.upload_type", ""},
		{"a drawing that runs", "a.svg", svg, 415, "widget.upload_type", ""},
		{"a drawing as a picture", "a.png", svg, 415, "widget.upload_type", ""},
		{"a page called a text", "a.txt", html, 415, "widget.upload_type", ""},
		{"a text called a page", "a.html", []byte("hello"), 415, "widget.upload_name", ""},
		{"a picture called a page", "a.html", pngBytes(t), 415, "widget.upload_name", ""},
		{"a picture called a program", "a.png.exe", pngBytes(t), 415, "widget.upload_name", ""},
		{"a program", "a.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00\x04"), 415, "widget.upload_type", ""},
		{"a damaged picture", "a.png", pngBytes(t)[:30], 415, "widget.picture_damaged", ""},
		{"nothing", "a.png", nil, 422, "widget.upload_empty", ""},
	} {
		r := s.upload(token, c.given, c.body)
		if r.status != c.status || r.code() != c.code {
			t.Errorf("%s: %d %s", c.name, r.status, r.body)
			continue
		}
		if c.status == 201 {
			if u := into[web.Upload](t, r, 201); u.Name != c.kept || u.Size == 0 {
				t.Errorf("%s: %+v", c.name, u)
			}
		}
	}
	if r := s.do("POST", "/uploads", token, []byte("no form")); r.status != 400 || r.code() != "widget.form" {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := s.upload("", "a.png", pngBytes(t)); r.status != 401 {
		t.Errorf("from nobody: %d", r.status)
	}
}

func TestAFileIsAsLargeAsItsBytes(t *testing.T) {
	t.Parallel()
	set := generous()
	set["upload_bytes"] = "2048"
	s := newSite(t, "", set)
	token := s.visit(nil).Token
	for size, want := range map[int]int{2047: 201, 2048: 201, 2049: 413, 60_000: 413, 3 << 20: 413} {
		if r := s.upload(token, "a.txt", bytes.Repeat([]byte("x"), size)); r.status != want || want == 413 && r.code() != "widget.upload_too_large" {
			t.Errorf("%d bytes: %d %s", size, r.status, r.body)
		}
	}
	form := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf a fi"
	r := s.ask("POST", s.url+"/"+s.account.ID.String()+"/uploads", token, io.MultiReader(strings.NewReader(form)), "Content-Type", "multipart/form-data; boundary=b")
	if r.status != 400 || r.code() != "widget.form" {
		t.Errorf("half a file: %d %s", r.status, r.body)
	}
}

func TestAFileIsSeenByThoseWhoWereShownItsMessage(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		v, other := s.visit(nil), s.visit(nil)
		u := into[web.Upload](t, s.upload(v.Token, "p.jpg", photo(t)), 201)
		send := func(token, id string) reply {
			return s.do("POST", "/messages", token, object{"client_message_id": id, "text": "look", "attachments": []object{{"upload": u.ID}}})
		}
		if r := send(other.Token, "x"); r.code() != "widget.upload_unknown" {
			t.Fatalf("somebody else's file: %s", r.body)
		}
		m := into[web.Message](t, send(v.Token, "1"), 201)
		a := m.Attachments[0]
		if a.Kind != "image" || a.MIME != "image/jpeg" || a.Width != 8 || a.Height != 8 || a.Name != "p.jpg" {
			t.Errorf("%+v", a)
		}
		att, r, err := s.h.Attachment(ctx, root(), a.ID)
		must(t, err)
		body, err := io.ReadAll(r)
		must(t, err)
		must(t, r.Close())
		if att.State != core.AttachmentReady || bytes.Contains(body, []byte("GPS")) || int64(len(body)) != a.Size {
			t.Errorf("%s, %d bytes", att.State, len(body))
		}
		base := strings.TrimSuffix(s.url, web.Prefix)
		got := s.ask("GET", base+a.URL, "", nil)
		if got.status != 200 || !bytes.Equal(got.body, body) || got.header.Get("Content-Type") != "image/jpeg" || got.header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(got.header.Get("Content-Security-Policy"), "sandbox") || !strings.HasPrefix(got.header.Get("Content-Disposition"), "inline") {
			t.Errorf("%d %v", got.status, got.header)
		}
		address, _, _ := strings.Cut(a.URL, "?")
		for _, wrong := range []string{address, a.URL + "x", strings.Replace(a.URL, "e=", "e=9", 1), strings.Replace(a.URL, a.ID.String(), core.NewID().String(), 1)} {
			if r := s.ask("GET", base+wrong, "", nil); r.status != 404 {
				t.Errorf("%s: %d", wrong, r.status)
			}
		}
		note, _, err := s.h.Post(ctx, s.agent, s.conversations()[0].ID, core.Draft{ClientMessageID: "t", Visibility: core.Public,
			Content: core.Content{Kind: core.KindText, Text: "thank you", Media: []core.Media{s.agentFile("a.html", "<script>")}}})
		must(t, err)
		shown := s.history(v.Token, "").Items[1].Message.Attachments[0]
		page := s.ask("GET", base+shown.URL, "", nil)
		if page.header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(page.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("a page is shown: %v", page.header)
		}
		_, err = s.h.Delete(ctx, s.agent, note.ConversationID, note.ID)
		must(t, err)
		if r := s.ask("GET", base+shown.URL, "", nil); r.status != 404 {
			t.Errorf("what was taken back is there: %d", r.status)
		}
	})
}

// What is a page is never shown as one, whatever it is called and whoever sent
// it: asked for over the real listener, as a browser does.
func TestAPageUnderAnotherNameIsOnlyDownloaded(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	v := s.visit(nil)
	page := "<!doctype html><script>alert(1)</script>"
	for _, name := range []string{"a.png", "a.jpg", "a.pdf", "a.txt", "a", "a.png\r\nX-Evil: 1"} {
		if r := s.upload(v.Token, name, []byte(page)); r.status != 415 {
			t.Errorf("%q is taken of a visitor: %d", name, r.status)
		}
	}
	s.say(v.Token, "1", "hello")
	id := s.conversations()[0].ID
	for i, name := range []string{"a.png", "a.html", "a.svg", "图\".html"} {
		_, _, err := s.h.Post(context.Background(), s.agent, id, core.Draft{ClientMessageID: name, Visibility: core.Public,
			Content: core.Content{Kind: core.KindText, Text: name, Media: []core.Media{s.agentFile(name, page)}}})
		must(t, err)
		shown := s.history(v.Token, "").Items[i+1].Message.Attachments[0]
		got := s.ask("GET", strings.TrimSuffix(s.url, web.Prefix)+shown.URL, "", nil)
		csp := got.header.Get("Content-Security-Policy")
		if got.status != 200 || string(got.body) != page || got.header.Get("Content-Type") != "application/octet-stream" ||
			!strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") || got.header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(csp, "sandbox;") || strings.Contains(csp, "allow-") || !strings.Contains(csp, "default-src 'none'") || got.header.Get("X-Evil") != "" {
			t.Errorf("%s: %d %v", name, got.status, got.header)
		}
	}
}

func TestPicturesThatAreNotWholeAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t, "", generous())
	token := s.visit(nil).Token
	webp, err := base64.StdEncoding.DecodeString("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=")
	must(t, err)
	var b bytes.Buffer
	must(t, gif.Encode(&b, image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.White, color.Black}), nil))
	bomb := append([]byte(nil), b.Bytes()...)
	for _, i := range []int{6, bytes.LastIndexByte(bomb[:len(bomb)-6], ',') + 5} {
		copy(bomb[i:], "\xff\xff\xff\xff")
	}
	for _, c := range []struct {
		name   string
		body   []byte
		status int
		code   string
	}{
		{"a.webp", webp, 201, ""}, {"a.gif", b.Bytes(), 201, ""},
		{"a.webp", webp[:len(webp)-10], 415, "widget.picture_damaged"}, {"a.gif", b.Bytes()[:b.Len()-3], 415, "widget.picture_damaged"},
		{"a.gif", bomb, 413, "widget.picture_too_large"},
	} {
		if r := s.upload(token, c.name, c.body); r.status != c.status || r.code() != c.code {
			t.Errorf("%s of %d bytes: %d %s", c.name, len(c.body), r.status, r.body)
		}
	}
	if u := into[web.Upload](t, s.upload(token, "a.gif", append(b.Bytes(), "<script>"...)), 201); u.Size != int64(b.Len()) {
		t.Errorf("what is behind a picture is kept: %d bytes", u.Size)
	}
}

// agentFile is a file of an agent.
func (s *site) agentFile(name, body string) core.Media {
	s.t.Helper()
	u, err := s.h.Upload(context.Background(), s.agent, name, strings.NewReader(body))
	must(s.t, err)
	return core.Media{Blob: u.Blob}
}

func TestFilesThatNobodySentAreDeleted(t *testing.T) {
	t.Parallel()
	onSites(t, generous(), func(t *testing.T, s *site) {
		ctx := context.Background()
		v := s.visit(nil)
		file := func(text string) core.ID {
			return into[web.Upload](t, s.upload(v.Token, "a.txt", []byte(text)), 201).ID
		}
		left, sent, twice := file("left"), file("sent"), file("twice")
		file("twice") // the same bytes once more, and left
		s.agentFile("a.txt", "agents")
		agents, young := file("agents"), file("young")
		into[web.Message](t, s.do("POST", "/messages", v.Token, object{"client_message_id": "1", "attachments": []object{{"upload": sent}, {"upload": twice}}}), 201)
		blobs := map[string]string{}
		d := s.h.Store().DB()
		must(t, db.Each(ctx, d, `SELECT id, blob FROM visitor_uploads`, nil, func(scan func(...any) error) error {
			var id core.ID
			var blob string
			err := scan(&id, &blob)
			blobs[map[core.ID]string{left: "left", sent: "sent", twice: "twice", agents: "agents", young: "young"}[id]] = blob
			return err
		}))
		must(t, d.Update(ctx, func(tx db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE visitor_uploads SET created_at = created_at - $2 WHERE id <> $1`, young, int64(25*time.Hour/time.Microsecond))
			return err
		}))
		s.h.PruneVisitors(ctx)
		for name, blob := range blobs {
			_, err := os.Stat(filepath.Join(s.data, "blobs", blob[:2], blob[2:4], blob))
			if there := err == nil; name != "" && there != (name != "left") {
				t.Errorf("%s: there %v", name, there)
			}
		}
	})
}
