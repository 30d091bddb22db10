package hub_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/hub"
)

func TestTheKeyFileBelongsToItsDatabase(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(t *testing.T, key string)
		ok     bool
	}{
		{"known", func(*testing.T, string) {}, true},
		{"lost", func(t *testing.T, key string) { must(t, os.Remove(key)) }, false},
		{"of another hub", func(t *testing.T, key string) {
			other := config(t, &fake{})
			other.Offline = true
			_, stop := open(t, other)
			stop()
			must(t, os.Rename(filepath.Join(other.Data, "key"), key))
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cfg := config(t, &fake{})
			cfg.Offline = true
			_, stop := open(t, cfg) // a new folder gets a new key
			stop()
			key := filepath.Join(cfg.Data, "key")
			c.change(t, key)
			h, err := hub.Open(context.Background(), cfg)
			if (err == nil) != c.ok {
				t.Errorf("opened with %v", err)
			}
			if err == nil {
				must(t, h.Close())
			}
			if _, err := os.Stat(key); c.name == "lost" && !errors.Is(err, os.ErrNotExist) {
				t.Error("a new key papers over the lost one")
			}
		})
	}
}

func TestAFolderIsServedOnce(t *testing.T) {
	t.Parallel()
	cfg := config(t, &fake{})
	_, stop := open(t, cfg)
	if _, err := hub.Open(context.Background(), cfg); !errors.Is(err, hub.ErrServed) {
		t.Errorf("a second process got %v", err)
	}
	if !hub.Served(cfg.Data) {
		t.Error("a served folder looks free")
	}
	stop()
	if hub.Served(cfg.Data) || hub.Served(filepath.Join(cfg.Data, "none")) {
		t.Error("a free folder looks served")
	}
}

func TestTheControlSocketOfADeepFolder(t *testing.T) {
	t.Parallel()
	cfg := config(t, &fake{})
	cfg.Data = filepath.Join(cfg.Data, strings.Repeat("a-long-name/", 12), "data")
	before := func(what string) {
		if _, err := hub.Ask(context.Background(), cfg.Data, "account.list", struct{}{}); !errors.Is(err, hub.ErrNoHub) {
			t.Errorf("before it is %s: %v", what, err)
		}
	}
	before("there")
	h, _ := open(t, cfg)
	before("served")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Control(ctx) }()
	var out []byte
	eventually(t, "it answers", func() bool {
		var err error
		out, err = hub.Ask(context.Background(), cfg.Data, "account.list", struct{}{})
		return err == nil
	})
	if string(out) != "[]" {
		t.Errorf("it answered %s", out)
	}
	if _, err := hub.Ask(context.Background(), cfg.Data, "dance", struct{}{}); err == nil || !strings.Contains(err.Error(), "dance") {
		t.Errorf("an unknown command: %v", err)
	}
	cancel()
	must(t, <-done)
}

func TestSetupTwiceRevokesTheFirstKey(t *testing.T) {
	t.Parallel()
	cfg := config(t, &fake{})
	cfg.Offline = true
	h, _ := open(t, cfg)
	ctx := context.Background()
	first, err := h.Setup(ctx, "Boss@example.com", "a long password", "Boss")
	must(t, err)
	second, err := h.Setup(ctx, "boss@example.com", "another password", "The boss")
	must(t, err)
	_, _, err = h.Authenticate(ctx, first)
	refused(t, err, "auth.invalid")
	v, _, err := h.Authenticate(ctx, second)
	must(t, err)
	agents, err := h.Agents(ctx, v)
	must(t, err)
	if len(agents) != 1 || agents[0].Name != "The boss" || !v.Can(core.PermKeys) {
		t.Errorf("%+v", agents)
	}
	_, err = h.CreateAgent(ctx, v, "desk@example.com", "Desk", "agent", "")
	must(t, err)
	_, err = h.Setup(ctx, "desk@example.com", "a long password", "Desk")
	refused(t, err, "setup.not_owner")
	_, err = h.Setup(ctx, "no address", "a long password", "x")
	refused(t, err, "agent.email")
	_, err = h.Setup(ctx, "boss@example.com", "short", "x")
	refused(t, err, "agent.password")
}
