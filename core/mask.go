package core

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What is not shown. The number of stars tells nothing.
const (
	phoneStars = "****"
	mailStars  = "***"
)

// How many digits of a phone number stay at its ends at most, and how many are
// hidden at least.
const (
	phoneHead = 5
	phoneTail = 4
	phoneGap  = 4
)

// MaskPhone hides the middle of a phone number: 138****1234. What stays is
// enough to tell two customers apart, and too little to call one.
func MaskPhone(s string) string {
	digits := digitsOf(s)
	n := len(digits)
	tail := min(phoneTail, max(0, n-phoneGap))
	head := min(phoneHead, max(0, n-tail-phoneGap))
	plus := ""
	if abroad(strings.TrimSpace(s)) {
		plus = "+"
	}
	return plus + digits[:head] + phoneStars + digits[n-tail:]
}

// MaskEmail hides who it is and shows where: l***@example.com.
func MaskEmail(s string) string {
	at := strings.LastIndexAny(s, "@＠")
	if at < 0 {
		return mailStars
	}
	head := ""
	if _, n := utf8.DecodeRuneInString(s); n < at {
		head = s[:n]
	}
	return head + mailStars + s[at:]
}

// What is taken for a mail address or a phone number within a text. Digits are
// ASCII or full-width, as Chinese keyboards write them.
var (
	mailWithin  = regexp.MustCompile(`[\p{L}\p{N}.!#$%&'+/=?^_{|}~-]+[@＠][\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
	phoneWithin = regexp.MustCompile(`[+＋]` + digit + `(?:[ ().-]{0,2}` + digit + `){6,14}|` + digit + `+(?:[ -]` + digit + `{4}[ -]` + digit + `{4})?`)
	phoneAlone  = regexp.MustCompile(`^[+＋(]?` + digit + `(?:[ ().-]{0,2}` + digit + `){6,14}$`)
	mobileCN    = regexp.MustCompile(`^(?:0{0,2}86)?1[3-9][0-9]{9}$`)
)

const digit = `[0-9\x{FF10}-\x{FF19}]`

// phoneMin is how many digits a phone number has at least.
const phoneMin = 7

// Masked hides the mail addresses and the phone numbers in a text. A number
// without a country in front counts as a phone's only where it is a Chinese
// mobile's: it could be an order's.
func Masked(s string) string {
	if strings.ContainsAny(s, "@＠") {
		s = mailWithin.ReplaceAllStringFunc(s, MaskEmail)
	}
	if len(digitsOf(s)) < phoneMin {
		return s
	}
	return phoneWithin.ReplaceAllStringFunc(s, func(n string) string {
		if abroad(n) || mobileCN.MatchString(digitsOf(n)) {
			return MaskPhone(n)
		}
		return n
	})
}

// cardWithin is what a platform's JSON says of a shared contact: a number, or a file
// that holds it. A trace that is cut off may end within.
var cardWithin = regexp.MustCompile(`("(?:phone_number|vcard)"\s*:\s*")((?:[^"\\]|\\.)*)`)

// MaskedTrace is Masked for what was said to a platform, or by it: there, a field
// says of a number that it is a phone's.
func MaskedTrace(s string) string {
	return Masked(cardWithin.ReplaceAllStringFunc(s, func(field string) string {
		parts := cardWithin.FindStringSubmatch(field)
		if strings.Contains(parts[1], "vcard") {
			return parts[1] + phoneStars
		}
		return parts[1] + MaskPhone(parts[2])
	}))
}

// MaskedName is Masked for what names a person: there, a number that stands
// alone is a phone number.
func MaskedName(s string) string {
	if len(digitsOf(s)) >= phoneMin && phoneAlone.MatchString(strings.TrimSpace(s)) {
		return MaskPhone(s)
	}
	return Masked(s)
}

// MaskedCard is what is shown, to who may not see its number, of the text that
// stands for a shared contact.
func MaskedCard(text string, c ContactCard) string {
	if c.Phone != "" {
		text = strings.ReplaceAll(text, c.Phone, MaskPhone(c.Phone))
	}
	if c.Name != "" {
		text = strings.ReplaceAll(text, c.Name, MaskedName(c.Name))
	}
	return Masked(text)
}

// Masked is the card without its number; of a card's file nothing is left.
func (c ContactCard) Masked() ContactCard {
	c.Name, c.Ref, c.VCard = MaskedName(c.Name), Masked(c.Ref), ""
	if c.Phone != "" {
		c.Phone = MaskPhone(c.Phone)
	}
	return c
}

// telling are words of a field's name that say that it holds a phone number.
var telling = []string{"phone", "mobile", "cell", "tel", "fax", "whatsapp", "电话", "手机", "座机", "传真", "联系方式"}

// MaskedField is Masked for the value of a field of a contact, by what the field is called.
func MaskedField(name, value string) string {
	name = strings.ToLower(name)
	for _, word := range telling {
		if strings.Contains(name, word) {
			return MaskedName(value)
		}
	}
	return Masked(value)
}

// naming are words of a field's name that say that people are looked for by it,
// beside those that tell of a phone number.
var naming = []string{"mail", "company", "user_id", "邮箱", "邮件", "公司"}

// NamesContact reports whether a contact is looked for by a field of this name.
func NamesContact(field string) bool {
	field = strings.ToLower(field)
	for _, words := range [][]string{telling, naming} {
		for _, word := range words {
			if strings.Contains(field, word) {
				return true
			}
		}
	}
	return false
}

// PhoneDigits returns the digits of a text that is written as a phone number
// and nothing else, those of a Chinese mobile's without the country; "" for
// other texts.
func PhoneDigits(s string) string {
	if s = strings.TrimSpace(s); !phoneAlone.MatchString(s) {
		return ""
	}
	digits := digitsOf(s)
	if mobileCN.MatchString(digits) {
		return digits[len(digits)-11:]
	}
	return digits
}

// abroad reports whether a number begins with a country.
func abroad(s string) bool { return strings.HasPrefix(s, "+") || strings.HasPrefix(s, "＋") }

// digitsOf returns the digits of a text, as ASCII.
func digitsOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= 0xFF10 && r <= 0xFF19:
			b.WriteRune(r - 0xFF10 + '0')
		}
	}
	return b.String()
}
