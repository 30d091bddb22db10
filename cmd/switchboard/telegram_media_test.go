package main_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

// The first bytes of files, by which their types are found.
var (
	jpegBytes = append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), bytes.Repeat([]byte{7}, 5000)...)
	pngBytes  = append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), bytes.Repeat([]byte{8}, 3000)...)
	pdfBytes  = append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("合同 "), 900)...)
	oggBytes  = append([]byte("OggS\x00\x02"), bytes.Repeat([]byte{9}, 700)...)
)

func TestFilesComeOverFromTelegram(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	for name, f := range map[string]func(*bot){
		"every kind, byte for byte":              filesByteForByte,
		"too big is said, and nothing is lost":   fileTooBig,
		"a failed fetch is tried again":          fetchFailsOnce,
		"a file that is gone can be asked again": fileGone,
		"an album is one message":                album,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.bot(t))
		})
	}
}

// ready waits until all attachments of a message are in the state.
func (b *own) ready(conversation string, n int, state string) letter {
	b.t.Helper()
	var m letter
	b.until(fmt.Sprintf("%d attachments are %s", n, state), func() bool {
		m = b.letters(conversation)[0]
		for _, a := range m.Attachments {
			if a.State != state {
				return false
			}
		}
		return len(m.Attachments) == n
	})
	return m
}

func filesByteForByte(b *bot) {
	files := []struct {
		file telegramtest.File
		kind string
	}{
		{telegramtest.File{Kind: "photo", Bytes: jpegBytes, Caption: "看图"}, "image"},
		{telegramtest.File{Kind: "voice", Bytes: oggBytes, Seconds: 3}, "voice"},
		{telegramtest.File{Kind: "video", Name: "v.mp4", MIME: "video/mp4", Bytes: bytes.Repeat([]byte("mp4!"), 4000)}, "video"},
		{telegramtest.File{Kind: "document", Name: "合同.pdf", MIME: "application/pdf", Bytes: pdfBytes}, "file"},
	}
	for _, f := range files {
		b.user.SendFile(b.token, f.file)
	}
	id, _ := b.incoming(len(files))
	b.until("all are fetched", func() bool {
		for _, m := range b.letters(id) {
			if len(m.Attachments) != 1 || m.Attachments[0].State != "ready" {
				return false
			}
		}
		return true
	})
	for i, m := range b.letters(id) {
		a := m.Attachments[0]
		got, resp := b.bytesOf(a.ID)
		if a.Kind != files[i].kind || m.Kind != files[i].kind || m.Text != files[i].file.Caption || a.Size != int64(len(files[i].file.Bytes)) {
			b.t.Errorf("%s: %+v %q", files[i].kind, a, m.Text)
		}
		if !bytes.Equal(got, files[i].file.Bytes) || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			b.t.Errorf("%s: %d bytes of %d, headers %v", files[i].kind, len(got), len(files[i].file.Bytes), resp.Header)
		}
	}
	if a := b.letters(id)[3].Attachments[0]; a.Name != "合同.pdf" || a.MIME != "application/pdf" {
		b.t.Errorf("document %+v", a)
	}
}

func fileTooBig(b *bot) {
	b.user.SendFile(b.token, telegramtest.File{Kind: "document", Name: "film.mkv", Bytes: []byte("x"), Size: 21 << 20, Caption: "收好"})
	id, _ := b.incoming(1)
	m := b.ready(id, 1, "too_big")
	if m.Text != "收好" || m.Attachments[0].Name != "film.mkv" {
		b.t.Errorf("message %+v", m.message)
	}
	body, resp := b.bytesOf(m.Attachments[0].ID)
	if resp.StatusCode != http.StatusConflict || !strings.Contains(string(body), "too_big") {
		b.t.Errorf("status %d: %s", resp.StatusCode, body)
	}
	if n := b.srv.CallCount(b.token, "getfile"); n != 0 {
		b.t.Errorf("asked %d times for what nobody may fetch", n)
	}
}

func fetchFailsOnce(b *bot) {
	bad := telegramtest.HTMLError(http.StatusBadGateway)
	bad.Bot = b.token
	b.srv.Fail("getfile", 1, bad)
	cut := telegramtest.CutBefore()
	cut.Bot = b.token
	b.srv.Fail("file", 1, cut)
	b.user.SendPhoto(b.token, jpegBytes, "")
	id, _ := b.incoming(1)
	m := b.ready(id, 1, "ready")
	if got, _ := b.bytesOf(m.Attachments[0].ID); !bytes.Equal(got, jpegBytes) {
		b.t.Errorf("%d bytes", len(got))
	}
	if n := b.srv.CallCount(b.token, "getfile"); n < 2 {
		b.t.Errorf("asked %d times", n)
	}
}

func fileGone(b *bot) {
	gone := telegramtest.Fault{Bot: b.token, Status: http.StatusBadRequest,
		Body: `{"ok":false,"error_code":400,"description":"Bad Request: wrong file_id or the file is temporarily unavailable"}`}
	b.srv.Fail("getfile", 1, gone)
	b.user.SendDocument(b.token, "a.pdf", "application/pdf", pdfBytes)
	id, _ := b.incoming(1)
	m := b.ready(id, 1, "failed")
	b.must(http.MethodPost, "/attachments/"+m.Attachments[0].ID+"/retry", nil, nil)
	b.ready(id, 1, "ready")
	if got, _ := b.bytesOf(m.Attachments[0].ID); !bytes.Equal(got, pdfBytes) {
		b.t.Errorf("%d bytes", len(got))
	}
	if status, _ := b.call(http.MethodPost, "/attachments/"+m.Attachments[0].ID+"/retry", nil, nil); status != http.StatusConflict {
		b.t.Errorf("a second retry: status %d", status)
	}
}

func album(b *bot) {
	b.user.SendAlbum(b.token, telegramtest.File{Kind: "photo", Bytes: jpegBytes},
		telegramtest.File{Kind: "photo", Bytes: pngBytes, Caption: "三张"}, telegramtest.File{Kind: "photo", Bytes: oggBytes})
	id, _ := b.incoming(1)
	m := b.ready(id, 3, "ready")
	if m.Text != "三张" || len(b.letters(id)) != 1 {
		b.t.Errorf("text %q in %d messages", m.Text, len(b.letters(id)))
	}
	for i, want := range [][]byte{jpegBytes, pngBytes, oggBytes} {
		if got, _ := b.bytesOf(m.Attachments[i].ID); !bytes.Equal(got, want) {
			b.t.Errorf("item %d: %d bytes, want %d", i, len(got), len(want))
		}
	}
	b.user.Send(b.token, "以上")
	b.until("the next message is one of its own", func() bool { return len(b.letters(id)) == 2 })
}
