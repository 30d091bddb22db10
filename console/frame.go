package console

import (
	"context"
	"net/http"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"
)

// framePath is where the empty document is that the page fills with a mail;
// openFramePath has the same one, in which images from elsewhere are loaded,
// for a reader who asked for them. They are documents of their own and no
// srcdoc, which would inherit the page's policy: that forbids the styles that
// mails are made of, and must not be weakened for them.
const (
	framePath     = "/mail-frame"
	openFramePath = "/mail-frame/images"
)

// frameDocument is white paper in both themes: mails are written for that.
const frameDocument = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mail</title>
<style>
:root { color-scheme: light; background: #fff; }
body { margin: 0; padding: 12px 14px; overflow: auto hidden; color: #171c24; font: 14px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
body > :first-child { margin-top: 0; }
body > :last-child { margin-bottom: 0; }
li > p:only-child { margin: 0; }
img { max-width: 100%; }
img:not([height]) { height: auto; }
img.absent { display: inline-block; min-width: 24px; min-height: 24px; padding: 2px 6px; border: 1px dashed #8a93a2; border-radius: 4px; color: #4d5663; font-size: 12px; }
table { overflow-wrap: normal; }
pre { white-space: pre-wrap; }
a { color: #1d4fc4; }
a .host { margin-left: 4px; padding: 0 4px; border-radius: 3px; background: #fdf1d9; color: #704700; font: 12px/1.4 system-ui, sans-serif; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid #c8ced8; color: #4d5663; }
summary { width: fit-content; margin: 6px 0; padding: 1px 9px; border-radius: 9px; background: #e6e9ee; color: #3d4652; font-size: 12px; cursor: pointer; list-style: none; }
summary:focus-visible { outline: 2px solid #2257d4; }
details[open] > summary .show, details:not([open]) > summary .hide { display: none; }
</style>
</head>
<body></body>
</html>
`

// framePolicy runs no script, sends no form, opens no frame and loads nothing
// but images. Those who look at the document from elsewhere get no mail: the
// page alone fills it, and only within itself.
func framePolicy(images string) string {
	return strings.Join([]string{
		"default-src 'none'", "style-src 'unsafe-inline'", "img-src 'self' data:" + images, "base-uri 'none'", "form-action 'none'",
		"frame-ancestors 'self'", "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
	}, "; ")
}

func mountFrames(r Router) {
	for path, images := range map[string]string{framePath: "", openFramePath: " https: http:"} {
		policy := framePolicy(images)
		r.GET(path, func(_ context.Context, c *app.RequestContext) {
			c.Header("Content-Security-Policy", policy)
			c.Header("Referrer-Policy", "no-referrer")
			quietDNS(c)
			c.Header("X-Content-Type-Options", "nosniff")
			c.Header("Cache-Control", "private, max-age=3600")
			c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(frameDocument))
		})
	}
}

// quietDNS keeps a browser from looking up the hosts of links before somebody
// follows them: a host that one mail alone names would tell that it was read.
func quietDNS(c *app.RequestContext) { c.Header("X-DNS-Prefetch-Control", "off") }
