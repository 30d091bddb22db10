package search_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core/search"
)

func TestTextsAreFolded(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"HELLO":                 "hello",
		"Ｈｅｌｌｏ　１２３":             "hello 123",
		"Café CAFE\u0301":       "cafe cafe",
		"Straße ﬁn":             "strasse fin",
		"İstanbul":              "istanbul",
		"Việt Nam":              "viet nam",
		"Й ё":                   "й ё", // letters of their own
		"Ꭰ ꭰ":                   "ꭰ ꭰ",
		"ΣΊΣΥΦΟΣ":               "σίσυφοσ",
		"總機與門戶":                 "总机与门户",
		"瞭解 了解":                 "了解 了解",
		"乾淨 薴 裏面":               "干净 苎 里面",
		"𡄔":                     "𠴢", // four bytes to four
		"ｶﾞｷﾞ":                  "ガギ",
		"が か\u3099":             "が が",
		"㈱ ① Ⅷ":                 "(株) 1 viii",
		"\u1112\u1161\u11ab":    "한",
		"so\u00adft zero\u200b": "soft zero",
		"กี่":                   "ก", // marks compose with no letter
		"a\xffb":                "a b",
	} {
		if got := search.Fold(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestTextsAreCutIntoTokens(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"":                       nil,
		" …，😀 ":                  nil,
		"Order No. A-1234":       {"order", "no", "a", "1234"},
		"你":                      {"你"},
		"你好":                     {"你好", "好"},
		"我的訂單在哪裡？":               {"我的", "的订", "订单", "单在", "在哪", "哪里", "里"},
		"iPhone手机15Pro":          {"iphone", "手机", "机", "15pro"},
		"好好好好":                   {"好好", "好"},
		"コーヒー飲む":                 {"コー", "ーヒ", "ヒー", "ー饮", "饮む", "む"},
		"ｺｰﾋｰ":                   {"コー", "ーヒ", "ヒー", "ー"},
		"한국어 말":                  {"한국", "국어", "어", "말"},
		"人々 〇":                   {"人々", "々", "〇"},
		"hello HELLO héllo":      {"hello"},
		"user@mail.example.com":  {"user", "mail", "example", "com"},
		"Привет мир":             {"привет", "мир"},
		strings.Repeat("x", 150): {strings.Repeat("x", 64), strings.Repeat("x", 22)},
		strings.Repeat("é", 65):  {strings.Repeat("e", 64), "e"},
		strings.Repeat("й", 33):  {strings.Repeat("й", 32), "й"},
	} {
		if got := search.Tokens(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is cut into %q, want %q", in, got, want)
		}
	}
}

func TestQueriesBecomeTerms(t *testing.T) {
	t.Parallel()
	exact := func(s string) search.Term { return search.Term{Text: s} }
	prefix := func(s string) search.Term { return search.Term{Text: s, Prefix: true} }
	for in, want := range map[string][]search.Term{
		"":                      nil,
		"?! \"*":                nil,
		"訂":                     {prefix("订")},
		"订单":                    {exact("订单")},
		"我的訂單":                  {exact("我的"), exact("的订"), exact("订单")},
		"hel":                   {prefix("hel")},
		"he":                    {exact("he")},
		"hello wo":              {exact("hello"), exact("wo")},
		"hello ":                {exact("hello")},
		"hello wor":             {exact("hello"), prefix("wor")},
		"hello 你":               {exact("hello"), prefix("你")},
		"你 hello":               {prefix("你"), prefix("hello")},
		"a a":                   {exact("a"), prefix("a")},
		"订单 订单":                 {exact("订单")},
		"foo* OR \"bar":         {exact("foo"), exact("or"), prefix("bar")},
		"b b b":                 {exact("b"), prefix("b")},
		strings.Repeat("y", 70): {exact(strings.Repeat("y", 64)), prefix("yyyyyy")},
	} {
		if got := search.Query(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q becomes %v, want %v", in, got, want)
		}
	}
}

func TestWhatIsIndexedIsBounded(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for r := rune(0x4E00); r < 0x4E00+6000; r++ {
		b.WriteRune(r)
	}
	if n := len(search.Tokens(b.String())); n != search.MaxTokens {
		t.Errorf("%d tokens", n)
	}
	if n := len(search.Query(b.String())); n != search.MaxTerms {
		t.Errorf("%d terms", n)
	}
	if n := len(search.Tokens(strings.Repeat("汉字", 1<<20))); n != 3 {
		t.Errorf("%d tokens of a long text", n)
	}
	if n := len(search.Query(strings.Repeat("a1 ", 1<<20))); n != 2 { // a1, and a where it was cut
		t.Errorf("%d terms of a long query", n)
	}
}

func TestFoundAndNotFound(t *testing.T) {
	t.Parallel()
	text := "您好，我的訂單 A-1234 還沒有收到，請問什麼時候發貨？ Café del Mar"
	for q, want := range map[string]bool{
		"订单": true, "訂單": true, "单": true, "到": true, "什么时候发货": true, "時候": true, "A-1234": true, "123": true,
		"cafe": true, "CAFÉ del": true, "订单 mar": true, "货订": false, "订货": false, "234": false, "cafe de bar": false, "": false,
	} {
		if got := matches(text, q); got != want {
			t.Errorf("%q: %v", q, got)
		}
	}
}
