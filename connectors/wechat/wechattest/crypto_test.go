package wechattest

import (
	"strings"
	"testing"
	"time"
)

// The values were made with an implementation that is not this one.
func TestSignaturesAndSealsAreThoseOfOthers(t *testing.T) {
	t.Parallel()
	if got := sign("tok", "1700000000", "9"); got != "847410d81d17e8987d2b5dda50e4028e23a7476d" {
		t.Errorf("signature %s", got)
	}
	const (
		key    = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
		sealed = "Q3stYC6hdFzMh9T8HCvyDJatpvLhfy9s8l+X+yRGMWc2a+QpSjLo4SZvz5MxMK2WBZ1h20oAfSgCDz+lz/fJOA=="
	)
	got, err := seal(key, "wxAPP", []byte("0123456789abcdef"), []byte("<xml><A>1</A></xml>"))
	if err != nil || got != sealed {
		t.Errorf("sealed %s, %v", got, err)
	}
	if got := sign("tok", "1700000000", "9", sealed); got != "73dcc33fac4ab68e7497c0d41087710fa4251842" {
		t.Errorf("msg_signature %s", got)
	}
	if plain, err := open(key, "wxAPP", sealed); err != nil || string(plain) != "<xml><A>1</A></xml>" {
		t.Errorf("opened %s, %v", plain, err)
	}
}

func TestWhatIsNotForUsStaysShut(t *testing.T) {
	t.Parallel()
	const key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	sealed, err := seal(key, "wxAPP", make([]byte, 16), []byte("hello"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ key, receiver, sealed string }{
		"another receiver": {key, "wxOTHER", sealed},
		"another key":      {"0123456789abcdefghijklmnopqrstuvwxyzABCDEFG", "wxAPP", sealed},
		"no key":           {"short", "wxAPP", sealed},
		"cut":              {key, "wxAPP", sealed[:len(sealed)-4]},
		"nothing":          {key, "wxAPP", ""},
		"no base64":        {key, "wxAPP", "%%%"},
	} {
		if plain, err := open(c.key, c.receiver, c.sealed); err == nil {
			t.Errorf("%s: opened %q", name, plain)
		}
	}
}

func TestALoadersPushIsSealedAsThePlatformsAre(t *testing.T) {
	t.Parallel()
	c := Callback{Token: "tok", AESKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", Mode: Safe}
	query, body, err := c.Sealed("wxAPP", "gh_1", time.Unix(1700000000, 0), []byte("<xml><A>1</A></xml>"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(body), "<Encrypt><![CDATA[")
	sealed, _, _ := strings.Cut(rest, "]]>")
	if want := sign("tok", "1700000000", query.Get("nonce"), sealed); query.Get("msg_signature") != want || query.Get("encrypt_type") != "aes" {
		t.Errorf("query %v, want the signature %s", query, want)
	}
	if plain, err := open(c.AESKey, "wxAPP", sealed); err != nil || string(plain) != "<xml><A>1</A></xml>" {
		t.Errorf("opened %s, %v", plain, err)
	}
}
