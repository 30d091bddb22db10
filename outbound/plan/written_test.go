package plan_test

import (
	"slices"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

func TestChoicesRideOnTheLastTextPart(t *testing.T) {
	t.Parallel()
	yesNo := []core.Choice{{ID: "y", Label: "是"}, {ID: "n", Label: "否"}}
	parts, notes := mustPlan(t, core.Content{Text: "the first sentence. Sure?", Choices: yesNo,
		Media: []core.Media{{Kind: core.KindImage}}}, rich())
	if kinds(parts) != "image text text" || parts[2].Text != "Sure?" || len(parts[2].Choices) != 2 || len(parts[1].Choices) != 0 || notes != nil {
		t.Fatalf("%+v %v", parts, notes)
	}
}

// Only the text that stands beside the choices is cut to the room that they leave it.
func TestTheTextBesideChoicesIsShorter(t *testing.T) {
	t.Parallel()
	caps := rich()
	caps.Choices.Text = units(10, core.UTF16)
	yes := []core.Choice{{ID: "y", Label: "是"}}
	for text, want := range map[string][]string{
		"Sure, 8?":                            {"Sure, 8?"},
		"Well. Is it so?":                     {"Well. ", "Is it so?"},
		"the first sentence. Well. Is it so?": {"the first sentence. ", "Well. ", "Is it so?"},
		"nowordbreaks":                        {"nowordbrea", "ks"},
	} {
		parts, notes := mustPlan(t, core.Content{Text: text, Choices: yes}, caps)
		if !slices.Equal(texts(parts), want) || len(parts[len(parts)-1].Choices) != 1 || notes != nil {
			t.Errorf("%q: %q %v", text, texts(parts), notes)
		}
		for _, p := range parts[:len(parts)-1] {
			if len(p.Choices) > 0 {
				t.Errorf("%q has choices before its end: %q", text, p.Text)
			}
		}
		if parts, _ := mustPlan(t, core.Content{Text: "Well. Is it so?"}, caps); len(parts) != 1 {
			t.Errorf("without choices it is cut as well: %q", texts(parts))
		}
	}
	caps.MaxParts = 1
	_, _, err := plan.Message(core.Content{Text: "Well. Is it so?", Choices: yes}, caps)
	problem(t, err, "message.too_long")
}

func TestChoicesWithoutRoomAreWrittenOut(t *testing.T) {
	t.Parallel()
	small := rich()
	none := rich()
	none.Choices = core.ChoiceCap{}
	unbounded := rich()
	unbounded.Choices = core.ChoiceCap{Max: 1}
	for name, c := range map[string]struct {
		caps    core.Caps
		text    string
		choices []core.Choice
		want    string
	}{
		"no buttons":  {none, "a?", []core.Choice{{ID: "1", Label: "yes"}, {ID: "2", Label: "no"}}, "a?\n1. yes\n2. no"},
		"too many":    {small, "a?", []core.Choice{{Label: "a"}, {Label: "b"}, {Label: "c"}, {Label: "d"}}, "a?\n1. a\n2. b\n3. c\n4. d"},
		"long label":  {small, "a?\n", []core.Choice{{ID: "1", Label: "六个字的标签"}}, "a?\n1. 六个字的标签"},
		"long id":     {small, "a?", []core.Choice{{ID: "123456789", Label: "a"}}, "a?\n1. a"},
		"no text":     {small, "", []core.Choice{{ID: "1", Label: "a"}}, "1. a"},
		"no bound":    {unbounded, "a?", []core.Choice{{ID: "123456789", Label: "long label"}}, "a?"},
		"no choices":  {none, "a?", nil, "a?"},
		"five is fit": {small, "a?", []core.Choice{{ID: "12345678", Label: "五个字标签"}}, "a?"},
	} {
		parts, notes := mustPlan(t, core.Content{Text: c.text, Choices: c.choices}, c.caps)
		joined := ""
		for _, p := range parts {
			joined += p.Text
		}
		native := len(parts[len(parts)-1].Choices) > 0
		if joined != c.want || native == (codes(notes) == "choices.as_text") && len(c.choices) > 0 {
			t.Errorf("%s: %q, native %v, %v", name, joined, native, notes)
		}
	}
}

func TestPlainChannelsGetTheLinksInTheText(t *testing.T) {
	t.Parallel()
	caps := rich()
	caps.Entities, caps.Text.Max = false, 200
	msg := core.Content{Text: "😀 see here and http://b, or there", Entities: []core.Entity{
		{Type: "link", Offset: 7, Length: 4, URL: "http://a"},
		{Type: "bold", Offset: 3, Length: 8},
		{Type: "link", Offset: 16, Length: 8, URL: "http://b"}, // is its own label
		{Type: "link", Offset: 29, Length: 99, URL: "http://c"},
	}}
	parts, notes := mustPlan(t, msg, caps)
	want := "😀 see here (http://a) and http://b, or there (http://c)"
	if parts[0].Text != want || parts[0].Entities != nil || codes(notes) != "entities.dropped" {
		t.Fatalf("%q %v", parts[0].Text, notes)
	}
}

func TestWhatTheChannelLacksIsWrittenOut(t *testing.T) {
	t.Parallel()
	plain := core.Caps{Text: units(1000, core.Runes)}
	for _, c := range []struct {
		msg  core.Content
		text string
		note string
	}{
		{core.Content{Location: &core.Location{Latitude: 31.230416, Longitude: -121.5, Title: "人民广场", Address: "上海"}},
			"人民广场\n上海\n31.230416, -121.5", "location.as_text"},
		{core.Content{Text: "call", Contact: &core.ContactCard{Name: "李雷", Phone: "+8613800000000"}}, "call\n李雷\n+8613800000000", "contact.as_text"},
		{core.Content{Link: &core.Link{URL: "https://a.cn", Title: "A"}}, "A\nhttps://a.cn", "link.as_text"},
		{core.Content{Card: &core.Card{Title: "Tea", Price: "¥9", URL: "https://a.cn"}}, "Tea\n¥9\nhttps://a.cn", "card.as_text"},
		{core.Content{Form: &core.Form{Name: "F", Fields: map[string]string{"b": "2", "a": "1"}}}, "F\na: 1\nb: 2", "form.as_text"},
	} {
		parts, notes := mustPlan(t, c.msg, plain)
		if len(parts) != 1 || parts[0].Text != c.text || parts[0].Kind != core.KindText || codes(notes) != c.note {
			t.Errorf("%+v %v, want %q", parts, notes, c.text)
		}
	}
}

func TestWhatTheChannelHasGoesAsItIs(t *testing.T) {
	t.Parallel()
	caps := rich()
	for _, k := range []string{core.KindLocation, core.KindContact, core.KindLink, core.KindCard} {
		caps.Media[k] = core.MediaCap{}
	}
	parts, notes := mustPlan(t, core.Content{Text: "here", Location: &core.Location{}, Contact: &core.ContactCard{Phone: "1"},
		Link: &core.Link{}, Card: &core.Card{}, Template: &core.Template{ID: "t"}}, caps)
	if kinds(parts) != "text location contact link card template" || notes != nil {
		t.Fatalf("%s %v", kinds(parts), notes)
	}
}

func TestAContactWithoutANumberIsWrittenOut(t *testing.T) {
	t.Parallel()
	caps := rich()
	caps.Media[core.KindContact] = core.MediaCap{}
	parts, notes := mustPlan(t, core.Content{Contact: &core.ContactCard{Name: "李雷", Phone: " "}}, caps)
	if len(parts) != 1 || parts[0].Text != "李雷" || parts[0].Contact != nil || codes(notes) != "contact.as_text" {
		t.Fatalf("%+v %v", parts, notes)
	}
}

func TestHTMLGoesOnlyWithAWholeText(t *testing.T) {
	t.Parallel()
	parts, notes := mustPlan(t, core.Content{Text: "more than twenty units", HTML: "<p>"}, rich())
	if len(parts) != 2 || parts[0].HTML != "" || codes(notes) != "html.dropped" {
		t.Fatalf("%+v %v", parts, notes)
	}
	parts, notes = mustPlan(t, core.Content{HTML: "<p>"}, rich())
	if len(parts) != 1 || parts[0].HTML != "<p>" || notes != nil {
		t.Fatalf("%+v %v", parts, notes)
	}
}
