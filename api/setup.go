package api

import (
	"context"

	"github.com/switchboard-hub/switchboard/core"
)

// setupState says whether the hub waits for its owner.
type setupState struct {
	Needed     bool    `json:"needed" doc:"true until the owner is made, by the link that the hub prints when it starts"`
	WebAccount core.ID `json:"web_account,omitzero" doc:"The first account of the web site"`
}

// person is somebody who joins.
type person struct {
	Token    string `json:"token" minLength:"1" maxLength:"200" doc:"From the link, behind #token="`
	Name     string `json:"name" minLength:"1" maxLength:"200"`
	Email    string `json:"email" format:"email" maxLength:"254"`
	Password string `json:"password" minLength:"1" maxLength:"1024"`
	Locale   string `json:"locale,omitempty" maxLength:"35" doc:"BCP 47, such as zh-CN"`
	TimeZone string `json:"time_zone,omitempty" maxLength:"64" doc:"Such as Asia/Shanghai"`
}

func (p person) core() core.NewPerson {
	return core.NewPerson{Name: p.Name, Email: p.Email, Password: p.Password, Locale: p.Locale, TimeZone: p.TimeZone}
}

type personIn struct{ Body person }

// PersonFields is person where it is embedded: the document has only exported fields.
type PersonFields = person

func (a *API) setupRoutes() {
	add(a, endpoint{method: "GET", path: "/setup", id: "get-setup", tag: "session", summary: "Ask whether the hub waits for its owner", open: true},
		func(ctx context.Context, _ core.Viewer, _ *struct{}) (*answer[setupState], error) {
			needed, web, err := a.Backend.SetupState(ctx)
			return answerOf(setupState{Needed: needed, WebAccount: web}), err
		})
	add(a, endpoint{method: "POST", path: "/setup", id: "set-up", tag: "session", summary: "Make the owner, and sign in", open: true},
		func(ctx context.Context, _ core.Viewer, in *personIn) (*signedIn, error) {
			token, _, err := a.Backend.SetUp(ctx, in.Body.Token, in.Body.core(), client(ctx))
			if err != nil {
				return nil, err
			}
			return a.signIn(ctx, token)
		})
}
