package plan_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

func units(n int, u core.Unit) core.Limit { return core.Limit{Max: n, Unit: u} }

// rich takes everything; tests narrow it.
func rich() core.Caps {
	return core.Caps{
		Text: units(20, core.UTF16), Caption: units(10, core.UTF16), MaxParts: 9, Entities: true, HTML: true,
		Media: map[string]core.MediaCap{
			core.KindImage: {MaxBytes: 1 << 20, MIME: []string{"image/jpeg", "image/png"}, Caption: true},
			core.KindVoice: {MaxBytes: 1 << 20, As: core.KindFile},
			core.KindFile:  {MaxBytes: 1 << 10},
			core.KindVideo: {MIME: []string{"video/*"}},
		},
		Choices: core.ChoiceCap{Max: 3, Label: units(5, core.Runes), ID: units(8, core.Bytes)},
		Reply:   core.LevelFull,
	}
}

func mustPlan(t *testing.T, msg core.Content, caps core.Caps) ([]core.Content, []plan.Note) {
	t.Helper()
	parts, notes, err := plan.Message(msg, caps)
	if err != nil {
		t.Fatal(err)
	}
	return parts, notes
}

func texts(parts []core.Content) []string {
	var all []string
	for _, p := range parts {
		all = append(all, p.Text)
	}
	return all
}

func kinds(parts []core.Content) string {
	var all []string
	for _, p := range parts {
		all = append(all, p.Kind)
	}
	return strings.Join(all, " ")
}

func codes(notes []plan.Note) string {
	var all []string
	for _, n := range notes {
		all = append(all, n.Code)
	}
	return strings.Join(all, " ")
}

func problem(t *testing.T, err error, code string, says ...string) {
	t.Helper()
	var p *core.Problem
	if !errors.As(err, &p) || p.Code != code || p.Status != 422 {
		t.Errorf("want the problem %s, got %v", code, err)
		return
	}
	for _, s := range says {
		if !strings.Contains(p.Text, s) {
			t.Errorf("%q does not say %q", p.Text, s)
		}
	}
}

func TestAShortTextIsOnePart(t *testing.T) {
	t.Parallel()
	parts, notes := mustPlan(t, core.Content{Kind: core.KindText, Text: "你好", Subject: "s", HTML: "<p>你好</p>"}, rich())
	want := []core.Content{{Kind: core.KindText, Text: "你好", Subject: "s", HTML: "<p>你好</p>"}}
	if !reflect.DeepEqual(parts, want) || notes != nil {
		t.Fatalf("%+v %v", parts, notes)
	}
}

func TestAnEmptyMessageIsRefused(t *testing.T) {
	t.Parallel()
	for _, m := range []core.Content{{}, {Kind: core.KindText}, {Text: " \n\u3000"}, {Form: &core.Form{}}} {
		_, _, err := plan.Message(m, rich())
		problem(t, err, "message.empty")
	}
}

func TestATooLongMessageIsRefusedWithItsNumbers(t *testing.T) {
	t.Parallel()
	caps := rich()
	caps.MaxParts = 2
	_, _, err := plan.Message(core.Content{Text: strings.Repeat("好", 41)}, caps)
	problem(t, err, "message.too_long", "41 UTF-16 units", "2 messages of 20")
	pictures := make([]core.Media, 3)
	for i := range pictures {
		pictures[i].Kind = core.KindImage
	}
	_, _, err = plan.Message(core.Content{Text: "hi", Media: pictures}, caps)
	problem(t, err, "message.too_long", "3 attachments")
	// White space alone is no part: it must neither count nor hide what follows.
	parts, _ := mustPlan(t, core.Content{Text: strings.Repeat(" ", 100) + "hello"}, caps)
	if len(parts) != 1 || strings.TrimSpace(parts[0].Text) != "hello" {
		t.Errorf("%+v", parts)
	}
	caps.Text = units(1, core.SMSSegments)
	_, _, err = plan.Message(core.Content{Text: strings.Repeat("好", 200)}, caps)
	problem(t, err, "message.too_long", "3 SMS segments")
}

func TestALimitBelowOneCharacterIsAnError(t *testing.T) {
	t.Parallel()
	caps := rich()
	caps.Text = units(2, core.Bytes)
	_, _, err := plan.Message(core.Content{Text: "好"}, caps)
	problem(t, err, "message.limit", "2 bytes")
	caps.Text = core.Limit{}
	_, _, err = plan.Message(core.Content{Text: "好"}, caps)
	problem(t, err, "message.no_text")
}

func TestAShortTextRidesAsTheCaptionOfTheFirstMedium(t *testing.T) {
	t.Parallel()
	photo, video := core.Media{Kind: core.KindImage, Blob: "a"}, core.Media{MIME: "video/mp4", Blob: "b"}
	for _, c := range []struct {
		text  string
		media []core.Media
		kinds string
		texts []string
	}{
		{"look", []core.Media{photo, video}, "image video", []string{"look", ""}},
		{"look", []core.Media{video, photo}, "text video image", []string{"look", "", ""}},
		{"ten units!", []core.Media{photo}, "image", []string{"ten units!"}},
		{"eleven unit", []core.Media{photo}, "text image", []string{"eleven unit", ""}},
		{"", []core.Media{photo}, "image", []string{""}},
	} {
		parts, notes := mustPlan(t, core.Content{Text: c.text, Media: c.media, Subject: "s"}, rich())
		if kinds(parts) != c.kinds || !reflect.DeepEqual(texts(parts), c.texts) || notes != nil {
			t.Errorf("%q: %s %q %v", c.text, kinds(parts), texts(parts), notes)
		}
		if parts[0].Subject != "s" || len(parts) > 1 && parts[1].Subject != "" {
			t.Errorf("%q: the subject is not with the first part", c.text)
		}
	}
}

func TestACaptionKeepsItsEntities(t *testing.T) {
	t.Parallel()
	bold := []core.Entity{{Type: "bold", Offset: 0, Length: 4}}
	parts, _ := mustPlan(t, core.Content{Text: "look", Entities: bold, Media: []core.Media{{Kind: core.KindImage}}}, rich())
	if !reflect.DeepEqual(parts[0].Entities, bold) {
		t.Fatalf("%+v", parts)
	}
}

func TestAMediumThatTheChannelDoesNotTakeIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		media core.Media
		code  string
		says  string
	}{
		{core.Media{Kind: core.KindSticker, Name: "a.webp"}, "attachment.refused", `sticker ("a.webp"): it takes image, voice, video, file`},
		{core.Media{Kind: core.KindFile, Name: "a.pdf", Size: 1025}, "attachment.too_large", "1025 bytes, but this channel takes at most 1024 bytes"},
		{core.Media{Kind: core.KindImage, MIME: "image/webp"}, "attachment.type", "image/jpeg, image/png"},
		{core.Media{Kind: core.KindVideo, MIME: "videos/x"}, "attachment.type", "video/*"},
		{core.Media{Kind: core.KindVoice, Size: 2000}, "attachment.too_large", "of file"}, // by the kind that carries it
	} {
		_, _, err := plan.Message(core.Content{Text: "x", Media: []core.Media{c.media}}, rich())
		problem(t, err, c.code, c.says)
	}
	mustPlan(t, core.Content{Media: []core.Media{{Kind: core.KindImage, MIME: "IMAGE/PNG; q=1"}, {Kind: core.KindVideo, MIME: "video/mp4"}}}, rich())
}

func TestALocationIsNoMedium(t *testing.T) {
	t.Parallel()
	caps := rich()
	caps.Media[core.KindLocation] = core.MediaCap{}
	_, _, err := plan.Message(core.Content{Media: []core.Media{{Kind: core.KindLocation}}}, caps)
	problem(t, err, "attachment.refused", "it takes image, voice, video, file")
}

func TestAllMediaInOnePart(t *testing.T) {
	t.Parallel()
	file := func(name string, size int64) core.Media {
		return core.Media{Kind: core.KindFile, Name: name, Size: size}
	}
	photo := core.Media{Kind: core.KindImage, Name: "p", Size: 60}
	voice := core.Media{Kind: core.KindVoice, Name: "v"} // goes as a file
	choice := []core.Choice{{ID: "1", Label: "yes"}}
	for _, c := range []struct {
		name string
		msg  core.Content
		want string // part by part: kind, text, names of media
		code string // of the refusal
	}{
		{name: "with the text", msg: core.Content{Text: "look", Media: []core.Media{photo, file("a", 40)}}, want: "text look p a"},
		{name: "with the HTML", msg: core.Content{HTML: "<p>", Media: []core.Media{photo, voice}}, want: "text  p v"},
		{name: "alone", msg: core.Content{Media: []core.Media{photo, voice, file("a", 1)}}, want: "image  p v a"},
		{name: "one", msg: core.Content{Text: "look", Media: []core.Media{photo}}, want: "text look p"},
		{name: "no media", msg: core.Content{Text: "look"}, want: "text look"},
		{name: "a long text", msg: core.Content{Text: "more than twenty units", Media: []core.Media{photo, voice}}, want: "text more than twenty |text units p v"},
		{name: "choices", msg: core.Content{Text: "ok?", Media: []core.Media{photo, voice}, Choices: choice}, want: "text ok? p v yes"},
		{name: "beside a template", msg: core.Content{Text: "a", Media: []core.Media{photo}, Template: &core.Template{}}, want: "text a p|template "},
		{name: "just fitting", msg: core.Content{Media: []core.Media{photo, file("a", 40)}}, want: "image  p a"},
		{name: "too much together", msg: core.Content{Media: []core.Media{photo, file("a", 41)}}, code: "attachment.too_large"},
		{name: "one of a wrong type", msg: core.Content{Media: []core.Media{photo, {Kind: core.KindSticker}}}, code: "attachment.refused"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			caps := rich()
			caps.Together = 100
			parts, _, err := plan.Message(c.msg, caps)
			if c.code != "" {
				problem(t, err, c.code)
				return
			}
			var all []string
			for _, p := range parts {
				s := p.Kind + " " + p.Text
				for _, m := range p.Media {
					s += " " + m.Name
				}
				for _, ch := range p.Choices {
					s += " " + ch.Label
				}
				all = append(all, s)
			}
			if got := strings.Join(all, "|"); err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

func TestAKindThatTheChannelLacksGoesOutAsAnother(t *testing.T) {
	t.Parallel()
	parts, notes := mustPlan(t, core.Content{Media: []core.Media{{Kind: core.KindVoice, Name: "v.ogg", Size: 9}}}, rich())
	if kinds(parts) != "file" || parts[0].Media[0].Kind != core.KindFile || codes(notes) != "media.as" {
		t.Fatalf("%+v %v", parts, notes)
	}
}

func TestReplyTellsWhatBecomesOfAQuote(t *testing.T) {
	t.Parallel()
	for level, want := range map[core.Level]bool{core.LevelFull: true, core.LevelPartial: true, core.LevelNone: false, core.LevelDrop: false, "": false} {
		quote, note, err := plan.Reply(core.Caps{Reply: level})
		if quote != want || err != nil || (note == nil) != want {
			t.Errorf("%q: %v %v %v", level, quote, note, err)
		}
	}
	_, _, err := plan.Reply(core.Caps{Reply: core.LevelReject})
	problem(t, err, "reply.refused")
}

func TestThePlanLeavesTheMessageAsItWas(t *testing.T) {
	t.Parallel()
	make1 := func() core.Content {
		return core.Content{Text: "see this place now", Entities: []core.Entity{{Type: "link", Offset: 4, Length: 4, URL: "http://a"}},
			Media: []core.Media{{Kind: core.KindVoice}}, Choices: []core.Choice{{ID: "1", Label: "much too long"}}}
	}
	msg, caps := make1(), rich()
	caps.Entities = false
	mustPlan(t, msg, caps)
	if !reflect.DeepEqual(msg, make1()) {
		t.Fatalf("%+v", msg)
	}
}
