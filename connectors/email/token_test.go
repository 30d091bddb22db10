package email

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

func someTokens() tokens {
	return settings{Address: "support@example.com", Plus: "+", TokenKey: "the key of this account"}.tokens()
}

func aPart(t testing.TB) core.ID {
	t.Helper()
	id, err := core.ParseID("0193a3f0-1234-7abc-8def-0123456789ab")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestNamesKeepTheirForm(t *testing.T) {
	t.Parallel()
	id := aPart(t)
	tokens := someTokens()
	for _, x := range []struct{ got, want string }{ // what left yesterday must be known tomorrow
		{tokens.messageID(id), "069q7s0i6htbp3ff04hkaps9lc.ji0gqcq02scvc@example.com"},
		{tokens.replyTo(id), "support+c.069q7s0i6htbp3ff04hkaps9lc.n1vslj9pchno2@example.com"},
		{tokens.bouncesTo(id), "support+b.069q7s0i6htbp3ff04hkaps9lc.m6hqprnmu3rma@example.com"},
	} {
		if x.got != x.want {
			t.Errorf("%s, want %s", x.got, x.want)
		}
	}
}

func TestOurOwnMailIsKnown(t *testing.T) {
	t.Parallel()
	tokens, account := someTokens(), core.NewID()
	ours := tokens.messageID(aPart(t))
	for mail, want := range map[string]bool{
		"Message-ID: <" + ours + ">\n\n":                                    true,
		"Subject: x\r\nmessage-id :\r\n <" + ours + ">\r\n\r\n":             true,
		"X-Switchboard-Loop: " + account.String() + "\n\n":                  true,
		"X-Switchboard-Loop: " + core.NewID().String() + "\n\n":             false, // another hub's, or another account's
		"X-Switchboard-Loop:\n\n":                                           false,
		"Message-ID: <x@y.z>\nIn-Reply-To: <" + ours + ">\n\n":              false,
		"Message-ID: <" + strings.Replace(ours, "@", "@not.", 1) + ">\n\n":  false,
		"Subject: x\n\nX-Switchboard-Loop: " + account.String() + "\n":      false,
		"Message-ID: <" + strings.Replace(ours, "069", "169", 1) + ">\n\nx": false,
	} {
		if got := tokens.isOwn([]byte(mail), account); got != want {
			t.Errorf("%q: %v, want %v", mail, got, want)
		}
	}
}

func TestWhatCameBackIsProven(t *testing.T) {
	t.Parallel()
	id, tokens := aPart(t), someTokens()
	reply, bounce := tokens.replyTo(id), tokens.bouncesTo(id)
	for name, x := range map[string]struct {
		mail string
		want proof
	}{
		"an answer":               {"From: a@b.c\r\nTo: Support <" + reply + ">\r\n\r\nhello", proof{Conversation: id}},
		"shouted":                 {"TO: <" + strings.ToUpper(reply) + ">\r\n\r\n", proof{Conversation: id}},
		"a copy, folded":          {"Cc: x@y.z,\r\n\t" + reply + "\r\n\r\n", proof{Conversation: id}},
		"as the server notes":     {"Delivered-To: " + reply + "\nTo: support@example.com\n\n", proof{Conversation: id}},
		"where another says it":   {"X-Original-To:" + reply + "\n\n", proof{Conversation: id}},
		"a bounce":                {"Delivered-To: " + bounce + "\n\n", proof{Bounced: tokens.messageID(id)}},
		"a header without a body": {"Envelope-To: <" + bounce + ">", proof{Bounced: tokens.messageID(id)}},
		"both":                    {"To: " + reply + ", " + bounce + "\n\n", proof{Conversation: id, Bounced: tokens.messageID(id)}},
		"quoted in the body":      {"To: support@example.com\n\nTo: " + reply, proof{}},
		"in the subject":          {"Subject: to: " + reply + "\n\n", proof{}},
		"in References":           {"References: <" + reply + ">\n\n", proof{}},
		"below a field of others": {"To: support@example.com\nX-Note: a\n " + reply + "\n\n", proof{}},
		"one letter wrong":        {"To: " + strings.Replace(reply, "+c.069q7", "+c.169q7", 1) + "\n\n", proof{}},
		"a signature for another": {"To: " + strings.Replace(bounce, "+b.", "+c.", 1) + "\n\n", proof{}},
		"no signature":            {"To: " + reply[:strings.LastIndexByte(reply, '.')] + ".@example.com\n\n", proof{}},
		"half a signature":        {"To: " + reply[:42] + "@example.com\n\n", proof{}},
		"at another domain":       {"To: " + strings.Replace(reply, "example.com", "example.org", 1) + "\n\n", proof{}},
		"of another mailbox":      {"To: " + strings.Replace(reply, "support", "sales", 1) + "\n\n", proof{}},
		"behind 60 others":        {"To: " + strings.Repeat("x@y.z, ", 60) + reply + "\n\n", proof{}},
		"nothing":                 {"", proof{}},
	} {
		if got := tokens.proves([]byte(x.mail)); got != x.want {
			t.Errorf("%s: %+v, want %+v", name, got, x.want)
		}
	}
}

func TestAServerNotesBehindManyRecipients(t *testing.T) {
	t.Parallel()
	id, tokens := aPart(t), someTokens()
	mail := "To: " + strings.Repeat("x@y.z, ", 60) + "\nDelivered-To: " + tokens.replyTo(id) + "\n\n"
	if got := tokens.proves([]byte(mail)); got.Conversation != id {
		t.Errorf("%+v", got)
	}
}

func TestTokensOfAnotherKeyProveNothing(t *testing.T) {
	t.Parallel()
	id := aPart(t)
	mail := []byte("To: " + someTokens().replyTo(id) + "\n\n")
	for name, key := range map[string]string{"another": "another key", "none": ""} {
		other := settings{Address: "support@example.com", Plus: "+", TokenKey: key}.tokens()
		if got := other.proves(mail); got != (proof{}) {
			t.Errorf("%s: %+v", name, got)
		}
		if key == "" && (other.messageID(id) != "" || other.replyTo(id) != "") {
			t.Error("names are given without a key: anybody could make them")
		}
	}
}

func TestNoTokenWhereThereIsNoPlaceForIt(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]settings{
		"a server without details": {Address: "support@example.com"},
		"a long name":              {Address: "the-customer-service-team@example.com", Plus: "+"},
		"letters beyond ASCII":     {Address: "客服@example.com", Plus: "+"},
	} {
		s.TokenKey = "k"
		if got := s.tokens().replyTo(aPart(t)); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	s := settings{Address: "support@客服.中国", Plus: "-", TokenKey: "k"}
	if got := s.tokens().replyTo(aPart(t)); !strings.HasSuffix(got, "@xn--ubtq9x.xn--fiqs8s") || !strings.HasPrefix(got, "support-c.") {
		t.Errorf("an address of a Chinese domain: %s", got)
	}
}

func TestOurMessageIDsAreKnownAgain(t *testing.T) {
	t.Parallel()
	id, tokens := aPart(t), someTokens()
	ours := tokens.messageID(id)
	if !tokens.isOurs(ours) || !tokens.isOurs(strings.ToUpper(ours)) {
		t.Errorf("%s is not known", ours)
	}
	for _, other := range []string{"", "abc@example.com", strings.Replace(ours, "example.com", "example.org", 1), strings.Replace(tokens.replyTo(id), "support+c.", "", 1)} {
		if tokens.isOurs(other) {
			t.Errorf("%q counts as ours", other)
		}
	}
}

func FuzzProves(f *testing.F) {
	tokens := someTokens()
	id := aPart(f)
	for _, seed := range []string{
		"To: " + tokens.replyTo(id) + "\r\n\r\nbody", "Delivered-To: <" + tokens.bouncesTo(id) + ">\n", "To: support+c..@example.com\n\n",
		"To:\n\t support+b.\x00.0@example.com", "\n\n", ":\n:", " To: a@b\n",
	} {
		f.Add([]byte(seed))
	}
	named := tokens.messageID(id)[:25] // the fuzzer has no key, so nothing else is ever proven
	f.Fuzz(func(t *testing.T, mail []byte) {
		got := tokens.proves(mail)
		said := strings.ToLower(string(mail))
		for name, there := range map[string]bool{"a conversation": !got.Conversation.IsZero(), "a bounce": got.Bounced != ""} {
			if there && !strings.Contains(said, named) {
				t.Errorf("%s is proven by %q", name, mail)
			}
		}
		if len(recipients(mail)) > maxProvenFrom {
			t.Error("more addresses are looked at than should be")
		}
	})
}
