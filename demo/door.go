package demo

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"
)

// doorPath is where the link that signs in leads.
const doorPath = "/demo/enter/:token"

// enterPage goes on to the inbox. The console asks for no session where it
// remembers that there was none.
const enterPage = `<!doctype html><meta charset="utf-8"><title>Switchboard</title>
<script>try { localStorage.setItem('switchboard.session', 'some') } catch {} location.replace('/inbox/mine')</script>
<a href="/inbox/mine">Inbox</a>
`

// Door signs the owner of a demo in by a link that holds once. It is a browser to
// the hub: what it knows is the password.
type Door struct {
	agentsURL, password string
	token               string
	used                atomic.Bool
}

// MountDoor serves the link on the agents' listener.
func MountDoor(r route.IRoutes, agentsURL, password string) *Door {
	d := &Door{agentsURL: agentsURL, password: password, token: rand.Text()}
	r.GET(doorPath, d.enter)
	return d
}

// Link is the address that signs in.
func (d *Door) Link() string { return d.agentsURL + "/demo/enter/" + d.token }

func (d *Door) enter(ctx context.Context, c *app.RequestContext) {
	if c.Param("token") != d.token || d.used.Swap(true) {
		c.Redirect(http.StatusFound, []byte("/"))
		return
	}
	cookies, err := d.signIn(ctx)
	if err != nil {
		c.String(http.StatusBadGateway, err.Error())
		return
	}
	for _, cookie := range cookies {
		c.Response.Header.Add("Set-Cookie", cookie)
	}
	c.Response.Header.Set("Cache-Control", "no-store")
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(enterPage))
}

// signIn returns the cookies of a session of the owner's.
func (d *Door) signIn(ctx context.Context) ([]string, error) {
	body, err := json.Marshal(map[string]string{"email": OwnerEmail, "password": d.password})
	if err != nil {
		return nil, err
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, d.agentsURL+"/api/v1/session", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	q.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10)) // what can be had of it
		return nil, fmt.Errorf("sign in: %d %s", resp.StatusCode, text)
	}
	return resp.Header.Values("Set-Cookie"), nil
}
