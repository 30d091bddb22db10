package secret

import (
	"errors"
	"strings"
	"testing"
)

func TestAPasswordIsKnownAgain(t *testing.T) {
	t.Parallel()
	h := HashPassword("总机 caf\u00e9 🔑")
	if !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") || NeedsRehash(h) {
		t.Fatalf("hash %q", h)
	}
	for pw, want := range map[string]bool{
		"总机 caf\u00e9 🔑":  true,
		"总机 cafe\u0301 🔑": true, // the same letters, typed on another keyboard
		"总机 cafe 🔑":       false,
		"":                false,
	} {
		if ok, err := CheckPassword(h, pw); ok != want || err != nil {
			t.Errorf("%q: %v, %v", pw, ok, err)
		}
	}
	if h == HashPassword("总机 caf\u00e9 🔑") {
		t.Error("two hashes share their salt")
	}
}

func TestNobodyHasTheEmptyHash(t *testing.T) {
	t.Parallel()
	if ok, err := CheckPassword("", ""); ok || err != nil {
		t.Fatal(ok, err)
	}
}

// The vector is the one that the argon2 command of the reference implementation
// gives for "password" with the salt "somesalt" and -id -t 2 -m 16 -p 1.
func TestAHashFromTheReferenceImplementation(t *testing.T) {
	t.Parallel()
	const h = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if ok, err := CheckPassword(h, "password"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if !NeedsRehash(h) {
		t.Error("other costs than ours, yet no rehash")
	}
}

func TestAHashThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	for _, h := range []string{
		"x", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=8,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=8,t=1,p=1 $c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$", "$argon2id$v=19$m=8,t=1,p=1$*$*",
	} {
		if ok, err := CheckPassword(h, "password"); ok || !errors.Is(err, ErrHash) {
			t.Errorf("%q: %v, %v", h, ok, err)
		}
		if !NeedsRehash(h) {
			t.Errorf("%q needs no rehash", h)
		}
	}
}

func FuzzParsePHC(f *testing.F) {
	f.Add("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
	f.Add("$argon2id$v=19$m=1,t=1,p=300$$")
	f.Fuzz(func(t *testing.T, s string) {
		p, salt, hash, err := parsePHC(s)
		if err == nil && (p.memory > maxMemory || p.time > maxTime || p.threads == 0 || len(salt) < 8 || len(hash) < 16) {
			t.Fatalf("%q passed with %+v", s, p)
		}
	})
}
