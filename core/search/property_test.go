package search_test

import (
	"database/sql"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	_ "modernc.org/sqlite" // the driver
	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core/search"
)

// check holds a text against what the package promises.
func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) {
	t.Helper()
	folded := search.Fold(text)
	if again := search.Fold(folded); again != folded {
		t.Fatalf("%q folds to %q, and that to %q", text, folded, again)
	}
	tokens := search.Tokens(text)
	if again := search.Tokens(folded); !reflect.DeepEqual(again, tokens) {
		t.Fatalf("%q has %q, folded %q", text, tokens, again)
	}
	seen := map[string]bool{}
	for _, token := range tokens {
		if token == "" || len(token) > search.MaxTokenBytes || !utf8.ValidString(token) || seen[token] {
			t.Fatalf("%q gives the token %q", text, token)
		}
		seen[token] = true
		for _, r := range token {
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				t.Fatalf("the token %q of %q holds %U", token, text, r)
			}
		}
	}
	if len(text) < 256 && len(tokens) > 0 && !matches(text, text) {
		t.Fatalf("%q is not found by itself: %q, %v", text, tokens, search.Query(text))
	}
}

func TestTokensKeepTheirPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "text")) })
}

func TestEveryCharacterFoldsForGood(t *testing.T) {
	t.Parallel()
	const block = 1 << 12
	for from := rune(0); from <= unicode.MaxRune; from += block {
		var b strings.Builder
		for r := from; r < from+block; r++ {
			b.WriteString("a" + string(r) + "b ")
		}
		if once := search.Fold(b.String()); search.Fold(once) != once {
			t.Errorf("a character from %U on folds to another each time", from)
		}
	}
}

func TestATextIsFoundByEveryStretchOfItsRuns(t *testing.T) {
	t.Parallel()
	char := rapid.OneOf(
		rapid.SampledFrom([]rune("的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經")),
		rapid.RuneFrom(nil, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul),
	)
	rapid.Check(t, func(t *rapid.T) {
		// Letters of Hangul that compose are one character for whoever reads them.
		run := []rune(search.Fold(string(rapid.SliceOfN(char, 1, 40).Draw(t, "run"))))
		if len(run) == 0 {
			t.Skip("nothing but signs")
		}
		from := rapid.IntRange(0, len(run)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(run)).Draw(t, "to")
		q := string(run[from:to])
		if len(search.Query(q)) == 0 {
			t.Skip("a stretch of signs, not of characters")
		}
		text := "before " + string(run) + "，after"
		if !matches(text, q) {
			t.Fatalf("%q is not found by %q: %q, %v", text, q, search.Tokens(text), search.Query(q))
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"總機 Café", "ｶﾞ\u3099", "\u1112\u1161\u0300\u11ab", "ᾳ\u0345ǰ", "ß\u00ad\u200d", "İI\u0307", "\xffa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// SQLite's tokenizer must take our tokens as they are: one each, whole.
func TestSQLiteKeepsTheTokensApartAndWhole(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // one memory, one connection
	for _, q := range []string{
		`CREATE VIRTUAL TABLE t USING fts5(tokens, content='', detail=none, tokenize='unicode61 remove_diacritics 0')`,
		`CREATE VIRTUAL TABLE v USING fts5vocab(t, row)`,
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	tokens := search.Tokens("總機 Ｃafé 人々〇 コーヒー 한국어 Привет й ё ΣΊΣΥΦΟΣ Straße ① Ⅷ ไทย हिन्दी العربية 𠴢𡄔 1234 〡 ʼn")
	if _, err := db.Exec(`INSERT INTO t(rowid, tokens) VALUES (1, ?)`, strings.Join(tokens, " ")); err != nil {
		t.Fatal(err)
	}
	for _, token := range tokens {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM v WHERE term = ?`, token).Scan(&n); err != nil || n != 1 {
			t.Errorf("%q: %d, %v", token, n, err)
		}
	}
	var all int
	if err := db.QueryRow(`SELECT count(*) FROM v`).Scan(&all); err != nil || all != len(tokens) {
		t.Errorf("%d tokens, %d of SQLite, %v", len(tokens), all, err)
	}
}
