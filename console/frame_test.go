package console

import (
	"strings"
	"testing"
)

func TestTheFrameOfAMailRunsNothingAndLoadsImagesOnlyWhereAsked(t *testing.T) {
	t.Parallel()
	h := mounted(t)
	for path, elsewhere := range map[string]bool{framePath: false, openFramePath: true} {
		r := get(h, path, "text/html").Result()
		if r.StatusCode() != 200 || r.Header.Get("X-DNS-Prefetch-Control") != "off" || r.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %d %s", path, r.StatusCode(), r.Header.Header())
		}
		rules := map[string]string{}
		for rule := range strings.SplitSeq(r.Header.Get("Content-Security-Policy"), "; ") {
			name, value, _ := strings.Cut(rule, " ")
			rules[name] = value
		}
		for name, want := range map[string]string{"default-src": "'none'", "script-src": "", "form-action": "'none'", "base-uri": "'none'", "frame-ancestors": "'self'"} {
			if rules[name] != want {
				t.Errorf("%s: %s is %q, want %q", path, name, rules[name], want)
			}
		}
		if sandbox, ok := rules["sandbox"]; !ok || strings.Contains(sandbox, "scripts") || strings.Contains(sandbox, "forms") || strings.Contains(sandbox, "top-navigation") {
			t.Errorf("%s: sandbox %q", path, sandbox)
		}
		if got := strings.Contains(rules["img-src"], "https:"); got != elsewhere {
			t.Errorf("%s: images from elsewhere: %v, want %v", path, got, elsewhere)
		}
	}
}
