package api

import (
	"io"
	"log/slog"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/route"
	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/time/rate"

	"github.com/switchboard-hub/switchboard/api/hertzhuma"
	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// Prefix is where the API lives.
const Prefix = "/api/v1"

// Options is what the API works with. Only Backend is required.
type Options struct {
	Backend Backend
	// Settings describes the settings of every channel that can be linked.
	Settings map[string]connectors.Settings
	Log      *slog.Logger // nil: nowhere

	// RateLimit is how many requests a key may make per second and at once;
	// zero values: 1000 and 2000.
	RateLimit Rate
	// AuthFailures is how often one address may present keys that are wrong;
	// zero values: one per second and 20 at once.
	AuthFailures Rate
	// Deadline is when an operation that asks only the hub is given up with
	// 503; default 10 s.
	Deadline time.Duration
	// AuthCache is how long an accepted key is not asked for again; default
	// 3 s, so that what another process revokes still bites within 5 s.
	AuthCache time.Duration
	// AgentsURL is where browsers reach the API; cookies are for HTTPS alone
	// where it is one of HTTPS.
	AgentsURL string
	// MaxUpload bounds one upload in bytes; default core.MaxFile.
	MaxUpload int64
	// ClientAddr names the client that failures are counted for, where proxies
	// stand before the hub; default: the address of the connection.
	ClientAddr func(*app.RequestContext) string
	Now        func() time.Time // default time.Now
	// Demo is the address of the shop's page where the hub is a demonstration.
	Demo string
}

// Rate is a token bucket.
type Rate struct {
	PerSecond float64
	Burst     int
}

func (r Rate) or(perSecond float64, burst int) Rate {
	if r.PerSecond <= 0 {
		r.PerSecond = perSecond
	}
	if r.Burst <= 0 {
		r.Burst = burst
	}
	return r
}

func (o Options) withDefaults() Options {
	o.RateLimit = o.RateLimit.or(1000, 2000)
	o.AuthFailures = o.AuthFailures.or(1, 20)
	if o.Deadline <= 0 {
		o.Deadline = 10 * time.Second
	}
	if o.AuthCache <= 0 {
		o.AuthCache = 3 * time.Second
	}
	if o.MaxUpload <= 0 {
		o.MaxUpload = core.MaxFile
	}
	if o.ClientAddr == nil {
		o.ClientAddr = remoteHost
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}

// maxJSON bounds a JSON body in bytes.
const maxJSON = 1 << 20

// API is the mounted API.
type API struct {
	Options
	huma     huma.API
	sessions *sessions
	keys     *buckets // by key or session
	failures *buckets // by address
	// strangers bounds, by address, what needs neither key nor session.
	strangers *buckets
	maskers   maskers
	openapi   []byte
}

// Register mounts the API below /api/v1 of r.
func Register(r route.IRoutes, o Options) (*API, error) {
	o = o.withDefaults()
	bucketsOf := func(r Rate) *buckets { return newBuckets(rate.Limit(r.PerSecond), r.Burst, o.Now) }
	a := &API{Options: o, sessions: newSessions(o.AuthCache, o.Now), keys: bucketsOf(o.RateLimit),
		failures: bucketsOf(o.AuthFailures), strangers: bucketsOf(Rate{PerSecond: 10, Burst: 100})}
	a.huma = huma.NewAPI(a.config(), hertzhuma.New(r))
	a.huma.UseMiddleware(a.recoverPanics, a.bounded, a.authenticate)
	a.conversationRoutes()
	a.messageRoutes()
	a.stepRoutes()
	a.regroupRoutes()
	a.fileRoutes()
	a.contactRoutes()
	a.privacyRoutes()
	a.retentionRoutes()
	a.contactNoteRoutes()
	a.keyRoutes()
	a.sessionRoutes()
	a.setupRoutes()
	a.meRoutes()
	a.inboxRoutes()
	a.deskRoutes()
	a.invitationRoutes()
	a.accountRoutes()
	a.staffRoutes()
	a.rightsRoutes()
	a.queueRoutes()
	a.suggestionRoutes()
	a.accountRoutingRoutes()
	a.ruleRoutes()
	a.operationRoutes()
	if err := a.document(); err != nil {
		return nil, err
	}
	a.publish(r)
	return a, nil
}

// Forget ends what is remembered of keys and sessions that ended, or whose
// rights changed.
func (a *API) Forget(c core.AccessChange) { a.sessions.forget(c) }

func (a *API) config() huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	alias(registry)
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: "Switchboard", Version: "1", Description: description,
				License: &huma.License{Name: "See the LICENSE file of the project"}},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"key":     {Type: "http", Scheme: "bearer", Description: "An API key. It acts as its owner, within its scopes."},
				"session": {Type: "apiKey", In: "cookie", Name: cookieName, Description: "A browser's session. What changes something needs the header " + csrfHeader + " too."}}},
			Security: []map[string][]string{{"key": {}}, {"session": {}}},
			Tags:     tags(),
		},
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{asProblem, a.masked},
	}
}

const description = "The agents' API of a Switchboard hub. Lists are `{\"items\": […], \"next\": …}`; pass `next` as `after` " +
	"to go on, null ends. Ids are UUIDs, times RFC 3339 in UTC. Errors are RFC 9457 problems with a stable `code`. " +
	"Answers may gain fields; requests with unknown fields are refused."

func tags() []*huma.Tag {
	var all []*huma.Tag
	for _, t := range [][2]string{
		{"conversations", "Threads with one person in one account"}, {"messages", "What was said, and sending"},
		{"files", "Uploads and attachments"}, {"contacts", "People outside"}, {"routing", "Who gets a conversation, and when"}, {"desk", "What agents have at hand"}, {"accounts", "Linked channel accounts"},
		{"session", "The set-up, signing in, and oneself"}, {"staff", "Agents and teams"}, {"keys", "API keys"}, {"operations", "Raw payloads, jobs and the audit log"},
	} {
		all = append(all, &huma.Tag{Name: t[0], Description: t[1]})
	}
	return all
}

func (a *API) publish(r route.IRoutes) {
	r.GET(Prefix+"/openapi.json", static("application/openapi+json", a.openapi))
	r.GET(Prefix+"/schemas/envelope/1", static("application/schema+json", EnvelopeSchema()))
	r.Any(Prefix, a.noRoute)
	r.Any(Prefix+"/*rest", a.noRoute)
}
