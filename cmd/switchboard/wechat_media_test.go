package main_test

import (
	"bytes"
	"net/http"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors/wechat/wechattest"
)

func TestFilesComeOverFromWechat(t *testing.T) {
	t.Parallel()
	s := openWechatShop(t, "")
	for name, f := range map[string]func(*official){
		"every kind, byte for byte":                wechatFiles,
		"an error in place of the bytes":           wechatErrorForFile,
		"a file that is gone leaves its message":   wechatFileGone,
		"a file is kept for three days there only": wechatFileExpires,
		"a picture goes out, uploaded once":        wechatUpload,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(s.official(t, nil))
		})
	}
}

func wechatFiles(o *official) {
	for i, c := range []struct {
		message wechattest.Message
		kind    string
		text    string
	}{
		{wechattest.Message{Type: "image", File: wechattest.File{Name: "a.jpg", MIME: "image/jpeg", Bytes: jpegBytes}}, "image", ""},
		{wechattest.Message{Type: "voice", Format: "amr", Recognition: "我想退货。", File: wechattest.File{Name: "a.amr", MIME: "audio/amr", Bytes: []byte("#!AMR\n a voice")}}, "voice", "我想退货。"},
		{wechattest.Message{Type: "video", File: wechattest.File{Name: "a.mp4", MIME: "video/mp4", Bytes: []byte("\x00\x00\x00\x18ftypmp42 a video")}}, "video", ""},
	} {
		o.fate(o.ann.Send(c.message))
		var m letter
		o.until("the file is there", func() bool {
			all := o.letters(o.threads()[0].ID)
			m = all[len(all)-1]
			return len(all) == i+1 && len(m.Attachments) == 1 && m.Attachments[0].State == "ready"
		})
		if got, _ := o.bytesOf(m.Attachments[0].ID); m.Kind != c.kind || m.Text != c.text || !bytes.Equal(got, c.message.File.Bytes) {
			o.t.Errorf("%s came as %s %q with %d bytes", c.message.Type, m.Kind, m.Text, len(got))
		}
	}
}

func (o *official) voice() {
	o.fate(o.ann.Send(wechattest.Message{Type: "voice", Format: "amr", Recognition: "喂", File: wechattest.File{Name: "a.amr", MIME: "audio/amr", Bytes: oggBytes}}))
}

// fetched waits until the only file is in a state, and asks for its bytes.
func (o *official) fetched(conversation, state string) (attachment string) {
	o.t.Helper()
	m := o.ready(conversation, 1, state)
	if got, _ := o.bytesOf(m.Attachments[0].ID); state == "ready" && !bytes.Equal(got, oggBytes) {
		o.t.Errorf("%d bytes of %d", len(got), len(oggBytes))
	}
	return m.Attachments[0].ID
}

func wechatErrorForFile(o *official) {
	o.srv.Fail("media/get", 1, wechattest.Busy())
	o.voice()
	id, _ := o.incoming(1)
	o.fetched(id, "ready")
	if n := o.app.CallCount("media/get"); n != 2 {
		o.t.Errorf("it was fetched in %d calls", n)
	}
}

func wechatFileGone(o *official) {
	o.srv.Fail("media/get", 1, wechattest.Refuse(40007))
	o.voice()
	id, _ := o.incoming(1)
	attachment := o.fetched(id, "failed")
	if m := o.letters(id)[0]; m.Text != "喂" {
		o.t.Errorf("the message is %+v", m)
	}
	o.must(http.MethodPost, "/attachments/"+attachment+"/retry", nil, nil)
	o.fetched(id, "ready")
}

// The platform is away until it has forgotten the file, and the token has ended.
func wechatFileExpires(o *official) {
	o.srv.Fail("media/get", -1, wechattest.Busy())
	o.voice()
	id, _ := o.incoming(1)
	o.until("it was tried", func() bool { return o.app.CallCount("media/get") > 0 })
	o.srv.Advance(73 * time.Hour)
	o.srv.Heal()
	o.fetched(id, "failed")
	if m := o.letters(id)[0]; m.Text != "喂" {
		o.t.Errorf("the message is %+v", m)
	}
}

func wechatUpload(o *official) {
	id := o.greet()
	blob := o.upload("red.jpg", jpegBytes, false)
	for range 2 {
		o.delivered(id, o.answer(id, map[string]any{"attachments": []map[string]string{{"blob": blob}}}), "sent")
	}
	for _, m := range o.shown(2) {
		if m.Type != "image" || m.Media.Len != len(jpegBytes) {
			o.t.Errorf("shown %+v", m)
		}
	}
	if n := o.app.CallCount("media/upload"); n != 1 {
		o.t.Errorf("%d uploads", n)
	}
}
