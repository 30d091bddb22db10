// Package secret keeps what must not be read by whoever gets hold of the
// database: it seals the accounts' tokens with a key file, hashes passwords
// and makes API keys.
//
// It knows no database and no record; callers name what they seal by its
// additional data. Policies (how long a password must be, who may see a
// secret) belong to the callers.
package secret

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"

	"golang.org/x/crypto/chacha20poly1305"

	"github.com/switchboard-hub/switchboard/core"
)

// ErrWrongKey is under the problem that tells of data sealed with another key.
var ErrWrongKey = errors.New("sealed with another key")

// ErrDamaged is sealed data that was changed, cut or moved to another record.
var ErrDamaged = errors.New("sealed data is damaged or belongs to another record")

// The sealed form: version, key id, nonce, ciphertext with its 16-byte tag.
// The first two are authenticated together with the caller's additional data.
const (
	sealVersion = 1
	keyIDSize   = 8
	headSize    = 1 + keyIDSize
	nonceSize   = chacha20poly1305.NonceSizeX
)

// Overhead is how many bytes longer than its plain text a sealed one is.
const Overhead = headSize + nonceSize + chacha20poly1305.Overhead

// Box seals and opens with one key. It may be used by many goroutines at once.
//
// The cipher is XChaCha20-Poly1305: its 24-byte nonce may be drawn at random
// for ever, where AES-GCM's 12 bytes ask for a new key after 2^32 seals.
type Box struct {
	aead   cipher.AEAD
	head   [headSize]byte
	macKey []byte
}

func newBox(key []byte) (*Box, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("use key: %w", err)
	}
	b := &Box{aead: aead}
	b.head[0] = sealVersion
	// The id is public; a hash of 256 random bits tells nothing of them.
	id := sha256.Sum256(append([]byte("switchboard key id\x00"), key...))
	copy(b.head[1:], id[:keyIDSize])
	b.macKey = sum(key, "switchboard mac key")
	return b, nil
}

// Fingerprint names the key without telling anything of it: 16 hex digits. The
// database keeps it, so that a wrong key file is noticed at the start.
func (b *Box) Fingerprint() string { return hex.EncodeToString(b.head[1:]) }

// Check compares the key with the fingerprint that a database keeps; an empty
// one is a database without secrets yet. Its error is that of Open for a wrong
// key.
func (b *Box) Check(fingerprint string) error {
	if fingerprint == "" || fingerprint == b.Fingerprint() {
		return nil
	}
	return b.wrongKey(fingerprint)
}

// Seal encrypts plain. The additional data says what it is of ("account ID
// token"); Open must be given the same, so that a sealed value that was copied
// into another record does not open there.
func (b *Box) Seal(aad string, plain []byte) ([]byte, error) {
	out := make([]byte, headSize+nonceSize, Overhead+len(plain))
	copy(out, b.head[:])
	nonce := out[headSize:]
	if _, err := rand.Read(nonce); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return b.aead.Seal(out, nonce, plain, b.bind(aad)), nil
}

// Open decrypts what Seal made under the same additional data. Its errors are
// *core.Problem over ErrWrongKey or ErrDamaged; it never returns bytes that
// were not sealed.
func (b *Box) Open(aad string, sealed []byte) ([]byte, error) {
	if len(sealed) < Overhead || sealed[0] != sealVersion {
		return nil, damaged("it is too short or of an unknown version")
	}
	if id := sealed[1:headSize]; string(id) != string(b.head[1:]) {
		return nil, b.wrongKey(hex.EncodeToString(id))
	}
	nonce, text := sealed[headSize:headSize+nonceSize], sealed[headSize+nonceSize:]
	plain, err := b.aead.Open(nil, nonce, text, b.bind(aad))
	if err != nil {
		return nil, damaged("it was changed, or copied from another record")
	}
	return plain, nil
}

// MAC signs a text for one purpose, so that what it says can be handed out and
// believed when it comes back: HMAC-SHA256 under a key of that purpose alone.
func (b *Box) MAC(purpose, text string) []byte { return sum(sum(b.macKey, purpose), text) }

func sum(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text)) // never fails
	return h.Sum(nil)
}

func (b *Box) bind(aad string) []byte {
	return append(b.head[:len(b.head):len(b.head)], aad...)
}

func (b *Box) wrongKey(other string) error {
	return &core.Problem{
		Status: http.StatusInternalServerError, Code: "secret.wrong_key", Err: ErrWrongKey,
		Text: fmt.Sprintf("this database was encrypted with another key file (its fingerprint is %s, this one's is %s): "+
			"restore that key file, or link the accounts again", other, b.Fingerprint()),
	}
}

func damaged(why string) error {
	return &core.Problem{
		Status: http.StatusInternalServerError, Code: "secret.damaged", Err: ErrDamaged,
		Text: "a stored secret cannot be read, " + why + ": enter it again in the account's settings",
	}
}
