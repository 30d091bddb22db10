package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core/search"
)

func TestTextsAreFoldedAndCut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Hello, WORLD":      {"hello", "world"},
		"你好":                {"你好", "好"},
		"我的訂單":              {"我的", "的订", "订单", "单"},
		"ＡＢＣ１２３":            {"abc123"},
		"Café au lait":      {"cafe", "au", "lait"},
		"订单1001已发货":         {"订单", "单", "1001", "已发", "发货", "货"},
		"好":                 {"好"},
		"":                  nil,
		" !?…。":             nil,
		"ﾃﾞｰﾀ":              {"デー", "ータ", "タ"},
		"hello hello 你好 你好": {"hello", "你好", "好"},
	} {
		if got := search.Tokens(text); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}

func TestAQueryFindsEveryTextThatHoldsIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, query string
		found       bool
	}{
		{"我的訂單還沒有發貨", "订单", true},
		{"我的订单还没有发货", "訂單", true},
		{"我的订单还没有发货", "货", true},
		{"我的订单还没有发货", "我的订单", true},
		{"我的订单还没有发货", "退款", false},
		{"Order 1001", "ord", true},
		{"Order 1001", "ord 1001", false}, // a word that does not end the query is whole
		{"Order 1001", "order 100", true},
		{"Order 1001", "order 10", false}, // nor is one of two letters the beginning of others
		{"ORDER１２３", "order123", true},
		{"naïve", "naive", true},
	} {
		if got := matches(c.text, c.query); got != c.found {
			t.Errorf("%q in %q: %v", c.query, c.text, got)
		}
	}
}

// matches does what both databases do with the tokens and the terms.
func matches(text, query string) bool {
	tokens := search.Tokens(text)
	terms := search.Query(query)
	for _, term := range terms {
		if !slices.ContainsFunc(tokens, func(token string) bool {
			return token == term.Text || term.Prefix && strings.HasPrefix(token, term.Text)
		}) {
			return false
		}
	}
	return len(terms) > 0
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"你好 world", "我的訂單 ＡＢＣ", "e\u0301", "👨‍👩‍👧", "ﾃﾞｰﾀ", "नमस्ते", "\xff\xfe", strings.Repeat("好", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := search.Tokens(s)
		if len(tokens) > search.MaxTokens {
			t.Fatalf("%d tokens", len(tokens))
		}
		for _, token := range tokens {
			if token == "" || len(token) > search.MaxTokenBytes || !utf8.ValidString(token) {
				t.Fatalf("token %q", token)
			}
			for _, r := range token {
				if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
					t.Fatalf("token %q holds %U", token, r)
				}
			}
		}
		if again := search.Tokens(strings.Join(tokens, " ")); len(tokens) > 0 && len(again) == 0 {
			t.Fatalf("%q is folded to nothing the second time", tokens)
		}
		if terms := search.Query(s); len(terms) > search.MaxTerms {
			t.Fatalf("%d terms", len(terms))
		}
	})
}

// Any run of characters of a text finds it.
func FuzzQueryFindsItsText(f *testing.F) {
	f.Add("我的訂單還沒有發貨", 2, 4)
	f.Add("hello 世界", 0, 8)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		runes := []rune(s)
		if !utf8.ValidString(s) || from < 0 || to > len(runes) || from >= to || to-from > 16 || len(runes) > 200 {
			return
		}
		for _, r := range runes {
			if !unicode.Is(unicode.Han, r) {
				return
			}
		}
		part := string(runes[from:to])
		if len(search.Query(part)) > 0 && !matches(s, part) {
			t.Fatalf("%q does not find %q", part, s)
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	for b.Loop() {
		search.Tokens("你好，我想问一下订单 1001 什么时候发货？谢谢")
	}
}
