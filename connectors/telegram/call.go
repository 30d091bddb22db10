package telegram

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// request is one call of the Bot API.
type request struct {
	method string
	params tgbotapi.Params
	file   *tgbotapi.RequestFile // sent as multipart
	// repeatable: doing it twice is the same as once.
	repeatable bool
	timeout    time.Duration // 0: Connector.callFor, or none with a file
}

// call makes one request and returns the "result" of its answer.
func (c *Connector) call(ctx context.Context, a core.Account, q request) (json.RawMessage, *failure) {
	if q.timeout == 0 && q.file == nil {
		q.timeout = c.callFor
	}
	if q.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, q.timeout)
		defer cancel()
	}
	x := &exchange{ctx: ctx, client: c.env.HTTP}
	bot := tgbotapi.BotAPI{Token: a.Setting(keyToken), Client: x} // its constructor would call getMe each time
	bot.SetAPIEndpoint(strings.ReplaceAll(apiBase(a), "%", "%%") + "/bot%s/%s")
	var answer *tgbotapi.APIResponse
	var err error
	if q.file != nil {
		answer, err = bot.UploadFiles(q.method, q.params, []tgbotapi.RequestFile{*q.file})
	} else {
		answer, err = bot.MakeRequest(q.method, q.params)
	}
	if err != nil {
		return nil, explain(q, x, err, c.env.Now()).withCause(a, q.method, err)
	}
	return answer.Result, nil
}

// apiBase returns the base address without a slash at its end.
func apiBase(a core.Account) string {
	if b := strings.TrimRight(a.Setting(keyBase), "/"); b != "" {
		return b
	}
	return publicBase
}

// exchange is the library's HTTP client for one call. It carries the context,
// which the library does not know, and keeps what the library throws away: the
// status, the headers, and whether the whole request was handed over.
type exchange struct {
	ctx    context.Context
	client *http.Client

	status int
	header http.Header
	handed func() bool // nil until Do
}

// Do implements tgbotapi.HTTPClient.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	req, x.handed = httpx.Handed(req.WithContext(x.ctx))
	resp, err := x.client.Do(req)
	if resp != nil {
		x.status, x.header = resp.StatusCode, resp.Header
	}
	return resp, err
}

// left reports whether the platform may hold a whole request.
func (x *exchange) left() bool { return x.handed != nil && x.handed() }
