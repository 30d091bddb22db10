// Command switchboard is the hub and its command line in one binary. It puts
// the rooms together and lists the channels explicitly; nothing else is here.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // the workspace's zone must not depend on the machine

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "dev"

// cli is the whole command line.
type cli struct {
	Config  kong.ConfigFlag  `help:"YAML file with any of the flags of serve, without their dashes." placeholder:"FILE" env:"SWITCHBOARD_CONFIG"`
	Version kong.VersionFlag `help:"Show the version."`

	Serve     serveCmd     `cmd:"" help:"Run the hub."`
	Demo      demoCmd      `cmd:"" help:"Show a hub at work with emulated platforms and people; everything is gone when it stops."`
	Setup     setupCmd     `cmd:"" help:"Make the owner, or reset the owner's password and API key."`
	Account   accountCmd   `cmd:"" help:"Link and look after channel accounts."`
	Contact   contactCmd   `cmd:"" help:"Export or erase what is kept of a person."`
	Retention retentionCmd `cmd:"" help:"Show and set how long raws, traces and messages are kept."`
	Raw       rawCmd       `cmd:"" help:"List and replay payloads that could not be read."`
	Job       jobCmd       `cmd:"" help:"List and replay dead jobs."`
	Doctor    doctorCmd    `cmd:"" help:"Say what is wrong with a hub and what it stands on, and what to do."`
	Backup    backupCmd    `cmd:"" help:"Back a hub up, while it runs, and verify a backup."`
	Restore   restoreCmd   `cmd:"" help:"Fill an empty data folder, or an empty database, from a backup."`
	Normalize normalizeCmd `cmd:"" help:"Turn a payload on standard input into envelopes; touches nothing."`
	Bench     benchCmd     `cmd:"" help:"Measure this machine with a hub in a temporary folder."`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "switchboard: "+err.Error())
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	parser, err := kong.New(&c, kong.Name("switchboard"), kong.Description("A self-hosted channel-integration hub."),
		kong.Configuration(loadConfig), kong.Vars{"version": version}, kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return err
	}
	k, err := parser.Parse(os.Args[1:])
	var usage *kong.ParseError
	if errors.As(err, &usage) {
		return fmt.Errorf("%w\nRun \"%s --help\" to see what it takes", err, strings.TrimSpace("switchboard "+usage.Context.Command()))
	}
	if err != nil {
		return err
	}
	return k.Run()
}
