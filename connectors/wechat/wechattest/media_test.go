package wechattest_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func (w *world) upload(kind, name string, content []byte) answer {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, _ := form.CreateFormFile("media", name)
	part.Write(content)
	form.Close()
	r, err := http.Post(w.URL+"/cgi-bin/media/upload?type="+kind+"&access_token="+w.token, form.FormDataContentType(), &body)
	if err != nil {
		w.t.Fatal(err)
	}
	return read(w.t, r)
}

func (w *world) download(id string) (*http.Response, string) {
	w.t.Helper()
	r, err := http.Get(w.URL + "/cgi-bin/media/get?media_id=" + id + "&access_token=" + w.token)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	content, _ := io.ReadAll(r.Body)
	return r, string(content)
}

func (w *world) sendMedia(msgType string, object m) answer {
	w.t.Helper()
	return w.post("message/custom/send", m{"touser": w.ann.OpenID(), "msgtype": msgType, msgType: object})
}

func TestMediaLivesThreeDays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.ann.Say("hello")
	id := w.upload("image", "a.jpg", []byte("JPEG")).wants(0).text("media_id")
	w.sendMedia("image", m{"media_id": id}).wants(0)
	w.sendMedia("voice", m{"media_id": id}).wants(40007)
	w.sendMedia("image", m{"media_id": "none"}).wants(40007)
	if shown := w.app.Shown(); len(shown) != 1 || shown[0].Media.Len != 4 || shown[0].Media.Name != "a.jpg" {
		t.Errorf("shown %+v", shown)
	}
	if r, content := w.download(id); content != "JPEG" || r.Header.Get("Content-Disposition") != `attachment; filename="a.jpg"` {
		t.Errorf("%q, %v", content, r.Header)
	}
	w.Advance(72 * time.Hour)
	w.renew()
	w.ann.Say("again")
	w.sendMedia("image", m{"media_id": id}).wants(40007)
	if r, content := w.download(id); r.Header.Get("Content-Type") != "application/json; encoding=utf-8" || !bytes.Contains([]byte(content), []byte("40007")) {
		t.Errorf("%q, %v", content, r.Header)
	}
}

func TestMediaHasItsBounds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	w.upload("hologram", "a.jpg", []byte("x")).wants(40004)
	w.upload("image", "a.bmp", []byte("x")).wants(40005)
	w.upload("image", "a.png", nil).wants(44001)
	w.upload("thumb", "a.jpg", make([]byte, 64<<10+1)).wants(40006)
	w.upload("voice", "a.mp3", make([]byte, 2<<20+1)).wants(40006)
	w.post("media/upload", m{}).wants(40004)
	if w.upload("thumb", "a.jpg", make([]byte, 64<<10)).text("thumb_media_id") == "" {
		t.Error("a thumb has a thumb_media_id")
	}
}

func TestWhatPeopleSendIsFetched(t *testing.T) {
	t.Parallel()
	w := newWorld(t, wechattest.Config{})
	h := newHook(t, success)
	w.app.SetCallback(wechattest.Callback{URL: h.URL, Token: cbTok})
	w.ann.Send(wechattest.Message{Type: "voice", File: wechattest.File{MIME: "audio/amr", Bytes: []byte("#!AMR")}, Format: "amr", Recognition: "你好"})
	w.ann.Send(wechattest.Message{Type: "video", File: wechattest.File{MIME: "video/mp4", Bytes: []byte("MP4")}})
	if err := w.app.WaitPushed(deadline(t)); err != nil {
		t.Fatal(err)
	}
	_, bodies := h.list()
	voice, video := element(bodies[0], "MediaId"), element(bodies[1], "MediaId")
	if r, content := w.download(voice); content != "#!AMR" || r.Header.Get("Content-Type") != "audio/amr" {
		t.Errorf("voice %q, %v", content, r.Header)
	}
	address := w.get("media/get?media_id=" + video + "&access_token=" + w.token).text("video_url")
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if content, _ := io.ReadAll(r.Body); string(content) != "MP4" {
		t.Errorf("video %q at %s", content, address)
	}
}

// element is the text of an element of a push.
func element(body []byte, name string) string {
	_, rest, _ := bytes.Cut(body, []byte("<"+name+">"))
	inner, _, _ := bytes.Cut(rest, []byte("</"+name+">"))
	return string(bytes.TrimSuffix(bytes.TrimPrefix(inner, []byte("<![CDATA[")), []byte("]]>")))
}

func TestACorpsMedia(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.bob.Say("hello")
	up := o.upload("file", "a.pdf", []byte("%PDF")).wants(0)
	if up.text("created_at") == "" {
		t.Errorf("created_at is a text here: %v", up.body)
	}
	o.send(m{"msgtype": "file", "file": m{"media_id": up.text("media_id")}}).wants(0)
	if _, content := o.download(up.text("media_id")); content != "%PDF" {
		t.Errorf("content %q", content)
	}
	o.upload("voice", "a.mp3", []byte("x")).wants(40005)
	o.bob.SendFile("image", wechattest.File{MIME: "image/png", Bytes: []byte("PNG")})
	entry, _ := o.post("kf/sync_msg", m{}).list("msg_list")[1].(map[string]any)
	image, _ := entry["image"].(map[string]any)
	id, _ := image["media_id"].(string)
	if r, content := o.download(id); content != "PNG" || r.Header.Get("Content-Type") != "image/png" {
		t.Errorf("image %q", content)
	}
}
