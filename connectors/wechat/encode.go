package wechat

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// encode writes JSON as the platform takes it: it refuses \uXXXX (40033). What
// Go would escape that way is written as it is; control characters, which JSON
// cannot hold otherwise, are left out.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return unescape(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

func unescape(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			out = append(out, text[i])
			continue
		}
		if text[i+1] != 'u' { // a backslash is never the last byte
			out = append(out, text[i], text[i+1])
			i++
			continue
		}
		if n, err := strconv.ParseUint(string(text[i+2:i+6]), 16, 16); err == nil && n >= 0x20 {
			out = append(out, string(rune(n))...) // Go writes no surrogates
		}
		i += 5
	}
	return out
}
