package telegramtest_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/telegram/telegramtest"
)

func TestSizes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true, MaxPhoto: 10, MaxUpload: 20})
	send := func(kind string, size int) answer {
		return w.upload("send"+kind, map[string]string{"chat_id": "7"}, map[string][]byte{kind: make([]byte, size)})
	}
	send("photo", 10).succeeds(t)
	send("photo", 11).wants(t, 400, "Bad Request: file of size 11 bytes is too big for a photo; the maximum size is 10 bytes")
	send("document", 20).succeeds(t)
	send("document", 21).wants(t, 413, "Request Entity Too Large")
	send("document", 0).wants(t, 400, "Bad Request: file must be non-empty")
	for _, kind := range []string{"voice", "audio", "video", "animation", "sticker"} {
		send(kind, 1).succeeds(t)
	}
	if sent := w.Sent(token); len(sent) != 7 || sent[2].Media.Kind != "voice" || sent[6].Method != "sendsticker" {
		t.Errorf("record %+v", sent)
	}
}

// fileIDOf reads the file_id of the newest update.
func (w *world) fileIDOf(kind string) string {
	w.t.Helper()
	var list []struct {
		Message map[string]json.RawMessage `json:"message"`
	}
	json.Unmarshal(w.form("getUpdates", "offset", "-1").succeeds(w.t).Result, &list)
	var f struct {
		ID string `json:"file_id"`
	}
	if err := json.Unmarshal(list[0].Message[kind], &f); err != nil {
		w.t.Fatal(err)
	}
	return f.ID
}

func TestDownloadLimits(t *testing.T) {
	t.Parallel()
	now := newClock()
	w := newWorld(t, telegramtest.Options{Now: now.Now})
	w.ann.SendFile(token, telegramtest.File{Kind: "video", Bytes: []byte("big"), Size: 21 << 20, Seconds: 90})
	w.form("getFile", "file_id", w.fileIDOf("video")).wants(t, 400, "Bad Request: file is too big")

	w.ann.SendVoice(token, []byte("OggS"), 3)
	id := w.fileIDOf("voice")
	var f struct {
		Path string `json:"file_path"`
	}
	json.Unmarshal(w.form("getFile", "file_id", id).succeeds(t).Result, &f)
	status := func() int {
		r, err := http.Get(w.URL + "/file/bot" + token + "/" + f.Path)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		return r.StatusCode
	}
	if !strings.HasSuffix(f.Path, ".oga") || status() != 200 {
		t.Errorf("path %q, status %d", f.Path, status())
	}
	w.Fail("file", 1, telegramtest.HTMLError(500))
	if got := status(); got != 500 {
		t.Errorf("status of the fault %d", got)
	}
	now.advance(time.Hour)
	if got := status(); got != 404 {
		t.Errorf("status of an old link %d", got)
	}
	w.form("sendPhoto", "chat_id", "7", "photo", id).wants(t, 400, "Bad Request: can't use file of type Voice as Photo")
	w.form("sendVoice", "chat_id", "7", "voice", id).succeeds(t)
	w.AddBot("5:other", "other_bot")
	r, err := http.Get(w.URL + "/bot5:other/getFile?file_id=" + id)
	if err != nil {
		t.Fatal(err)
	}
	decode(t, r).wants(t, 400, "Bad Request: invalid file_id") // ids are per bot
}

func TestAlbumRules(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramtest.Options{NoRates: true})
	item := func(kind, media string) string {
		return `{"type":"` + kind + `","media":"` + media + `"}`
	}
	photo, document := item("photo", "https://example.com/a.jpg"), item("document", "https://example.com/a.pdf")
	many := strings.TrimSuffix(strings.Repeat(photo+",", 11), ",")
	for _, c := range []struct{ media, text string }{
		{"", "Bad Request: there is no media in the request"},
		{"{", "Bad Request: can't parse media JSON object"},
		{"[" + photo + "]", "Bad Request: media group must include 2-10 items"},
		{"[" + many + "]", "Bad Request: too many messages to send as an album"},
		{"[" + photo + "," + document + "]", "Bad Request: document can't be mixed with other media types"},
		{"[" + item("audio", "https://e.com/a") + "," + photo + "]", "Bad Request: audio can't be mixed with other media types"},
		{"[" + item("voice", "https://e.com/a") + "," + photo + "]", "Bad Request: can't use the media of the specified type in the album"},
		{"[" + item("photo", "attach://none") + "," + photo + "]", "Bad Request: can't parse InputMedia: media not found"},
	} {
		w.form("sendMediaGroup", "chat_id", "7", "media", c.media).wants(t, 400, c.text)
	}
	w.form("sendMediaGroup", "chat_id", "7", "media", "["+photo+","+item("video", "https://e.com/v")+"]").succeeds(t)
	w.upload("sendMediaGroup", map[string]string{"chat_id": "7", "media": "[" + photo + "," + item("photo", "attach://one") + "]"},
		map[string][]byte{"one": []byte("J")}).succeeds(t)
	sent := w.Sent(token)
	if len(sent) != 4 || sent[0].MediaGroupID != sent[1].MediaGroupID || sent[1].MediaGroupID == sent[2].MediaGroupID || sent[3].Media.Name != "one.bin" {
		t.Errorf("record %+v", sent)
	}
}
