package routing_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/hours"
	"github.com/switchboard-hub/switchboard/core/routing"
)

func id(n byte) core.ID { return core.ID{15: n} }

// compiled are rules from JSON, numbered from 1. The list 100 has words, the
// schedule 200 is open from Monday to Friday.
func compiled(t testing.TB, text ...string) *routing.Rules {
	t.Helper()
	r, err := compile(text...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func compile(text ...string) (*routing.Rules, error) {
	var rules []routing.Rule
	for i, s := range text {
		r := routing.Rule{Name: "rule", Enabled: true}
		if err := json.Unmarshal([]byte(s), &r); err != nil {
			return nil, err
		}
		r.ID = id(byte(i + 1))
		rules = append(rules, r)
	}
	week := hours.Schedule{TimeZone: "Asia/Shanghai", Weekly: map[hours.Day][]hours.Interval{}}
	for _, d := range hours.Days()[:5] {
		week.Weekly[d] = []hours.Interval{{From: 9 * 60, To: 18 * 60}}
	}
	return routing.Compile(rules, []routing.WordList{{ID: id(100), Name: "辱骂", Words: []string{"笨蛋", "Idiot"}}}, map[core.ID]*hours.Schedule{id(200): &week})
}

const (
	list     = `"00000000-0000-0000-0000-000000000064"`
	schedule = `"00000000-0000-0000-0000-0000000000c8"`
	one      = `"00000000-0000-0000-0000-000000000001"`
	two      = `"00000000-0000-0000-0000-000000000002"`
)

// TestConditions has for each condition facts for which it holds, and others for
// which it is the one that fails.
func TestConditions(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, 9, 28, 2, 0, 0, 0, time.UTC) // 10:00 in Shanghai
	for name, c := range map[string]struct {
		when   string
		holds  []routing.Facts
		fails  []routing.Facts
		failed routing.Condition
	}{
		"nothing": {when: `{}`, holds: []routing.Facts{{}, {Text: "x"}}},
		"accounts": {`{"accounts":[` + one + `,` + two + `]}`, []routing.Facts{{Account: id(1)}, {Account: id(2)}},
			[]routing.Facts{{}, {Account: id(3)}}, routing.FailedAccount},
		"channels":  {`{"channels":["web","telegram"]}`, []routing.Facts{{Channel: "telegram"}}, []routing.Facts{{Channel: "sms"}, {}}, routing.FailedChannel},
		"kinds":     {`{"kinds":["text","voice"]}`, []routing.Facts{{Kind: "voice"}, {}}, []routing.Facts{{Kind: "image"}}, routing.FailedKind},
		"new":       {`{"new":true}`, []routing.Facts{{New: true}}, []routing.Facts{{}}, routing.FailedNew},
		"returning": {`{"new":false}`, []routing.Facts{{}}, []routing.Facts{{New: true}}, routing.FailedNew},
		"vip":       {`{"vip":true}`, []routing.Facts{{VIP: true}}, []routing.Facts{{}}, routing.FailedVIP},
		"any tag":   {`{"tags":{"any":["a","b"]}}`, []routing.Facts{{Tags: []string{"c", "b"}}}, []routing.Facts{{Tags: []string{"c"}}, {}}, routing.FailedTags},
		"all tags":  {`{"tags":{"all":["a","b"]}}`, []routing.Facts{{Tags: []string{"b", "a"}}}, []routing.Facts{{Tags: []string{"b"}}, {}}, routing.FailedTags},
		"no tag":    {`{"tags":{"none":["a","b"]}}`, []routing.Facts{{}, {Tags: []string{"c"}}}, []routing.Facts{{Tags: []string{"c", "b"}}}, routing.FailedTags},
		"some tags": {`{"tags":{"any":["a","b"],"none":["c"]}}`, []routing.Facts{{Tags: []string{"a"}}}, []routing.Facts{{Tags: []string{"a", "c"}}, {}}, routing.FailedTags},
		"open":      {`{"hours":{"open":true,"schedule":` + schedule + `}}`, []routing.Facts{{At: monday}}, []routing.Facts{{At: monday.Add(12 * time.Hour)}}, routing.FailedHours},
		"closed":    {`{"hours":{"open":false,"schedule":` + schedule + `}}`, []routing.Facts{{At: monday.Add(12 * time.Hour)}}, []routing.Facts{{At: monday}}, routing.FailedHours},
		"window": {`{"hours":{"open":true,"window":{"time_zone":"UTC","weekly":{"monday":[{"from":0,"to":150}]}}}}`,
			[]routing.Facts{{At: monday}}, []routing.Facts{{At: monday.Add(time.Hour)}}, routing.FailedHours},
		"language": {`{"languages":["zh","en-GB"]}`, []routing.Facts{{Language: "zh-Hant-TW"}, {Language: "EN_gb"}, {Text: "你好，请问什么时候发货"}},
			[]routing.Facts{{Language: "en"}, {Language: "zhuang"}, {Language: "ja", Text: "你好"}, {Text: "12345"}}, routing.FailedLanguage},
		"unknown language": {`{"languages":["und"]}`, []routing.Facts{{Text: "12345"}, {}}, []routing.Facts{{Text: "你好"}}, routing.FailedLanguage},
		"page": {`{"page":{"prefix":["https://Shop.example.com/cart"],"contains":["checkout"]}}`,
			[]routing.Facts{{Page: "https://shop.example.com/cart/2"}, {Page: "http://shop.example.com/CART"}, {Page: "https://other.example/Checkout"}},
			[]routing.Facts{{}, {Page: "https://shop.example.com/"}, {Page: "https://evil.example/https://shop.example.com/cart"}}, routing.FailedPage},
		"keywords": {`{"keywords":{"words":["退款","Refund me"]}}`,
			[]routing.Facts{{Text: "我要退款！"}, {Text: "退 款"}, {Text: "退\u200b款"}, {Text: "pls ＲＥＦＵＮＤ  ｍｅ"}, {Text: "réfund me"}},
			[]routing.Facts{{Text: "退货款"}, {Text: "refundme"}, {}}, routing.FailedKeywords},
		"traditional": {`{"keywords":{"words":["發票"]}}`, []routing.Facts{{Text: "开发票"}, {Text: "開發票"}}, []routing.Facts{{Text: "发现票"}}, routing.FailedKeywords},
		"exact":       {`{"keywords":{"words":["退订","T"],"match":"exact"}}`, []routing.Facts{{Text: " 退订\n"}, {Text: "ｔ"}}, []routing.Facts{{Text: "退订。"}, {Text: "td"}, {Text: "不退订"}}, routing.FailedKeywords},
		"prefix":      {`{"keywords":{"words":["/help","帮助"],"match":"prefix"}}`, []routing.Facts{{Text: "/HELP me"}, {Text: "\u3000帮 助我"}}, []routing.Facts{{Text: "请帮助"}}, routing.FailedKeywords},
		"lists":       {`{"keywords":{"lists":[` + list + `]}}`, []routing.Facts{{Text: "你这个笨 蛋"}, {Text: "IDIOTS"}}, []routing.Facts{{Text: "笨"}}, routing.FailedKeywords},
		"all of it":   {`{"vip":true,"keywords":{"words":["a"]}}`, []routing.Facts{{VIP: true, Text: "a"}}, []routing.Facts{{VIP: true}}, routing.FailedKeywords},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := compiled(t, `{"when":`+c.when+`,"then":{"tags":["x"]}}`)
			for _, f := range c.holds {
				if e := r.Explain(f); !e.Trace[0].Matched || e.Trace[0].Failed != "" || len(r.Decide(f).Matched) != 1 {
					t.Errorf("%+v: %+v", f, e.Trace)
				}
			}
			for _, f := range c.fails {
				if e := r.Explain(f); e.Trace[0].Matched || e.Trace[0].Failed != c.failed || len(r.Decide(f).Matched) != 0 {
					t.Errorf("%+v: %+v", f, e.Trace)
				}
			}
		})
	}
}

func TestDecisionsAddUpUntilARuleStops(t *testing.T) {
	t.Parallel()
	r := compiled(t,
		`{"name":"vip","when":{"vip":true},"then":{"priority":10,"tags":["vip"],"skills":["gold"]}}`,
		`{"name":"off","enabled":false,"then":{"team":`+one+`}}`,
		`{"name":"night","when":{"keywords":{"words":["夜"]}},"then":{"reply":"明天见","priority":1,"tags":["vip","night"]}}`,
		`{"name":"goes on","when":{"keywords":{"words":["退款"]}},"then":{"team":`+one+`,"language":"zh"},"stop":false}`,
		`{"name":"words","when":{"keywords":{"words":["笨蛋"]}},"then":{"screen":"mask"}}`,
		`{"name":"bot","then":{"team":`+two+`,"bot":"faq","skills":["gold","refunds"]}}`,
		`{"name":"never","then":{"tags":["never"]}}`,
	)
	ten, first := 10, 1
	for name, c := range map[string]struct {
		facts routing.Facts
		want  routing.Decision
		trace string
	}{
		"all": {routing.Facts{VIP: true, Text: "夜里退款，笨蛋"}, routing.Decision{Team: id(1), Priority: &ten, Tags: []string{"vip", "night"}, Skills: []string{"gold", "refunds"},
			Language: "zh", Reply: "明天见", Matched: []core.ID{id(1), id(3), id(4), id(6)}}, "matched enabled matched matched matched matched stopped"},
		"some": {routing.Facts{Text: "夜"}, routing.Decision{Team: id(2), Bot: "faq", Priority: &first, Tags: []string{"vip", "night"}, Skills: []string{"gold", "refunds"},
			Reply: "明天见", Matched: []core.ID{id(3), id(6)}}, "vip enabled matched keywords keywords matched stopped"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := r.Decide(c.facts); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v", got)
			}
			e := r.Explain(c.facts)
			var trace []string
			for _, s := range e.Trace {
				if s.Matched {
					trace = append(trace, "matched")
				}
				if s.Failed != "" {
					trace = append(trace, string(s.Failed))
				}
			}
			if got := strings.Join(trace, " "); got != c.trace || !reflect.DeepEqual(e.Decision, c.want) {
				t.Errorf("%s, %+v", got, e)
			}
		})
	}
}

func TestWhatIsBlockedGoesNowhere(t *testing.T) {
	t.Parallel()
	r := compiled(t, `{"then":{"team":`+one+`}}`, `{"when":{"keywords":{"words":["赌博"]}},"then":{"screen":"block"}}`,
		`{"when":{"keywords":{"words":["赌博"]},"direction":"out"},"then":{"screen":"mask"}}`)
	e := r.Explain(routing.Facts{Text: "来赌 博"})
	if !e.Verdict.Blocked || len(e.Decision.Matched) != 0 || e.Trace[0].Failed != routing.FailedStopped || !e.Trace[1].Matched || e.Trace[2].Failed != routing.FailedDirection {
		t.Errorf("%+v", e)
	}
}

func TestNoRulesSayNothing(t *testing.T) {
	t.Parallel()
	var none *routing.Rules
	for _, r := range []*routing.Rules{none, compiled(t)} {
		if d := r.Decide(routing.Facts{Text: "a"}); !reflect.DeepEqual(d, routing.Decision{}) {
			t.Errorf("%+v", d)
		}
		if v := r.Check("a", core.In); !reflect.DeepEqual(v, routing.Verdict{Text: "a"}) {
			t.Errorf("%+v", v)
		}
		if e := r.Explain(routing.Facts{Text: "a"}); len(e.Trace) != 0 {
			t.Errorf("%+v", e)
		}
	}
}

func TestBadRulesAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"no name":        {`{"name":" "}`, "give a name"},
		"nothing":        {`{"name":"n"}`, "it does nothing"},
		"two seats":      {`{"then":{"agent":` + one + `,"bot":"faq"}}`, "not to both"},
		"priority":       {`{"then":{"priority":101}}`, "between -100 and 100"},
		"a long reply":   {`{"then":{"reply":"` + strings.Repeat("字", 2001) + `"}}`, "longer than 2000"},
		"an empty tag":   {`{"then":{"tags":[" "]}}`, "empty"},
		"no list":        {`{"when":{"keywords":{"lists":[` + one + `]}},"then":{"tags":["a"]}}`, "no word list 00000000-0000-0000-0000-000000000001"},
		"no schedule":    {`{"when":{"hours":{"open":true,"schedule":` + one + `}},"then":{"tags":["a"]}}`, "no schedule 0000"},
		"no hours":       {`{"when":{"hours":{"open":true}},"then":{"tags":["a"]}}`, "either a schedule or a window"},
		"both hours":     {`{"when":{"hours":{"schedule":` + schedule + `,"window":{"time_zone":"UTC"}}},"then":{"tags":["a"]}}`, "either"},
		"a bad window":   {`{"when":{"hours":{"window":{"time_zone":"Mars"}}},"then":{"tags":["a"]}}`, `window: "Mars" is no time zone`},
		"no keywords":    {`{"when":{"keywords":{}},"then":{"tags":["a"]}}`, "name the keywords"},
		"an empty word":  {`{"when":{"keywords":{"words":["a","\u200b"]}},"then":{"tags":["a"]}}`, "is no word"},
		"a long word":    {`{"when":{"keywords":{"words":["` + strings.Repeat("a", 65) + `"]}},"then":{"tags":["a"]}}`, "longer than 64"},
		"a bad match":    {`{"when":{"keywords":{"words":["a"],"match":"regexp"}},"then":{"tags":["a"]}}`, `not by "regexp"`},
		"no tags":        {`{"when":{"tags":{}},"then":{"tags":["a"]}}`, "name the tags"},
		"no page":        {`{"when":{"page":{}},"then":{"tags":["a"]}}`, "name the page"},
		"an empty kind":  {`{"when":{"kinds":[""]},"then":{"tags":["a"]}}`, "is empty"},
		"a direction":    {`{"when":{"direction":"out"},"then":{"tags":["a"]}}`, "only a rule that blocks"},
		"a bad screen":   {`{"when":{"keywords":{"words":["a"]}},"then":{"screen":"hide"}}`, `not "hide"`},
		"screen all":     {`{"then":{"screen":"block"}}`, "needs keywords"},
		"screen sideway": {`{"when":{"keywords":{"words":["a"]},"direction":"up"},"then":{"screen":"block"}}`, `not "up"`},
		"screen some":    {`{"when":{"vip":true,"keywords":{"words":["a"]}},"then":{"screen":"block"}}`, "take the other conditions away"},
		"screen and go":  {`{"when":{"keywords":{"words":["a"]}},"then":{"screen":"block","reply":"no"}}`, "make a second rule"},
		"screen stops":   {`{"when":{"keywords":{"words":["a"]}},"then":{"screen":"flag"},"stop":true}`, "make a second rule"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := compile(`{"name":"fine","then":{"tags":["a"]}}`, c.text)
			if !errors.Is(err, &core.Problem{Code: routing.CodeRule}) || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "rule ") {
				t.Errorf("%v", err)
			}
		})
	}
	if _, err := compile(slices.Repeat([]string{`{"then":{"tags":["a"]}}`}, 513)...); err == nil {
		t.Error("no end of rules")
	}
	for _, w := range []string{"", "\u200d", strings.Repeat("字", 65)} {
		if err := routing.CheckWords(routing.WordList{Name: "坏", Words: []string{"a", w}}); !errors.Is(err, &core.Problem{Code: routing.CodeWords}) || !strings.Contains(err.Error(), "坏") {
			t.Errorf("%q: %v", w, err)
		}
	}
	if _, err := compile(`{"then":{},"stop":true}`); err != nil {
		t.Errorf("a rule that only stops: %v", err)
	}
}

func TestWordsStandOneALine(t *testing.T) {
	t.Parallel()
	if got := routing.ParseWords(" 加微信 \r\n\n赌博\n加微信\nfree money"); !reflect.DeepEqual(got, []string{"加微信", "赌博", "free money"}) {
		t.Errorf("%q", got)
	}
}

// TestTheExampleOfTheDocs holds the pages on routing to what they say.
func TestTheExampleOfTheDocs(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"routing.md", filepath.Join("zh", "routing.md")} {
		t.Run(page, func(t *testing.T) { t.Parallel(); exampleOf(t, filepath.Join("..", "..", "docs", page)) })
	}
}

func exampleOf(t *testing.T, page string) {
	t.Helper()
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, `{"name"`) {
			line = strings.Replace(line, `"schedule": "…"`, `"schedule": `+schedule, 1)
			rules = append(rules, strings.Replace(line, `"team": "…"`, `"team": `+one, 1))
		}
	}
	r := compiled(t, rules...)
	d := r.Decide(routing.Facts{Text: "Where is my refund?", At: time.Date(2026, 9, 28, 15, 0, 0, 0, time.UTC)})
	if len(rules) != 5 || d.Team != id(1) || d.Language != "en" || *d.Priority != 10 || !strings.Contains(d.Reply, "九点") || len(d.Matched) != 3 {
		t.Errorf("%d rules: %+v", len(rules), d)
	}
	scan := routing.Facts{Kind: core.EventScan, Text: "spring"}
	if d := r.Decide(scan); d.Team != id(1) || len(d.Matched) != 1 || !r.Begins(scan) {
		t.Errorf("who scans the poster: %+v, begins %v", d, r.Begins(scan))
	}
	for _, f := range []routing.Facts{{Kind: core.EventScan, Text: "autumn"}, {Kind: core.EventClick, Text: "spring"}} {
		if r.Begins(f) {
			t.Errorf("%+v begins a conversation, and only a rule for every message holds", f)
		}
	}
}
