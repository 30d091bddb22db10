package api

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// account is a linked channel account. Its secrets stay in the hub.
type account struct {
	ID          core.ID            `json:"id"`
	Channel     string             `json:"channel"`
	Name        string             `json:"name"`
	Status      core.AccountStatus `json:"status" enum:"active,paused,removed"`
	Settings    map[string]string  `json:"settings" doc:"Without secrets"`
	Secrets     []string           `json:"secrets" nullable:"false" doc:"The secrets that are set, by name"`
	CallbackURL string             `json:"callback_url,omitempty" doc:"Where the platform calls"`
	Team        core.ID            `json:"team,omitzero" doc:"Whose queue its conversations wait in that no rule sends anywhere"`
	Schedule    core.ID            `json:"schedule,omitzero" doc:"Its own business hours"`
	Health      core.Health        `json:"health"`
	CreatedAt   core.Time          `json:"created_at,omitzero"`
	UpdatedAt   core.Time          `json:"updated_at,omitzero"`
}

func (a *API) viewAccount(c core.Account) account {
	v := account{ID: c.ID, Channel: c.Channel, Name: c.Name, Status: c.Status, Settings: map[string]string{}, Secrets: []string{},
		CallbackURL: a.Backend.CallbackURL(c), Team: c.TeamID, Schedule: c.ScheduleID, Health: c.Health, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
	secret := map[string]bool{}
	for _, s := range a.Settings[c.Channel] {
		secret[s.Key] = s.Secret
	}
	for k, value := range c.Config {
		// What the channel calls a secret is kept back even where an older
		// hub stored it among the settings.
		if secret[k] {
			v.Secrets = append(v.Secrets, k)
			continue
		}
		if strings.HasPrefix(k, "_") { // the hub's own notes
			continue
		}
		v.Settings[k] = value
	}
	v.Secrets = slices.Compact(slices.Sorted(slices.Values(slices.AppendSeq(v.Secrets, maps.Keys(c.Secrets)))))
	if v.Secrets == nil {
		v.Secrets = []string{}
	}
	if v.Health.State == "" {
		v.Health.State = core.HealthUnchecked
	}
	return v
}

// channel is a kind of account that can be linked.
type channel struct {
	Channel  string               `json:"channel"`
	Settings []connectors.Setting `json:"settings" nullable:"false"`
}

type (
	newAccountIn struct {
		Body struct {
			Channel  string            `json:"channel" minLength:"1" maxLength:"50"`
			Name     string            `json:"name,omitempty" maxLength:"200" doc:"By default, the platform's"`
			Settings map[string]string `json:"settings,omitempty" maxProperties:"100" doc:"By key, secrets too"`
		}
	}
	accountPatchIn struct {
		IDIn
		Body struct {
			Name     *string           `json:"name,omitempty" minLength:"1" maxLength:"200"`
			Settings map[string]string `json:"settings,omitempty" maxProperties:"100" doc:"Only those named change"`
		}
	}
)

func (a *API) accountRoutes() {
	add(a, endpoint{method: "GET", path: "/channels", id: "list-channels", tag: "accounts", summary: "List the channels and their settings"},
		func(context.Context, core.Viewer, *struct{}) (*answer[whole[channel]], error) {
			return wholeOf(slices.Sorted(maps.Keys(a.Settings)), func(name string) channel {
				return channel{Channel: name, Settings: filled([]connectors.Setting(a.Settings[name]))}
			}), nil
		})
	add(a, endpoint{method: "GET", path: "/accounts", id: "list-accounts", tag: "accounts", summary: "List channel accounts"},
		func(ctx context.Context, v core.Viewer, _ *struct{}) (*answer[whole[account]], error) {
			l, err := a.Backend.Accounts(ctx, v)
			return wholeOf(l, a.viewAccount), err
		})
	add(a, endpoint{method: "POST", path: "/accounts", id: "create-account", tag: "accounts", status: http.StatusCreated,
		summary: "Link an account", needs: core.PermAccounts, slow: true},
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *newAccountIn) (core.Account, error) {
			return a.Backend.AddAccount(ctx, v, in.Body.Channel, in.Body.Name, in.Body.Settings)
		}))
	add(a, endpoint{method: "GET", path: "/accounts/{id}", id: "get-account", tag: "accounts", summary: "Get a channel account"},
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *IDIn) (core.Account, error) {
			return a.Backend.Account(ctx, v, in.ID)
		}))
	add(a, endpoint{method: "PATCH", path: "/accounts/{id}", id: "update-account", tag: "accounts", summary: "Change an account", needs: core.PermAccounts, slow: true},
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *accountPatchIn) (core.Account, error) {
			return a.Backend.UpdateAccount(ctx, v, in.ID, in.Body.Name, in.Body.Settings)
		}))
	add(a, endpoint{method: "GET", path: "/accounts/{id}/capabilities", id: "get-capabilities", tag: "accounts", summary: "Get what an account's channel can do"},
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[core.Caps], error) {
			c, err := a.Backend.Caps(ctx, v, in.ID)
			if c.Media == nil {
				c.Media = map[string]core.MediaCap{}
			}
			return answerOf(c), err
		})
	a.accountActions()
}

func (a *API) accountActions() {
	manage := func(method, path, id, summary string) endpoint {
		return endpoint{method: method, path: "/accounts/{id}" + path, id: id, tag: "accounts", summary: summary, needs: core.PermAccounts, slow: true}
	}
	add(a, manage("POST", "/check", "check-account", "Ask the platform whether the account works"),
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *IDIn) (core.Account, error) {
			return a.Backend.CheckAccount(ctx, v, in.ID)
		}))
	add(a, manage("POST", "/test", "test-account", "Try each leg of an account by itself: credentials, callback, first message, first reply"),
		func(ctx context.Context, v core.Viewer, in *IDIn) (*answer[whole[core.Leg]], error) {
			l, err := a.Backend.TestAccount(ctx, v, in.ID)
			return wholeOf(l, func(leg core.Leg) core.Leg { return leg }), err
		})
	add(a, manage("POST", "/pause", "pause-account", "Send nothing for now, and receive only what the platform would not keep"),
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *IDIn) (core.Account, error) {
			return a.Backend.SetAccountStatus(ctx, v, in.ID, core.AccountPaused)
		}))
	add(a, manage("POST", "/resume", "resume-account", "Receive and send again"),
		accountAnswer(a, func(ctx context.Context, v core.Viewer, in *IDIn) (core.Account, error) {
			return a.Backend.SetAccountStatus(ctx, v, in.ID, core.AccountActive)
		}))
	do(a, manage("DELETE", "", "remove-account", "Unlink an account; its conversations stay"),
		func(ctx context.Context, v core.Viewer, in *IDIn) error {
			_, err := a.Backend.SetAccountStatus(ctx, v, in.ID, core.AccountRemoved)
			return err
		})
}

// accountAnswer wraps what returns an account.
func accountAnswer[I any](a *API, f func(context.Context, core.Viewer, *I) (core.Account, error)) func(context.Context, core.Viewer, *I) (*answer[account], error) {
	return func(ctx context.Context, v core.Viewer, in *I) (*answer[account], error) {
		c, err := f(ctx, v, in)
		if err != nil {
			return nil, err
		}
		return answerOf(a.viewAccount(c)), nil
	}
}
