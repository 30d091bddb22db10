package secret

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// ErrHash is a stored password hash that is no argon2id hash in PHC form.
var ErrHash = errors.New("not an argon2id hash in PHC form")

// argonParams are the costs of one hash. A login takes this much memory, so
// callers bound how many run at once.
type argonParams struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

// currentParams is the first recommendation of OWASP's Password Storage Cheat
// Sheet for small machines: 19 MiB, 2 passes, 1 lane.
func currentParams() argonParams { return argonParams{memory: 19 * 1024, time: 2, threads: 1} }

const (
	saltSize = 16
	hashSize = 32
	// A hash from elsewhere may ask for more than ours, but not for a machine's
	// whole memory.
	maxMemory = 256 * 1024 // KiB
	maxTime   = 16
	maxLanes  = 16
)

// HashPassword returns the argon2id hash of a password as a PHC string
// ($argon2id$v=19$m=…,t=…,p=…$salt$hash). It takes about 19 MiB and 30 ms.
func HashPassword(password string) string {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails: crypto/rand ends the process instead
	p := currentParams()
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.memory, p.time, p.threads,
		b64.EncodeToString(salt), b64.EncodeToString(derive(password, salt, p, hashSize)))
}

// CheckPassword reports whether the password has this hash. An empty hash (no
// such agent) matches nothing but takes as long, so that the time of an answer
// does not tell which addresses exist. The error is ErrHash.
func CheckPassword(hash, password string) (bool, error) {
	if hash == "" {
		derive(password, make([]byte, saltSize), currentParams(), hashSize)
		return false, nil
	}
	p, salt, want, err := parsePHC(hash)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(derive(password, salt, p, len(want)), want) == 1, nil
}

// NeedsRehash reports whether a hash was made with other costs than today's:
// after the next good login it should be made anew.
func NeedsRehash(hash string) bool {
	p, salt, want, err := parsePHC(hash)
	return err != nil || p != currentParams() || len(salt) != saltSize || len(want) != hashSize
}

// derive composes the password first: keyboards differ in whether they send é
// as one character or two.
func derive(password string, salt []byte, p argonParams, size int) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, p.time, p.memory, p.threads, uint32(size)) //nolint:gosec // the size of a hash
}

// parsePHC reads $argon2id$v=19$m=…,t=…,p=…$salt$hash and bounds its costs.
func parsePHC(s string) (p argonParams, salt, hash []byte, err error) {
	f := strings.Split(s, "$")
	if len(f) != 6 || f[0] != "" || f[1] != "argon2id" || f[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, ErrHash
	}
	n, err := fmt.Sscanf(f[3], "m=%d,t=%d,p=%d", &p.memory, &p.time, &p.threads)
	if err != nil || n != 3 || f[3] != fmt.Sprintf("m=%d,t=%d,p=%d", p.memory, p.time, p.threads) {
		return p, nil, nil, ErrHash
	}
	if p.memory > maxMemory || p.time < 1 || p.time > maxTime || p.threads < 1 || p.threads > maxLanes {
		return p, nil, nil, fmt.Errorf("%w: its costs are out of bounds", ErrHash)
	}
	salt, err1 := base64.RawStdEncoding.Strict().DecodeString(f[4])
	hash, err2 := base64.RawStdEncoding.Strict().DecodeString(f[5])
	if err1 != nil || err2 != nil || len(salt) < 8 || len(salt) > 64 || len(hash) < 16 || len(hash) > 64 {
		return p, nil, nil, ErrHash
	}
	return p, salt, hash, nil
}
