package email

import (
	"regexp"
	"strings"
)

// fold is a stretch of the text that is shown folded: quoted history or a signature.
// From and To count characters (runes); folds are in order and do not meet.
type fold struct {
	Kind string `json:"kind"` // quote or signature
	From int    `json:"from"`
	To   int    `json:"to"`
}

// Lines that begin what was written before, whatever follows.
var (
	// separator: "-----Original Message-----", "------------------ 原始邮件 ------------------".
	separator = regexp.MustCompile(`(?i)^[-_=*\s>]{2,}\s*(original (message|appointment|e?-?mail|nachricht)|ursprüngliche (nachricht|mitteilung)|original-nachricht|mensaje original|message d'origine|messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig (meddelelse|besked)|ursprungligt meddelande|opprinnelig melding|исходное сообщение|пересылаемое сообщение|元のメッセージ|원본 메시지|original|reply message|原始邮件|原邮件|邮件原件|原始郵件|原始信件|原件|回复的原邮件|回复的邮件|回覆的原郵件|回复邮件|历史邮件|原始邮件信息|来自.{0,60}的原始邮件|[^-]{1,80} (wrote|写道)[:：]?)\s*[-_=*\s]{2,}$`)
	// forward begins what is passed on: it is what the mail is about, and stays.
	forward = regexp.MustCompile(`(?i)^[-_=*\s>]*\s*(forwarded message|begin forwarded message:?|forwarded by .{0,120}|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|пересылаемое сообщение|転送メッセージ|轉寄郵件|转发的邮件|转发邮件信息|转发邮件|轉寄的郵件|轉寄的訊息|已转发邮件|开始转发的邮件[:：]?|以下是转发的邮件[:：]?|开始转发的消息[:：]?|전달된 메시지)\s*[-_=*\s]*$`)
	// attribution: "On …, X wrote:", "在 …，X 写道：".
	attributions = []*regexp.Regexp{
		regexp.MustCompile(`(?is)^(on|at)\b.{3,300}\b(wrote|writes|sent|said)\s?[:：]\s*$`),
		regexp.MustCompile(`(?is)^(am|den|le|el|il|em|op|dnia|pe|tarihinde|dne|a|w dniu|на|în|vào)\s.{3,300}(schrieb|skrev|écrit|escribió|scritto|escreveu|schreef|napisał\(?a?\)?|napisał|napsala?|kirjoitti|yazdı|írta|написал\(?а?\)?|пишет|a scris|đã viết).{0,80}[:：]\s*$`),
		regexp.MustCompile(`(?is)^.{3,250}[\s"'>)](schrieb|skrev|a écrit|escribió|ha scritto|escreveu|schreef|napisał|kirjoitti|yazdı|írta|пишет|написала?)\s?[:：]\s*$`),
		regexp.MustCompile(`(?s)^.{2,300}(写道|寫道|编写|写到|写了|写信|來信|来信|说道|のメール|書きました|のメッセージ|작성|님이 작성|썼습니다)\s?[:：]\s*$`),
		regexp.MustCompile(`(?is)^[^\n]{0,100}<[^<>\s]{1,100}@[^<>\s]{1,100}\s?>[^\n]{0,60}(wrote|writes|написал\(?а?\)?)?\s?[:：]\s*$`),
		regexp.MustCompile(`(?i)^[^\n]{1,80}\b(wrote|writes)\s?[:：]\s*$`),
	}
	// without a colon, as Zoho has it.
	bareAttribution = regexp.MustCompile(`(?i)^on .{10,120}<[^<>\s]+@[^<>\s]+> wrote$`)
	// A line that an attribution can begin with; those that wrap are joined to it.
	attributionHead = regexp.MustCompile(`(?i)^(on|at|am|den|le|el|il|em|op|dnia|w dniu|于|在|\d{4}[-/年.]|\p{Han}{2,4}\s*[<＜(]|[^<>]{0,60}<[^<>\s]+@[^<>\s]+>|.{0,40}\d{1,2}[:.]\d{2})`)

	fromLine  = regexp.MustCompile(`(?i)^(from|von|de|da|van|od|fra|från|lähettäjä|kimden|от|发件人|发件者|寄件者|寄件人|差出人|送信者|보낸\s?사람|发自|发送人)\s*[:：]`)
	otherLine = regexp.MustCompile(`(?i)^(sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|envoyé|envoyé le|à|objet|enviado|enviada em|para|asunto|assunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|wysłano|do|temat|skickat|till|ämne|sendt|til|emne|отправлено|кому|тема|дата|发送时间|发送日期|日期|时间|收件人|主题|抄送|寄件日期|傳送時間|收件者|主旨|副本|送信日時|日時|宛先|件名|보낸 날짜|날짜|받는 사람|제목|发件时间|至)\s*[:：]`)

	deviceLine = regexp.MustCompile(`(?i)^(sent from (my |mail for |outlook|samsung|yahoo|proton|the all-new|windows|a |an |blackberry|nine|spark|mailbird|boxer)[^\n]{0,80}|sent from \S{3,30}( for \S{2,20})?|sent (via|using|with|by) [^\n]{2,60}|get outlook for [^\n]{2,60}|von meinem [^\n]{2,40} gesendet|gesendet von [^\n]{2,40}|envoyé (de|depuis|à partir de) [^\n]{2,40}|enviado (desde|do|de) [^\n]{2,40}|inviato da [^\n]{2,40}|verstuurd vanaf [^\n]{2,40}|verzonden (met|vanaf) [^\n]{2,40}|skickat från [^\n]{2,40}|отправлено (с|из) [^\n]{2,40}|\S{2,20}から送信|나의 \S{2,20}에서 보냄|\S{2,20}에서 보냄|(发自|發自|来自|來自|发送自|傳送自|從|从|寄自)\s?(我的|我的\s|网易|網易|outlook|iphone|ipad|foxmail|qq|tom|新浪|搜狐|windows|yahoo|gmail|coremail|手机|安卓|android|华为|小米|三星|钉钉|企业微信|腾讯)[^\n]{0,40}|获取\s?outlook[^\n]{0,40}|下载\s?outlook[^\n]{0,40}|签名由\s?网易[^\n]{0,20}|(发|傳)送自[^\n]{2,40}|从\s?[^\n]{1,20}版邮件发送|從\s?[^\n]{1,20}傳送)[.。]?(\s?<https?://\S+>)?$`)
)

// maxLines bounds how far down quoted history is looked for.
const maxLines = 5000

// maxTries bounds how many lines that end in a colon are looked at as attributions.
const maxTries = 300

// stretch is a line of the text: its text without decoration, and where it is, in runes.
type stretch struct {
	text     string
	from, to int
	quoted   bool // begins with ">"
	empty    bool
	rule     bool // underscores, as above the footer of a mailing list, or long dashes
	mark     bool // a client's mark of quoted history was here
}

// findFolds finds quoted history and signatures, and gives the text without the
// marks of quotes, its folds, and what is left of it to answer to. forwards says that
// the mail passes something on. Where answers stand between quotes, or nothing else would
// be left, nothing is folded.
func findFolds(marked string, forwards bool) (text string, folds []fold, reply string) {
	text, lines := stretches(marked)
	quoteFrom, quotes := history(lines, forwards)
	folds = quotes
	end := quoteFrom
	if at := signature(lines[:end]); at < end {
		folds = append([]fold{{"signature", lines[at].from, lines[end-1].to}}, folds...)
		if sig := folds[0]; len(folds) > 1 && folds[1].From < sig.To { // quotes above the signature
			folds = append(folds[1:], sig)
		}
	} else if len(quotes) == 0 || quotes[len(quotes)-1].To < lines[len(lines)-1].to {
		if at := signature(lines); at < len(lines) && (len(quotes) == 0 || lines[at].from >= quotes[len(quotes)-1].To) {
			folds = append(folds, fold{"signature", lines[at].from, lines[len(lines)-1].to})
		}
	}
	folds = inOrder(folds)
	reply = without(text, folds)
	if strings.TrimSpace(reply) == "" {
		return text, nil, text
	}
	return text, folds, reply
}

// inOrder drops folds that are empty or meet the one before.
func inOrder(folds []fold) []fold {
	var out []fold
	for _, f := range folds {
		if f.To > f.From && (len(out) == 0 || f.From >= out[len(out)-1].To) {
			out = append(out, f)
		}
	}
	return out
}

// without is the text outside of folds.
func without(text string, folds []fold) string {
	if len(folds) == 0 {
		return text
	}
	rs := []rune(text)
	var parts []string
	at := 0
	for _, f := range append(folds, fold{From: len(rs), To: len(rs)}) {
		if s := strings.Trim(string(rs[at:f.From]), "\n "); s != "" {
			parts = append(parts, s)
		}
		at = f.To
	}
	return strings.Join(parts, "\n\n")
}

// stretches cuts a text into lines, and takes out the marks of quotes.
func stretches(marked string) (string, []stretch) {
	var out []stretch
	var kept []string
	at, mark := 0, false
	for _, l := range strings.Split(marked, "\n") {
		if strings.ContainsRune(l, quoteMark) {
			mark = true
			if l = strings.ReplaceAll(l, string(quoteMark), ""); l == "" {
				continue
			}
		}
		n := runes(l)
		l := strings.ReplaceAll(l, "\u00a0", " ")
		bare := strings.TrimSpace(strings.Trim(strings.TrimSpace(l), "*_|\u200b"))
		bare = strings.TrimSpace(strings.TrimPrefix(bare, "**"))
		out = append(out, stretch{text: bare, from: at, to: at + n, quoted: strings.HasPrefix(strings.TrimLeft(l, " "), ">"), empty: strings.TrimSpace(l) == "", rule: isRule(l), mark: mark})
		kept = append(kept, l)
		at += n + 1
		mark = false
	}
	if len(out) == 0 {
		out = []stretch{{empty: true}}
	}
	return strings.Join(kept, "\n"), out
}

func isRule(l string) bool {
	l = strings.TrimSpace(l)
	return (len(l) == 2 || len(l) >= 40) && strings.Trim(l, "_") == "" || runes(l) >= 3 && strings.Trim(l, "—") == ""
}

// history finds quoted history: the line where it begins, and its folds. The line
// is len(lines) where all quotes are above what was written, or there are none.
func history(lines []stretch, forwards bool) (int, []fold) {
	last, tries := len(lines)-1, maxTries
	for i := range min(len(lines), maxLines) {
		l := lines[i]
		if l.empty {
			continue
		}
		if forward.MatchString(clip(l.text)) {
			return len(lines), nil
		}
		if l.quoted {
			return quoted(lines, i, i)
		}
		if n := attributed(lines, i, &tries); n > 0 {
			next := i + n
			for next <= last && lines[next].empty {
				next++
			}
			if next <= last && lines[next].quoted {
				return quoted(lines, i, next)
			}
			if next > last || !forward.MatchString(clip(lines[next].text)) {
				if l.mark || next <= last {
					return i, []fold{{"quote", l.from, lines[last].to}}
				}
			}
		}
		if separator.MatchString(clip(l.text)) || headerBlock(lines, i) && !forwards || l.mark && i > 0 && !forwards && !forwardNear(lines, i) {
			at := ruleAbove(lines, i)
			return at, []fold{{"quote", lines[at].from, lines[last].to}}
		}
	}
	return len(lines), nil
}

// clip keeps regular expressions from long lines.
func clip(s string) string {
	if len(s) > 600 {
		return ""
	}
	return s
}

func forwardNear(lines []stretch, i int) bool {
	for n, end := 0, min(len(lines), i+12); i < end && n < 4; i++ {
		if lines[i].empty {
			continue
		}
		if forward.MatchString(clip(lines[i].text)) {
			return true
		}
		n++
	}
	return false
}

// quoted folds lines with ">", which begin at first below a line that says whose they
// are. Text below them is an answer, and stays; if more quotes follow it, all stays.
func quoted(lines []stretch, from, first int) (int, []fold) {
	end := first
	for i := first; i < len(lines); i++ {
		if lines[i].quoted {
			end = i + 1
		} else if !lines[i].empty && !(i+1 < len(lines) && lines[i+1].quoted && wrapped(lines[i-1], lines[i])) {
			break
		}
	}
	below := end
	for below < len(lines) && lines[below].empty {
		below++
	}
	f := fold{"quote", lines[from].from, lines[end-1].to}
	if below == len(lines) {
		return from, []fold{f}
	}
	for i := below; i < len(lines); i++ {
		if lines[i].quoted {
			return len(lines), nil
		}
	}
	if signature(lines[below:]) == 0 { // nothing but a signature below
		return from, []fold{f, {"signature", lines[below].from, lines[len(lines)-1].to}}
	}
	return len(lines), []fold{f}
}

// wrapped reports that a line is the rest of the quoted one above, which a mailer cut.
func wrapped(above, l stretch) bool {
	return above.quoted && above.to-above.from >= 50 && l.to-l.from < 80
}

// attributed is how many lines at i say whose the quoted text below is; 0: none.
// tries bounds how often the expressions are asked, over a whole text.
func attributed(lines []stretch, i int, tries *int) int {
	text := ""
	for n := 0; n < 4 && i+n < len(lines); n++ {
		l := lines[i+n]
		if l.empty || n > 0 && l.quoted && l.text != ">:" {
			break
		}
		text = strings.TrimSpace(text + " " + l.text)
		if n > 0 && !attributionHead.MatchString(clip(lines[i].text)) || len(text) > 600 {
			break
		}
		if !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "：") {
			if bareAttribution.MatchString(text) {
				return n + 1
			}
			continue
		}
		if *tries--; *tries < 0 {
			return 0
		}
		for k, re := range attributions {
			if re.MatchString(text) && (k < len(attributions)-1 || followedByQuote(lines, i+n+1)) {
				return n + 1
			}
		}
	}
	return 0
}

func followedByQuote(lines []stretch, i int) bool {
	for end := min(len(lines), i+8); i < end && lines[i].empty; {
		i++
	}
	return i < len(lines) && (lines[i].quoted || lines[i].mark)
}

// headerBlock reports a copied header at i: From or 发件人, and two of its fellows
// within the next lines.
func headerBlock(lines []stretch, i int) bool {
	if !fromLine.MatchString(clip(lines[i].text)) {
		return false
	}
	found := 0
	for j, seen := i+1, 0; j < min(len(lines), i+20) && seen < 8; j++ {
		if lines[j].empty {
			continue
		}
		seen++
		if otherLine.MatchString(clip(lines[j].text)) {
			found++
		}
	}
	return found >= 2
}

// ruleAbove takes a line of underscores or dashes above into the quote.
func ruleAbove(lines []stretch, i int) int {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if lines[j].empty {
			continue
		}
		if t := strings.Trim(lines[j].text, "_-=—* "); t == "" {
			return j
		}
		break
	}
	return i
}

// signature is the line where a signature begins; len(lines): there is none.
func signature(lines []stretch) int {
	first := len(lines)
	below := 0
	for i := len(lines) - 1; i >= 0 && below <= 40; i-- {
		l := lines[i]
		if l.empty {
			continue
		}
		below++
		switch {
		case l.quoted:
			return first
		case l.text == "--" || l.text == "—" || l.text == "-- ":
			first = i
		case l.text == "------------------" && below <= 12:
			first = i
		case l.rule && below <= 12:
			first = i
		case below <= 6 && deviceLine.MatchString(clip(l.text)):
			first = i
			if strings.Contains(l.text, "签名由") {
				first = tableAbove(lines, i)
			}
		}
	}
	return first
}

// tableAbove is where the table begins that NetEase's app draws a signature with, in
// bars, above the line that says so.
func tableAbove(lines []stretch, i int) int {
	top := i
	for j := i - 1; j >= 0 && j >= i-12; j-- {
		if lines[j].text == "" && !lines[j].empty {
			top = j
		}
	}
	return top
}
