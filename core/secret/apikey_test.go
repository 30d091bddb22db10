package secret

import (
	"bytes"
	"strings"
	"testing"
)

func TestEveryAPIKeyIsNewAndFoundByItsHash(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		key, prefix, hash := NewAPIKey()
		if seen[key] || !LooksLikeAPIKey(key) {
			t.Fatalf("key %q", key)
		}
		seen[key] = true
		if len(prefix) != 9 || !strings.HasPrefix(key, prefix) {
			t.Fatalf("prefix %q of %q", prefix, key)
		}
		if len(hash) != 32 || !Equal(hash, HashAPIKey(key)) || Equal(hash, HashAPIKey(key+"x")) {
			t.Fatalf("hash %x of %q", hash, key)
		}
	}
}

func TestAllDigitsOfAKeyAreUsed(t *testing.T) {
	t.Parallel()
	var all bytes.Buffer
	for range 200 {
		key, _, _ := NewAPIKey()
		all.WriteString(key[3:])
	}
	for _, d := range []byte(base62) { // 8,600 draws: about 139 each
		if n := bytes.Count(all.Bytes(), []byte{d}); n < 60 || n > 260 {
			t.Errorf("digit %c was drawn %d times", d, n)
		}
	}
}

func TestWhatIsNoKeyIsToldByItsForm(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "sb_", strings.Repeat("a", 46), "sb_" + strings.Repeat("-", 43), "sb_" + strings.Repeat("a", 44)} {
		if LooksLikeAPIKey(s) {
			t.Errorf("%q passes for a key", s)
		}
	}
}
