package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
)

const (
	keyHead   = "sb_" // tells secret scanners whose it is
	keyDigits = 43    // of base 62: 256 bits
	// prefixSize shows 6 random characters, enough to tell keys apart; the
	// 220 bits that stay hidden are enough too.
	prefixSize = len(keyHead) + 6
	base62     = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// NewAPIKey returns a new key, to be shown once, with what the database keeps
// of it: its first characters and its hash. SHA-256 is enough for a hash, as
// nobody guesses 256 random bits.
func NewAPIKey() (key, prefix string, hash []byte) {
	key, hash = NewToken(keyHead)
	return key, key[:prefixSize], hash
}

// NewToken returns a new token that begins with head, which tells what it is
// for, and the hash that the database keeps of it.
func NewToken(head string) (token string, hash []byte) {
	b := make([]byte, 0, len(head)+keyDigits)
	b = append(b, head...)
	var draw [64]byte
	for len(b) < cap(b) {
		_, _ = rand.Read(draw[:]) // never fails: crypto/rand ends the process instead
		for _, d := range draw {
			// 248 is the last multiple of 62 in a byte: no digit is likelier.
			if d < 248 && len(b) < cap(b) {
				b = append(b, base62[d%62])
			}
		}
	}
	token = string(b)
	return token, HashAPIKey(token)
}

// HashAPIKey returns the 32 bytes by which a key or a token is found.
func HashAPIKey(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:]
}

// LooksLikeAPIKey reports whether s has the form of a key, so that anything
// else is refused without asking the database.
func LooksLikeAPIKey(s string) bool { return LooksLikeToken(keyHead, s) }

// LooksLikeToken reports whether s has the form of a token of NewToken(head).
func LooksLikeToken(head, s string) bool {
	if len(s) != len(head)+keyDigits || s[:len(head)] != head {
		return false
	}
	for _, c := range []byte(s[len(head):]) {
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
			return false
		}
	}
	return true
}

// Equal compares two hashes or tokens in constant time.
func Equal(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }
