package email_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize/email"
)

const (
	part  = "0123456789abcdefghijklmnop.0123456789abc"
	token = "+c." + part
	named = part + "@shop.cn"
)

// arrives reads a mail with what the mailbox knew of it.
func arrives(t *testing.T, mail string, header map[string]string) core.Envelope {
	t.Helper()
	all := map[string]string{"own": "support@shop.cn,sales@shop.cn", "reply_text": "yes"}
	maps.Copy(all, header)
	envs, err := email.Normalize(core.Raw{Kind: email.Kind, Body: []byte(mail), Header: all})
	if err != nil || len(envs) != 1 {
		t.Fatalf("%d envelopes, %v", len(envs), err)
	}
	holds(t, envs[0])
	return envs[0]
}

// extraOf is what an envelope says of its mail.
func extraOf(t *testing.T, e core.Envelope) map[string]any {
	t.Helper()
	var extra struct{ Mail map[string]any }
	if err := json.Unmarshal(e.Content.Extra, &extra); err != nil {
		t.Fatal(err)
	}
	return extra.Mail
}

func TestAMailThatWasNotTakenWholeSaysSo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mail   string
		header map[string]string
		size   any
	}{
		{"From: li@b.cn\n\nx", map[string]string{"omitted_size": "60000000"}, 6e7},
		{"From: li@b.cn\n\nx", map[string]string{"omitted_size": "much"}, nil},
		{"From: li@b.cn\n\nx", map[string]string{"omitted_size": "-1"}, nil},
		{"Omitted_Size: 7\nomitted_size: 7\nX-Omitted-Size: 7\nFrom: li@b.cn\n\nx", nil, nil}, // what it says itself is not believed
	} {
		m := extraOf(t, arrives(t, c.mail, c.header))
		if m["whole_size"] != c.size || (m["truncated"] == true) != (c.size != nil) {
			t.Errorf("%q with %v is %v", c.mail, c.header, m)
		}
	}
}

func TestTheTextWithoutFoldsIsNotStored(t *testing.T) {
	t.Parallel()
	const mail = "From: li@b.cn\n\nyes\n\n-----Original Message-----\nFrom: a\nhi"
	if m := extraOf(t, arrives(t, mail, nil)); m["reply_text"] != "yes" {
		t.Errorf("who asks for it has %v", m)
	}
	envs, err := email.Normalize(core.Raw{Kind: email.Kind, Body: []byte(mail)})
	if err != nil {
		t.Fatal(err)
	}
	if m := extraOf(t, envs[0]); m["reply_text"] != nil || m["folds"] == nil {
		t.Errorf("stored is %v", m)
	}
}

func TestWhatATokenProves(t *testing.T) {
	t.Parallel()
	id := core.NewID()
	mail := "From: li@b.cn\nTo: support" + token + "@shop.cn\nMessage-ID: <x@b.cn>\nIn-Reply-To: <a@b.cn>\nReferences: <0@b.cn> <a@b.cn>\nSubject: Re: x\n\nx"
	e := arrives(t, mail, map[string]string{"conversation": id.String(), "bounced": named, "historical": "yes"})
	if e.Conversation != id || !slices.Equal(e.Refs, []string{named, "a@b.cn", "0@b.cn"}) || !e.Historical || e.Automatic || e.Quiet {
		t.Errorf("got %+v", e)
	}
	e = arrives(t, mail, map[string]string{"conversation": "support" + token, "historical": "no"})
	if !e.Conversation.IsZero() || !slices.Equal(e.Refs, []string{"a@b.cn", "0@b.cn"}) || e.Historical {
		t.Errorf("of nothing proven it has %+v", e)
	}
}

func TestOwnAddressesAreNobodyBeside(t *testing.T) {
	t.Parallel()
	e := arrives(t, "From: li@b.cn\nTo: Support@Shop.cn, support"+token+"@shop.cn, support-b."+part+"@shop.cn, sales+x@shop.cn, sales-team@shop.cn, salesman@shop.cn\nCc: wang@b.cn, support@b.cn\n\nx", nil)
	var got []string
	for _, p := range e.Content.Participants {
		got = append(got, p.ExternalID)
	}
	if want := []string{"sales-team@shop.cn", "salesman@shop.cn", "wang@b.cn", "support@b.cn"}; !slices.Equal(got, want) {
		t.Errorf("beside the writer there are %q, want %q", got, want)
	}
}

func TestWhatIsAutomaticAndWhatIsQuiet(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{
		"":                                   "",
		"From: noreply@b.cn":                 "automatic",
		"Auto-Submitted: auto-replied":       "automatic quiet",
		"X-Switchboard-Loop: 1":              "", // of another hub, or forged
		"List-Id: News <news.b.cn>":          "automatic quiet",
		"Precedence: bulk":                   "automatic quiet",
		"List-Id: Support <support.shop.cn>": "automatic",
		"List-Id: x <x.b.cn>\nList-Post: <mailto:Sales@shop.cn>":       "automatic",
		"List-Id: x <x.b.cn>\nList-Post: <mailto:sales@shop.cn.evil>":  "automatic quiet",
		"List-Id: x <support.shop.cn.evil>\nList-Unsubscribe: <x@b.c>": "automatic quiet",
	} {
		e := arrives(t, strings.TrimPrefix(head+"\nFrom: li@b.cn\nTo: support@shop.cn\nSubject: x\n\nx", "\n"), nil)
		got := ""
		if e.Automatic {
			got = "automatic"
		}
		if e.Quiet {
			got += " quiet"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
}

func TestOurOwnMailThatComesBackIsQuiet(t *testing.T) {
	t.Parallel()
	e := arrives(t, "From: support@shop.cn\nTo: sales@shop.cn\nSubject: x\n\nx", map[string]string{"loop": "yes"})
	if !e.Automatic || !e.Quiet {
		t.Errorf("it is answered: %+v", e)
	}
}

// TestWhatAnswersUsIsHeard: what looks like a list's or a machine's mail is quiet
// where it answers nothing of ours, and else only where it says that somebody is away.
func TestWhatAnswersUsIsHeard(t *testing.T) {
	t.Parallel()
	id := map[string]string{"conversation": core.NewID().String()}
	for head, heard := range map[string]bool{
		"List-Unsubscribe: <mailto:x@b.cn>":                 true,
		"List-Id: Desk <desk.b.cn>":                         true,
		"Precedence: bulk":                                  true,
		"Auto-Submitted: auto-generated":                    true,
		"Auto-Submitted: auto-replied":                      false,
		"Precedence: auto_reply":                            false,
		"Auto-Submitted: auto-generated\nSubject: 自动回复: 外出": false,
	} {
		mail := head + "\nFrom: desk@b.cn\nTo: support@shop.cn\nSubject: Re: x\n"
		for name, c := range map[string]struct {
			mail   string
			header map[string]string
			answer bool
		}{
			"a token":             {mail, id, true},
			"our id":              {mail + "In-Reply-To: <" + named + ">\n", nil, true},
			"nothing":             {mail, nil, false},
			"another's":           {mail + "In-Reply-To: <a@shop.cn>\n", nil, false},
			"in another's domain": {mail + "In-Reply-To: <" + part + "@b.cn>\n", nil, false},
		} {
			if e := arrives(t, c.mail+"\nx", c.header); e.Quiet != (!heard || !c.answer) || !e.Automatic {
				t.Errorf("%s with %s: quiet %v, automatic %v", head, name, e.Quiet, e.Automatic)
			}
		}
	}
}

// bounce is a report about a mail by its id.
func bounce(about string) string {
	return "From: mailer-daemon@b.cn\nTo: support@shop.cn\nSubject: Undelivered\nAuto-Submitted: auto-replied\n" +
		"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nIt failed\n--x\nContent-Type: message/delivery-status\n\n" +
		"Reporting-MTA: dns; b.cn\n\nFinal-Recipient: rfc822; li@b.cn\nAction: failed\nStatus: 5.1.1\n\n--x\nContent-Type: message/rfc822\n\n" +
		"Message-ID: <" + about + ">\nTo: li@b.cn\n\nx\n--x--\n"
}

func TestABounceIsAStatusOfAMailThatMayBeOurs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		about  string
		header map[string]string
		want   string // of which mail it is a status
	}{
		"by its form":   {named, nil, named},
		"of a stranger": {"forged@b.cn", nil, ""},
		"proven":        {"forged@b.cn", map[string]string{"bounced": named}, named},
	} {
		e := arrives(t, bounce(c.about), c.header)
		switch {
		case c.want == "" && (e.Type != core.TypeMessage || !e.Quiet || !e.Automatic || e.Status != ""):
			t.Errorf("%s: %+v", name, e)
		case c.want != "" && (e.Type != core.TypeStatus || e.Status != core.DeliveryFailed || !slices.Equal(e.Refs, []string{c.want})):
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// TestAReportSaysOfWhomItTells: each recipient that it names, and nobody where it
// names none and the mail was for several.
func TestAReportSaysOfWhomItTells(t *testing.T) {
	t.Parallel()
	several := strings.Replace(bounce(named), "Final-Recipient: rfc822; li@b.cn\nAction: failed\nStatus: 5.1.1\n",
		"Final-Recipient: rfc822; wang@b.cn\nAction: failed\nStatus: 5.2.2\n\nFinal-Recipient: rfc822; li@b.cn\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; chen@b.cn\nAction: delivered\nStatus: 2.0.0\n", 1)
	unnamed := "From: mailer-daemon@b.cn\nTo: support@shop.cn\nSubject: Undelivered\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n550 no such user\n--x\n" +
		"Content-Type: message/rfc822\n\nMessage-ID: <" + named + ">\nTo: li@b.cn\nCc: wang@b.cn\n\nx\n--x--\n"
	read := "From: wang@b.cn\nTo: support@shop.cn\nSubject: Read\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x\n\nRead\n--x\n" +
		"Content-Type: message/disposition-notification\n\nOriginal-Message-ID: <" + named + ">\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--x--\n"
	for name, c := range map[string]struct{ mail, want string }{
		"one":       {bounce(named), "li@b.cn failed gone"},
		"several":   {several, "wang@b.cn failed retry, li@b.cn failed gone, chen@b.cn delivered "},
		"exim":      {"X-Failed-Recipients: li@b.cn, wang@b.cn\nReferences: <" + named + ">\nFrom: mailer-daemon@b.cn\nSubject: Mail delivery failed\n\n550 5.1.1 no user", "li@b.cn failed gone, wang@b.cn failed gone"},
		"nobody":    {unnamed, ""},
		"who reads": {read, "wang@b.cn read "},
	} {
		e := arrives(t, c.mail, nil)
		var got []string
		for _, r := range e.Recipients {
			one := r.Address + " " + string(r.Status) + " "
			if r.Error != nil {
				one += string(r.Error.Class)
			}
			got = append(got, one)
		}
		if strings.Join(got, ", ") != c.want || len(e.Refs) != 1 || e.Refs[0] != named || e.Type == core.TypeMessage {
			t.Errorf("%s: %q of %+v", name, got, e)
		}
	}
}

// TestWhoWroteByAFormOrAGroup: not the address that all of them come from.
func TestWhoWroteByAFormOrAGroup(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{
		"From: Shop <noreply@shop.example>\nReply-To: 李明 <li@b.cn>":                                 "li@b.cn 李明",
		"From: 'Li' via Support <support@shop.cn>\nReply-To: li@b.cn":                               "li@b.cn Li",
		"From: 'Li' via Support <support@shop.cn>\nX-Original-From: Li <li@b.cn>\nReply-To: x@b.cn": "li@b.cn Li",
		"From: sales@shop.cn\nReply-To: support@shop.cn, li@b.cn":                                   "li@b.cn ",
		"From: sales@shop.cn\nReply-To: support" + token + "@shop.cn":                               "sales@shop.cn ",
		"From: do-not-reply@b.cn\nReply-To: noreply@b.cn":                                           "do-not-reply@b.cn ",
		"From: Wang <wang@b.cn>\nReply-To: li@b.cn\nX-Original-From: li@b.cn":                       "wang@b.cn Wang",
	} {
		e := arrives(t, head+"\nTo: support@shop.cn\n\nx", nil)
		if got := e.User.ExternalID + " " + e.User.Name; got != want {
			t.Errorf("%s: %q wrote, want %q", head, got, want)
		}
	}
	e := arrives(t, "From: sales@shop.cn\nReply-To: li@b.cn\nTo: support@shop.cn\n\nx", map[string]string{"loop": "yes"})
	if e.User.ExternalID != "sales@shop.cn" {
		t.Errorf("our own that comes back is from %s", e.User.ExternalID)
	}
}
