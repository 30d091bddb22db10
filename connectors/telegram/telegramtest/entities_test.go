package telegramtest

import (
	"fmt"
	"strings"
	"testing"
)

func describe(text string, entities []Entity, refusal *apiError) string {
	if refusal != nil {
		return strings.TrimPrefix(refusal.Description, "Bad Request: ")
	}
	for _, e := range entities {
		text += fmt.Sprintf(" %s:%d+%d%s%s", e.Type, e.Offset, e.Length, e.URL, e.Language)
	}
	return text
}

func TestFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ mode, text, want string }{
		{"", "  plain  ", "plain"},
		{"", "/help me@example.com #tag @someone", "/help me@example.com #tag @someone bot_command:0+5 email:6+14 hashtag:21+4 mention:26+8"},
		{"", "👍 https://example.com/a.", "👍 https://example.com/a. url:3+21"},
		{"HTML", "<b>a</b> &lt;<i>b<u>c</u></i>", "a <bc bold:0+1 italic:3+2 underline:4+1"},
		{"HTML", `<a href="https://e.com/?a=1&amp;b">x</a>`, "x text_link:0+1https://e.com/?a=1&b"},
		{"HTML", `<pre><code class="language-go">x</code></pre>`, "x pre:0+1go"},
		{"HTML", `<blockquote expandable>x</blockquote><tg-spoiler>y</tg-spoiler>`, "xy expandable_blockquote:0+1 spoiler:1+1"},
		{"HTML", "\u3000 <b> a </b>\n", " a bold:0+2"},
		{"HTML", "<b>a", `can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"HTML", "a</b>", "can't parse entities: Unexpected end tag at byte offset 1"},
		{"HTML", "<b>a</i>", `can't parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`},
		{"HTML", "1 < 2", "can't parse entities: Unclosed start tag at byte offset 2"},
		{"Markdown", "*a* _b_ `c` [d](https://e.com)", "a b c d bold:0+1 italic:2+1 code:4+1 text_link:6+1https://e.com"},
		{"Markdown", `snake\_case`, "snake_case"},
		{"Markdown", "snake_case", "can't parse entities: Can't find end of the entity starting at byte offset 5"},
		{"MarkdownV2", "*a* __b__ ||c|| ~d~ `e`", "a b c d e bold:0+1 underline:2+1 spoiler:4+1 strikethrough:6+1 code:8+1"},
		{"MarkdownV2", "[x](https://e.com)", "x text_link:0+1https://e.com"},
		{"MarkdownV2", "```go\nx```", "x pre:0+1go"},
		{"MarkdownV2", "a.", `can't parse entities: Character '.' is reserved and must be escaped with the preceding '\'`},
		{"MarkdownV2", `a\.`, "a."},
		{"MarkdownV2", "*a", "can't parse entities: Can't find end of Bold entity at byte offset 0"},
	} {
		if got := describe(format(c.text, c.mode, "")); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.mode, c.text, got, c.want)
		}
	}
}

func TestGivenEntities(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, spans, want string }{
		{"👍 ok", `[{"type":"bold","offset":3,"length":2}]`, "👍 ok bold:3+2"},
		{" ok", `[{"type":"bold","offset":1,"length":2}]`, "ok bold:0+2"},
		{"www.e.com", `[{"type":"code","offset":0,"length":9}]`, "www.e.com code:0+9"},
		{"x", `nonsense`, "x"},
		{"x", `[{"type":"bold","offset":0,"length":0}]`, "x"},
		{"x", `[{"type":"sparkle","offset":0,"length":1}]`, "can't parse MessageEntity: Unsupported type specified"},
		{"👍", `[{"type":"bold","offset":1,"length":1}]`, "entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1"},
		{"x", `[{"type":"bold","offset":0,"length":2}]`, "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2"},
	} {
		if got := describe(format(c.text, "", c.spans)); got != c.want {
			t.Errorf("%q %s:\n got %s\nwant %s", c.text, c.spans, got, c.want)
		}
	}
}

func FuzzFormats(f *testing.F) {
	f.Add("<b>a</b>", "HTML")
	f.Add("*a* [b](c)", "Markdown")
	f.Add("__a__ ||b|| [c](d)", "MarkdownV2")
	f.Fuzz(func(t *testing.T, text, mode string) {
		text, entities, refusal := format(text, mode, "")
		if refusal != nil {
			return
		}
		total := utf16Len(text)
		for _, e := range entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > total {
				t.Fatalf("entity %+v in %q", e, text)
			}
		}
	})
}
