package email

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// charsetName is a label without its decorations: "CHARSET=GB2312" and
// "'gb2312'" are both "gb2312".
func charsetName(label string) string {
	label = strings.ToLower(strings.Trim(label, " \t\"'`;,<>"))
	label = strings.TrimPrefix(label, "charset=")
	label, _, _ = strings.Cut(label, "*") // RFC 2231's language
	return strings.Trim(label, " \t\"'")
}

// encodingOf finds a charset. The simplified Chinese names are all read as GB18030,
// which contains them: mails labelled GB2312 have characters of GBK. Latin-1 is
// read as windows-1252, for the same reason. nil: it is unknown.
func encodingOf(label string) encoding.Encoding {
	switch label = charsetName(label); label {
	case "":
		return nil
	case "utf-8", "utf8", "utf_8", "utf-8-mac", "unicode-1-1-utf-8", "x-utf_8j", "utf8mb4", "cp65001", "65001":
		return unicode.UTF8
	case "gb2312", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "windows-936", "gb_2312-80", "gb2312-80", "gb-2312", "gb_2312", "euc-cn",
		"euccn", "chinese", "csgb2312", "gb18030-2000", "gb18030-2005", "gb18030-2022", "iso-ir-58", "936", "gb", "chinesesimp":
		return simplifiedchinese.GB18030
	case "hz-gb-2312", "hz", "hz-gb2312":
		return simplifiedchinese.HZGB2312
	case "big5", "big5-hkscs", "big5hkscs", "big-5", "cn-big5", "cp950", "ms950", "x-x-big5", "windows-950":
		return traditionalchinese.Big5
	case "iso-2022-jp", "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-3", "iso-2022-jp-ms", "cp50220", "cp50221", "csiso2022jp", "jis":
		return japanese.ISO2022JP
	case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "cp932", "ms932", "windows-31j", "shiftjis":
		return japanese.ShiftJIS
	case "euc-jp", "eucjp", "x-euc-jp", "x-euc", "cp51932":
		return japanese.EUCJP
	case "euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601", "ks_c_5601-1989", "cp949", "ms949", "windows-949", "uhc", "ksc5601", "korean", "iso-2022-kr":
		return korean.EUCKR
	case "macintosh", "mac", "x-mac-roman", "macroman":
		return charmap.Macintosh
	case "utf-16":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "utf-32":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	}
	if e, err := htmlindex.Get(label); err == nil && e != encoding.Replacement {
		return e
	}
	for _, as := range [][2]string{{"cp125", "windows-125"}, {"win-125", "windows-125"}, {"windows125", "windows-125"}, {"win125", "windows-125"},
		{"iso8859-", "iso-8859-"}, {"iso_8859-", "iso-8859-"}, {"8859-", "iso-8859-"}, {"iso-8859", "iso-8859-1"}, {"cp", "ibm"}} {
		rest, ok := strings.CutPrefix(label, as[0])
		if !ok {
			continue
		}
		if e, err := htmlindex.Get(as[1] + rest); err == nil && e != encoding.Replacement {
			return e
		}
		if e, err := ianaindex.MIME.Encoding(as[1] + rest); err == nil && e != nil {
			return e
		}
	}
	if e, err := ianaindex.MIME.Encoding(label); err == nil && e != nil {
		return e
	}
	return nil
}

// isUTF7 and isASCII name what has no encoding of its own here.
func isUTF7(label string) bool {
	return label == "utf-7" || label == "unicode-1-1-utf-7" || label == "csunicode11utf7"
}

func isASCII(label string) bool {
	switch label {
	case "", "us-ascii", "ascii", "7bit", "8bit", "ansi_x3.4-1968", "unknown-8bit", "unknown", "x-unknown", "default", "binary", "none", "utf", "iso646-us":
		return true
	}
	return false
}

// decodeText turns bytes into text by their label, and by what they are where
// the label is missing, unknown or wrong. hint is the charset of the mail's body,
// for headers without any. ok is false where the text had to be guessed from a
// label that does not hold.
func decodeText(label, hint string, b []byte) (text string, ok bool) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	label = charsetName(label)
	if isUTF7(label) {
		return clean(decodeUTF7(b)), true
	}
	if isASCII(label) {
		if plainASCII(b) {
			return clean(string(b)), true
		}
		return clean(guess(hint, b)), label == ""
	}
	enc := encodingOf(label)
	switch {
	case enc == nil:
		return clean(guess(hint, b)), plainASCII(b)
	case enc == unicode.UTF8 && utf8.Valid(b):
		return clean(string(b)), true
	case enc == unicode.UTF8:
		if mostlyUTF8(b) {
			return clean(string(b)), false
		}
		return clean(guess(hint, b)), false
	case enc != japanese.ISO2022JP && looksUTF8(b) && !wide(label):
		return clean(string(b)), false
	case enc == charmap.Windows1252 && looksGB(b):
		return clean(with(simplifiedchinese.GB18030, b)), false
	}
	text = with(enc, b)
	if !strings.ContainsRune(text, utf8.RuneError) {
		return clean(text), true
	}
	if other := with(simplifiedchinese.GB18030, b); !plainASCII(b) && !single(enc) && !strings.ContainsRune(other, utf8.RuneError) {
		return clean(other), false
	}
	return clean(text), false
}

// wide reports a charset whose units are no bytes.
func wide(label string) bool {
	return strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32")
}

func single(e encoding.Encoding) bool { _, ok := e.(*charmap.Charmap); return ok }

func with(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(out), "\uFFFD")
	}
	return string(out)
}

// guess reads bytes that nothing true is said of: by the hint, as UTF-8, as
// GB18030, and else as windows-1252, which can be read in any case.
func guess(hint string, b []byte) string {
	switch {
	case bytes.Contains(b, []byte("\x1b$")):
		return with(japanese.ISO2022JP, b)
	case plainASCII(b) || utf8.Valid(b):
		return string(b)
	}
	if e := encodingOf(hint); e != nil && e != unicode.UTF8 && !wide(charsetName(hint)) && (!single(e) || !looksGB(b)) {
		if s := with(e, b); !strings.ContainsRune(s, utf8.RuneError) {
			return s
		}
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	if s := with(simplifiedchinese.GB18030, b); !strings.ContainsRune(s, utf8.RuneError) && chinese(b) {
		return s
	}
	if mostlyGB(b) {
		return with(simplifiedchinese.GB18030, b)
	}
	return with(charmap.Windows1252, b)
}

func plainASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf || c == 0x1b {
			return false
		}
	}
	return true
}

// looksUTF8 reports bytes that are UTF-8 beyond ASCII. Text of another charset
// is that by accident only where it is a character or two.
func looksUTF8(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	pairs, longer := 0, 0
	for _, r := range string(b) {
		switch n := utf8.RuneLen(r); {
		case n == 2:
			pairs++
		case n > 2:
			longer++
		}
	}
	return longer > 0 || pairs > 0 && pairs*2 < len(b) || pairs > 2
}

// mostlyUTF8 reports UTF-8 with a few broken places, such as a cut at its end.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n <= 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > 2*bad
}

// chinese reports that what GB18030 makes of the bytes is what people write: more than
// one such character in a row, most of them with both bytes above ASCII. In Latin
// text, as "Größe" and "ação", no more than two such letters meet.
func chinese(b []byte) bool {
	high, low, run, longest := 0, 0, 0, 0
	for i := 0; i < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			run = 0
			continue
		}
		i++
		if i < len(b) && b[i] >= 0x80 || i+2 < len(b) && b[i] >= '0' && b[i] <= '9' && b[i+1] >= 0x80 {
			high++
		} else {
			low++
		}
		run++
		longest = max(longest, run)
	}
	return high >= low && (longest > 1 || len(b) <= 2)
}

// looksGB reports bytes whose characters beyond ASCII come in longer pairs of
// common hanzi, as Latin text's never do.
func looksGB(b []byte) bool {
	common, rare, longest := gbPairs(b)
	return longest >= 4 && common > 4*rare
}

// mostlyGB is looksGB for text that is broken somewhere.
func mostlyGB(b []byte) bool {
	common, rare, longest := gbPairs(b)
	return longest >= 4 && common > rare
}

// gbPairs counts pairs of the common hanzi and the punctuation of GB2312, other
// high bytes, and the bytes of the longest run of high ones.
func gbPairs(b []byte) (common, rare, longest int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		run := i
		for i+1 < len(b) && b[i] >= 0xa1 && b[i+1] >= 0xa1 {
			if b[i] >= 0xb0 && b[i] <= 0xd7 || b[i] == 0xa1 || b[i] == 0xa3 {
				common++
			} else {
				rare++
			}
			i += 2
		}
		if i == run || i < len(b) && b[i] >= utf8.RuneSelf {
			rare++
			i++
		}
		longest = max(longest, i-run)
	}
	return common, rare, longest
}

// decodeUTF7 reads RFC 2152; what is broken stays as it is.
func decodeUTF7(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		plus := bytes.IndexByte(b, '+')
		if plus < 0 {
			out.Write(b)
			break
		}
		out.Write(b[:plus])
		b = b[plus+1:]
		end := 0
		for end < len(b) && base64Char(b[end]) {
			end++
		}
		raw, err := base64.RawStdEncoding.DecodeString(string(b[:end-boolInt(end%4 == 1)]))
		switch {
		case end == 0:
			out.WriteByte('+')
		case err != nil:
			out.WriteByte('+')
			out.Write(b[:end])
		default:
			out.WriteString(with(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), raw[:len(raw)&^1]))
		}
		if b = b[end:]; len(b) > 0 && b[0] == '-' {
			b = b[1:]
		}
	}
	return out.String()
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func base64Char(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}

// clean gives text that is UTF-8, with LF at line ends and without control
// characters: NUL bytes and escapes are junk in mails.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsRune(s, '\r') {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r == 0x7f || r == '\uFEFF' || r >= 0xFDD0 && r <= 0xFDEF:
			return -1
		}
		return r
	}, s)
	return s
}
