package email_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/email"
)

func TestDates(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]string{
		"Sun, 22 Nov 2026 10:05:06 +0800":         "2026-11-22T02:05:06.000000Z",
		"Sun, 22 Nov 2026 10:05:06 +0800 (CST)":   "2026-11-22T02:05:06.000000Z",
		"22 Nov 26 10:05 GMT":                     "2026-11-22T10:05:00.000000Z",
		"Sun, 22 Nov 126 10:05:06 -0000":          "2026-11-22T10:05:06.000000Z",
		"Mon, 21 Aug 95 13:30:57 -600":            "1995-08-21T19:30:57.000000Z",
		"Sun Nov 22 10:05:06 2026":                "2026-11-22T10:05:06.000000Z",
		"Sun Nov 22 10:05:06 EST 2026":            "2026-11-22T15:05:06.000000Z",
		"Sun, 22-Nov-2026 10:05:06 +08:00":        "2026-11-22T02:05:06.000000Z",
		"2026-11-22T10:05:06+08:00":               "2026-11-22T02:05:06.000000Z",
		"2026-11-22 10:05:06":                     "2026-11-22T10:05:06.000000Z",
		"星期日, 22 十一月 2026 10:05:06 +0800":         "2026-11-22T02:05:06.000000Z",
		"2026年11月22日 (星期日) 下午3:05":                "2026-11-22T07:05:00.000000Z",
		"Sun, 22 Nov 2026 3:05:06 PM +0800":       "2026-11-22T07:05:06.000000Z",
		"Sun, 22 Nov 2026 10.05.06 +0800":         "2026-11-22T02:05:06.000000Z",
		"Sun, 22 Nov 2026 10:05:06 GMT+08:00":     "2026-11-22T02:05:06.000000Z",
		"Sun, 22 Nov 2026 10:05:06 +9999":         "2026-11-22T10:05:06.000000Z",
		"Thu, 13 Feb 1969 23:32:54 -0330":         "2026-01-01T00:00:00.000000Z",
		"2026.11.22 10:05:06 +0800":               "2026-11-22T02:05:06.000000Z",
		"Whenever":                                "2026-01-01T00:00:00.000000Z",
		"":                                        "2026-01-01T00:00:00.000000Z",
		"=?utf-8?q?Sun,_22_Nov_2026_10:05:06_Z?=": "2026-11-22T10:05:06.000000Z",
	} {
		e, _ := read(t, "Received: from a by b; Thu, 1 Jan 2026 08:00:00 +0800\nFrom: a@b.cn\nDate: "+date+"\n\nx")
		if got := e.SentAt.String(); got != want {
			t.Errorf("%q: %s, want %s", date, got, want)
		}
	}
	envs, err := email.Normalize(core.Raw{Kind: email.Kind, Body: []byte("From: a@b.cn\n\nx"), Header: map[string]string{"received_at": "2026-11-22T02:05:06Z", "delivered_to": "s+c1@B.cn"}})
	if err != nil || envs[0].SentAt.String() != "2026-11-22T02:05:06.000000Z" || holds(t, envs[0]).DeliveredTo != "s+c1@b.cn" {
		t.Errorf("got %v, %v", envs, err)
	}
}

func TestSenders(t *testing.T) {
	t.Parallel()
	for from, want := range map[string][2]string{
		`Li <li@B.CN>`:                     {"li@b.cn", "Li"},
		`"Li, Ming" <Li@b.cn>`:             {"Li@b.cn", "Li, Ming"},
		`li@b.cn (Li Ming)`:                {"li@b.cn", "Li Ming"},
		`<li@b.cn>`:                        {"li@b.cn", ""},
		`Li Ming li@b.cn`:                  {"li@b.cn", "Li Ming"},
		`=?utf-8?B?5byg5LiJIDx6QGIuY24+?=`: {"z@b.cn", "张三"},
		`"=?gbk?B?1cXI/Q==?=" <z@b.cn>`:    {"z@b.cn", "张三"},
		`=?gbk?B?1cXI/Q=?= <z@b.cn>`:       {"z@b.cn", "张三"},
		`=?gbk?B?1cXI/Q== <z@b.cn>`:        {"z@b.cn", "张三"},
		`=?utf-8?Q?a b?= <z@b.cn>`:         {"z@b.cn", "a b"},
		`A <a@b.cn> B <c@b.cn>`:            {"a@b.cn", "A"},
		`<@relay.cn:z@b.cn>`:               {"z@b.cn", ""},
		`'Li' <mailto:li@b.cn>`:            {"li@b.cn", "Li"},
		`friends: a@b.cn, c@b.cn;`:         {"a@b.cn", ""},
		`root`:                             {"root", ""},
		`MAILER-DAEMON <>`:                 {email.Nobody, "MAILER-DAEMON"},
		``:                                 {email.Nobody, ""},
	} {
		e, _ := read(t, "From: "+from+"\nSubject: x\n\nx")
		if e.User.ExternalID != want[0] || e.User.Name != want[1] {
			t.Errorf("%q: %+v, want %v", from, e.User, want)
		}
	}
	if e, _ := read(t, "Subject: x\nReturn-Path: <r@b.cn>\n\nx"); e.User.ExternalID != "r@b.cn" {
		t.Errorf("got %+v", e.User)
	}
}

func TestHeadersInRawBytes(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string]string{
		"\xc4\xe3\xba\xc3":           "你好", // GBK
		"\xe4\xbd\xa0\xe5\xa5\xbd":   "你好", // UTF-8
		"Forma\xe7\xe3o de Ver\xe3o": "Formação de Verão",
		"Gr\xf6\xdfe":                "Größe",
		"=?gb2312?Q?=C4=E3?= =?gb2312?Q?=BA?= =?gb2312?B?ww==?=": "你好",
		"=?utf-8?Q?Why?=20not?=":                                 "Why? not",
		"=?utf-8*zh?Q?a?=":                                       "a",
		"=?nonsense?B?5L2g5aW9?=":                                "你好",
		"=?utf-8?X?5L2g?=":                                       "=?utf-8?X?5L2g?=",
		"100=?":                                                  "100=?",
	} {
		if e, _ := read(t, "From: a@b.cn\nSubject: "+subject+"\n\nx"); e.Content.Subject != want {
			t.Errorf("%q: %q, want %q", subject, e.Content.Subject, want)
		}
	}
}

// TestReplyText: what of a text is the answer, and what is folded. S is a signature, Q a quote.
func TestReplyText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, reply, folds string }{
		"qq":             {"你好\n\n------------------ 原始邮件 ------------------\n发件人: x\n您好", "你好", "Q"},
		"qq phone":       {"收到\n\n---原始邮件---\n发件人: \"客服\"<k@a.cn>\n您好", "收到", "Q"},
		"163":            {"好的\n\n在 2026-11-22 10:00:00，\"客服\" <k@a.cn> 写道：\n您好", "好的", "Q"},
		"163 English":    {"At 2026-11-22 10:00:00, \"客服\" <k@a.cn> wrote:\n>您好\n\n好的", "好的", "Q"},
		"163 app":        {"收到\n| |\n张三\n|\nz@163.com\n|\n签名由 网易邮箱大师 定制\n\n在2026年11月22日 10:00，客服<k@a.cn> 写道：\n您好", "收到", "SQ"},
		"163 app table":  {"收到\n---- 回复的原邮件 ----\n| 发件人 | 客服<k@a.cn> |\n| 日期 | 2026年 |\n您好", "收到", "Q"},
		"Foxmail":        {"好的\n\n发件人： 客服\n发送时间： 2026-11-22\n收件人： z\n主题： x\n您好", "好的", "Q"},
		"Outlook":        {"ok\n________________________________\nFrom: a <a@b.cn>\nSent: Sunday\nTo: z\nSubject: x\n\nhi", "ok", "Q"},
		"Outlook zh":     {"收到\n\n获取 Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n发件人: 客服\n发送时间: 2026\n收件人: z\n\n您好", "收到", "SQ"},
		"Outlook old":    {"ok\n\n-----Original Message-----\nFrom: a\nhi", "ok", "Q"},
		"Apple":          {"ok\n\n发自我的 iPhone\n\n> 在 2026年11月22日，10:00，客服 <k@a.cn> 写道：\n> \n> 您好", "ok", "SQ"},
		"Gmail":          {"ok\n\nOn Sat, Nov 21, 2026 at 5:00 PM A <a@b.cn>\nwrote:\n\n> hi\n> there", "ok", "Q"},
		"Gmail zh":       {"好\n\n客服 <k@a.cn> 于2026年11月21日周六 17:00写道：\n\n> 您好", "好", "Q"},
		"German":         {"Danke\n\nAm 21.11.2026 um 17:00 schrieb A:\n> Hallo", "Danke", "Q"},
		"Zoho":           {"ok\n\nOn Wed, 14 Nov 2018 08:14:43 -0200 A <a@b.cn> wrote\n\nhi", "ok", "Q"},
		"signature":      {"ok\n-- \nA\nB", "ok", "S"},
		"both":           {"ok\n-- \nA\n\nOn Monday at 5:00 A wrote:\n> hi", "ok", "SQ"},
		"list":           {"ok\n\n_______________________________________________\nlist@b.cn\nhttps://b.cn", "ok", "S"},
		"bottom":         {"> hi\n\nanswer\n-- \nA", "answer", "QS"},
		"interleaved":    {"> a?\nyes\n> b?\nno", "> a?\nyes\n> b?\nno", ""},
		"nothing left":   {"> all\n> of it", "> all\n> of it", ""},
		"forward":        {"see\n\n---------- Forwarded message ---------\nFrom: a\nDate: b\nSubject: c\nTo: d\n\nhi", "see\n\n---------- Forwarded message ---------\nFrom: a\nDate: b\nSubject: c\nTo: d\n\nhi", ""},
		"no attribution": {"On the one hand yes.\nFrom: our database\nI wrote: nothing", "On the one hand yes.\nFrom: our database\nI wrote: nothing", ""},
		"wrapped quote":  {"ok\n\nOn Monday at 5:00 A <a@b.cn> wrote:\n> " + strings.Repeat("long ", 14) + "\nrest of it\n> more", "ok", "Q"},
	} {
		e, m := read(t, "From: a@b.cn\nContent-Type: text/plain; charset=utf-8\n\n"+c.text)
		folds := ""
		for _, f := range m.Folds {
			folds += strings.ToUpper(f.Kind[:1])
		}
		if m.ReplyText != c.reply || folds != c.folds {
			t.Errorf("%s: %q, %v of %q", name, m.ReplyText, m.Folds, e.Content.Text)
		}
	}
}

// TestQuotesInHTML are found by what clients mark them with.
func TestQuotesInHTML(t *testing.T) {
	t.Parallel()
	for _, mark := range []string{`<div class="gmail_quote">`, `<div id="appendonsend">`, `<div id="divRplyFwdMsg">`, `<div class="moz-cite-prefix">`, `<blockquote type="cite">`, `<blockquote id="isReplyContent">`} {
		e, m := read(t, "From: a@b.cn\nContent-Type: text/html\n\n<head><title>x</title><p>answer</p>"+mark+"<p>before</p>")
		if m.ReplyText != "answer" || len(m.Folds) != 1 || !strings.Contains(e.Content.Text, "before") {
			t.Errorf("%s: %q, %v of %q", mark, m.ReplyText, m.Folds, e.Content.Text)
		}
	}
}

func TestAnImageOfTheMailKeepsItsTextAndSize(t *testing.T) {
	t.Parallel()
	e, _ := read(t, head+"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"+
		`<img src="cid:a" alt="our shop" width="40" height="20">`+"\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n\r\nx\r\n--x--\r\n")
	for _, want := range []string{`data-part="2"`, `src="cid:a"`, `alt="our shop"`, `width="40"`, `height="20"`} {
		if !strings.Contains(e.Content.HTML, want) {
			t.Errorf("%s lacks %s", e.Content.HTML, want)
		}
	}
}

func TestSafeHTML(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<script>x</script><b onclick="x">a</b>`:                        `<b>a</b>`,
		`<img src="http://a.cn/x.gif">`:                                 `<img data-remote-src="http://a.cn/x.gif">`,
		`<img src="//a.cn/x.gif" srcset="http://b.cn/y 2x">`:            `<img data-remote-src="https://a.cn/x.gif">`,
		`<img src="javascript:x" data-remote-src="javascript:y">`:       ``,
		`<a href="javascript:x">a</a>`:                                  `a`,
		`<p style="color: red; background: url(http://a.cn)">a</p>`:     `<p style="color: red">a</p>`,
		`<form action="http://a.cn"><input name="p">a</form>`:           `a`,
		`<style>p{}</style><link rel=stylesheet href=x><p>a</p>`:        `<p>a</p>`,
		`<iframe src="http://a.cn"></iframe>a<meta http-equiv=refresh>`: `a`,
	} {
		if e, _ := read(t, "From: a@b.cn\nContent-Type: text/html\n\n"+in); strings.TrimSpace(e.Content.HTML) != want {
			t.Errorf("%s: %s, want %s", in, e.Content.HTML, want)
		}
	}
}

func TestBounceClasses(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]core.Class{
		"5.1.1": core.Gone, "5.2.1": core.Gone, "5.4.4": core.Gone, "5.0.0": core.Gone, "5.2.2": core.Retry, "4.4.7": core.Retry,
		"5.2.3": core.Rejected, "5.3.4": core.Rejected, "5.6.1": core.Rejected, "5.7.1": core.Rejected,
	} {
		e, _ := read(t, "From: MAILER-DAEMON@b.cn\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.cn\n\n"+
			"Final-Recipient: rfc822; z@c.cn\nAction: failed\nStatus: "+status+"\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <1@a.cn>\n\nhi\n--b--\n")
		if e.Type != core.TypeStatus || e.Status != core.DeliveryFailed || e.Error.Class != want || e.Refs[0] != "1@a.cn" {
			t.Errorf("%s: %s %s %+v %v", status, e.Type, e.Status, e.Error, e.Refs)
		}
	}
}

// TestKinds: what is no person's mail is told from what a person writes about it.
func TestKinds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ raw, kind string }{
		"vacation by subject":   {"From: a@b.cn\nSubject: 自动回复\n\nx", "mail"},
		"vacation with header":  {"From: a@b.cn\nSubject: Out of office\nX-Auto-Response-Suppress: All\n\nx", "auto_reply"},
		"a person on a bounce":  {"From: a@b.cn\nSubject: Undelivered Mail\n\nThis is the qmail-send program", "mail"},
		"qmail":                 {"Return-Path: <>\nFrom: MAILER-DAEMON@b.cn\nSubject: failure notice\n\nHi. This is the qmail-send program at b.cn.\n\n<z@c.cn>:\n550 no user\n", "bounce"},
		"exim":                  {"From: Mail Delivery System <Mailer-Daemon@b.cn>\nX-Failed-Recipients: z@c.cn\nSubject: Mail delivery failed\n\nx", "bounce"},
		"163":                   {"From: Postmaster@163.com\nSubject: 系统退信\nContent-Type: text/plain; charset=utf-8\n\n退信原因：z@c.cn 不存在 550 User not found", "bounce"},
		"not submitted by auto": {"From: a@b.cn\nAuto-Submitted: no\n\nx", "mail"},
		"postmaster writes":     {"From: postmaster@b.cn\nSubject: Welcome\n\nhello", "mail"},
	} {
		e, m := read(t, c.raw)
		if m.Kind != c.kind {
			t.Errorf("%s: %s, %s", name, m.Kind, e.Type)
		}
		if m.Kind == "bounce" && (m.Recipient != "z@c.cn" || m.Action != "failed" || !strings.HasPrefix(m.Status, "5")) {
			t.Errorf("%s: %+v", name, m.Report)
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	a, _ := read(t, "From: a@b.cn\nMessage-ID: <1@b.cn>\nDate: Sun, 22 Nov 2026 10:05:06 +0800\n\nx")
	again, _ := read(t, "Received: x\nFrom: a@b.cn\nMessage-ID: <1@b.cn>\nDate: Sun, 22 Nov 2026 10:05:06 +0800\n\nx")
	other, _ := read(t, "From: c@b.cn\nMessage-ID: <1@b.cn>\nDate: Sun, 22 Nov 2026 10:05:06 +0800\n\nx")
	none, _ := read(t, "From: a@b.cn\n\nx")
	none2, _ := read(t, "From: a@b.cn\n\ny")
	if a.Key != again.Key || a.Key == other.Key || none.Key == none2.Key || none.ExternalID == none2.ExternalID || a.ExternalID != "1@b.cn" {
		t.Errorf("%s %s %s %s %s", a.Key, again.Key, other.Key, none.Key, none2.Key)
	}
	r, _ := read(t, "From: a@b.cn\nMessage-ID: <9@b.cn>\nIn-Reply-To: your mail of Monday <3@a.cn>\nReferences: <1@a.cn> <2@a.cn>\n <3@a.cn>\n\nx")
	if strings.Join(r.Refs, " ") != "3@a.cn 2@a.cn 1@a.cn" {
		t.Errorf("refs %v", r.Refs)
	}
}

func TestPart(t *testing.T) {
	t.Parallel()
	raw := []byte("From: a@b.cn\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\naGVs\nbG8=\n--b--\n")
	r, m, err := email.Part(raw, "2")
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(r); string(b) != "hello" || m.Name != "a.pdf" || m.Size != 5 || m.Part != "2" {
		t.Errorf("%q %+v", b, m)
	}
	for _, path := range []string{"", "3", "2.1", "x"} {
		if _, _, err := email.Part(raw, path); err == nil {
			t.Errorf("part %q is there", path)
		}
	}
}

// TestMailsOfALibrary: what go-message writes is read as it was written.
func TestMailsOfALibrary(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 10, 5, 6, 0, time.FixedZone("", 8*3600))
	var h mail.Header
	h.SetDate(at)
	h.SetAddressList("From", []*mail.Address{{Name: "张三，先生", Address: "z@b.cn"}})
	h.SetAddressList("To", []*mail.Address{{Name: "客服, A", Address: "s@a.cn"}, {Address: "t@a.cn"}})
	subject := strings.Repeat("很长的主题 with words ", 20)
	h.SetSubject(subject)
	h.SetMessageID("1@b.cn")
	var raw bytes.Buffer
	w, err := mail.CreateWriter(&raw, h)
	if err != nil {
		t.Fatal(err)
	}
	var th mail.InlineHeader
	th.Set("Content-Type", "text/plain; charset=utf-8")
	text, err := w.CreateSingleInline(th)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(text, "你好，世界\n")
	_ = text.Close()
	var ah mail.AttachmentHeader
	ah.SetFilename("合同 2026.pdf")
	file, err := w.CreateAttachment(ah)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(bytes.Repeat([]byte{0, 255, '\r', '\n'}, 1000))
	_ = file.Close()
	_ = w.Close()
	e, m := read(t, raw.String())
	if e.User != (core.UserRef{ExternalID: "z@b.cn", Name: "张三，先生"}) || e.Content.Subject != strings.TrimSpace(subject) || e.Content.Text != "你好，世界" || e.SentAt != core.At(at) {
		t.Errorf("%+v %+v", e, e.Content)
	}
	if len(m.To) != 2 || m.To[0].Name != "客服, A" || len(e.Content.Media) != 1 || e.Content.Media[0].Name != "合同 2026.pdf" || e.Content.Media[0].Size != 4000 {
		t.Errorf("%+v %+v", m.To, e.Content.Media)
	}
}
