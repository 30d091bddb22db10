package wechat

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

const (
	uploaded = `{"type":"image","media_id":"MEDIA_1","created_at":1700000000}`
	aPicture = "\xff\xd8\xff\xe0 a picture"
)

// picture serves the picture of cards.
func picture(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(aPicture)) //nolint:errcheck // the caller may have gone
	}))
	t.Cleanup(s.Close)
	return s.URL + "/p.jpg"
}

func TestEachKindOfMessage(t *testing.T) {
	t.Parallel()
	media := func(kind, mime string) core.Content {
		return core.Content{Kind: kind, Media: []core.Media{{Kind: kind, Blob: "b1", MIME: mime, Name: "n"}}}
	}
	choices := []core.Choice{{ID: "rating:5", Label: "★★★★★"}, {ID: "rating:1", Label: "★"}}
	link := &core.Link{URL: "https://a.cn/1", Title: "T", Description: "D", Image: picture(t)}
	card := &core.Card{Kind: miniProgramCard, ID: "wxMINI", Title: "T", URL: "pages/index", Image: picture(t)}
	for name, c := range map[string]struct {
		kind    string
		content core.Content
		want    string // beside whom it is for
	}{
		"text":             {kindOfficial, plain("您好 <a href=\"https://a.cn?a=1&b=2\">x</a>"), `{"msgtype":"text","text":{"content":"您好 <a href=\"https://a.cn?a=1&b=2\">x</a>"}}`},
		"text mp":          {kindMiniProgram, plain("您好"), `{"msgtype":"text","text":{"content":"您好"}}`},
		"text kf":          {kindKF, plain("您好"), `{"msgtype":"text","text":{"content":"您好"}}`},
		"image":            {kindOfficial, media(core.KindImage, "image/png"), `{"msgtype":"image","image":{"media_id":"MEDIA_1"}}`},
		"image mp":         {kindMiniProgram, media(core.KindImage, "image/png"), `{"msgtype":"image","image":{"media_id":"MEDIA_1"}}`},
		"voice":            {kindOfficial, media(core.KindVoice, "audio/amr"), `{"msgtype":"voice","voice":{"media_id":"MEDIA_1"}}`},
		"video":            {kindOfficial, media(core.KindVideo, "video/mp4"), `{"msgtype":"video","video":{"media_id":"MEDIA_1","title":"n"}}`},
		"video kf":         {kindKF, media(core.KindVideo, "video/mp4"), `{"msgtype":"video","video":{"media_id":"MEDIA_1"}}`},
		"file kf":          {kindKF, media(core.KindFile, "application/pdf"), `{"msgtype":"file","file":{"media_id":"MEDIA_1"}}`},
		"menu":             {kindOfficial, core.Content{Kind: core.KindText, Text: "几分?", Choices: choices}, `{"msgtype":"msgmenu","msgmenu":{"head_content":"几分?","list":[{"id":"rating:5","content":"★★★★★"},{"id":"rating:1","content":"★"}]}}`},
		"menu kf":          {kindKF, core.Content{Kind: core.KindText, Text: "几分?", Choices: choices}, `{"msgtype":"msgmenu","msgmenu":{"head_content":"几分?","list":[{"type":"click","click":{"id":"rating:5","content":"★★★★★"}},{"type":"click","click":{"id":"rating:1","content":"★"}}]}}`},
		"link":             {kindOfficial, core.Content{Kind: core.KindLink, Link: link}, `{"msgtype":"news","news":{"articles":[{"title":"T","description":"D","url":"https://a.cn/1","picurl":"` + link.Image + `"}]}}`},
		"link mp":          {kindMiniProgram, core.Content{Kind: core.KindLink, Link: link}, `{"msgtype":"link","link":{"title":"T","description":"D","url":"https://a.cn/1","thumb_url":"` + link.Image + `"}}`},
		"link kf":          {kindKF, core.Content{Kind: core.KindLink, Link: link}, `{"msgtype":"link","link":{"title":"T","desc":"D","url":"https://a.cn/1","thumb_media_id":"MEDIA_1"}}`},
		"link kf, bare":    {kindKF, core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn/1", Title: "T"}}, `{"msgtype":"text","text":{"content":"T\nhttps://a.cn/1"}}`},
		"location kf":      {kindKF, core.Content{Kind: core.KindLocation, Location: &core.Location{Latitude: 23.1, Longitude: 113.3, Title: "馆", Address: "路1号"}}, `{"msgtype":"location","location":{"name":"馆","address":"路1号","latitude":23.1,"longitude":113.3}}`},
		"card":             {kindOfficial, core.Content{Kind: core.KindCard, Card: card}, `{"msgtype":"miniprogrampage","miniprogrampage":{"title":"T","appid":"wxMINI","pagepath":"pages/index","thumb_media_id":"MEDIA_1"}}`},
		"card mp":          {kindMiniProgram, core.Content{Kind: core.KindCard, Card: card}, `{"msgtype":"miniprogrampage","miniprogrampage":{"title":"T","pagepath":"pages/index","thumb_media_id":"MEDIA_1"}}`},
		"card kf":          {kindKF, core.Content{Kind: core.KindCard, Card: card}, `{"msgtype":"miniprogram","miniprogram":{"title":"T","appid":"wxMINI","pagepath":"pages/index","thumb_media_id":"MEDIA_1"}}`},
		"order with link":  {kindOfficial, core.Content{Kind: core.KindCard, Card: &core.Card{Kind: "order", ID: "7", Title: "T", Price: "¥9", URL: "https://a.cn/o"}}, `{"msgtype":"news","news":{"articles":[{"title":"T","description":"¥9","url":"https://a.cn/o","picurl":""}]}}`},
		"order, no link":   {kindKF, core.Content{Kind: core.KindCard, Card: &core.Card{Kind: "order", ID: "7", Title: "T", Price: "¥9"}}, `{"msgtype":"text","text":{"content":"T\n¥9\n7"}}`},
		"their own medium": {kindOfficial, core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Ref: "THEIRS"}}}, `{"msgtype":"image","image":{"media_id":"THEIRS"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, "message/custom/send", fine, "kf/send_msg", `{"errcode":0,"errmsg":"ok","msgid":"M1"}`, "media/upload", uploaded)
			receipt, err := newConnector(blobs{"b1": "bytes"}).Send(t.Context(), f.account(c.kind), part(c.content))
			if err != nil {
				t.Fatal(err)
			}
			calls := f.seen()
			sent := calls[len(calls)-1]
			for _, s := range calls[:len(calls)-1] {
				if s.path != "media/upload" {
					t.Errorf("%s was called", s.path)
				}
			}
			head, want, id := `{"touser":"oDEMO_u1",`, "message/custom/send", ""
			if c.kind == kindKF {
				head, want, id = `{"touser":"oDEMO_u1","open_kfid":"wkDEMO","msgid":"0193a3f0000070008000`+`00000000abcd",`, "kf/send_msg", "M1"
			}
			if sent.path != want || receipt.ExternalID != id || receipt.At != core.At(now()) {
				t.Errorf("%s, %+v", sent.path, receipt)
			}
			same(t, sent.body, head+c.want[1:])
			if strings.Contains(sent.body, `\u`) {
				t.Errorf("escaped: %s", sent.body)
			}
		})
	}
}

func TestWhatIsRefusedBeforeItLeaves(t *testing.T) {
	t.Parallel()
	file := func(kind string, size int64) core.Content {
		return core.Content{Kind: kind, Media: []core.Media{{Kind: kind, Blob: "b1", Size: size}}}
	}
	menu := func(choices ...core.Choice) core.Content {
		return core.Content{Kind: core.KindText, Text: "?", Choices: choices}
	}
	long := menu(core.Choice{ID: "1", Label: "a"})
	long.Text = strings.Repeat("好", 683)
	for name, c := range map[string]struct {
		kind    string
		content core.Content
		code    string
	}{
		"a file":                 {kindOfficial, file(core.KindFile, 1), "wechat.kind"},
		"a video of an mp":       {kindMiniProgram, file(core.KindVideo, 1), "wechat.kind"},
		"a place as a file":      {kindKF, file(core.KindLocation, 1), "wechat.kind"},
		"an image of 3 MB":       {kindOfficial, file(core.KindImage, 3<<20), "wechat.media_refused"},
		"a file without bytes":   {kindOfficial, core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage}}}, "wechat.no_file"},
		"two files":              {kindKF, core.Content{Kind: core.KindFile, Media: []core.Media{{}, {}}}, "wechat.one_medium"},
		"a text beside a file":   {kindKF, core.Content{Kind: core.KindFile, Text: "x", Media: []core.Media{{Kind: core.KindFile, Blob: "b1"}}}, "wechat.one_medium"},
		"nothing":                {kindOfficial, core.Content{Kind: core.KindText}, "wechat.kind"},
		"a place":                {kindOfficial, core.Content{Kind: core.KindLocation, Location: &core.Location{}}, "wechat.kind"},
		"choices of an mp":       {kindMiniProgram, menu(core.Choice{ID: "1", Label: "a"}), "wechat.choices"},
		"eleven choices":         {kindOfficial, menu(make([]core.Choice, 11)...), "wechat.choices"},
		"a choice without id":    {kindOfficial, menu(core.Choice{Label: "a"}), "wechat.choice"},
		"a long label":           {kindKF, menu(core.Choice{ID: "1", Label: strings.Repeat("好", 43)}), "wechat.choice"},
		"a text of 2,049 bytes":  {kindKF, long, "wechat.too_long"},
		"a card without page":    {kindOfficial, core.Content{Kind: core.KindCard, Card: &core.Card{Kind: miniProgramCard, ID: "wx", Title: "T", Image: "x"}}, "wechat.card"},
		"a template of kf":       {kindKF, core.Content{Kind: core.KindTemplate, Template: &core.Template{ID: "1"}}, "wechat.kind"},
		"no template":            {kindOfficial, core.Content{Kind: core.KindTemplate, Template: &core.Template{}}, "wechat.template_unknown"},
		"an unknown template":    {kindOfficial, core.Content{Kind: core.KindTemplate, Template: &core.Template{ID: "1", Kind: "x"}}, "wechat.kind"},
		"a template of an mp":    {kindMiniProgram, core.Content{Kind: core.KindTemplate, Template: &core.Template{ID: "1", Kind: "template"}}, "wechat.kind"},
		"a picture on no server": {kindKF, core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn", Image: "http://127.0.0.1:1/x"}}, "wechat.picture"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			_, err := newConnector(blobs{"b1": "bytes"}).Send(t.Context(), f.account(c.kind), part(c.content))
			failed(t, err, core.Rejected, c.code)
		})
	}
	f := newFake(t)
	_, err := newConnector(nil).Send(t.Context(), f.account(kindOfficial), core.Part{Content: plain("x")})
	failed(t, err, core.Rejected, "wechat.no_recipient")
	_, err = newConnector(nil).Send(t.Context(), f.account(kindOfficial), part(file(core.KindImage, 1)))
	failed(t, err, core.Retry, "wechat.file_unavailable")
}

// What is written out must not fail for its length when the text before it has
// left already.
func TestWhatIsWrittenOutFits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("长", 1000)
	for name, c := range map[string]struct {
		content    core.Content
		head, tail string
	}{
		"a link":           {core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn/1", Title: "T", Description: long}}, "T\n长长", "长…\nhttps://a.cn/1"},
		"a link, titled":   {core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn/1", Title: long, Description: long}}, "长长", "长…\nhttps://a.cn/1"},
		"a card":           {core.Content{Kind: core.KindCard, Card: &core.Card{Kind: "order", ID: "7", Title: "T", Detail: long, Price: "¥9"}}, "T\n长长", "长…\n¥9\n7"},
		"a short one":      {core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn/1", Description: "D"}}, "D\nhttps", "https://a.cn/1"},
		"an address alone": {core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn/" + strings.Repeat("x", 2035), Title: "T"}}, "https", "x"},
	} {
		m, f := newMessage(kindKF, c.content)
		if f != nil || m.kind != "text" {
			t.Fatalf("%s: %+v, %v", name, m, f)
		}
		got, _ := m.object["content"].(string)
		if len(got) > 2048 || !utf8.ValidString(got) || !strings.HasPrefix(got, c.head) || !strings.HasSuffix(got, c.tail) {
			t.Errorf("%s: %d bytes, %s", name, len(got), got)
		}
	}
	_, f := newMessage(kindKF, core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn/" + strings.Repeat("x", 2036)}})
	failed(t, f.err(), core.Rejected, "wechat.too_long")
}

// Above choices there is less room than in a text of WeChat KF: the planner is told,
// and what it did not cut is refused.
func TestTheTextAboveChoices(t *testing.T) {
	t.Parallel()
	for kind, most := range map[string]int{kindKF: 1024, kindOfficial: 2048} {
		f := newFake(t)
		c := core.Content{Kind: core.KindText, Text: strings.Repeat("a", most), Choices: []core.Choice{{ID: "1", Label: "很好"}}}
		if got := newConnector(nil).Caps(f.account(kind)).Choices.Text; got != (core.Limit{Max: most, Unit: core.Bytes}) {
			t.Errorf("%s: the planner is told %+v", kind, got)
		}
		if m, failed := newMessage(kind, c); failed != nil || m.object["head_content"] != c.Text {
			t.Errorf("%s: what fits is refused: %v", kind, failed)
		}
		c.Text += "a"
		_, refused := newMessage(kind, c)
		failed(t, refused.err(), core.Rejected, "wechat.too_long")
	}
}

// Each errcode of rules.json says what it says there, for each kind.
func TestEveryErrorCode(t *testing.T) {
	t.Parallel()
	classes := []core.Class{core.Retry, core.Throttled, core.Auth, core.WindowClosed, core.Gone, core.Rejected, classToken}
	seen := map[string]bool{}
	for _, r := range rules().Errors {
		if !slices.Contains(classes, r.Class) || r.Name == "" || r.Text == "" {
			t.Errorf("%+v is no rule", r)
		}
		for _, code := range r.Codes {
			for _, kind := range []string{kindOfficial, kindMiniProgram, kindKF} {
				if r.Kinds != nil && !slices.Contains(r.Kinds, kind) {
					continue
				}
				if key := fmt.Sprint(kind, code); seen[key] {
					t.Errorf("%s has two meanings", key)
				} else {
					seen[key] = true
				}
				f := spoken(kind, code, "words rid: 1-2-3")
				want := r.Class
				if want == classToken {
					want = core.Auth
				}
				if f.send.Class != want || f.send.Code != "wechat."+r.Name || f.code != code || !strings.Contains(f.Error(), "rid: 1-2-3") {
					t.Errorf("%s %d: %v", kind, code, f)
				}
			}
		}
	}
	if _, err := time.Parse(time.DateOnly, rules().AsOf); err != nil {
		t.Error(err)
	}
}

// Quotas are counted by interface: one without which messages can still be sent
// stops nothing else. None is waited for so long that clearing it has no effect.
func TestAQuotaStopsWhatNeedsIt(t *testing.T) {
	t.Parallel()
	const out = `{"errcode":45009,"errmsg":"reach max api daily quota limit"}`
	image := core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Blob: "b1"}}}
	for path, c := range map[string]struct {
		content core.Content
		class   core.Class
	}{
		"message/custom/send":   {plain("x"), core.Throttled},
		"token":                 {plain("x"), core.Throttled},
		"media/upload":          {image, core.Retry},
		"message/template/send": {core.Content{Kind: core.KindTemplate, Template: &core.Template{ID: "T1"}}, core.Retry},
	} {
		f := newFake(t, path, out)
		_, err := newConnector(blobs{"b1": "bytes"}).Send(t.Context(), f.account(kindOfficial), part(c.content))
		if se := failed(t, err, c.class, "wechat.quota"); se.RetryAfter != 15*time.Minute {
			t.Errorf("%s is tried again in %v", path, se.RetryAfter)
		}
	}
	f := newFake(t, "user/info", out, "kf/send_msg", out, "kf/sync_msg", out)
	_, err := newConnector(nil).Profile(t.Context(), f.account(kindOfficial), "o")
	failed(t, err, core.Retry, "wechat.quota")
	_, err = newConnector(nil).Send(t.Context(), f.account(kindKF), part(plain("x")))
	failed(t, err, core.Throttled, "wechat.throttled")
	failed(t, newConnector(nil).Pull(t.Context(), f.account(kindKF), "", &sink{}), core.Retry, "wechat.throttled")
}

// Where no token is given it is the account that fails: its messages wait.
func TestNoTokenIsTheAccountsFault(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{
		50004: "wechat.account_limited", 50007: "wechat.account_limited", 48001: "wechat.no_permission", 48004: "wechat.api_banned",
		61024: "wechat.token_denied", 40002: "wechat.token_denied", 43002: "wechat.token_denied", 40003: "wechat.unknown_user",
	} {
		answer := fmt.Sprintf(`{"errcode":%d,"errmsg":"no"}`, code)
		f := newFake(t, "token", answer, "stable_token", answer, "gettoken", answer)
		for name, a := range map[string]core.Account{
			"token": f.account(kindOfficial), "stable": with(f.account(kindMiniProgram), keyStable, "yes"), "kf": f.account(kindKF)} {
			_, err := newConnector(nil).Send(t.Context(), a, part(plain("x")))
			if se := core.AsSendError(err); se.Class != core.Auth || se.Code != want || se.Text == "" {
				t.Errorf("%s %d: %v", name, code, se)
			}
		}
	}
	g := newFake(t, "token", `{"errcode":-1,"errmsg":"system error"}`)
	_, err := newConnector(nil).Send(t.Context(), g.account(kindOfficial), part(plain("x")))
	failed(t, err, core.Retry, "wechat.busy")
}

func TestCapsComeFromTheData(t *testing.T) {
	t.Parallel()
	c := newConnector(nil)
	day := 48 * time.Hour
	for kind, want := range map[string][]core.WindowRule{
		kindOfficial: {{Trigger: core.WindowMessage, For: day, Max: 5}, {Trigger: core.EventFollow, For: time.Minute, Max: 3},
			{Trigger: core.EventScan, For: time.Minute, Max: 3}, {Trigger: core.EventClick, For: time.Minute, Max: 3}},
		kindMiniProgram: {{Trigger: core.WindowMessage, For: day, Max: 5}, {Trigger: core.EventEnter, For: time.Minute, Max: 2}},
		kindKF: {{Trigger: core.WindowMessage, For: day, Max: 5},
			{Trigger: core.EventEnter, For: 20 * time.Second, Max: 1, Kinds: []string{core.KindText}, Ticket: true}},
	} {
		caps := c.Caps(newFake(t).account(kind))
		if !reflect.DeepEqual(caps.Windows, want) {
			t.Errorf("%s: %+v, want %+v", kind, caps.Windows, want)
		}
		if caps.Text.Max != 2048 || caps.Text.Unit != core.Bytes || caps.Idempotent != (kind == kindKF) || (caps.Choices.Max == 0) != (kind == kindMiniProgram) {
			t.Errorf("%s: %+v", kind, caps)
		}
		if _, ok := caps.Media[core.KindFile]; ok != (kind == kindKF) {
			t.Errorf("%s takes files: %v", kind, ok)
		}
	}
}

func TestAFileIsUploadedOnce(t *testing.T) {
	t.Parallel()
	f := newFake(t, "message/custom/send", fine, "message/custom/send", fine, "message/custom/send", `{"errcode":40007,"errmsg":"invalid media_id"}`,
		"message/custom/send", fine, "media/upload", uploaded, "media/upload", `{"type":"image","media_id":"MEDIA_2"}`)
	c, a := newConnector(blobs{"b1": "bytes"}), f.account(kindOfficial)
	p := part(core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Blob: "b1", MIME: "image/png"}}})
	for range 3 {
		if _, err := c.Send(t.Context(), a, p); err != nil {
			t.Fatal(err)
		}
	}
	const want = "media/upload message/custom/send message/custom/send message/custom/send media/upload message/custom/send"
	if got := f.paths(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	up := f.seen()[0]
	if up.file != "media/file.png/image/png: bytes" || up.query != "type=image" || up.length <= 0 {
		t.Errorf("%+v", up)
	}
	last := f.seen()[5]
	same(t, last.body, `{"touser":"oDEMO_u1","msgtype":"image","image":{"media_id":"MEDIA_2"}}`)
	// Of a file that the customer's own phone brought there is nothing to upload anew.
	g := newFake(t, "message/custom/send", `{"errcode":40007,"errmsg":"invalid media_id"}`)
	_, err := c.Send(t.Context(), g.account(kindOfficial), part(core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Ref: "OLD"}}}))
	failed(t, err, core.Rejected, "wechat.media_gone")
	if g.paths() != "message/custom/send" {
		t.Error(g.paths())
	}
}

// hasty is a Keeper that gives the making of a file's id no time, and remembers
// that there was none as the hub's does.
type hasty struct {
	connectors.Keeper
	failed *error
}

func (h hasty) Get(ctx context.Context, name string, mk func(context.Context) (core.Kept, error)) (string, error) {
	if !strings.HasPrefix(name, "wechat.media:") {
		return h.Keeper.Get(ctx, name, mk)
	}
	if *h.failed != nil {
		return "", *h.failed
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	id, err := h.Keeper.Get(ctx, name, func(context.Context) (core.Kept, error) { return mk(ended) })
	*h.failed = err
	return id, err
}

func (h hasty) Put(ctx context.Context, name string, v core.Kept) error {
	*h.failed = nil
	return h.Keeper.Put(ctx, name, v)
}

func TestAnUploadTakesItsTime(t *testing.T) {
	t.Parallel()
	f := newFake(t, "message/custom/send", fine, "media/upload", uploaded)
	c := newConnector(blobs{"b1": "bytes"})
	c.env.Keep = hasty{c.env.Keep, new(error)}
	p := part(core.Content{Kind: core.KindImage, Media: []core.Media{{Kind: core.KindImage, Blob: "b1"}}})
	for range 2 {
		if _, err := c.Send(t.Context(), f.account(kindOfficial), p); err != nil {
			t.Error(err)
		}
	}
	if got := f.paths(); got != "media/upload message/custom/send message/custom/send" {
		t.Errorf("got %s", got)
	}
}

func TestASessionIsTakenOnce(t *testing.T) {
	t.Parallel()
	const wrong = `{"errcode":95018,"errmsg":"send msg session status invalid"}`
	f := newFake(t, "kf/send_msg", wrong, "kf/send_msg", `{"errcode":0,"errmsg":"ok","msgid":"M1"}`, "kf/service_state/trans", fine)
	if r, err := newConnector(nil).Send(t.Context(), f.account(kindKF), part(plain("x"))); err != nil || r.ExternalID != "M1" {
		t.Errorf("%+v, %v", r, err)
	}
	calls := f.seen()
	if f.paths() != "kf/send_msg kf/service_state/trans kf/send_msg" || calls[0].body != calls[2].body {
		t.Errorf("%+v", calls)
	}
	same(t, calls[1].body, `{"open_kfid":"wkDEMO","external_userid":"oDEMO_u1","service_state":1}`)
	for name, f := range map[string]*fake{
		"it stays":       newFake(t, "kf/send_msg", wrong, "kf/service_state/trans", `{"errcode":95016,"errmsg":"not allowed"}`),
		"it comes again": newFake(t, "kf/send_msg", wrong, "kf/service_state/trans", fine),
	} {
		_, err := newConnector(nil).Send(t.Context(), f.account(kindKF), part(plain("x")))
		failed(t, err, core.WindowClosed, "wechat.session_state")
		if n := len(f.seen()); n > 3 {
			t.Errorf("%s: %d calls", name, n)
		}
	}
}

func TestASessionThatCannotBeTakenNowIsTriedAgain(t *testing.T) {
	t.Parallel()
	for answer, code := range map[string]string{`{"errcode":-1,"errmsg":"system busy"}`: "wechat.busy", `cut`: "wechat.unreadable", `{"errcode":45009,"errmsg":"too fast"}`: "wechat.throttled"} {
		f := newFake(t, "kf/send_msg", `{"errcode":95018,"errmsg":"send msg session status invalid"}`, "kf/service_state/trans", answer)
		_, err := newConnector(nil).Send(t.Context(), f.account(kindKF), part(plain("x")))
		failed(t, err, core.Retry, code)
	}
}

// A name is taken once: what may have arrived is an error then, and no failure.
// Whatever ended otherwise before, the error is one.
func TestARepeatThatArrivedBeforeIsSent(t *testing.T) {
	t.Parallel()
	const taken = `{"errcode":40058,"errmsg":"invalid Request Parameter"}`
	const name = "0193a3f00000700080000000" + "0000abcd"
	for before, class := range map[string]core.Class{
		`<html>cut off`:                         core.Uncertain,
		taken:                                   core.Rejected,
		`{"errcode":-1,"errmsg":"system busy"}`: core.Retry,
		`{"errcode":45033,"errmsg":"too many at once"}`:    core.Throttled,
		`{"errcode":95017,"errmsg":"api function is off"}`: core.Auth,
	} {
		f := newFake(t, "kf/send_msg", before, "kf/send_msg", taken)
		c, a, p := newConnector(nil), f.account(kindKF), part(plain("x"))
		_, err := c.Send(t.Context(), a, p)
		se := core.AsSendError(err)
		if se.Class != class {
			t.Errorf("%s: %v", before, err)
		}
		p.Again = se.Class == core.Uncertain
		r, err := c.Send(t.Context(), a, p)
		if p.Again {
			if err != nil || r.ExternalID != name {
				t.Errorf("%s: %+v, %v", before, r, err)
			}
			continue
		}
		failed(t, err, core.Rejected, "wechat.rejected")
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	tmpl := core.Template{ID: "T1", Params: map[string]string{"thing1": "订单"}, URL: "https://a.cn", AppID: "wxMINI", Page: "pages/o", Language: "zh_CN"}
	sub := tmpl
	sub.Kind = templateSubscription
	for name, c := range map[string]struct {
		kind     string
		template core.Template
		path     string
		want     string
		id       string
	}{
		"template": {kindOfficial, tmpl, "message/template/send", `{"touser":"oDEMO_u1","template_id":"T1","data":{"thing1":{"value":"订单"}},"url":"https://a.cn",
			"miniprogram":{"appid":"wxMINI","pagepath":"pages/o"},"client_msg_id":"0193a3f0000070008000` + `00000000abcd"}`, "200228332"},
		"subscription": {kindOfficial, sub, "message/subscribe/bizsend", `{"touser":"oDEMO_u1","template_id":"T1","data":{"thing1":{"value":"订单"}},"page":"https://a.cn",
			"miniprogram":{"appid":"wxMINI","pagepath":"pages/o"}}`, "200228332"},
		"mini program": {kindMiniProgram, sub, "message/subscribe/send", `{"touser":"oDEMO_u1","template_id":"T1","data":{"thing1":{"value":"订单"}},"page":"pages/o","lang":"zh_CN"}`, "200228332"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, c.path, `{"errcode":0,"errmsg":"ok","msgid":200228332}`)
			r, err := newConnector(nil).Send(t.Context(), f.account(c.kind), part(core.Content{Kind: core.KindTemplate, Template: &c.template}))
			if err != nil || r.ExternalID != c.id {
				t.Fatalf("%+v, %v", r, err)
			}
			same(t, f.seen()[0].body, c.want)
		})
	}
}

func TestTyping(t *testing.T) {
	t.Parallel()
	to := core.UserRef{ExternalID: "oDEMO_u1"}
	f := newFake(t, "message/custom/typing", fine, "message/custom/typing", `{"errcode":45081,"errmsg":"already"}`, "message/custom/typing", `{"errcode":40003,"errmsg":"no"}`)
	c, a := newConnector(nil), f.account(kindOfficial)
	for _, on := range []bool{true, false} {
		if err := c.Typing(t.Context(), a, to, on); err != nil {
			t.Error(err)
		}
	}
	failed(t, c.Typing(t.Context(), a, to, true), core.Gone, "wechat.unknown_user")
	same(t, f.seen()[0].body, `{"touser":"oDEMO_u1","command":"Typing"}`)
	same(t, f.seen()[1].body, `{"touser":"oDEMO_u1","command":"CancelTyping"}`)
	if err := c.Typing(t.Context(), newFake(t).account(kindKF), to, true); err != nil {
		t.Error(err)
	}
}

// Nothing that is kept out may show in an error or a trace.
func TestNoSecretShows(t *testing.T) {
	t.Parallel()
	f := newFake(t, "message/custom/send", `{"errcode":47001,"errmsg":"57_TOKEN_x secret-of-app `+aKey+`"}`, "token", `{"access_token":"57_TOKEN_x","expires_in":7200}`)
	a := f.account(kindOfficial)
	trace := httpx.NewTrace(a, core.Part{})
	_, err := newConnector(nil).Send(httpx.WithTrace(t.Context(), trace), a, part(plain("x")))
	text := fmt.Sprint(failed(t, err, core.Rejected, "wechat.rejected"))
	for _, x := range trace.Exchanges() {
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		text += string(b)
	}
	gone := newFake(t)
	b := gone.account(kindKF)
	gone.Close()
	_, err = newConnector(nil).Send(t.Context(), b, part(plain("x")))
	text += fmt.Sprint(failed(t, err, core.Retry, "wechat.unreachable"))
	for _, secret := range []string{"57_TOKEN_x", "secret-of-app", "secret-of-kf", aKey} {
		if strings.Contains(text, secret) {
			t.Errorf("%s shows in %s", secret, text)
		}
	}
	if !strings.Contains(text, "errcode 47001") || len(trace.Exchanges()) != 2 {
		t.Errorf("the trace has %d exchanges: %s", len(trace.Exchanges()), text)
	}
}

func TestTokensAreShared(t *testing.T) {
	t.Parallel()
	const stale = `{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest"}`
	f := newFake(t, "message/custom/send", fine, "message/custom/send", stale, "message/custom/send", fine)
	c, a := newConnector(nil), f.account(kindOfficial)
	b := a
	b.ID = core.NewID() // another account of the same AppID
	for _, account := range []core.Account{a, b} {
		if _, err := c.Send(t.Context(), account, part(plain("x"))); err != nil {
			t.Fatal(err)
		}
	}
	if f.tokens != 2 {
		t.Errorf("%d tokens were fetched, want the first and one after it was refused", f.tokens)
	}
	changed := f.account(kindOfficial)
	changed.Secrets[keySecret] = "another"
	if _, err := c.Send(t.Context(), changed, part(plain("x"))); err != nil || f.tokens != 3 {
		t.Errorf("another secret is not tried: %d tokens, %v", f.tokens, err)
	}
	g := newFake(t, "token", `{"errcode":40001,"errmsg":"invalid credential"}`)
	_, err := newConnector(nil).Send(t.Context(), g.account(kindOfficial), part(plain("x")))
	failed(t, err, core.Auth, "wechat.secret_refused")
	h := newFake(t, "token", `{"errcode":0}`)
	_, err = newConnector(nil).Send(t.Context(), h.account(kindOfficial), part(plain("x")))
	failed(t, err, core.Retry, "wechat.unreadable")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Send(ended, a, part(plain("x")))
	failed(t, err, core.Retry, "wechat.token_unavailable")
}

func TestEncode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a<b>&c": "a<b>&c", "line\u2028end": "line\u2028end", "bell\a!": "bell!", `back\slash "q"` + "\n\t": `back\slash "q"` + "\n\t",
		`\u0041`: `\u0041`, `\\u2028`: `\\u2028`, "bad\xff": "bad\uFFFD", "😀": "😀",
	} {
		b, err := encode(map[string]string{"x": in})
		if err != nil {
			t.Fatal(err)
		}
		var out map[string]string
		if err := json.Unmarshal(b, &out); err != nil || out["x"] != want {
			t.Errorf("%q became %q (%s), %v", in, out["x"], b, err)
		}
		if strings.Contains(strings.ReplaceAll(string(b), `\\`, ""), `\u`) {
			t.Errorf("escaped: %s", b)
		}
	}
}

func FuzzEncode(f *testing.F) {
	f.Add("a\u2028\\u0041\x01")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := encode(s)
		if err != nil {
			t.Fatal(err)
		}
		var out string
		if err := json.Unmarshal(b, &out); err != nil || strings.Contains(strings.ReplaceAll(string(b), `\\`, ""), `\u`) {
			t.Errorf("%q became %s, %v", s, b, err)
		}
	})
}

func TestFileName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, mime, want string }{
		{"", "image/png", "file.png"}, {"a.JPEG", "image/jpeg", "a.JPEG"}, {"a.heic", "image/jpeg", "a.heic.jpg"}, {"a", "", "a"},
		{"a.pdf", "application/pdf", "a.pdf"}, {"a.b", "audio/amr", "a.b.amr"},
	} {
		if got := fileName(core.Media{Name: c.name, MIME: c.mime}); got != c.want {
			t.Errorf("%s of %s is %s, want %s", c.name, c.mime, got, c.want)
		}
	}
}

// What is behind an address is sent on only if it is a picture.
func TestOnlyPicturesAreSentOn(t *testing.T) {
	t.Parallel()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte("root:x:0:0")) //nolint:errcheck // the caller may have gone
	}))
	t.Cleanup(page.Close)
	link := core.Content{Kind: core.KindLink, Link: &core.Link{URL: "https://a.cn", Image: page.URL}}
	_, err := newConnector(nil).Send(t.Context(), newFake(t).account(kindKF), part(link))
	failed(t, err, core.Rejected, "wechat.picture")
}

func TestMessageKey(t *testing.T) {
	t.Parallel()
	if k := messageKey("0193a3f0-0000-7000-8000-00000000abcd"); k != "0193a3f00000700080000000"+"0000abcd" {
		t.Error(k)
	}
	for _, s := range []string{"", "好", strings.Repeat("x", 33)} {
		if k := messageKey(s); !keyForm.MatchString(k) {
			t.Errorf("%q: %q", s, k)
		}
	}
}
