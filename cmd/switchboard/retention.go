package main

import (
	"context"

	"github.com/switchboard-hub/switchboard/hub"
)

type retentionCmd struct {
	Show    retentionShow    `cmd:"" help:"Show how long things are kept, and what was last removed."`
	Set     retentionSet     `cmd:"" help:"Say how long things are kept. What is older is removed for ever while the hub runs."`
	Preview retentionPreview `cmd:"" help:"Count what a setting would remove now; sets nothing."`
}

type retentionShow struct{ place }

// Run shows how long things are kept.
func (c *retentionShow) Run(ctx context.Context) error {
	return c.ask(ctx, "retention.show", struct{}{})
}

// limits are what is set; what is not named stays as it is.
type limits struct {
	Raws       *int64           `help:"Days for payloads as platforms delivered them; 0: for ever." placeholder:"DAYS"`
	FailedRaws *int64           `help:"Days for payloads that could not be read; 0: for ever." placeholder:"DAYS"`
	Traces     *int64           `help:"Days for calls of platforms; 0: for ever." placeholder:"DAYS"`
	Messages   map[string]int64 `help:"Days for the messages of a channel, after their conversation has ended; 0: for ever." placeholder:"CHANNEL=DAYS"`
}

func (l limits) args() hub.RetentionArgs {
	return hub.RetentionArgs{Raws: l.Raws, Failed: l.FailedRaws, Traces: l.Traces, Messages: l.Messages}
}

type retentionSet struct {
	place
	limits
}

// Run sets how long things are kept.
func (c *retentionSet) Run(ctx context.Context) error {
	return c.ask(ctx, "retention.set", c.args())
}

type retentionPreview struct {
	place
	limits
}

// Run counts what would be removed.
func (c *retentionPreview) Run(ctx context.Context) error {
	return c.ask(ctx, "retention.preview", c.args())
}
