package mailtest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/user"
	"strconv"
	"strings"
)

// configure writes what both servers read.
func (s *Server) configure() error {
	for _, dir := range []string{"", "dc", "dc/run", "dc/state", "mail", "pf", "pf/conf", "pf/queue", "pf/data"} {
		if err := errors.Join(os.MkdirAll(s.path(dir), 0o755), os.Chmod(s.path(dir), 0o755)); err != nil { //nolint:gosec // other users enter them
			return fmt.Errorf("prepare the servers' folder: %w", err)
		}
	}
	if err := errors.Join(chown(s.path("mail"), "nobody"), chown(s.path("pf/data"), "postfix"), s.certificate()); err != nil {
		return err
	}
	var passwords, here strings.Builder
	for _, name := range names() {
		for _, domain := range []string{"example.test", "cust.test"} {
			fmt.Fprintf(&passwords, "%s@%s:{PLAIN}%s\n", name, domain, Password)
		}
		fmt.Fprintf(&here, "%s@example.test 1\n", name)
	}
	port := func(addr string) string { _, p, _ := net.SplitHostPort(addr); return p }
	fill := strings.NewReplacer("$D", s.dir, "$IMAPS", port(s.IMAPS), "$IMAP", port(s.IMAP), "$LMTP", port(s.lmtp), "$AUTH", port(s.auth),
		"$OAUTH", port(s.oauth.Addr().String()), "$SMTPS", s.SMTPS, "$SMTP", s.SMTP)
	for name, text := range map[string]string{
		"dc/passwd": passwords.String(), "pf/conf/here": here.String(), "dc/oauth2.conf": oauth2Conf, "dc/dovecot.conf": dovecotConf,
		"pf/conf/main.cf": mainCF, "pf/conf/master.cf": masterCF,
	} {
		if err := os.WriteFile(s.path(name), []byte(fill.Replace(text)), 0o644); err != nil { //nolint:gosec // other users read them
			return fmt.Errorf("configure the mail servers: %w", err)
		}
	}
	return nil
}

// names lists the mailboxes of each domain.
func names() []string {
	out := []string{"support", "sales", "alice", "bob"}
	for i := range mailboxes {
		out = append(out, "box"+strconv.Itoa(i))
	}
	return out
}

func chown(path, name string) error {
	uid, _, err := ids(name)
	if err != nil {
		return err
	}
	return os.Chown(path, uid, -1)
}

// ids are the numbers of a user and its group.
func ids(name string) (uid, gid int, err error) {
	u, err := user.Lookup(name)
	if err != nil {
		return 0, 0, fmt.Errorf("%w: there is no user %s", ErrMissing, name)
	}
	if uid, err = strconv.Atoi(u.Uid); err != nil {
		return 0, 0, err
	}
	gid, err = strconv.Atoi(u.Gid)
	return uid, gid, err
}

const oauth2Conf = `introspection_mode = get
introspection_url = http://127.0.0.1:$OAUTH/introspect?token=
username_attribute = email
active_attribute = active
active_value = true
`

// What is beside the sheet of a plain installation: no delay after a refused
// sign-in, which would be one for all tests, and many sessions a mailbox.
const dovecotConf = `base_dir = $D/dc/run
state_dir = $D/dc/state
log_path = $D/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <$D/cert.pem
ssl_key = <$D/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = maildir:$D/mail/%u/Maildir
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $D/dc/oauth2.conf
}
passdb {
  driver = passwd-file
  mechanisms = plain login none
  args = scheme=PLAIN username_format=%u $D/dc/passwd
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$D/mail/%u
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = $IMAP
  }
  inet_listener imaps {
    port = $IMAPS
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $LMTP
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = $AUTH
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \Sent
  }
}
protocol imap {
  mail_max_userip_connections = 100
}
protocol lmtp {
  postmaster_address = postmaster@example.test
}
`

const mainCF = `compatibility_level = 3.6
queue_directory = $D/pf/queue
data_directory = $D/pf/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $D/postfix.log
maillog_file_prefixes = $D, /var, /run
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example.test
mydestination =
local_recipient_maps =
local_transport = error:no local users
alias_maps =
alias_database =
mynetworks =
virtual_mailbox_domains = example.test
virtual_mailbox_maps = texthash:$D/pf/conf/here
virtual_transport = lmtp:inet:127.0.0.1:$LMTP
relay_domains = cust.test
relay_recipient_maps =
relay_transport = lmtp:inet:127.0.0.1:$LMTP
default_transport = error:5.4.4 outside delivery is off
recipient_delimiter = +
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$AUTH
smtpd_sasl_security_options = noanonymous
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = $D/cert.pem
smtpd_tls_key_file = $D/key.pem
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
smtp_dns_support_level = disabled
message_size_limit = 26214400
in_flow_delay = 0
`

// Column 3 (private): cleanup and qmgr must be n; column 7: anvil and verify must be 1.
const masterCF = `$SMTP inet n - n - - smtpd
$SMTPS inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
tlsmgr unix - - n 1000? 1 tlsmgr
error unix - - n - - error
retry unix - - n - - error
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
`
