package email

import (
	"errors"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
)

// plainAccount has what a mailbox needs at least, and set over it.
func plainAccount(set map[string]string) core.Account {
	a := core.Account{Config: map[string]string{keyAddress: "support@example.com"},
		Secrets: map[string]string{keyIMAP: "imaps://imap.example.com", keySMTP: "smtp://mx.example.com:25?starttls=1", keyPassword: "geheim"}}
	for k, v := range set {
		if _, ok := a.Secrets[k]; ok {
			a.Secrets[k] = v
		} else {
			a.Config[k] = v
		}
	}
	return a
}

func TestServersAreReadFromTheirURLs(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]server{
		"imaps://imap.example.com":                               {"imap.example.com", 993, implicitTLS, "support@example.com", "geheim"},
		"imap://imap.example.com":                                {"imap.example.com", 143, startTLS, "support@example.com", "geheim"},
		"imap://imap.example.com:1143/?starttls=1":               {"imap.example.com", 1143, startTLS, "support@example.com", "geheim"},
		"imap://127.0.0.1:1143?starttls=0":                       {"127.0.0.1", 1143, plaintext, "support@example.com", "geheim"},
		"imaps://a%40b.cn:p%3Aa%2Fs%25%E5%AF%86@[2001:db8::1]:1": {"2001:db8::1", 1, implicitTLS, "a@b.cn", "p:a/s%密"},
		"imaps://a@b.cn:pass@imap.example.com":                   {"imap.example.com", 993, implicitTLS, "a@b.cn", "pass"},
	} {
		s, err := read(plainAccount(map[string]string{keyIMAP: url}))
		if err != nil || s.IMAP != want {
			t.Errorf("%s is %+v, %v", url, s.IMAP, err)
		}
	}
	s, err := read(plainAccount(map[string]string{keyIMAP: "imaps://desk:one@imap.example.com", keyPassword: ""}))
	if err != nil || s.SMTP != (server{"mx.example.com", 25, startTLS, "desk", "one"}) {
		t.Errorf("what is sent goes to %+v, %v", s.SMTP, err)
	}
}

func TestEachBadSettingIsNamedAndNothingSecretIsSaid(t *testing.T) {
	t.Parallel()
	c := connector(t)
	for _, bad := range []struct{ key, value, code, says string }{
		{keyAddress, "", "address_missing", "address"},
		{keyAddress, "Support <support@example.com>", "address_malformed", "address"},
		{keyAliases, "a@b.cn, c", "alias_malformed", "aliases"},
		{keyProvider, "hotmail", "provider_unknown", "provider"},
		{keyIMAP, "imaps://x:ge/heim@imap.example.com", "server_malformed", "imap_url"},
		{keyIMAP, "imaps://x:geheim%zz@imap.example.com", "server_malformed", "imap_url"},
		{keyIMAP, "https://imap.example.com", "server_malformed", "imap_url"},
		{keyIMAP, "imaps://imap.example.com:0", "server_malformed", "imap_url"},
		{keyIMAP, "imaps://imap.example.com/INBOX", "server_malformed", "imap_url"},
		{keySMTP, "imaps://imap.example.com", "server_malformed", "smtp_url"},
		{keySMTP, "", "server_missing", "smtp_url"},
		{keyPassword, "", "password_missing", "password"},
		{keyPlus, "*", "plus_unknown", "plus"},
		{keyMarkSeen, "maybe", "setting_unknown", "mark_seen"},
		{keyHistory, "-1", "number_malformed", "history_days"},
		{keyHistory, "a week", "number_malformed", "history_days"},
		{keyRate, "0", "number_malformed", "rate_per_minute"},
		{keyFolder, "a\r\nb", "folder_malformed", "folder"},
		{keyCA, "geheim", "ca_malformed", "tls_ca"},
		{keyDKIMDomain, "example.com", "dkim_malformed", "dkim_selector"},
	} {
		err := c.Check(plainAccount(map[string]string{bad.key: bad.value}))
		var p *core.Problem
		if !errors.As(err, &p) || p.Code != "email."+bad.code || p.Status != 422 || !strings.Contains(p.Text, bad.says) {
			t.Errorf("%s=%q: %v", bad.key, bad.value, err)
		} else if strings.Contains(err.Error(), "heim") && bad.key != keyFolder {
			t.Errorf("%s=%q says a secret: %v", bad.key, bad.value, err)
		}
	}
	if err := c.Check(plainAccount(map[string]string{keyProvider: providerOutlook, keyIMAP: "", keySMTP: ""})); !errors.Is(err, problem(0, "oauth_missing", "")) {
		t.Errorf("outlook by password: %v", err)
	}
	if err := c.Check(plainAccount(nil)); err != nil {
		t.Error(err)
	}
}

func TestProvidersNeedNoServers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ provider, address, imap, smtp, plus string }{
		{providerQQ, "a@qq.com", "imap.qq.com:993", "smtp.qq.com:465", ""},
		{provider163, "a@163.com", "imap.163.com:993", "smtp.163.com:465", ""},
		{provider163, "a@126.com", "imap.126.com:993", "smtp.126.com:465", ""},
		{providerAliyun, "a@firma.cn", "imap.qiye.aliyun.com:993", "smtp.qiye.aliyun.com:465", ""},
		{providerExmail, "a@firma.cn", "imap.exmail.qq.com:993", "smtp.exmail.qq.com:465", ""},
		{providerGmail, "a@gmail.com", "imap.gmail.com:993", "smtp.gmail.com:465", "+"},
		{providerOutlook, "a@firma.com", "outlook.office365.com:993", "smtp.office365.com:587", "+"},
	} {
		a := plainAccount(map[string]string{keyProvider: c.provider, keyAddress: c.address, keyIMAP: "", keySMTP: "",
			keyOAuthRefresh: "r", keyOAuthClient: "c", keyOAuthToken: "https://token.example.com"})
		s, err := read(a)
		if err != nil || s.IMAP.addr() != c.imap || s.SMTP.addr() != c.smtp || s.Plus != c.plus {
			t.Errorf("%s: %s, %s, %q, %v", c.provider, s.IMAP.addr(), s.SMTP.addr(), s.Plus, err)
		}
	}
}

func TestAServerIsNotTakenToKnowDetails(t *testing.T) {
	t.Parallel()
	for set, want := range map[string]string{"": "", "none": "", "+": "+", "-": "-"} { // answers to what it does not know would be lost
		s, err := read(plainAccount(map[string]string{keyPlus: set}))
		if err != nil || s.Plus != want {
			t.Errorf("%q gives %q, %v", set, s.Plus, err)
		}
	}
}

func FuzzServerURL(f *testing.F) {
	for _, text := range []string{"imaps://a:b@c:1", "imap://c?starttls=1", "imaps://a%40b:%2F@c", "imaps://", "imaps://a b", "://", "imaps://[::1]:993"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := readURL(keyIMAP, "imap", text)
		if err != nil {
			if p := malformedURL(keyIMAP, "imap"); err.Error() != p.Error() {
				t.Errorf("the error says more than the setting's name: %v", err)
			}
			return
		}
		if s.Host == "" || s.Port < 1 || s.Port > 65535 || strings.ContainsAny(s.addr(), " \r\n") {
			t.Errorf("%q is %+v", text, s)
		}
	})
}

func TestTheSenderHasTheAccountsName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ account, set, want string }{
		{"客服邮箱", "", `=?utf-8?q?=E5=AE=A2=E6=9C=8D=E9=82=AE=E7=AE=B1?= <support@example.com>`},
		{"客服邮箱", "Desk", `"Desk" <support@example.com>`},
		{"Desk\r\nBcc: x", "", `"Desk  Bcc: x" <support@example.com>`},
		{"support@example.com", "", "<support@example.com>"},
		{"", " ", "<support@example.com>"},
	} {
		a := plainAccount(map[string]string{keyName: c.set})
		a.Name, a.Secrets[keyTokenKey] = c.account, "a key of tokens"
		mail := mailFor(t, a, core.Part{ID: core.NewID(), To: core.UserRef{ExternalID: "li@b.test"}, Content: core.Content{Kind: core.KindText, Text: "x"}})
		if !strings.Contains("\r\n"+mail, "\r\nFrom: "+c.want+"\r\n") {
			t.Errorf("an account named %q with %q writes\n%s", c.account, c.set, mail)
		}
	}
}
