package routing_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/routing"
	"github.com/switchboard-hub/switchboard/core/search"
)

// screens are rules of which each treats some words in one way.
func screens(t testing.TB, by map[routing.Screen][]string) *routing.Rules {
	t.Helper()
	var rules []routing.Rule
	for _, s := range []routing.Screen{routing.ScreenBlock, routing.ScreenMask, routing.ScreenFlag} {
		if len(by[s]) > 0 {
			rules = append(rules, routing.Rule{ID: core.NewID(), Name: string(s), Enabled: true, Then: routing.Then{Screen: s},
				When: routing.When{Keywords: &routing.Keywords{Words: by[s]}}})
		}
	}
	r, err := routing.Compile(rules, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMasking(t *testing.T) {
	t.Parallel()
	r := screens(t, map[routing.Screen][]string{routing.ScreenMask: {"加微信", "微信号", "赌博", "VX", "法轮", "kg of gold", "𠮷野家", "e", "👨‍👩‍👧", "株式会社"}})
	for text, want := range map[string]string{
		"":                      "",
		"请问多少钱":                 "请问多少钱",
		"加微信吧":                  "***吧",
		"加 微　信吧":                "*****吧",
		"加\u200b微\u2060\ufe0f信": "******",
		"加微信号码":                 "****码",
		"加 v x":                 "加 v x",
		"我的ｖⅩ是":                 "我的**是",
		"賭 博":                   "***",
		"赌-博":                   "赌-博",
		"5㎏ Of  Gold!":          "5**********!",
		"去𠮷野家吧":                 "去***吧",
		"caf\u0065\u0301":       "caf**",
		"café":                  "caf*",
		"a👨‍👩‍👧b":               "a*****b",
		"㍿":                     "*",
		"\xff加微信\xff":           "\xff***\xff",
		"赌\n博\n赌":               "***\n赌",
		"\u202e加微信":             "\u202e***",
	} {
		if v := r.Check(text, core.In); v.Text != want || v.Masked != (text != want) || v.Blocked || v.Flagged {
			t.Errorf("%q becomes %q, want %q", text, v.Text, want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	r := compiled(t, `{"when":{"keywords":{"words":["赌博"]}},"then":{"screen":"block"}}`,
		`{"when":{"keywords":{"words":["微信"]},"direction":"out"},"then":{"screen":"mask"}}`,
		`{"when":{"keywords":{"lists":[`+list+`],"words":["微 信","投诉"]},"direction":"in"},"then":{"screen":"flag"}}`,
		`{"enabled":false,"when":{"keywords":{"words":["你"]}},"then":{"screen":"block"}}`,
		`{"when":{"keywords":{"words":["滚"],"match":"exact"}},"then":{"screen":"block"}}`)
	for _, c := range []struct {
		text      string
		direction core.Direction
		want      string
	}{
		{"你好", core.In, "你好 false false false [] []"},
		{"微信", core.In, "微信 false false true [3] [微 信]"},
		{"微信", core.Out, "** false true false [2] [微信]"},
		{"idiot 投诉 Idiot", core.In, "idiot 投诉 Idiot false false true [3] [Idiot 投诉]"},
		{"微信赌博", core.Out, "**赌博 true true false [2 1] [微信 赌博]"},
		{"滚 ", core.In, "滚  true false false [5] [滚]"},
		{"滚动条", core.In, "滚动条 false false false [] []"},
	} {
		v := r.Check(c.text, c.direction)
		numbers := []byte{}
		for _, id := range v.Rules {
			numbers = append(numbers, id[15])
		}
		if got := fmt.Sprint(v.Text, " ", v.Blocked, v.Masked, v.Flagged, " ", numbers, " ", v.Words); got != c.want {
			t.Errorf("%q %s: %s, want %s", c.text, c.direction, got, c.want)
		}
	}
}

// letters are few, so that words meet, overlap and are hidden in each other.
var letters = []rune("加微信號号aA ａ\u200bb漢")

func drawText(max int) *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(letters), 0, max), func(r []rune) string { return string(r) })
}

// plain is what folding makes of a text, by search.Fold and by looking around.
func plain(text string) string {
	runes := []rune(strings.Join(strings.Fields(search.Fold(text)), " "))
	var out []rune
	for i, r := range runes {
		chinese := func(r rune) bool { return r >= '一' && r <= '龥' }
		if r == ' ' && chinese(runes[i-1]) && chinese(runes[i+1]) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

func TestWordsAreFoundWhereASimpleSearchFindsThem(t *testing.T) {
	t.Parallel()
	word := drawText(4).Filter(func(s string) bool { return plain(s) != "" })
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 8).Draw(t, "words")
		text := drawText(24).Draw(t, "text")
		match := rapid.SampledFrom([]routing.Match{routing.MatchContains, routing.MatchExact, routing.MatchPrefix}).Draw(t, "match")
		r, err := routing.Compile([]routing.Rule{{Name: "r", Enabled: true, Then: routing.Then{Screen: routing.ScreenMask},
			When: routing.When{Keywords: &routing.Keywords{Words: words, Match: match}}}}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := false
		for _, w := range words {
			switch text, w := plain(text), plain(w); match {
			case routing.MatchContains:
				want = want || strings.Contains(text, w)
			case routing.MatchExact:
				want = want || text == w
			case routing.MatchPrefix:
				want = want || strings.HasPrefix(text, w)
			}
		}
		v := r.Check(text, core.In)
		if v.Masked != want {
			t.Fatalf("%q in %q (%q): %v", words, text, plain(text), v.Masked)
		}
		checkMasked(t, text, v.Text)
		if match == routing.MatchContains && want {
			if again := r.Check(v.Text, core.In); again.Masked {
				t.Fatalf("%q becomes %q, where there is still something", text, v.Text)
			}
		}
	})
}

// checkMasked holds a masked text against its original: as many characters, of
// which each is the same or *, and none is cut.
func checkMasked(t interface {
	Helper()
	Fatalf(string, ...any)
}, text, masked string) {
	t.Helper()
	if utf8.RuneCountInString(masked) != utf8.RuneCountInString(text) || utf8.ValidString(text) && !utf8.ValidString(masked) {
		t.Fatalf("%q becomes %q", text, masked)
	}
	state, rest := -1, text
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		stars := strings.Repeat("*", utf8.RuneCountInString(cluster))
		switch {
		case strings.HasPrefix(masked, cluster):
			masked = masked[len(cluster):]
		case strings.HasPrefix(masked, stars):
			masked = masked[len(stars):]
		default:
			t.Fatalf("%q was cut: %q", cluster, masked)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("加微信\n赌博", "请加 微\u200b信号")
	f.Add("e\n㎏\nffi", "caf\u0065\u0301 5kg oﬃce")
	f.Add("👨‍👩‍👧\n🇨🇳", "a👨‍👩‍👧b🇨🇳🇨")
	f.Add("\u1100\u1161", "가 \u1100\u1161\u11a8")
	f.Fuzz(func(t *testing.T, words, text string) {
		list := routing.ParseWords(words)
		if len(list) == 0 || len(list) > 100 || routing.CheckWords(routing.WordList{Words: list}) != nil {
			return
		}
		r, err := routing.Compile([]routing.Rule{{Name: "r", Enabled: true, Then: routing.Then{Screen: routing.ScreenMask},
			When: routing.When{Keywords: &routing.Keywords{Lists: []core.ID{{1}}}}}}, []routing.WordList{{ID: core.ID{1}, Words: list}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		v := r.Check(text, core.Out)
		if v.Masked != (len(v.Words) > 0) || !v.Masked && v.Text != text {
			t.Fatalf("%+v", v)
		}
		checkMasked(t, text, v.Text)
		for _, w := range list { // each finds itself
			if v := r.Check(w, core.Out); !v.Masked {
				t.Fatalf("%q is not found in itself", w)
			}
		}
	})
}

func FuzzCompile(f *testing.F) {
	f.Add(`[{"name":"a","enabled":true,"when":{"vip":true,"keywords":{"words":["退款"],"match":"prefix"}},"then":{"priority":5,"tags":["x"]}}]`, "退款")
	f.Add(`[{"name":"a","enabled":true,"when":{"hours":{"open":false,"window":{"time_zone":"Asia/Shanghai","weekly":{"monday":[{"from":0,"to":1440}]}}}},"then":{"team":"018f3c5e-7b1a-7c3d-9e4f-0123456789ab"}}]`, "hello")
	f.Add(`[{"name":"a","enabled":true,"when":{"keywords":{"words":["a"]},"direction":"in"},"then":{"screen":"mask"}},{"name":"b","enabled":true,"stop":true}]`, "A b")
	f.Fuzz(func(t *testing.T, text, message string) {
		var rules []routing.Rule
		if json.Unmarshal([]byte(text), &rules) != nil {
			return
		}
		r, err := routing.Compile(rules, nil, nil)
		if err != nil {
			return
		}
		facts := routing.Facts{Text: message, Page: message, Tags: []string{message}, Channel: "web"}
		e := r.Explain(facts)
		if len(e.Trace) != len(rules) {
			t.Fatalf("%d rules, %d lines of a trace", len(rules), len(e.Trace))
		}
		checkMasked(t, message, e.Verdict.Text)
		b, err := json.Marshal(rules)
		if err != nil {
			t.Fatal(err)
		}
		var again []routing.Rule
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatal(err)
		}
		r, err = routing.Compile(again, nil, nil)
		if err != nil {
			t.Fatalf("%s is written as %s: %v", text, b, err)
		}
		was, _ := json.Marshal(e)
		if is, _ := json.Marshal(r.Explain(facts)); string(is) != string(was) {
			t.Fatalf("%s, and after it was written and read: %s", was, is)
		}
	})
}

// sensitive are words as lists have them: two to five characters, a tenth of
// them Latin.
func sensitive(n int) []string {
	rnd := rand.New(rand.NewPCG(1, 2))
	var out []string
	for len(out) < n {
		var w []rune
		for range 2 + rnd.IntN(4) {
			if len(out)%10 == 0 {
				w = append(w, 'a'+rune(rnd.IntN(26)))
			} else {
				w = append(w, common[rnd.IntN(len(common))])
			}
		}
		if !slices.Contains(out, string(w)) {
			out = append(out, string(w))
		}
	}
	return out
}

// common are the characters that most texts are made of, so that words begin
// everywhere and end nearly nowhere.
var common = []rune("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严")

// messages are what customers write.
var messages = []string{
	"你好，请问这件衣服什么时候可以发货？我已经等了三天了",
	"昨天买的手机壳颜色不对，我想换一个黑色的，运费谁出呢？",
	"订单号 20261001123456，麻烦帮我查一下物流到哪里了，谢谢！",
	"Hi, I ordered two pairs of shoes last week but only one arrived, can you help?",
	"这个月的会员费用为什么又扣了两次，客服电话一直打不通，请尽快处理并且给我一个说法",
	"請問可以開發票嗎？我們公司需要報銷，抬頭和稅號我等一下發給您",
	"退款申请已经提交五天了还没有到账，支付宝里也没有看到记录，能不能加急处理一下",
	"好的，明白了，我晚上回家以后再试一次，如果还是不行的话再联系你们👍",
}

func TestCheckingAllocatesNothing(t *testing.T) {
	r := screens(t, map[routing.Screen][]string{routing.ScreenBlock: clean(3000)})
	for _, m := range messages {
		if n := testing.AllocsPerRun(100, func() {
			if v := r.Check(m, core.In); v.Blocked {
				t.Fatal(v.Words)
			}
		}); n > 0 {
			t.Errorf("%q: %v allocations", m, n)
		}
	}
}

// clean are words that no message has.
func clean(n int) []string {
	said := plain(strings.Join(messages, "|"))
	return slices.DeleteFunc(sensitive(n+100), func(w string) bool { return strings.Contains(said, plain(w)) })[:n]
}

// BenchmarkCheck is one message against 3,000 words; beside it what the same
// costs word by word, and one pass over the text that looks for nothing.
func BenchmarkCheck(b *testing.B) {
	words := clean(3000)
	r := screens(b, map[routing.Screen][]string{routing.ScreenBlock: words[:1000], routing.ScreenMask: words[1000:2000], routing.ScreenFlag: words[2000:]})
	each := func(name string, f func(m string) bool) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if f(messages[n%len(messages)]) {
					b.Fatal("found")
				}
				n++
			}
		})
	}
	each("3000-words", func(m string) bool { v := r.Check(m, core.In); return v.Blocked || v.Masked || v.Flagged })
	each("strings.Contains", func(m string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(m, w) })
	})
	each("one-pass", func(m string) bool {
		for _, r := range m {
			if r == '\u0001' {
				return true
			}
		}
		return false
	})
}
