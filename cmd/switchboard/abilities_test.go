package main

import (
	"cmp"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/internal/docstest"
)

var update = flag.Bool("update", false, "write what the pages have of the code anew")

// shown are the accounts that the table of the first page has, in its order. Every
// channel has one at least; one whose accounts differ in what they can do has more.
var shown = []struct {
	channel, english, chinese string
	settings                  map[string]string
}{
	{"web", "[Web chat](docs/channels/web.md)", "[网站](docs/zh/channels/web.md)", nil},
	{"telegram", "[Telegram](docs/channels/telegram.md)", "[Telegram](docs/zh/channels/telegram.md)", nil},
	{"wechat", "[WeChat](docs/channels/wechat.md) Official Account", "[微信](docs/zh/channels/wechat.md)公众号", map[string]string{"kind": "official"}},
	{"wechat", "WeChat Mini Program", "微信小程序", map[string]string{"kind": "miniprogram"}},
	{"wechat", "WeChat KF", "微信客服", map[string]string{"kind": "kf"}},
	{"email", "[Email](docs/channels/email.md)", "[邮件](docs/zh/channels/email.md)", nil},
}

// tongue is how a language says what a channel can do. Formats take numbers.
type tongue struct {
	corner                          string
	rows                            [16]string
	yes, partly, no, asText         string
	units                           map[core.Unit]string
	parts, answers, within, overall string
	anyTime, known, anyone          string
}

var english = tongue{
	yes: "yes", partly: "partly", no: "–", asText: "as text",
	units: map[core.Unit]string{core.Runes: "%s characters", core.UTF16: "%s UTF-16 units", core.Bytes: "%s bytes"},
	parts: ", in up to %d messages", answers: "%d in %s", within: "within %s",
	anyTime: "any number", known: "who wrote before", anyone: "anyone", overall: "%s in all", corner: "to the customer",
	rows: [16]string{"text", "image", "voice", "video", "file", "location", "link, card", "quick replies", "formatting", "edit", "take back",
		"quote", "typing sign", "answers after a message", "write first", "subject, copies, threads"},
}

var chinese = tongue{
	yes: "支持", partly: "部分", no: "–", asText: "转为文字",
	units: map[core.Unit]string{core.Runes: "%s 字符", core.UTF16: "%s 个 UTF-16 单元", core.Bytes: "%s 字节"},
	parts: "，最多分 %d 条", answers: "%[2]s 内 %[1]d 条", within: "%s 内",
	anyTime: "不限", known: "曾来消息者", anyone: "任何人", overall: "共 %s", corner: "发给客户",
	rows: [16]string{"文字", "图片", "语音", "视频", "文件", "位置", "链接、卡片", "快捷回复", "格式", "修改", "撤回", "引用", "输入状态",
		"客户来信后可回复", "主动发起", "主题、抄送、会话串"},
}

// The table of channels and their abilities on the first page is what the channels
// say of themselves; go test ./cmd/switchboard -run Abilities -update writes it.
func TestTheTableOfAbilitiesIsWhatTheChannelsSay(t *testing.T) {
	t.Parallel()
	caps := shownCaps(t)
	names, namesZH := make([]string, len(shown)), make([]string, len(shown))
	for i, s := range shown {
		names[i], namesZH[i] = s.english, s.chinese
	}
	for page, table := range map[string]string{"README.md": english.table(names, caps), "README.zh.md": chinese.table(namesZH, caps)} {
		file := filepath.Join("..", "..", page)
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := docstest.Replace(string(raw), "abilities", table)
		switch {
		case !ok:
			t.Errorf("%s has no place for the table: <!-- abilities --> and <!-- /abilities -->", page)
		case want == string(raw):
		case *update:
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil { //nolint:gosec // a page is for all
				t.Error(err)
			}
		default:
			t.Errorf("%s: the table is not what the channels say: go test ./cmd/switchboard -run Abilities -update", page)
		}
	}
}

// shownCaps asks the channels of the binary. One that the table forgot fails the test.
func shownCaps(t *testing.T) []core.Caps {
	t.Helper()
	known := map[string]connectors.Connector{}
	for _, c := range channels(connectors.Env{Log: slog.New(slog.DiscardHandler), Now: time.Now}) {
		known[c.Connector.Channel()] = c.Connector
	}
	var caps []core.Caps
	named := map[string]bool{}
	for _, s := range shown {
		c, ok := known[s.channel]
		if !ok {
			t.Fatalf("the table has a channel %s, which is not there", s.channel)
		}
		named[s.channel] = true
		caps = append(caps, c.Caps(core.Account{Config: s.settings}))
	}
	if len(named) != len(known) {
		t.Errorf("the table has %d of %d channels", len(named), len(known))
	}
	return caps
}

// table has a row for each ability and a column for each account.
func (l tongue) table(names []string, all []core.Caps) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n|%s\n", l.corner, strings.Join(names, " | "), strings.Repeat("---|", len(names)+1))
	var columns [][16]string
	for _, c := range all {
		columns = append(columns, l.column(c))
	}
	for i, row := range l.rows {
		fmt.Fprintf(&b, "| %s |", row)
		for _, c := range columns {
			fmt.Fprintf(&b, " %s |", c[i])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (l tongue) column(c core.Caps) [16]string {
	return [16]string{
		l.text(c), l.medium(c, core.KindImage), l.medium(c, core.KindVoice), l.medium(c, core.KindVideo), l.medium(c, core.KindFile),
		l.written(c, core.KindLocation), l.written(c, core.KindLink), l.choices(c), l.flag(c.Entities || c.HTML),
		l.level(c.Edit, c.EditFor), l.level(c.Delete, c.DeleteFor), l.level(c.Reply, 0), l.flag(c.Typing > 0), l.window(c), l.begin(c.Begin),
		l.flag(c.Threads && c.Copies),
	}
}

func (l tongue) text(c core.Caps) string {
	s := fmt.Sprintf(l.units[c.Text.Unit], thousands(c.Text.Max))
	if c.MaxParts > 1 {
		s += fmt.Sprintf(l.parts, c.MaxParts)
	}
	return s
}

// medium is how large one may be; of all together where they leave as one.
func (l tongue) medium(c core.Caps, kind string) string {
	m, ok := c.Media[kind]
	if !ok {
		return l.no
	}
	size := strconv.FormatInt(m.MaxBytes>>20, 10) + " MB"
	if c.Together > 0 {
		return fmt.Sprintf(l.overall, size)
	}
	return size
}

// written is a kind that is written out where the channel has none.
func (l tongue) written(c core.Caps, kind string) string {
	if _, ok := c.Media[kind]; ok {
		return l.yes
	}
	return l.asText
}

func (l tongue) choices(c core.Caps) string {
	if c.Choices.Max == 0 {
		return l.asText
	}
	return strconv.Itoa(c.Choices.Max)
}

func (l tongue) flag(can bool) string {
	if can {
		return l.yes
	}
	return l.no
}

func (l tongue) level(v core.Level, within time.Duration) string {
	switch {
	case v == core.LevelFull && within > 0:
		return fmt.Sprintf(l.within, hours(within))
	case v == core.LevelFull:
		return l.yes
	case v == core.LevelPartial:
		return l.partly
	}
	return l.no
}

// window is how many answers a customer's message allows, and for how long.
func (l tongue) window(c core.Caps) string {
	for _, w := range c.Windows {
		if w.Trigger == core.WindowMessage {
			return fmt.Sprintf(l.answers, w.Max, hours(w.For))
		}
	}
	return l.anyTime
}

func (l tongue) begin(b core.Begin) string {
	return map[core.Begin]string{core.BeginNone: l.no, core.BeginKnown: l.known, core.BeginAnyone: l.anyone}[cmp.Or(b, core.BeginNone)]
}

func hours(d time.Duration) string { return fmt.Sprintf("%d h", int(d.Hours())) }

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
