package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// me is who the caller acts as.
type me struct {
	Agent        core.ID           `json:"agent"`
	Email        string            `json:"email"`
	Name         string            `json:"name"`
	Role         string            `json:"role"`
	Locale       string            `json:"locale,omitempty" doc:"BCP 47"`
	TimeZone     string            `json:"time_zone,omitempty"`
	Preferences  map[string]any    `json:"preferences" doc:"What the page keeps for this agent, such as theme, send_key and sound"`
	Availability core.Availability `json:"availability" enum:"ready,busy,away,wrap_up,offline"`
	Reason       string            `json:"reason,omitempty" doc:"Of the availability"`
	Scope        core.Scope        `json:"scope" enum:"own,team,all"`
	Teams        []core.ID         `json:"teams" nullable:"false" doc:"Its own and those within them: whose conversations the scope team shows"`
	Permissions  []core.Permission `json:"permissions" nullable:"false"`
}

func viewMe(p core.Profile, v core.Viewer) me {
	if p.Preferences == nil {
		p.Preferences = map[string]any{}
	}
	return me{Agent: p.ID, Email: p.Email, Name: p.Name, Role: p.Role, Locale: p.Locale, TimeZone: p.TimeZone, Preferences: p.Preferences,
		Availability: p.Availability, Reason: p.Reason, Scope: v.Scope, Teams: filled(v.Teams), Permissions: filled(v.Permissions)}
}

type (
	mePatchIn struct {
		Body struct {
			Name        *string        `json:"name,omitempty" minLength:"1" maxLength:"200"`
			Locale      *string        `json:"locale,omitempty" maxLength:"35" doc:"BCP 47"`
			TimeZone    *string        `json:"time_zone,omitempty" maxLength:"64"`
			Preferences map[string]any `json:"preferences,omitempty" maxProperties:"100" doc:"Only those named change; null takes one away"`
		}
	}
	passwordIn struct {
		Body struct {
			Current string `json:"current" minLength:"1" maxLength:"1024"`
			New     string `json:"new" minLength:"1" maxLength:"1024" doc:"8 characters at least"`
		}
	}
	availabilityIn struct {
		Body struct {
			Availability core.Availability `json:"availability" enum:"ready,busy,away,wrap_up,offline"`
			Reason       string            `json:"reason,omitempty" maxLength:"200"`
		}
	}
	liveToken struct {
		Token     string    `json:"token" doc:"For the live connection alone"`
		ExpiresAt core.Time `json:"expires_at" doc:"Earlier, when its session or key ends"`
	}
)

func (a *API) meRoutes() {
	add(a, endpoint{method: "GET", path: "/me", id: "get-me", tag: "session", summary: "Get whom the caller acts as"},
		meAnswer(func(ctx context.Context, v core.Viewer, _ *struct{}) (core.Profile, error) {
			return a.Backend.Profile(ctx, v)
		}))
	add(a, endpoint{method: "PATCH", path: "/me", id: "update-me", tag: "session", summary: "Change one's name, language, time zone or preferences"},
		meAnswer(func(ctx context.Context, v core.Viewer, in *mePatchIn) (core.Profile, error) {
			return a.Backend.UpdateProfile(ctx, v, core.ProfileChange{Name: in.Body.Name, Locale: in.Body.Locale, TimeZone: in.Body.TimeZone,
				Preferences: in.Body.Preferences})
		}))
	add(a, endpoint{method: "PUT", path: "/me/availability", id: "set-availability", tag: "session", summary: "Say whether one takes conversations"},
		meAnswer(func(ctx context.Context, v core.Viewer, in *availabilityIn) (core.Profile, error) {
			return a.Backend.SetAvailability(ctx, v, in.Body.Availability, in.Body.Reason)
		}))
	add(a, endpoint{method: "POST", path: "/me/password", id: "change-password", tag: "session",
		summary: "Change one's password; all other sessions end, and this one is made anew"},
		func(ctx context.Context, v core.Viewer, in *passwordIn) (*signedIn, error) {
			old := caller(ctx)
			if old.token == "" {
				return nil, needsSession()
			}
			token, _, err := a.Backend.ChangePassword(ctx, v, in.Body.Current, in.Body.New, client(ctx))
			if err != nil {
				return nil, err
			}
			a.Forget(core.AccessChange{Agent: v.AgentID})
			return a.signIn(ctx, token)
		})
	add(a, endpoint{method: "POST", path: "/live/token", id: "make-live-token", tag: "session", summary: "Get a token to connect for live updates"},
		func(ctx context.Context, _ core.Viewer, _ *struct{}) (*answer[liveToken], error) {
			s := caller(ctx)
			token, until, err := a.Backend.LiveToken(ctx, s.signIn.ID, s.key.ID)
			return answerOf(liveToken{Token: token, ExpiresAt: until}), err
		})
}

// meAnswer wraps what returns a profile.
func meAnswer[I any](f func(context.Context, core.Viewer, *I) (core.Profile, error)) func(context.Context, core.Viewer, *I) (*answer[me], error) {
	return func(ctx context.Context, v core.Viewer, in *I) (*answer[me], error) {
		p, err := f(ctx, v, in)
		return answerOf(viewMe(p, v)), err
	}
}
