package routing

import (
	"strings"
	"unicode"
)

// UnknownLanguage is BCP 47 for a language that nobody knows.
const UnknownLanguage = "und"

// languageTag is how tags are compared.
func languageTag(tag string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-")
}

// sure are the scripts that one language alone is usually written in.
var sure = []struct {
	script   *unicode.RangeTable
	language string
}{
	{unicode.Thai, "th"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Armenian, "hy"}, {unicode.Georgian, "ka"}, {unicode.Khmer, "km"},
	{unicode.Lao, "lo"}, {unicode.Myanmar, "my"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"}, {unicode.Kannada, "kn"}, {unicode.Malayalam, "ml"},
	{unicode.Gujarati, "gu"}, {unicode.Sinhala, "si"},
}

// english are words of which nearly every English sentence has one, and no
// sentence of another language in the same letters.
var english = map[string]bool{"the": true, "you": true, "your": true, "my": true, "what": true, "where": true, "when": true, "how": true, "why": true,
	"which": true, "this": true, "that": true, "there": true, "have": true, "please": true, "hello": true, "thanks": true, "thank": true, "with": true, "does": true}

// languageReach is how many letters of a text are looked at.
const languageReach = 500

// Language returns the language of a text as a BCP 47 tag, where its script
// tells: zh, ja, ko, those of scripts that have one language alone, and en by its
// most frequent words. It returns "" where it is not sure; Latin, Cyrillic and
// Arabic letters are those of many languages.
func Language(text string) string {
	var han, kana, hangul, latin, letters, accents int
	other := map[string]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if letters++; letters > languageReach {
			break
		}
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
			if r > unicode.MaxASCII && r < '\uFF00' { // not of full width
				accents++
			}
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		default:
			for _, s := range sure {
				if unicode.Is(s.script, r) {
					other[s.language]++
				}
			}
		}
	}
	speaks := accents == 0 && isEnglish(text)
	if asian := han + kana + hangul; asian > 0 && (3*asian >= latin || !speaks) && 2*(asian+latin) > letters {
		switch { // a Chinese text may have a の in a name
		case hangul > kana && hangul >= han/4:
			return "ko"
		case 4*kana >= han && kana > 0:
			return "ja"
		}
		return "zh"
	}
	for language, n := range other {
		if 2*n > letters {
			return language
		}
	}
	if speaks && 2*latin > letters {
		return "en"
	}
	return ""
}

func isEnglish(text string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if english[word] {
			return true
		}
	}
	return false
}
