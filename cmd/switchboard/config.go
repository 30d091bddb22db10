package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"
)

// fileConfig holds flags of "serve" by name, from a YAML file. The command
// line goes before the environment, and that before the file.
type fileConfig map[string]any

func loadConfig(r io.Reader) (kong.Resolver, error) {
	values := fileConfig{}
	if err := yaml.NewDecoder(r).Decode(&values); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the configuration file: %w", err)
	}
	return values, nil
}

// Validate implements kong.Resolver: a slip must not go unseen.
func (c fileConfig) Validate(app *kong.Application) error {
	var known []string
	for _, cmd := range app.Children {
		if cmd.Name != "serve" {
			continue
		}
		for _, f := range cmd.Flags {
			known = append(known, f.Name)
		}
	}
	for name := range c {
		if !slices.Contains(known, name) {
			return fmt.Errorf("the configuration file has %q; it may have %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// Resolve implements kong.Resolver.
func (c fileConfig) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return nil, nil
		}
	}
	switch v := c[flag.Name].(type) {
	case nil:
		return nil, nil
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = fmt.Sprint(item)
		}
		return strings.Join(items, ","), nil
	case map[string]any:
		return nil, fmt.Errorf("the configuration file has a section %q; want a value", flag.Name)
	default:
		return fmt.Sprint(v), nil
	}
}
