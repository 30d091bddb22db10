package core_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

func TestPhoneNumbersAreMasked(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"13812341234":        "138****1234",
		"138 1234 1234":      "138****1234",
		"１３８１２３４１２３４":        "138****1234",
		"+8613812341234":     "+86138****1234",
		"+86 138-1234-1234":  "+86138****1234",
		"010-12345678":       "010****5678",
		"+1 (415) 555-2671":  "+141****2671",
		"+49 1761 234567890": "+49176****7890",
		"12345678":           "****5678",
		"1234567":            "****567",
		"12345":              "****5",
		"1234":               "****",
		"":                   "****",
		"no number":          "****",
	} {
		if got := core.MaskPhone(in); got != want {
			t.Errorf("%q is masked as %q, want %q", in, got, want)
		}
	}
}

func TestMailAddressesAreMasked(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"lihua@example.com":     "l***@example.com",
		"l@example.com":         "***@example.com",
		"李华@例子.中国":              "李***@例子.中国",
		"\"a@b\"@example.com":   "\"***@example.com",
		"li.hua+1@mail.example": "l***@mail.example",
		"@example.com":          "***@example.com",
		"nobody":                "***",
		"":                      "***",
	} {
		if got := core.MaskEmail(in); got != want {
			t.Errorf("%q is masked as %q, want %q", in, got, want)
		}
	}
}

func TestWhatLooksLikeAnAddressIsMasked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, text, name string }{
		{"王小明", "王小明", "王小明"},
		{"", "", ""},
		{"13812341234", "138****1234", "138****1234"},
		{" 138 1234 1234 ", " 138****1234 ", "138****1234"},
		{"王小明 13812341234", "王小明 138****1234", "王小明 138****1234"},
		{"王小明13812341234（下午）", "王小明138****1234（下午）", "王小明138****1234（下午）"},
		{"tel:+14155552671, home", "tel:+141****2671, home", "tel:+141****2671, home"},
		{"0086-13812341234", "0086-138****1234", "00861****1234"},
		{"lihua@example.com", "l***@example.com", "l***@example.com"},
		{"Li Hua <lihua@example.com>", "Li Hua <l***@example.com>", "Li Hua <l***@example.com>"},
		{"lihua＠example.com", "l***＠example.com", "l***＠example.com"},
		{"010-12345678", "010-12345678", "010****5678"},  // a landline, or an order
		{"202611210001", "202611210001", "2026****0001"}, // so this
		{"ORDER-13812341234567", "ORDER-13812341234567", "ORDER-13812341234567"},
		{"2026-11-21 15:25", "2026-11-21 15:25", "2026-11-21 15:25"},
		{"123456", "123456", "123456"}, // too short for a phone
		{"@lihua", "@lihua", "@lihua"}, // a name on a platform
	} {
		if got := core.Masked(c.in); got != c.text {
			t.Errorf("%q is masked as %q, want %q", c.in, got, c.text)
		}
		if got := core.MaskedName(c.in); got != c.name {
			t.Errorf("the name %q is masked as %q, want %q", c.in, got, c.name)
		}
	}
}

func TestAFieldsNameTellsWhatItHolds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value, want string }{
		{"Home Phone", "010-12345678", "010****5678"},
		{"手机", "13812341234", "138****1234"},
		{"座机", "01012345678", "010****5678"},
		{"order", "01012345678", "01012345678"},
		{"order", "13812341234", "138****1234"},
		{"contact", "lihua@example.com", "l***@example.com"},
		{"city", "Shenzhen", "Shenzhen"},
	} {
		if got := core.MaskedField(c.name, c.value); got != c.want {
			t.Errorf("%s %q is masked as %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

func TestContactsAreLookedForByTheseFields(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]bool{"phone": true, "Home Phone": true, "手机": true, "E-mail": true, "公司": true, "user_id": true, "note": false, "page": false, "生日": false} {
		if core.NamesContact(field) != want {
			t.Errorf("%s: %v", field, !want)
		}
	}
}

func TestTheDigitsOfAPhoneNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"13812341234": "13812341234", "138 1234 1234": "13812341234", "+86 138-1234-1234": "13812341234", "0086 13812341234": "13812341234",
		"１３８１２３４１２３４": "13812341234", "010-12345678": "01012345678", "+1 (415) 555-2671": "14155552671",
		"12345": "", "王 13812341234": "", "": "",
	} {
		if got := core.PhoneDigits(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"13812341234", "+86 138-1234-1234", "lihua@example.com", "王小明 13812341234", "a@b@c.de +1234567", "１３８１２３４１２３４", "\xff@\xff.\xff", "+"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		phone, mail := core.MaskPhone(s), core.MaskEmail(s)
		if shown := len(digits(phone)); shown > 9 || len(digits(s)) > 4 && len(digits(s))-shown < 4 {
			t.Errorf("of the digits of %q, %q shows %d", s, phone, shown)
		}
		if local, _, ok := strings.Cut(mail, "***"); !ok || utf8.RuneCountInString(local) > 1 {
			t.Errorf("%q shows too much of %q", mail, s)
		}
		for what, got := range map[string]string{"text": core.Masked(s), "name": core.MaskedName(s), "mail": mail, "field": core.MaskedField("tel", s)} {
			if utf8.ValidString(s) && !utf8.ValidString(got) {
				t.Errorf("%s: %q became %q", what, s, got)
			}
		}
		if !strings.ContainsAny(s, "@＠") && len(digits(s)) < 7 && (core.Masked(s) != s || core.MaskedName(s) != s) {
			t.Errorf("%q was changed", s)
		}
	})
}

// digits returns the digits of a text, full-width ones too.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			return r
		}
		return -1
	}, s)
}

func TestTracesShowNoSharedContact(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"contact":{"phone_number":"79161234567","vcard":"TEL:79161234567\"x\nEND"},"id":79161234567}`: `{"contact":{"phone_number":"791****4567","vcard":"****"},"id":79161234567}`,
		`{"phone_number": "010-1234567","order":"20231234567"}`:                                         `{"phone_number": "01****4567","order":"20231234567"}`,
		`{"vcard":"BEGIN:VCARD\nTEL:7916123456`:                                                         `{"vcard":"****`,
		`{"text":"+8613812341234"}`:                                                                     `{"text":"+86138****1234"}`,
	} {
		if got := core.MaskedTrace(in); got != want {
			t.Errorf("%s\nis masked as %s", in, got)
		}
	}
}
