package main

import (
	"maps"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/connectors/web"
	"github.com/switchboard-hub/switchboard/connectors/wechat"
	"github.com/switchboard-hub/switchboard/normalize"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
	normweb "github.com/switchboard-hub/switchboard/normalize/web"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

// channel is one line of the list: what talks to the platform, and what reads
// each kind of raw. A kind begins with the channel's name and a dot.
type channel struct {
	open func(connectors.Env) connectors.Channel
	read normalize.Table
}

// all lists every channel of this binary.
func all() []channel {
	return []channel{
		{telegram.Channel, normalize.Table{normtelegram.Kind: normtelegram.Normalize}},
		{web.Channel, normweb.Table()},
		{wechat.Channel, normwechat.Table()},
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
