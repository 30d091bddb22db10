package email

import (
	"regexp"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

var (
	daemonRE = regexp.MustCompile(`(?i)^(mailer[-_.]?daemon|post[-_.]?master|mail[-_.]?delivery|mailerdaemon|bounces?|mdaemon|smtpd|maildaemon|mail-?admin)\b|mailer-daemon|postmaster`)
	noReply  = regexp.MustCompile(`(?i)^(no|do-?not)[-_.]?reply`)

	// Subjects that a bounce has.
	bounceSubject = regexp.MustCompile(`(?i)undeliver|delivery (status|failure|failed|problem|report|notification|has failed|error|incomplete|delay)|failed delivery|failure (delivery|notice)|return(ed|ing) (e?-?mail|to sender|message)|mail (delivery|system error|could not|not delivered|failure|status report)|non[- ]?deliver|not delivered|could not be delivered|could not (be )?deliver|unable to deliver|(message|mail) (delivery )?(status|failed|rejected|delayed|error)|warning: (could not|message)|error sending|user unknown|bounce|rejected mail|dsn:|system error|退信|退回|无法投递|无法送达|未送达|未能送达|投递失败|发送失败|传递失败|寄送失败|無法傳遞|无法传递|未傳遞|无法发送|延迟|unzustellbar|zustellung|nicht zugestellt|non remis|échec|notificación de estado|no se puede entregar|配信不能|配信できません|エラー|送信でき|전송 실패|반송|недоставлен|не доставлено`)
	// Texts that only a bounce has, whoever seems to have sent it.
	certainText = regexp.MustCompile(`(?i)this is the qmail-send program|this is the [\w. -]{2,60} (mail system|qmail)|created automatically by (the )?mail delivery|permanent fatal errors|message that you sent could not be delivered|your message (could not be|was not|wasn't|cannot be|couldn't be) (delivered|sent)|could not be delivered to|delivery to the following recipients? (failed|has)|did not reach the following recipient|the following (address|recipient|destination)\S* (had|failed|were not|could not|has|have|was)|unable to deliver|undeliverable|user unknown|mailbox (unavailable|not found|is full)|(host|domain) (name )?(unknown|not found)|您的邮件被退回|您(发送|寄出|投递)?的?邮件(未能|无法|没有|投递|被)|邮件无法(送达|投递|发送)|退信原因|无法将(您的)?邮件|抱歉[,，].{0,20}(邮件|收件人)|未能送达|传递失败|收件人.{0,40}(不存在|无法)|メール.{0,20}(配信|送信)(不能|でき)`)
	lateRE      = regexp.MustCompile(`(?i)delay|warning|延迟|延誤|verzögert|still being|temporar`)

	vacation = regexp.MustCompile(`(?i)auto(matic|mated|matische|matisk)?[- ]?(reply|response|antwort|svar)|out of( the)? office|away from (my|the)|vacation|abwesen|absence|自动回复|自動回覆|自動返信|自动答复|休假|外出|不在办公室|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord|автоответ|부재중|자동 회신`)
)

// automatic reports mail that no person wrote (RFC 3834), and that nothing may answer by itself.
func automatic(h header, m *Mail) bool {
	for _, name := range []string{"list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response-suppress", "x-failed-recipients", "feedback-id"} {
		if h.has(name) {
			return true
		}
	}
	if len(m.From) > 0 && (daemonRE.MatchString(m.From[0].Address) || noReply.MatchString(m.From[0].Address)) {
		return true
	}
	return m.Loop || submitted(h) != "" || slowPrecedence(h) || noReturn(h)
}

// submitted is Auto-Submitted's word; empty for a mail that a person sent.
func submitted(h header) string {
	if w := oneWord(h.get("auto-submitted")); w != "no" {
		return w
	}
	return ""
}

func slowPrecedence(h header) bool {
	switch strings.ToLower(strings.TrimSpace(h.get("precedence"))) {
	case "bulk", "list", "junk", "auto_reply", "auto-reply":
		return true
	}
	return false
}

// noReturn reports an envelope that takes no answers.
func noReturn(h header) bool {
	return h.has("return-path") && strings.Trim(h.get("return-path"), " \t<>") == ""
}

// autoReply reports the mail of a machine. A subject alone proves nothing.
func autoReply(h header, subject string) bool {
	isList := h.has("list-id") || h.has("list-unsubscribe")
	if submitted(h) != "" && !isList || replied(h) {
		return true
	}
	return vacation.MatchString(subject) && !isList && (slowPrecedence(h) || noReturn(h) || h.has("x-auto-response-suppress") || h.has("x-ms-exchange-inbox-rules-loop"))
}

// replied reports what a machine answers to whatever comes, as it says itself.
func replied(h header) bool {
	precedence := strings.ToLower(strings.TrimSpace(h.get("precedence")))
	switch {
	case submitted(h) == "auto-replied", strings.HasPrefix(precedence, "auto"):
		return true
	case h.has("x-autoreply") && !strings.EqualFold(strings.TrimSpace(h.get("x-autoreply")), "no"), h.has("x-autorespond"), h.has("x-autoresponder"), h.has("x-autoreply-from"), h.has("x-mail-autoreply"):
		return true
	}
	return false
}

// listMail reports mail to many.
func listMail(h header) bool {
	return h.has("list-id") || h.has("list-unsubscribe") || h.has("list-post") || h.has("mailing-list") || slowPrecedence(h)
}

// textBounce reports a bounce that is no report: a server wrote it, and its subject or
// text is one that bounces have; or its text is one that nothing else has.
func textBounce(h header, m *Mail, c *core.Content) bool {
	if h.has("x-failed-recipients") {
		return true
	}
	daemon := noReturn(h)
	for _, a := range m.From {
		daemon = daemon || daemonRE.MatchString(a.Address) || daemonRE.MatchString(a.Name) || strings.Contains(strings.ToLower(a.Name), "mail delivery")
	}
	text := cut(c.Text, 4000)
	if !daemon || vacation.MatchString(c.Subject) {
		return false
	}
	return bounceSubject.MatchString(c.Subject) || certainText.MatchString(text)
}
