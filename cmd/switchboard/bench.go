package main

import (
	"context"
	"fmt"
	"os"

	"github.com/switchboard-hub/switchboard/bench"
)

type benchCmd struct {
	Suite       string `arg:"" enum:"inbound,answers,jobs,reads,idle,live,routing,search,slow" help:"inbound, answers, jobs, reads, idle, live, routing, search or slow."`
	Database    string `help:"A PostgreSQL server; the run makes a database of its own there and drops it." placeholder:"URL" env:"SWITCHBOARD_DATABASE"`
	Dir         string `help:"Where the temporary folder goes." placeholder:"DIR"`
	Stored      int    `help:"Messages stored before the measuring." default:"1000000"`
	Connections int    `help:"Connections of the loader." default:"64"`
	Seconds     int    `help:"How long is measured." default:"30"`
	Channel     string `help:"Whose webhooks inbound measures: telegram, or wechat beside it." enum:"telegram,wechat" default:"telegram"`

	Attack string `hidden:""` // these are for the attackers, whom "slow" starts as a process of their own
	Public string `hidden:""`
	Agents string `hidden:""`
	Key    string `hidden:""`
}

// Run measures and prints JSON.
func (c *benchCmd) Run(ctx context.Context) error {
	suites := map[string]func(context.Context, bench.Options) (any, error){
		"inbound": bench.Inbound, "answers": bench.Answers, "jobs": bench.Jobs, "reads": bench.Reads, "idle": bench.Idle, "live": bench.Live, "routing": bench.Routing, "search": bench.Search, "slow": bench.Slow,
	}
	out, err := suites[c.Suite](ctx, bench.Options{Database: c.Database, Dir: c.Dir, Stored: c.Stored, Connections: c.Connections,
		Seconds: c.Seconds, Channel: c.Channel, Attack: c.Attack, Public: c.Public, Agents: c.Agents, Key: c.Key, Channels: channels, Normalizers: normalizers(), Progress: os.Stderr})
	if err != nil {
		return fmt.Errorf("bench %s: %w", c.Suite, err)
	}
	if out == nil {
		return nil
	}
	return bench.Print(os.Stdout, out)
}
