package email

import "strings"

// The providers whose servers are known. Custom is any other server.
const (
	providerCustom  = "custom"
	providerQQ      = "qq"
	provider163     = "163"
	providerAliyun  = "aliyun"
	providerExmail  = "exmail"
	providerGmail   = "gmail"
	providerOutlook = "outlook"
)

// preset is what is known of a provider.
type preset struct {
	name, label string
	imap, smtp  server
	oauth       oauth  // TokenURL and Scope alone
	plus        string // what it takes before a detail; empty: nothing
	oauthOnly   bool
	password    string // what it wants as password, and where that is made
	loginNeeds  string // what else must be switched on before a program may sign in
	identifies  bool   // it opens folders only to programs that have said who they are (RFC 2971)
}

// cure says what to do where the provider refuses the sign-in.
func (p preset) cure(before string) string {
	if p.password == "" {
		return ""
	}
	return before + p.password
}

// presets lists the providers, by their own help pages.
func presets() []preset {
	tls := func(host string, port int) server { return server{Host: host, Port: port, Security: implicitTLS} }
	return []preset{
		{name: providerCustom, label: "the server"}, // an answer to a detail that it does not take would be lost
		{
			name: providerQQ, label: "QQ Mail", imap: tls("imap.qq.com", 993), smtp: tls("smtp.qq.com", 465),
			password:   "QQ Mail wants an authorization code (授权码) instead of the password: make one at mail.qq.com, 设置, 账号, POP3/IMAP/SMTP服务",
			loginNeeds: "switch IMAP/SMTP on at mail.qq.com, 设置, 账号",
		},
		{
			name: provider163, label: "NetEase Mail", imap: tls("imap.163.com", 993), smtp: tls("smtp.163.com", 465), identifies: true,
			password:   "NetEase wants an authorization code (授权码) instead of the password: make one at mail.163.com, 设置, POP3/SMTP/IMAP",
			loginNeeds: "switch IMAP/SMTP on at mail.163.com, 设置, POP3/SMTP/IMAP",
		},
		{
			name: providerAliyun, label: "Aliyun Mail", imap: tls("imap.qiye.aliyun.com", 993), smtp: tls("smtp.qiye.aliyun.com", 465),
			password:   "where the mailbox has a security password for clients (三方客户端安全密码), Aliyun wants that one: qiye.aliyun.com, 设置, 账户与安全",
			loginNeeds: "let the administrator allow IMAP and SMTP for the mailbox",
		},
		{
			name: providerExmail, label: "Tencent Exmail", imap: tls("imap.exmail.qq.com", 993), smtp: tls("smtp.exmail.qq.com", 465),
			password:   "where secure sign-in is on, Tencent Exmail wants a password for clients (客户端专用密码): make one at exmail.qq.com, 设置, 微信绑定 or 账户",
			loginNeeds: "switch IMAP/SMTP on at exmail.qq.com, 设置, 客户端设置",
		},
		{
			name: providerGmail, label: "Gmail", imap: tls("imap.gmail.com", 993), smtp: tls("smtp.gmail.com", 465), plus: "+",
			oauth:    oauth{TokenURL: "https://oauth2.googleapis.com/token", Scope: "https://mail.google.com/"},
			password: "Gmail wants an app password: make one at myaccount.google.com, Security, with 2-Step Verification on; or link the mailbox by OAuth2",
		},
		{
			name: providerOutlook, label: "Outlook", imap: tls("outlook.office365.com", 993), plus: "+", oauthOnly: true,
			smtp: server{Host: "smtp.office365.com", Port: 587, Security: startTLS},
			oauth: oauth{
				TokenURL: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
				Scope:    "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
			},
			password: "Outlook and Microsoft 365 take OAuth2 only: set oauth_client_id and oauth_refresh_token",
		},
	}
}

// presetOf finds what is known of a provider, for the domain of an address.
func presetOf(name, domain string) (preset, bool) {
	for _, p := range presets() {
		if p.name != name {
			continue
		}
		switch domain {
		case "126.com", "yeah.net": // NetEase's others, each with servers of its own
			if name == provider163 {
				p.imap.Host, p.smtp.Host = "imap."+domain, "smtp."+domain
			}
		case "aliyun.com": // Aliyun's mailboxes of people
			if name == providerAliyun {
				p.imap.Host, p.smtp.Host = "imap.aliyun.com", "smtp.aliyun.com"
			}
		case "outlook.com", "hotmail.com", "live.com":
			if name == providerOutlook {
				p.smtp.Host = "smtp-mail.outlook.com"
			}
		}
		return p, true
	}
	return preset{}, false
}

func providerNames() string {
	var names []string
	for _, p := range presets() {
		names = append(names, p.name)
	}
	return strings.Join(names, ", ")
}
