package email

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	msgdkim "github.com/emersion/go-msgauth/dkim"

	"github.com/switchboard-hub/switchboard/core"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
)

const (
	imageBlob = "1111111111111111111111111111111111111111111111111111111111111111"
	otherBlob = "2222222222222222222222222222222222222222222222222222222222222222"
)

func theFiles() map[string]string {
	return map[string]string{imageBlob: "\x89PNG\r\n\x1a\nimage", otherBlob: "first\nsecond\r\nthird \x00\xff"}
}

// mailFor is what leaves for a part.
func mailFor(t testing.TB, a core.Account, p core.Part) string {
	t.Helper()
	s, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	l, f := s.letterOf(a, p, time.Date(2026, 3, 1, 8, 0, 0, 0, time.FixedZone("CST", 8*3600)))
	if f != nil {
		t.Fatal(f.send)
	}
	mail, f := aConnector(theFiles()).spool(t.Context(), s, l)
	if f != nil {
		t.Fatal(f.send)
	}
	defer mail.close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, mail.reader()); err != nil {
		t.Fatal(err)
	}
	if int64(b.Len()) != mail.size {
		t.Errorf("the mail has %d bytes, its size says %d", b.Len(), mail.size)
	}
	return b.String()
}

// everything is a part with all that a mail can have.
func everything() (core.Account, core.Part) {
	a := anAccount("127.0.0.1:1")
	a.Config["signature"] = "示例公司 & Co\n400-000-0000"
	p := aMail()
	p.ID, p.ConversationID = core.ID{1, 2, 3}, core.ID{4, 5, 6}
	p.Content.Subject = "Re: 关于您的订单 20260301 的退款申请已经受理，预计三到五个工作日内到账，请注意查收 – and a few words more, so that it is long"
	p.Content.Text = "您好，\n.\n..请看附件。\nFrom here on: = and \ttabs\n" + strings.Repeat("长", 400)
	p.Content.HTML = `<p>您好 <b>王小明</b></p><img src="cid:` + imageBlob + `" alt="图">`
	p.Content.Cc = []core.UserRef{{ExternalID: "bob@cust.test", Name: `O'Neil, "Bob" 鲍勃`}}
	p.Content.Media = []core.Media{
		{Kind: core.KindImage, Name: "图.png", MIME: "image/png", Blob: imageBlob},
		{Kind: core.KindFile, Name: "2026年第一季度销售合同（最终版）修订稿与补充协议以及全部附件清单的扫描件.pdf", MIME: "application/pdf", Blob: otherBlob},
		{Kind: core.KindFile, Name: "../we\"ird\r\nX-Evil: 1;.txt", MIME: "text/plain; charset=gbk", Blob: otherBlob},
		{Kind: core.KindFile, Name: "forwarded.eml", MIME: "message/rfc822", Blob: otherBlob},
		{Kind: core.KindVoice, MIME: "audio/mpeg", Blob: otherBlob},
	}
	p.Refs = []string{"first@cust.test", "made-up@missing.invalid", "a b@cust.test", "second@cust.test"}
	p.Automatic = true
	p.Content.Extra = json.RawMessage(`{"unsubscribe":{"url":"https://example.com/u/x?y=z","mailto":"mailto:u@example.com?subject=stop"}}`)
	return a, p
}

// pythonReads is Python's email package: a reader that is not of our family.
const pythonReads = `
import sys, json, email, email.policy
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
out = {"headers": [[k, str(v)] for k, v in m.items()], "type": m.get_content_type(), "parts": [], "defects": [str(d) for d in m.defects]}
for p in m.walk():
    out["defects"] += [p.get_content_type() + ": " + str(d) for d in p.defects]
    for k, v in p.items():
        out["defects"] += [k + ": " + str(d) for d in getattr(v, "defects", [])]
    x = {"type": p.get_content_type(), "name": p.get_filename() or "", "disposition": p.get_content_disposition() or "", "id": p.get("Content-Id", "")}
    if not p.is_multipart():
        b = p.get_payload(decode=True)
        x["text"] = b.decode("utf-8", "replace")
    x["declared"] = p["content-type"].params.get("name", "") if p["content-type"] else ""
    out["parts"].append(x)
json.dump(out, sys.stdout)
`

type pythonMail struct {
	Headers [][2]string
	Type    string
	Parts   []struct{ Type, Name, Disposition, ID, Text, Declared string }
	Defects []string
}

func (m pythonMail) header(name string) string {
	var found []string
	for _, h := range m.Headers {
		if strings.EqualFold(h[0], name) {
			found = append(found, h[1])
		}
	}
	return strings.Join(found, "|")
}

func runPython(t *testing.T, code, in string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "/usr/bin/python3", append([]string{"-c", code}, args...)...)
	cmd.Stdin, cmd.Stderr = strings.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3: %v", err)
	}
	return string(out)
}

func needPython(t *testing.T, module string) {
	t.Helper()
	if exec.Command("/usr/bin/python3", "-c", "import "+module).Run() != nil { //nolint:gosec // a module's name of ours
		t.Skipf("skipped: there is no python3 with the module %s", module)
	}
}

func TestAnotherReaderReadsOurMails(t *testing.T) {
	t.Parallel()
	needPython(t, "email")
	a, p := everything()
	raw := mailFor(t, a, p)
	var m pythonMail
	if err := json.Unmarshal([]byte(runPython(t, pythonReads, raw)), &m); err != nil {
		t.Fatal(err)
	}
	s, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Subject": p.Content.Subject, "From": "示例客服 <support@example.com>", "To": "王小明 <alice@cust.test>",
		"Cc": `"O'Neil, \"Bob\" 鲍勃" <bob@cust.test>`, "Bcc": "", "Message-Id": "<" + s.tokens().messageID(p.ID) + ">",
		"In-Reply-To": "<second@cust.test>", "References": "<first@cust.test> <second@cust.test>",
		"Reply-To": "示例客服 <" + s.tokens().replyTo(p.ConversationID) + ">", "Date": "Sun, 01 Mar 2026 08:00:00 +0800", "MIME-Version": "1.0",
		loopField: a.ID.String(), "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "X-Evil": "",
		"List-Unsubscribe": "<https://example.com/u/x?y=z>, <mailto:u@example.com?subject=stop>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	} {
		if got := m.header(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	var types, names []string
	for _, x := range m.Parts {
		types, names = append(types, x.Type), append(names, x.Name)
	}
	wantTypes := "multipart/mixed multipart/alternative text/plain multipart/related text/html image/png application/pdf text/plain application/octet-stream audio/mpeg"
	if got := strings.Join(types, " "); got != wantTypes {
		t.Fatalf("its parts are\n%s, want\n%s", got, wantTypes)
	}
	if want := []string{"", "", "", "", "", "图.png", p.Content.Media[1].Name, `we"ird  X-Evil: 1;.txt`, "forwarded.eml", "file.mp3"}; !slices.Equal(names, want) {
		t.Errorf("its files are\n%q, want\n%q", names, want)
	}
	text := strings.ReplaceAll(m.Parts[2].Text, "\r\n", "\n")
	if want := p.Content.Text + "\n\n-- \n" + a.Config["signature"]; text != want {
		t.Errorf("its text is\n%q, want\n%q", text, want)
	}
	html := m.Parts[4].Text
	if id := strings.Trim(m.Parts[5].ID, "<>"); !strings.Contains(html, `src="cid:`+id+`"`) || !strings.Contains(html, "示例公司 &amp; Co<br>") || id == "" {
		t.Errorf("the image %q is not in the HTML\n%s", id, html)
	}
	if m.Parts[5].Disposition != "inline" || m.Parts[6].Disposition != "attachment" {
		t.Errorf("dispositions %q, %q", m.Parts[5].Disposition, m.Parts[6].Disposition)
	}
	for _, defect := range m.Defects { // the name in its second form, for readers that know no RFC 2231
		if !strings.HasPrefix(defect, "Content-Type: ") || !strings.Contains(defect, "encoded") {
			t.Errorf("a defect: %s", defect)
		}
	}
}

func TestOurNormalizerReadsOurMails(t *testing.T) {
	t.Parallel()
	a, p := everything()
	raw := core.Raw{Kind: normemail.Kind, Body: []byte(mailFor(t, a, p))}
	envs, err := normemail.Normalize(raw)
	if err != nil || len(envs) != 1 {
		t.Fatal(envs, err)
	}
	c := envs[0].Content
	if c.Subject != p.Content.Subject || !strings.HasPrefix(strings.ReplaceAll(c.Text, "\r\n", "\n"), p.Content.Text) {
		t.Errorf("subject %q, text %q", c.Subject, c.Text)
	}
	var names []string
	for _, m := range c.Media {
		names = append(names, m.Name)
		r, _, err := normemail.Open(raw.Body).Part(m.Part)
		if err != nil {
			t.Errorf("%s: %v", m.Name, err)
			continue
		}
		got, err := io.ReadAll(r)
		if want := theFiles()[otherBlob]; err != nil || m.Kind != core.KindImage && string(got) != want {
			t.Errorf("%s has %q (%v), want %q", m.Name, got, err, want)
		}
	}
	if !slices.Contains(names, p.Content.Media[1].Name) || len(names) != 5 {
		t.Errorf("files %q", names)
	}
}

func TestLinesAreShort(t *testing.T) {
	t.Parallel()
	a, p := everything()
	p.Content.HTML += strings.Repeat("x", 5000)
	p.Content.Text = strings.Repeat("y", 5000)
	for line := range strings.SplitSeq(mailFor(t, a, p), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") || !isASCII(strings.ReplaceAll(line, "\t", "")) { // RFC 5322 2.1.1
			t.Fatalf("a line of %d bytes: %.100q", len(line), line)
		}
	}
}

func TestTheShapeFollowsWhatThereIs(t *testing.T) {
	t.Parallel()
	file := []core.Media{{Kind: core.KindFile, Name: "a.pdf", MIME: "application/pdf", Blob: otherBlob}}
	for name, x := range map[string]struct {
		change func(*core.Content)
		want   string
	}{
		"a text":              {func(*core.Content) {}, "text/plain; charset=utf-8"},
		"an HTML beside":      {func(c *core.Content) { c.HTML = "<p>x" }, "multipart/alternative"},
		"an HTML alone":       {func(c *core.Content) { c.Text, c.HTML = "", "<p>x" }, "text/html; charset=utf-8"},
		"a file beside":       {func(c *core.Content) { c.Media = file }, "multipart/mixed"},
		"a file alone":        {func(c *core.Content) { c.Text, c.Media = "", file }, "multipart/mixed"},
		"an image not shown":  {func(c *core.Content) { c.HTML, c.Media = "<p>x", file }, "multipart/mixed"},
		"only an image shown": {func(c *core.Content) { c.HTML, c.Media = "<img src='cid:"+otherBlob+"'>", file }, "multipart/alternative"},
	} {
		a, p := anAccount("127.0.0.1:1"), aMail()
		x.change(&p.Content)
		raw := mailFor(t, a, p)
		if _, rest, _ := strings.Cut(raw, "Content-Type: "); !strings.HasPrefix(rest, x.want) {
			t.Errorf("%s: %.60q, want %s", name, rest, x.want)
		}
		for _, never := range []string{"Auto-Submitted", "List-Unsubscribe", "References", "In-Reply-To", "Bcc:"} {
			if strings.Contains(raw, never) {
				t.Errorf("%s: it says %s", name, never)
			}
		}
	}
}

func TestWhatAMailAnswers(t *testing.T) {
	t.Parallel()
	tokens := someTokens()
	ours := tokens.messageID(core.ID{9})
	var many []string
	for i := range 30 {
		many = append(many, string(rune('a'+i%26))+strings.Repeat("x", i)+"@cust.test")
	}
	for name, x := range map[string]struct {
		refs       []string
		replyTo    string
		want, last string // In-Reply-To, and the end of References
	}{
		"nothing":                    {},
		"the customer's last":        {refs: []string{"one@cust.test", ours}, want: "one@cust.test", last: ours},
		"our own, where nobody else": {refs: []string{ours}, want: ours, last: ours},
		"what is quoted":             {refs: []string{"one@cust.test", "two@cust.test"}, replyTo: "one@cust.test", want: "one@cust.test", last: "one@cust.test"},
		"what was quoted long ago":   {refs: many, replyTo: "old@cust.test", want: "old@cust.test", last: "old@cust.test"},
		"no id that can be sent":     {refs: []string{"x@missing.invalid", "no id", "<a@b>", "ünï@cust.test", strings.Repeat("x", 300) + "@y.z"}},
	} {
		answers, thread := tokens.answered(core.Part{Refs: x.refs, ReplyTo: x.replyTo})
		end := ""
		if len(thread) > 0 {
			end = thread[len(thread)-1]
		}
		if answers != x.want || end != x.last || len(thread) > maxReferences {
			t.Errorf("%s: %q of %q", name, answers, thread)
		}
	}
}

func pemOf(t *testing.T, key any) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// record is how a public key stands in the DNS (RFC 6376 3.6.1, RFC 8463 4).
func record(t *testing.T, key crypto.Signer) string {
	t.Helper()
	if public, ok := key.Public().(ed25519.PublicKey); ok {
		return "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)
}

// pythonVerifies is dkimpy, which shares nothing with the signer.
const pythonVerifies = `
import sys, dkim
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: sys.argv[1].encode() if name == b"mail._domainkey.example.com." else b""))
`

func TestOthersVerifyOurSignature(t *testing.T) {
	t.Parallel()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]crypto.Signer{"rsa": rsaKey, "ed25519": edKey} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, p := everything()
			a.Config["dkim_domain"], a.Config["dkim_selector"], a.Secrets["dkim_key"] = "example.com", "mail", pemOf(t, key)
			raw := mailFor(t, a, p)
			signature, _, _ := strings.Cut(raw, "\r\nContent-Type")
			for _, field := range dkimFields() {
				if !strings.Contains(strings.ToLower(strings.Join(strings.Fields(signature), "")), strings.ToLower(field)) {
					t.Errorf("%s is not signed: %s", field, signature)
				}
			}
			verified, err := msgdkim.VerifyWithOptions(strings.NewReader(raw), &msgdkim.VerifyOptions{LookupTXT: func(string) ([]string, error) { return []string{record(t, key)}, nil }})
			if err != nil || len(verified) != 1 || verified[0].Err != nil {
				t.Fatalf("%+v, %v", verified, err)
			}
			needPython(t, "dkim, nacl")
			if got := strings.TrimSpace(runPython(t, pythonVerifies, raw, record(t, key))); got != "True" {
				t.Errorf("dkimpy says %s", got)
			}
			forged := strings.Replace(raw, "To: ", "To: evil@x.y, ", 1)
			if got := strings.TrimSpace(runPython(t, pythonVerifies, forged, record(t, key))); got != "False" {
				t.Errorf("dkimpy says %s of a changed mail", got)
			}
		})
	}
}

// zeros gives n bytes without holding them.
type zeros struct{ n int }

func (z *zeros) Read(p []byte) (int, error) {
	if z.n == 0 {
		return 0, io.EOF
	}
	n := min(len(p), z.n)
	z.n -= n
	clear(p[:n])
	return n, nil
}

func TestALargeMailIsNotHeldInMemory(t *testing.T) { //nolint:paralleltest // it counts what is allocated
	c := aConnector(nil)
	c.env.OpenBlob = func(context.Context, string) (io.ReadCloser, error) { return io.NopCloser(&zeros{25 << 20}), nil }
	a, p := anAccount("127.0.0.1:1"), aMail()
	p.Content.Media = []core.Media{{Kind: core.KindFile, Name: "big.bin", Blob: otherBlob}}
	s, err := read(a)
	if err != nil {
		t.Fatal(err)
	}
	l, f := s.letterOf(a, p, time.Now())
	if f != nil {
		t.Fatal(f.send)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	mail, f := c.spool(t.Context(), s, l)
	if f != nil {
		t.Fatal(f.send)
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 16<<20 { // the race detector has its part in it
		t.Errorf("%d MB were allocated for a mail of 25 MB", got>>20)
	}
	if n, err := io.Copy(io.Discard, mail.reader()); err != nil || n != mail.size || n < 34<<20 {
		t.Errorf("%d bytes of %d, %v", n, mail.size, err)
	}
	name := mail.file.Name()
	if err := mail.close(); err != nil {
		t.Error(err)
	}
	if left, err := filepath.Glob(name); err != nil || len(left) > 0 {
		t.Errorf("%v stays", left)
	}
}

func TestAFileThatBreaksOffLeavesNothing(t *testing.T) {
	t.Parallel()
	k := newSink(t, nil)
	c := aConnector(nil)
	c.env.OpenBlob = func(context.Context, string) (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(&zeros{1 << 20}, brokenReader{})), nil
	}
	p := aMail()
	p.Content.Media = []core.Media{{Kind: core.KindFile, Name: "big.bin", Blob: otherBlob}}
	_, err := c.Send(t.Context(), anAccount(k.addr), p)
	if told := sendError(t, err); told.Class != core.Retry || told.Code != "email.not_written" {
		t.Errorf("got %v", told)
	}
	if mails, sessions := k.taken(); len(mails) != 0 || sessions != 0 {
		t.Errorf("%d mails in %d sessions", len(mails), sessions)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// FuzzNothingWrittenBecomesAField says of any words of people that they stay
// inside the fields and names that they are for.
func FuzzNothingWrittenBecomesAField(f *testing.F) {
	f.Add("Re: hi\r\nBcc: x@y.z", "a\nb", "x\r\n\r\n<script>.png", "text/html\r\nX: y", "<p>\r\n.\r\n")
	f.Add("=?utf-8?q?=0d=0a?=", "王\x00\xff", "..\\..\\a\"b;c=d.pdf", "multipart/mixed; boundary=x", "--x--")
	a := anAccount("127.0.0.1:1")
	s, err := read(a)
	if err != nil {
		f.Fatal(err)
	}
	want := "content-type mime-version from reply-to to cc subject date message-id x-switchboard-loop"
	f.Fuzz(func(t *testing.T, subject, name, file, kind, text string) {
		p := aMail()
		p.To.Name, p.Content.Subject, p.Content.Text, p.Content.HTML = name, subject, text, text+"."
		p.Content.Cc = []core.UserRef{{ExternalID: "bob@cust.test", Name: name}}
		p.Content.Media = []core.Media{{Kind: core.KindFile, Name: file, MIME: kind, Blob: otherBlob}}
		l, bad := s.letterOf(a, p, time.Unix(0, 0))
		if bad != nil {
			t.Fatal(bad.send)
		}
		mail, bad := aConnector(theFiles()).spool(t.Context(), s, l)
		if bad != nil {
			t.Fatal(bad.send)
		}
		defer mail.close()
		raw, err := io.ReadAll(mail.reader())
		if err != nil {
			t.Fatal(err)
		}
		header, _, _ := strings.Cut(string(raw), "\r\n\r\n")
		got := map[string]bool{}
		for line := range strings.SplitSeq(header, "\r\n") {
			if field, _, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, " ") {
				got[strings.ToLower(field)] = true
			}
		}
		for field := range got {
			if !slices.Contains(strings.Fields(want), field) {
				t.Errorf("there is a field %q", field)
			}
		}
		envs, err := normemail.Normalize(core.Raw{Kind: normemail.Kind, Body: raw})
		if err != nil || len(envs[0].Content.Media) != 1 || envs[0].User.ExternalID != "support@example.com" {
			t.Errorf("it is read as %+v, %v", envs, err)
		}
	})
}
