package plan_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/outbound/plan"
)

// textCaps takes texts only.
func textCaps(n int, u core.Unit) core.Caps { return core.Caps{Text: units(n, u), Entities: true} }

const (
	family = "👨‍👩‍👧‍👦" // 4 people and 3 joiners: 11 UTF-16 units, 25 bytes
	flag   = "🇨🇳"
	wave   = "👋🏽"
)

func TestATextIsCutAtItsBestPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		limit core.Limit
		want  []string
	}{
		"paragraph before line": {"aaaa\n\nbb\ncc dd", units(10, core.Runes), []string{"aaaa\n\n", "bb\ncc dd"}},
		"line before sentence":  {"aaaa bb\nc. dd ee", units(12, core.Runes), []string{"aaaa bb\n", "c. dd ee"}},
		"sentence before space": {"aaa bbb. cc ddd", units(12, core.Runes), []string{"aaa bbb. ", "cc ddd"}},
		"space before letters":  {"aaa bbb cccccc", units(10, core.Runes), []string{"aaa bbb ", "cccccc"}},
		"letters at last":       {"aaaaaaaaaaaaaa", units(10, core.Runes), []string{"aaaaaaaaaa", "aaaa"}},
		"too early a paragraph": {"a\n\nbbbb bbbb bbbb", units(12, core.Runes), []string{"a\n\nbbbb ", "bbbb bbbb"}},
		"chinese sentence":      {"今天天气好。我们去公园", units(8, core.Runes), []string{"今天天气好。", "我们去公园"}},
		"quoted sentence":       {"他说：“你好！”然后走了", units(10, core.Runes), []string{"他说：“你好！”", "然后走了"}},
		"doubled sign":          {"真的吗？！我不信", units(6, core.Runes), []string{"真的吗？！", "我不信"}},
		"ellipsis":              {"等一下……马上就来", units(7, core.Runes), []string{"等一下……", "马上就来"}},
		"chinese pause":         {"红的，绿的黄的蓝的", units(8, core.Runes), []string{"红的，", "绿的黄的蓝的"}},
		"no sentence in 3.14":   {"it is 3.14159265", units(12, core.Runes), []string{"it is ", "3.14159265"}},
		"bytes":                 {"好好好好", units(7, core.Bytes), []string{"好好", "好好"}},
		"utf-16":                {"😀😀😀", units(5, core.UTF16), []string{"😀😀", "😀"}},
		"runes":                 {"😀😀😀", units(2, core.Runes), []string{"😀😀", "😀"}},
		"crlf":                  {"aaa\r\nb", units(4, core.Runes), []string{"aaa", "\r\nb"}},
		"crlf lines":            {"aaa\r\nbbb", units(6, core.Runes), []string{"aaa\r\n", "bbb"}},
		"crlf paragraphs":       {"aa\r\n\r\nbbb\r\nc", units(11, core.Runes), []string{"aa\r\n\r\n", "bbb\r\nc"}},
		"family":                {"ab" + family + "c", units(12, core.UTF16), []string{"ab", family + "c"}},
		"flags":                 {flag + flag + flag, units(9, core.UTF16), []string{flag + flag, flag}},
		"skin tone":             {"aaa" + wave, units(5, core.UTF16), []string{"aaa", wave}},
		"combining marks":       {"ae\u0301\u0302o\u0308", units(4, core.Runes), []string{"ae\u0301\u0302", "o\u0308"}},
		"devanagari":            {"नमस्ते", units(4, core.Runes), []string{"नमस्", "ते"}},
		"arabic":                {"مرحبا بك؟ كيف", units(11, core.Runes), []string{"مرحبا بك؟ ", "كيف"}},
		"hebrew":                {"שלום לך. מה", units(10, core.Runes), []string{"שלום לך. ", "מה"}},
		"kana with mark":        {"かか\u3099か", units(2, core.Runes), []string{"か", "か\u3099", "か"}},
		"cluster over the part": {family, units(4, core.UTF16), []string{"👨‍", "👩‍", "👧‍", "👦"}},
		"a url stays whole":     {"see https://a.cn/bcd now", units(18, core.Runes), []string{"see ", "https://a.cn/bcd ", "now"}},
		"www stays whole":       {"aaaa www.abcdef.cn。", units(14, core.Runes), []string{"aaaa ", "www.abcdef.cn。"}},
		"url after chinese":     {"请看https://a.cn/bcd谢谢", units(17, core.Runes), []string{"请看", "https://a.cn/bcd谢", "谢"}},
		"a url over the part":   {"https://a.cn/bcdefg", units(10, core.Runes), []string{"https://a.", "cn/bcdefg"}},
		"invalid bytes":         {"\xff\xfe\xfd", units(2, core.Bytes), []string{"\xff\xfe", "\xfd"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parts, notes := mustPlan(t, core.Content{Text: c.text}, core.Caps{Text: c.limit})
			if got := texts(parts); !reflect.DeepEqual(got, c.want) || notes != nil {
				t.Errorf("%q\nwant %q", got, c.want)
			}
		})
	}
}

func TestEntitiesAreCountedAnewInEachPart(t *testing.T) {
	t.Parallel()
	bold := func(offset, length int) core.Entity { return core.Entity{Type: "bold", Offset: offset, Length: length} }
	for name, c := range map[string]struct {
		text     string
		limit    int
		entities []core.Entity
		want     [][]core.Entity
		texts    []string
	}{
		"one in each":  {"aa bb cc dd", 6, []core.Entity{bold(0, 2), bold(9, 2)}, [][]core.Entity{{bold(0, 2)}, {bold(3, 2)}}, []string{"aa bb ", "cc dd"}},
		"behind emoji": {"😀😀 😀😀 x", 6, []core.Entity{bold(5, 4)}, [][]core.Entity{nil, {bold(0, 4)}}, []string{"😀😀 ", "😀😀 x"}},
		"kept whole":   {"aaaa bb cc", 8, []core.Entity{bold(5, 5)}, [][]core.Entity{nil, {bold(0, 5)}}, []string{"aaaa ", "bb cc"}},
		"over a part":  {"aaaa bbbb cccc", 10, []core.Entity{bold(0, 14)}, [][]core.Entity{{bold(0, 10)}, {bold(0, 4)}}, []string{"aaaa bbbb ", "cccc"}},
		"nested": {"aaaa bbbb cccc", 10, []core.Entity{bold(0, 14), {Type: "link", Offset: 5, Length: 4, URL: "u"}},
			[][]core.Entity{{bold(0, 10), {Type: "link", Offset: 5, Length: 4, URL: "u"}}, {bold(0, 4)}}, []string{"aaaa bbbb ", "cccc"}},
		"out of the text":  {"aaaa", 9, []core.Entity{bold(2, 99), bold(9, 1), bold(-2, 3), bold(1, 0), bold(1, -1)}, [][]core.Entity{{bold(0, 1), bold(2, 2)}}, []string{"aaaa"}},
		"half a surrogate": {"😀a", 9, []core.Entity{bold(1, 1)}, [][]core.Entity{{bold(0, 2)}}, []string{"😀a"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parts, _ := mustPlan(t, core.Content{Text: c.text, Entities: c.entities}, textCaps(c.limit, core.UTF16))
			var got [][]core.Entity
			for _, p := range parts {
				got = append(got, p.Entities)
			}
			if !reflect.DeepEqual(got, c.want) || !reflect.DeepEqual(texts(parts), c.texts) {
				t.Errorf("%q %+v\nwant %+v", texts(parts), got, c.want)
			}
		})
	}
}

func TestTextsAreMeasuredInTheirUnit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		unit core.Unit
		want int
	}{
		"bytes":               {"好😀", core.Bytes, 7},
		"runes":               {"好😀", core.Runes, 2},
		"utf-16":              {"好😀", core.UTF16, 3},
		"no text, no segment": {"", core.SMSSegments, 0},
		"one of gsm-7":        {strings.Repeat("a", 160), core.SMSSegments, 1},
		"two of gsm-7":        {strings.Repeat("a", 161), core.SMSSegments, 2},
		"two, full":           {strings.Repeat("a", 306), core.SMSSegments, 2},
		"three":               {strings.Repeat("a", 307), core.SMSSegments, 3},
		"extension":           {strings.Repeat("€", 80), core.SMSSegments, 1},
		"extension over":      {strings.Repeat("€", 80) + "a", core.SMSSegments, 2},
		"not across segments": {strings.Repeat("€", 153), core.SMSSegments, 3}, // 76 in a segment of 153
		"one of ucs-2":        {strings.Repeat("好", 70), core.SMSSegments, 1},
		"two of ucs-2":        {strings.Repeat("好", 71), core.SMSSegments, 2},
		"two of ucs-2, full":  {strings.Repeat("好", 134), core.SMSSegments, 2},
		"three of ucs-2":      {strings.Repeat("好", 135), core.SMSSegments, 3},
		"pairs stay together": {strings.Repeat("😀", 67), core.SMSSegments, 3}, // 33 in a segment of 67
		"one makes all wide":  {strings.Repeat("a", 100) + "ç", core.SMSSegments, 2},
		"the whole alphabet":  {"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡AZÄÖÑÜ§¿azäöñüà" + strings.Repeat("a", 78), core.SMSSegments, 1},
		"backquote is wide":   {strings.Repeat("a", 70) + "`", core.SMSSegments, 2},
	} {
		if got := plan.Measure(c.text, c.unit); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestAShortMessageIsCutBySegments(t *testing.T) {
	t.Parallel()
	parts, _ := mustPlan(t, core.Content{Text: strings.Repeat("好", 200)}, textCaps(1, core.SMSSegments))
	if got := texts(parts); len(got) != 3 || got[0] != strings.Repeat("好", 70) {
		t.Errorf("%d parts", len(got))
	}
	parts, _ = mustPlan(t, core.Content{Text: strings.Repeat("好", 200)}, textCaps(3, core.SMSSegments))
	if len(parts) != 1 {
		t.Errorf("%d parts", len(parts))
	}
	// A Han character at the end makes UCS-2 of its own part only.
	parts, _ = mustPlan(t, core.Content{Text: strings.Repeat("a", 200) + "好"}, textCaps(1, core.SMSSegments))
	if got := texts(parts); !slices.Equal(got, []string{strings.Repeat("a", 160), strings.Repeat("a", 40) + "好"}) {
		t.Errorf("%q", got)
	}
}

func TestAWellKnownLengthOfHanNeverBecomesOnePart(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("汉", 4800) // 14,400 bytes
	for _, c := range []struct {
		limit core.Limit
		parts int
	}{{units(2048, core.Bytes), 8}, {units(4096, core.UTF16), 2}, {units(600, core.Runes), 8}} {
		parts, _ := mustPlan(t, core.Content{Text: text}, core.Caps{Text: c.limit})
		if len(parts) != c.parts || strings.Join(texts(parts), "") != text {
			t.Errorf("%+v: %d parts", c.limit, len(parts))
		}
	}
}
