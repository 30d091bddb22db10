package demo

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestScript: everybody is on a channel, colleagues find an answer to every turn,
// and the names that the script uses are there.
func TestScript(t *testing.T) {
	t.Parallel()
	s, err := readScript()
	if err != nil {
		t.Fatal(err)
	}
	seen, chinese := map[string]bool{}, 0
	channels := map[string]int{onTelegram: 0, onOfficial: 0, onMiniProgram: 0, onKF: 0, onWeb: 0, onMail: 0}
	for _, p := range s.People {
		if seen[p.Name] {
			t.Errorf("%s is there twice", p.Name)
		}
		seen[p.Name] = true
		if _, ok := channels[p.Channel]; !ok || s.Accounts[p.Channel] == "" {
			t.Errorf("%s is on %q", p.Name, p.Channel)
		}
		if channels[p.Channel]++; p.Language == "zh" {
			chinese++
		}
		if len(s.Phrases[p.Language].Nudges) == 0 || len(p.Visits) == 0 || (p.Channel == onMail) != (p.Visits[0].Subject != "") {
			t.Errorf("%s: language %q, visits %v", p.Name, p.Language, p.Visits)
		}
		for _, v := range slices.Concat(p.Visits, p.later) {
			checkVisit(t, p, v)
		}
	}
	for language, least := range map[string]int{"zh": 60, "en": 40} {
		if n := len(s.later(language)); n < least {
			t.Errorf("%d visits in %s are there for who has said all", n, language)
		}
	}
	for channel, n := range channels {
		if n < 3 {
			t.Errorf("%d people are on %s", n, channel)
		}
	}
	if n := len(s.People); n < 25 || chinese*3 < n*2-3 || chinese == n {
		t.Errorf("%d people, %d of them write Chinese", n, chinese)
	}
}

func checkVisit(t *testing.T, p *person, v visit) {
	t.Helper()
	if text := fmt.Sprint(v); strings.Contains(text, "{it}") || (p.Channel == onMail) && v.Subject == "" {
		t.Errorf("%s comes with %s", p.Name, text)
	}
	for _, turn := range v.Turns {
		if got, done, found := p.reply("在吗\n" + turn.last()); turn.last() == "" || !found || done || got.Answer != turn.Answer || turn.Answer == "" {
			t.Errorf("%s: to %q a colleague answers %q", p.Name, turn.last(), got.Answer)
		}
		for _, l := range turn.Say {
			if l.Photo != "" && pictures()[l.Photo] == nil {
				t.Errorf("%s has no picture %q", p.Name, l.Photo)
			}
			if l.HTML != "" && p.Channel != onMail {
				t.Errorf("%s writes HTML on %s", p.Name, p.Channel)
			}
		}
	}
	if _, done, _ := p.reply(v.Thanks); v.Thanks != "" && !done {
		t.Errorf("%s: %q does not end the visit", p.Name, v.Thanks)
	}
	if (v.Thanks == "") != v.Leaves {
		t.Errorf("%s neither thanks nor leaves, or both", p.Name)
	}
}

func TestPicturesAreSmall(t *testing.T) {
	t.Parallel()
	for name := range pictures() {
		b, err := picture(name)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := jpeg.DecodeConfig(bytes.NewReader(b)); err != nil || c.Width != pictureWide || len(b) > 120_000 {
			t.Errorf("%s: %v, %d wide, %d bytes", name, err, c.Width, len(b))
		}
	}
}

// Nothing comes twice before all has come.
func TestDeck(t *testing.T) {
	t.Parallel()
	d := &deck{all: []visit{{Subject: "a"}, {Subject: "b"}, {Subject: "c"}}, rand: rand.New(rand.NewPCG(1, 1))}
	for range 3 {
		drawn := map[string]bool{}
		for _, v := range append(d.draw(1), d.draw(2)...) {
			drawn[v.Subject] = true
		}
		if len(drawn) != 3 {
			t.Errorf("of three visits came %v", drawn)
		}
	}
}

func TestPolite(t *testing.T) {
	t.Parallel()
	p := phrases{Replies: []string{"好的，谢谢"}}
	for words, want := range map[string]bool{"好的，谢谢\n": true, "★★★★★\n": true, "5\n": true, "好的，谢谢\n还有一个问题\n": false, "在吗": false} {
		if p.polite(words) != want {
			t.Errorf("%q is polite: %v", words, !want)
		}
	}
}
