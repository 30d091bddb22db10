package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/console"
	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

type doctorCmd struct {
	place
	JSON bool `name:"json" help:"Print the findings as JSON, for programs."`
}

// Run asks the hub that runs on the folder; where none does, it looks at what can
// be seen without one. A failure is an exit status of 1.
func (c *doctorCmd) Run(ctx context.Context) error {
	found, err := c.ask(ctx)
	if err != nil {
		return err
	}
	if err := c.print(os.Stdout, found); err != nil {
		return err
	}
	if core.Failed(found) {
		return errors.New("something has failed")
	}
	return nil
}

func (c *doctorCmd) ask(ctx context.Context) ([]core.Finding, error) {
	raw, err := hub.Ask(ctx, c.Data, "doctor", hub.DoctorArgs{})
	if errors.Is(err, hub.ErrNoHub) {
		cfg, err := c.config()
		if err != nil {
			return nil, err
		}
		return hub.DiagnoseFolder(ctx, cfg), nil
	}
	if err != nil {
		return nil, err
	}
	var found []core.Finding
	return found, json.Unmarshal(raw, &found)
}

func (c *doctorCmd) print(w io.Writer, found []core.Finding) error {
	if c.JSON {
		raw, err := json.Marshal(found)
		if err != nil {
			return err
		}
		return printJSON(w, raw)
	}
	words, err := console.DoctorTexts(language(os.Getenv))
	if err != nil {
		return err
	}
	for _, f := range found {
		if _, err := io.WriteString(w, doctorWords(words).line(f)); err != nil {
			return err
		}
	}
	return nil
}

// language is that of the environment: Chinese or English.
func language(env func(string) string) string {
	if strings.HasPrefix(cmp.Or(env("LC_ALL"), env("LC_MESSAGES"), env("LANG")), "zh") {
		return "zh-CN"
	}
	return "en"
}

// doctorWords are the words for findings, by group and key.
type doctorWords map[string]map[string]string

// line says a finding: its level and what it is of, and below it what is wrong
// and what to do.
func (d doctorWords) line(f core.Finding) string {
	key := strings.ReplaceAll(f.ID, ".", "_")
	var b strings.Builder
	fmt.Fprintf(&b, "[%s] %s: %s", d["level"][string(f.Level)], d["check"][f.Check], cmp.Or(d["id"][key], f.ID))
	for _, more := range []string{f.About, d.measure(f.Measured)} {
		if more != "" {
			b.WriteString(" · " + more)
		}
	}
	b.WriteByte('\n')
	if f.Level == core.FindingOK {
		return b.String()
	}
	code := strings.ReplaceAll(f.Code, ".", "_")
	fill := strings.NewReplacer("{about}", f.About, "{detail}", f.Detail)
	cause := d["cause"][code]
	fmt.Fprintf(&b, "    %s\n", fill.Replace(cmp.Or(cause, f.Code)))
	if f.Detail != "" && !strings.Contains(cause+d["cure"][code], "{detail}") {
		fmt.Fprintf(&b, "    %s\n", f.Detail)
	}
	if cure := d["cure"][code]; cure != "" {
		fmt.Fprintf(&b, "    → %s\n", fill.Replace(cure))
	}
	return b.String()
}

func (d doctorWords) measure(m *core.Measure) string {
	if m == nil {
		return ""
	}
	unit := func(name string, value float64) string {
		return strings.ReplaceAll(d["unit"][name], "{n}", strconv.FormatFloat(value, 'f', -1, 64))
	}
	switch m.Unit {
	case core.UnitBytes:
		return size(m.Value)
	case core.UnitDays:
		return unit("days", math.Floor(m.Value))
	case core.UnitSeconds:
		return unit("seconds", math.Round(m.Value))
	case core.UnitMillis:
		return unit("ms", math.Round(m.Value*10)/10)
	}
	return strconv.FormatFloat(m.Value, 'f', -1, 64)
}

// size says bytes as people do.
func size(bytes float64) string {
	for _, unit := range []string{"B", "kB", "MB"} {
		if bytes < 1000 {
			return fmt.Sprintf("%.0f %s", bytes, unit)
		}
		bytes /= 1000
	}
	return fmt.Sprintf("%.1f GB", bytes)
}
