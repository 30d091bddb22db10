package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/email"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/connectors/wechat"
	"github.com/switchboard-hub/switchboard/normalize"
	normemail "github.com/switchboard-hub/switchboard/normalize/email"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
	normweb "github.com/switchboard-hub/switchboard/normalize/web"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

// channel is one line of the list: what talks to the platform, and what reads
// each kind of raw. A kind begins with the channel's name and a dot.
type channel struct {
	open func(connectors.Env) connectors.Channel
	read normalize.Table
	// kindOf tells a body's kind for people who name none; nil: it is the first.
	kindOf func(body []byte) string
	// shown is the header with which people are shown more than is stored.
	shown map[string]string
}

// all lists every channel of this binary.
func all() []channel {
	return []channel{
		{open: telegram.Channel, read: normalize.Table{normtelegram.Kind: normtelegram.Normalize}},
		{open: web.Channel, read: normweb.Table()},
		{open: wechat.Channel, read: normwechat.Table(), kindOf: normwechat.KindOf},
		{open: email.Channel, read: normemail.Table(), shown: map[string]string{"reply_text": "yes"}},
	}
}

func channels(env connectors.Env) []connectors.Channel {
	var out []connectors.Channel
	for _, c := range all() {
		out = append(out, c.open(env))
	}
	return out
}

func normalizers() normalize.Table {
	out := normalize.Table{}
	for _, c := range all() {
		maps.Copy(out, c.read)
	}
	return out
}

// kindsOf finds a channel by its name, and its kinds in order; none where there
// is no such channel.
func kindsOf(name string) (channel, []string) {
	for _, c := range all() {
		kinds := slices.Sorted(maps.Keys(c.read))
		if strings.HasPrefix(kinds[0], name+".") {
			return c, kinds
		}
	}
	return channel{}, nil
}
