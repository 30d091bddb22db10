package secret

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/switchboard-hub/switchboard/core"
)

func testBox(t testing.TB, fill byte) *Box {
	t.Helper()
	b, err := newBox(bytes.Repeat([]byte{fill}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWhatIsSealedOpensUnderItsNameOnly(t *testing.T) {
	t.Parallel()
	box := testBox(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		aad, plain := rapid.String().Draw(t, "aad"), rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		sealed, err := box.Seal(aad, plain)
		if err != nil {
			t.Fatal(err)
		}
		if len(sealed) != len(plain)+Overhead {
			t.Fatalf("%d bytes sealed to %d", len(plain), len(sealed))
		}
		if got, err := box.Open(aad, sealed); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %q, %v", got, err)
		}
		if _, err := box.Open(aad+"x", sealed); !errors.Is(err, ErrDamaged) {
			t.Fatalf("another record's name: %v", err)
		}
		sealed[rapid.IntRange(headSize, len(sealed)-1).Draw(t, "byte")] ^= 1
		if _, err := box.Open(aad, sealed); !errors.Is(err, ErrDamaged) {
			t.Fatalf("a changed byte: %v", err)
		}
	})
}

func TestTheSameTextIsNeverSealedTwiceAlike(t *testing.T) {
	t.Parallel()
	box := testBox(t, 1)
	a, _ := box.Seal("account 1 token", []byte("123:abc"))
	b, _ := box.Seal("account 1 token", []byte("123:abc"))
	if bytes.Equal(a, b) || bytes.Contains(a, []byte("123:abc")) {
		t.Fatal("sealed text repeats or shows")
	}
}

func TestAnotherKeySaysWhatToDo(t *testing.T) {
	t.Parallel()
	ours, theirs := testBox(t, 1), testBox(t, 2)
	sealed, _ := theirs.Seal("a", []byte("token"))
	for name, err := range map[string]error{
		"open":  func() error { _, err := ours.Open("a", sealed); return err }(),
		"check": ours.Check(theirs.Fingerprint()),
	} {
		var p *core.Problem
		if !errors.Is(err, ErrWrongKey) || !errors.As(err, &p) || p.Code != "secret.wrong_key" {
			t.Fatalf("%s: %v", name, err)
		}
		for _, want := range []string{"another key file", theirs.Fingerprint(), ours.Fingerprint(), "link the accounts again"} {
			if !strings.Contains(p.Text, want) {
				t.Errorf("%s: %q does not say %q", name, p.Text, want)
			}
		}
	}
	if ours.Check("") != nil || ours.Check(ours.Fingerprint()) != nil {
		t.Error("the right key, or an empty database, is refused")
	}
}

func TestSealedDataOfAnUnknownVersionIsRefused(t *testing.T) {
	t.Parallel()
	box := testBox(t, 1)
	sealed, _ := box.Seal("a", nil)
	sealed[0] = 2
	for _, s := range [][]byte{nil, {1}, sealed, make([]byte, Overhead)} {
		if got, err := box.Open("a", s); !errors.Is(err, ErrDamaged) || got != nil {
			t.Errorf("%x: %q, %v", s, got, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	box := testBox(f, 1)
	good, _ := box.Seal("a", []byte("token"))
	f.Add("a", []byte(nil))
	f.Add("b", good)
	f.Add("a", good[:len(good)-1])
	f.Add("a", append([]byte{1}, make([]byte, 80)...))
	f.Fuzz(func(t *testing.T, aad string, sealed []byte) {
		got, err := box.Open(aad, sealed)
		if err == nil && (aad != "a" || string(got) != "token") {
			t.Fatalf("opened what was never sealed: %q", got)
		}
	})
}
