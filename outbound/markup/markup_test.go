package markup_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/markup"
)

func TestWhatStays(t *testing.T) {
	t.Parallel()
	media := []core.Media{{Blob: "sha256-abc"}, {Name: "no blob"}}
	for in, want := range map[string]string{
		`<p>你好 <b>b</b> <i>i</i></p><ul><li>1</li></ul>`:                   `<p>你好 <b>b</b> <i>i</i></p><ul><li>1</li></ul>`,
		`<a href="https://a.cn/x?a=1">x</a>`:                               `<a href="https://a.cn/x?a=1">x</a>`,
		`<blockquote type="cite">q</blockquote>`:                           `<blockquote type="cite">q</blockquote>`,
		`<img src="cid:sha256-abc" alt="pic" width="10">`:                  `<img src="cid:sha256-abc" alt="pic" width="10">`,
		`<span style="color: red">x</span>`:                                `<span style="color: red">x</span>`,
		`<script>alert(1)</script><p onclick="x()">x</p>`:                  `<p>x</p>`,
		`<a href="javascript:x()">x</a>`:                                   `x`,
		`<style>p{background:url(https://e.cn)}</style>x`:                  `x`,
		`<div style="background-color:url(https://e.cn/x)">x</div>`:        `<div>x</div>`,
		`<svg><image href="https://e.cn"/></svg><iframe src="/"></iframe>`: ``,
		`<form action="https://e.cn"><input name="a"></form>x`:             `x`,
	} {
		got, err := markup.Clean(in, media)
		if err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", in, got, err, want)
		}
		if again, err := markup.Clean(got, media); err != nil || again != got {
			t.Errorf("%s: cleaned twice it is %q, %v", in, again, err)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	for in, code := range map[string]string{
		`<img src="cid:of-another-message">`:          "message.inline_image",
		`<img src="cid:">`:                            "message.inline_image",
		`<img src="https://e.cn/beacon.png">`:         "message.inline_image",
		`<img/src="https://e.cn/beacon.png" alt=x />`: "message.inline_image",
		strings.Repeat("<p>x</p>", markup.Max/8+1):    "message.html_too_long",
	} {
		var p *core.Problem
		if _, err := markup.Clean(in, []core.Media{{Blob: "mine"}, {}}); !errors.As(err, &p) || p.Code != code {
			t.Errorf("%.60s: %v, want %s", in, err, code)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add(`<p>x</p><img src="cid:b">`)
	f.Add(`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`)
	f.Fuzz(func(t *testing.T, in string) {
		got, err := markup.Clean(in, []core.Media{{Blob: "b"}})
		if err != nil {
			return
		}
		for _, bad := range []string{"<script", "<iframe", "<svg", "<style", "<form", "<object"} {
			if strings.Contains(strings.ToLower(got), bad) {
				t.Fatalf("%q has %s", got, bad)
			}
		}
	})
}
