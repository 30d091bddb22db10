package main

import (
	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/telegram"
	"github.com/switchboard-hub/switchboard/normalize"
	normtelegram "github.com/switchboard-hub/switchboard/normalize/telegram"
)

// channels lists every channel of this binary.
func channels(env connectors.Env) []connectors.Channel {
	return []connectors.Channel{
		telegram.Channel(env),
	}
}

// normalizers lists every kind of raw with what reads it. The first word of a
// kind is its channel; a channel's first kind here is its default.
func normalizers() normalize.Table {
	return normalize.Table{
		normtelegram.Kind: normtelegram.Normalize,
	}
}
