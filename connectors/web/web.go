// Package web is the channel of a website's own visitors. Nothing leaves for a
// platform: the visitor reads from a stream that the hub keeps, so this package
// holds what an account can be set to, what the channel can do, and the check
// of who a visitor is proven to be. The visitors' HTTP API is package web at
// the root, the page they see is package widget.
package web

import (
	"context"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// Name is the channel's name.
const Name = "web"

// Limits of a message. They are ours: a chat bubble that is longer is a document.
const (
	textMax   = 4000 // characters
	choiceMax = 10
)

// Connector knows the accounts' settings. It keeps nothing.
type Connector struct{}

var (
	_ connectors.Connector = (*Connector)(nil)
	_ connectors.Host      = (*Connector)(nil)
	_ connectors.Adviser   = (*Connector)(nil)
)

// New returns the connector.
func New(connectors.Env) *Connector { return &Connector{} }

// Channel returns all that the hub needs of the channel.
func Channel(env connectors.Env) connectors.Channel {
	return connectors.Channel{Connector: New(env), Settings: Settings()}
}

// Channel implements connectors.Connector.
func (c *Connector) Channel() string { return Name }

// Caps implements connectors.Connector. The hub edits, deletes and shows typing
// in the stream itself.
func (c *Connector) Caps(core.Account) core.Caps {
	file := core.MediaCap{MaxBytes: core.MaxFile, Caption: true}
	return core.Caps{
		Text: core.Limit{Max: textMax, Unit: core.Runes}, MaxParts: 1, Caption: core.Limit{Max: textMax, Unit: core.Runes},
		Media: map[string]core.MediaCap{
			core.KindImage: file, core.KindVideo: file, core.KindAudio: file, core.KindVoice: file, core.KindFile: file,
		},
		Together: core.MaxFile, // of an agent; a visitor's are bounded by upload_bytes
		Choices:  core.ChoiceCap{Max: choiceMax, Label: core.Limit{Max: 80, Unit: core.Runes}, ID: core.Limit{Max: 200, Unit: core.Bytes}},
		Edit:     core.LevelFull, Delete: core.LevelFull, Reply: core.LevelPartial, Typing: 5 * time.Second, Begin: core.BeginKnown, Stream: true,
	}
}

// Send implements connectors.Connector: there is no platform to send to.
func (c *Connector) Send(context.Context, core.Account, core.Part) (core.Receipt, error) {
	return core.Receipt{}, &core.SendError{Class: core.Rejected, Code: "web.stream", Text: "messages to visitors are read from their stream and not sent"}
}

// Advise implements connectors.Adviser.
func (c *Connector) Advise(a core.Account) string {
	if a.Setting(keyOrigins) == "" {
		return "set-up mode: only pages of this machine may show the widget. Set origins to the addresses of your website, such as https://shop.example.com"
	}
	return ""
}
