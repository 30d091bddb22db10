package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

// ask runs a command on the hub that serves the folder or, when none does, on
// the folder itself, and prints its result.
func (p place) ask(ctx context.Context, name string, args any) error {
	out, err := p.answer(ctx, name, args)
	if err != nil {
		return err
	}
	return printJSON(os.Stdout, out)
}

// startWait is how long a hub that has just locked its folder may take to
// open its socket.
const startWait = 15 * time.Second

func (p place) answer(ctx context.Context, name string, args any) (json.RawMessage, error) {
	for deadline := time.Now().Add(startWait); ; {
		out, err := hub.Ask(ctx, p.Data, name, args)
		if !errors.Is(err, hub.ErrNoHub) {
			return out, err
		}
		cfg, err := p.config()
		if err != nil {
			return nil, err
		}
		cfg.Offline = true
		h, err := hub.Open(ctx, cfg)
		if errors.Is(err, hub.ErrServed) && time.Now().Before(deadline) && ctx.Err() == nil {
			time.Sleep(100 * time.Millisecond) // it starts or stops just now
			continue
		}
		if err != nil {
			return nil, err
		}
		out, err = h.Command(ctx, name, args)
		return out, errors.Join(err, h.Close())
	}
}

func printJSON(w io.Writer, raw json.RawMessage) error {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

type setupCmd struct {
	place
	Email    string `required:"" help:"The owner's e-mail address."`
	Password string `required:"" help:"The owner's password; @FILE reads it from a file." env:"SWITCHBOARD_PASSWORD"`
	Name     string `required:"" help:"The owner's name."`
}

// Run makes or resets the owner.
func (c *setupCmd) Run(ctx context.Context) error {
	password, err := fromFile(c.Password)
	if err != nil {
		return err
	}
	return c.ask(ctx, "setup", hub.SetupArgs{Email: c.Email, Password: password, Name: c.Name})
}

// fromFile reads the value from a file where it begins with @.
func fromFile(v string) (string, error) {
	name, ok := strings.CutPrefix(v, "@")
	if !ok {
		return v, nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read a value: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

type accountCmd struct {
	Add    accountAdd    `cmd:"" help:"Link an account."`
	List   accountList   `cmd:"" help:"List the accounts with their health."`
	Check  accountCheck  `cmd:"" help:"Ask the platform whether the account works."`
	Update accountUpdate `cmd:"" help:"Change an account's name or settings, such as a new token."`
	Pause  accountPause  `cmd:"" help:"Neither receive nor send until it is resumed."`
	Resume accountResume `cmd:"" help:"End a pause."`
	Remove accountRemove `cmd:"" help:"Unlink; its conversations stay."`
}

type settings struct {
	Set []string `help:"A setting of the channel; @FILE reads its value from a file." placeholder:"KEY=VALUE" sep:"none"`
}

func (s settings) values() (map[string]string, error) {
	out := map[string]string{}
	for _, kv := range s.Set {
		key, v, ok := strings.Cut(kv, "=")
		if !ok {
			return nil, fmt.Errorf("--set %q: want key=value", key)
		}
		value, err := fromFile(v)
		if err != nil {
			return nil, fmt.Errorf("--set %s: %w", key, err)
		}
		out[key] = value
	}
	return out, nil
}

type accountAdd struct {
	place
	settings
	Channel string `arg:"" help:"The channel, such as telegram."`
	Name    string `required:"" help:"What the account is called here."`
}

// Run links an account and prints its id and callback address.
func (c *accountAdd) Run(ctx context.Context) error {
	set, err := c.values()
	if err != nil {
		return err
	}
	out, err := c.answer(ctx, "account.add", hub.AccountArgs{Channel: c.Channel, Name: c.Name, Set: set})
	if err != nil {
		return err
	}
	var info hub.AccountInfo
	if err := json.Unmarshal(out, &info); err != nil {
		return err
	}
	if info.Health.Problem != "" {
		fmt.Fprintln(os.Stderr, "switchboard: linked, but not checked yet: "+info.Health.Problem)
	}
	return printJSON(os.Stdout, out)
}

type accountList struct{ place }

// Run lists accounts.
func (c *accountList) Run(ctx context.Context) error { return c.ask(ctx, "account.list", struct{}{}) }

// which names an account on the command line.
type which struct {
	place
	ID string `arg:"" help:"The account's id."`
}

func (w which) args(status core.AccountStatus) (hub.AccountArgs, error) {
	id, err := core.ParseID(w.ID)
	return hub.AccountArgs{ID: id, Status: status}, err
}

type accountCheck struct{ which }

// Run checks an account; a failing one is an exit status of 1.
func (c *accountCheck) Run(ctx context.Context) error {
	args, err := c.args("")
	if err != nil {
		return err
	}
	out, err := c.answer(ctx, "account.check", args)
	if err != nil {
		return err
	}
	var info hub.AccountInfo
	if err := errors.Join(printJSON(os.Stdout, out), json.Unmarshal(out, &info)); err != nil {
		return err
	}
	if info.Health.State == core.HealthFailing {
		return errors.New(info.Health.Problem)
	}
	return nil
}

type accountUpdate struct {
	which
	settings
	Name string `help:"A new name."`
}

// Run changes an account.
func (c *accountUpdate) Run(ctx context.Context) error {
	args, err := c.args("")
	if err != nil {
		return err
	}
	if args.Set, err = c.values(); err != nil {
		return err
	}
	args.Name = c.Name
	return c.ask(ctx, "account.update", args)
}

func (w which) setStatus(ctx context.Context, status core.AccountStatus) error {
	args, err := w.args(status)
	if err != nil {
		return err
	}
	return w.ask(ctx, "account.status", args)
}

type accountPause struct{ which }

// Run pauses an account.
func (c *accountPause) Run(ctx context.Context) error { return c.setStatus(ctx, core.AccountPaused) }

type accountResume struct{ which }

// Run resumes an account.
func (c *accountResume) Run(ctx context.Context) error { return c.setStatus(ctx, core.AccountActive) }

type accountRemove struct{ which }

// Run removes an account.
func (c *accountRemove) Run(ctx context.Context) error { return c.setStatus(ctx, core.AccountRemoved) }

type rawCmd struct {
	List   rawList   `cmd:"" help:"List payloads that could not be read."`
	Replay rawReplay `cmd:"" help:"Read a payload again."`
}

type rawList struct {
	place
	After string `help:"Go on after this id."`
}

// Run lists failed raws.
func (c *rawList) Run(ctx context.Context) error {
	return c.ask(ctx, "raw.list", core.Page{After: c.After})
}

type rawReplay struct{ which }

// Run replays a raw.
func (c *rawReplay) Run(ctx context.Context) error {
	args, err := c.args("")
	if err != nil {
		return err
	}
	return c.ask(ctx, "raw.replay", hub.IDArgs{ID: args.ID})
}

type jobCmd struct {
	List   jobList   `cmd:"" help:"List dead jobs."`
	Replay jobReplay `cmd:"" help:"Run a dead job again."`
}

type jobList struct {
	place
	After string `help:"Go on after this id."`
}

// Run lists dead jobs.
func (c *jobList) Run(ctx context.Context) error {
	return c.ask(ctx, "job.list", core.Page{After: c.After})
}

type jobReplay struct {
	place
	ID int64 `arg:"" help:"The job's id."`
}

// Run replays a job.
func (c *jobReplay) Run(ctx context.Context) error {
	return c.ask(ctx, "job.replay", hub.IDArgs{Job: c.ID})
}

type normalizeCmd struct {
	Channel string            `arg:"" help:"The channel, such as telegram."`
	Header  map[string]string `help:"What is known beside the payload, of mail such as own=support@example.com or omitted_size=60000000; may be repeated." placeholder:"KEY=VALUE"`
	Kind    string            `help:"The kind of payload, where the channel has several; left out, it is told by the payload, or is the first." placeholder:"KIND"`
}

// payloadMax bounds what is read from standard input.
const payloadMax = 64 << 20

// Run prints the envelopes of a payload as a JSON array.
func (c *normalizeCmd) Run() error {
	ch, kinds := kindsOf(c.Channel)
	if len(kinds) == 0 {
		return fmt.Errorf("there is no channel %q", c.Channel)
	}
	kind := kinds[0]
	if c.Kind != "" {
		if kind = c.Kind; !strings.Contains(kind, ".") {
			kind = c.Channel + "." + kind
		}
		if !slices.Contains(kinds, kind) {
			return fmt.Errorf("channel %s has no kind %q; it has %s", c.Channel, c.Kind, strings.Join(kinds, ", "))
		}
	}
	body, err := io.ReadAll(io.LimitReader(os.Stdin, payloadMax))
	if err != nil {
		return fmt.Errorf("read the payload: %w", err)
	}
	if c.Kind == "" && ch.kindOf != nil {
		kind = ch.kindOf(body)
	}
	header := maps.Clone(c.Header)
	if header == nil {
		header = map[string]string{}
	}
	maps.Copy(header, ch.shown)
	envs, err := ch.read.Normalize(core.Raw{Channel: c.Channel, Kind: kind, Body: body, Header: header})
	if err != nil {
		return fmt.Errorf("this payload cannot be read: %w", err)
	}
	if envs == nil {
		envs = []core.Envelope{}
	}
	raw, err := json.Marshal(envs)
	if err != nil {
		return err
	}
	return printJSON(os.Stdout, raw)
}
