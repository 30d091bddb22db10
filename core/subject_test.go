package core_test

import (
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func TestBareSubject(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string]string{
		"Re: [External] Re: Order":       "Order",
		"[External] Order":               "Order",
		"[EXT][list] 回复：[外部邮件] FW: 订单 7": "订单 7",
		"Re[2]: Order [7]":               "Order [7]",
		"[7] [8]":                        "[8]",
		"Re: [External]":                 "[External]",
		"[External] Re:":                 "[External] Re:",
		"[open Order":                    "[open Order",
		" Re:  a\n b ":                   "a b",
		"Re:":                            "",
	} {
		if got := core.BareSubject(subject); got != want {
			t.Errorf("%q is bare as %q, want %q", subject, got, want)
		}
	}
	if got := core.ReplySubject("Re: [Ticket 7] Order"); got != "Re: [Ticket 7] Order" {
		t.Errorf("the answer says %q", got)
	}
	if !core.SameSubject("Order", "Re: [External] Re: order") || core.SameSubject("Order", "[Order] Invoice") {
		t.Error("subjects of one thread are not told from others")
	}
}

func FuzzBareSubject(f *testing.F) {
	f.Add("Re: [External] Re: Order")
	f.Add("[ ][]回复：")
	f.Fuzz(func(t *testing.T, s string) {
		if bare := core.BareSubject(s); core.BareSubject(bare) != bare {
			t.Errorf("%q is bare as %q, and that is not", s, bare)
		}
	})
}
