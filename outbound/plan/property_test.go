package plan_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

// fataler is what testing.T and rapid.T share.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func unitNames() []core.Unit {
	return []core.Unit{core.Bytes, core.Runes, core.UTF16, core.SMSSegments}
}

// check holds a plan of a text and so many files against what the package
// promises, with captions, and with all files in one part.
func check(t fataler, text string, entities []core.Entity, limit core.Limit, files int) {
	t.Helper()
	msg := core.Content{Text: text, Entities: entities}
	for i := range files {
		msg.Media = append(msg.Media, core.Media{Kind: core.KindFile, Name: strconv.Itoa(i), Size: 1})
	}
	caps := core.Caps{Text: limit, Caption: limit, Entities: true, Media: map[string]core.MediaCap{core.KindFile: {Caption: true}}}
	for _, together := range []int64{0, int64(files)} {
		caps.Together = together
		checkPlan(t, msg, caps)
	}
	asked := core.Content{Text: text, Entities: entities, Choices: []core.Choice{{ID: "y", Label: "yes"}}}
	caps.Choices = core.ChoiceCap{Max: 1, Text: core.Limit{Max: (limit.Max + 1) / 2, Unit: limit.Unit}}
	if strings.TrimSpace(text) != "" { // choices stand with a text only
		checkPlan(t, asked, caps)
	}
	if files > 1 {
		caps.Together = int64(files) - 1
		if parts, _, err := plan.Message(msg, caps); err == nil {
			t.Fatalf("%d files in %d parts of a channel that takes less", files, len(parts))
		}
	}
}

func checkPlan(t fataler, msg core.Content, caps core.Caps) {
	t.Helper()
	text, entities, limit, least := msg.Text, msg.Entities, caps.Text, caps.Text
	if len(msg.Choices) > 0 {
		least = caps.Choices.Text
	}
	parts, _, err := plan.Message(msg, caps)
	if err != nil {
		excused(t, err, msg, least)
		return
	}
	if last := parts[len(parts)-1]; len(last.Choices) != len(msg.Choices) || len(last.Choices) > 0 && plan.Measure(last.Text, least.Unit) > least.Max {
		t.Fatalf("%q stands beside the choices, which leave %d %s", last.Text, least.Max, least.Unit)
	}
	carried(t, parts, len(msg.Media), caps.Together > 0)
	at := 0
	for i, p := range parts {
		skip := strings.Index(text[at:], p.Text)
		if skip < 0 || strings.TrimSpace(text[at:at+skip]) != "" {
			t.Fatalf("part %d, %q, does not follow at %d of %q", i, p.Text, at, text)
		}
		at += skip
		if n := plan.Measure(p.Text, limit.Unit); n > limit.Max {
			t.Fatalf("part %d has %d of %d %s", i, n, limit.Max, limit.Unit)
		}
		at += len(p.Text)
		wholeClusters(t, text, at, least)
		entitiesInside(t, p)
	}
	if strings.TrimSpace(text[at:]) != "" {
		t.Fatalf("%q of %q is lost", text[at:], text)
	}
	if utf8.ValidString(text) && len(entities) == 1 {
		covered(t, text, entities[0], parts)
	}
}

// carried: every file goes once, in its order; each in a part of its own, or
// all in the last one.
func carried(t fataler, parts []core.Content, files int, together bool) {
	t.Helper()
	next, carriers := 0, 0
	for i, p := range parts {
		for _, m := range p.Media {
			if m.Name != strconv.Itoa(next) {
				t.Fatalf("file %s comes in place of %d", m.Name, next)
			}
			next++
		}
		if len(p.Media) > 0 {
			carriers++
		}
		if !together && len(p.Media) > 1 || together && len(p.Media) > 0 && i < len(parts)-1 {
			t.Fatalf("part %d of %d has %d files", i, len(parts), len(p.Media))
		}
	}
	if next != files || together && carriers > 1 {
		t.Fatalf("%d of %d files in %d parts", next, files, carriers)
	}
}

func excused(t fataler, err error, msg core.Content, limit core.Limit) {
	t.Helper()
	if strings.TrimSpace(msg.Text) == "" && len(msg.Media) == 0 {
		return
	}
	for _, r := range msg.Text {
		if plan.Measure(string(r), limit.Unit) > limit.Max {
			return
		}
	}
	t.Fatalf("no plan for %q and %d files: %v", msg.Text, len(msg.Media), err)
}

// wholeClusters allows a cut inside a grapheme cluster only where the cluster
// is longer than a part.
func wholeClusters(t fataler, text string, cut int, limit core.Limit) {
	t.Helper()
	at := 0
	for rest, state := text, -1; rest != "" && at < cut; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if at+len(cluster) > cut && plan.Measure(cluster, limit.Unit) <= limit.Max {
			t.Fatalf("the cut at %d breaks %q of %q", cut, cluster, text)
		}
		at += len(cluster)
	}
	if cut < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[cut]) {
		t.Fatalf("the cut at %d breaks a rune of %q", cut, text)
	}
}

func entitiesInside(t fataler, p core.Content) {
	t.Helper()
	units := utf16.Encode([]rune(p.Text))
	for _, e := range p.Entities {
		end := e.Offset + e.Length
		if e.Offset < 0 || e.Length <= 0 || end > len(units) {
			t.Fatalf("%+v is not inside %q", e, p.Text)
		}
		for _, at := range []int{e.Offset, end} {
			if at > 0 && at < len(units) && utf16.IsSurrogate(rune(units[at])) && units[at] >= 0xDC00 {
				t.Fatalf("%+v splits a surrogate pair of %q", e, p.Text)
			}
		}
	}
}

// covered: what an entity covers in the parts is what it covered in the text,
// but for white space that was left out.
func covered(t fataler, text string, e core.Entity, parts []core.Content) {
	t.Helper()
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	units := utf16.Encode([]rune(text))
	from, to := max(0, min(e.Offset, len(units))), max(0, min(e.Offset+e.Length, len(units)))
	if from >= to {
		return
	}
	if from > 0 && from < len(units) && units[from] >= 0xDC00 && units[from] < 0xE000 {
		from--
	}
	if to < len(units) && units[to] >= 0xDC00 && units[to] < 0xE000 {
		to++
	}
	got := ""
	for _, p := range parts {
		u := utf16.Encode([]rune(p.Text))
		for _, e := range p.Entities {
			got += string(utf16.Decode(u[e.Offset : e.Offset+e.Length]))
		}
	}
	if want := string(utf16.Decode(units[from:to])); squeeze(got) != squeeze(want) {
		t.Fatalf("the entity covers %q, not %q", got, want)
	}
}

func TestPlansKeepTheirPromises(t *testing.T) {
	t.Parallel()
	word := rapid.SampledFrom([]string{"a", "word", " ", "  ", "\n", "\r\n", "\r", "\n\n", "。", "！”", ". ", "...", "，", "汉字", "か\u3099",
		family, flag, wave, "e\u0301", "\u0301", "\u200d", "€", "[x]", "https://a.cn/b?c=d.", "www.a.cn", "://", "مرحبا", "ไทย", "한글", "ᄒ", "ᅡ", "\u2028"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(word, rapid.String()), 0, 40).Draw(t, "text"), "")
		unit := rapid.SampledFrom(unitNames()).Draw(t, "unit")
		limit := core.Limit{Max: rapid.IntRange(1, 60).Draw(t, "max"), Unit: unit}
		entities := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) core.Entity {
			return core.Entity{Type: "bold", Offset: rapid.IntRange(-3, 90).Draw(t, "offset"), Length: rapid.IntRange(-3, 90).Draw(t, "length")}
		}), 0, 3).Draw(t, "entities")
		check(t, text, entities, limit, rapid.IntRange(0, 4).Draw(t, "files"))
	})
}

func TestAnEntityThatFitsIsNotCut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := strings.Repeat(rapid.SampledFrom([]string{"a", "ab ", "汉", "x. "}).Draw(t, "unit"), rapid.IntRange(0, 60).Draw(t, "times"))
		bold := strings.Repeat("字 ", rapid.IntRange(1, 20).Draw(t, "bold"))
		e := core.Entity{Type: "bold", Offset: len(utf16.Encode([]rune(before))), Length: len([]rune(bold))}
		parts, _, err := plan.Message(core.Content{Text: before + bold + before, Entities: []core.Entity{e}}, textCaps(40, core.UTF16))
		if err != nil {
			t.Fatalf("%v", err)
		}
		n := 0
		for _, p := range parts {
			n += len(p.Entities)
		}
		if n != 1 {
			t.Fatalf("%d entities in %q", n, texts(parts))
		}
	})
}

func FuzzPlan(f *testing.F) {
	f.Add("他说：“你好！”然后 https://a.cn/b 走了\r\n"+family+flag, 10, 0, 3, 9, 2)
	f.Add("e\u0301\u0301\u0301\u0301 a\xff\xfe", 3, 1, 1, 2, 0)
	f.Add(strings.Repeat("€a", 100), 1, 3, 0, 200, 1)
	f.Fuzz(func(t *testing.T, text string, max, unit, offset, length, files int) {
		if files < 0 || files > 20 || max < 1 || max > 1<<20 || unit < 0 || len(text) > 1<<13 {
			t.Skip()
		}
		limit := core.Limit{Max: max, Unit: unitNames()[unit%4]}
		check(t, text, []core.Entity{{Type: "bold", Offset: offset, Length: length}}, limit, files)
	})
}

func BenchmarkPlanOneMegabyte(b *testing.B) {
	for name, unit := range map[string]string{
		"han":      "今天天气很好，我们去公园。",
		"latin":    "The quick brown fox jumps over the lazy dog. ",
		"letters":  "aaaaaaaaaaaaaaaaaaaa",
		"emoji":    family + flag + wave,
		"marks":    "\u0301",
		"urls":     "www. https://a.cn/b ",
		"newlines": "\n\n",
	} {
		text := "x" + strings.Repeat(unit, 1<<20/len(unit))
		for _, limit := range []core.Limit{units(2048, core.Bytes), units(4096, core.UTF16), units(1, core.SMSSegments)} {
			b.Run(name+"/"+string(limit.Unit), func(b *testing.B) {
				for b.Loop() {
					if _, _, err := plan.Message(core.Content{Text: text}, core.Caps{Text: limit}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
