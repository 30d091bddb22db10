package telegram

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

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
	handed atomic.Bool
}

// Do implements tgbotapi.HTTPClient.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	req = req.WithContext(x.ctx)
	if req.Body == nil || req.Body == http.NoBody {
		x.handed.Store(true)
	} else {
		left := req.ContentLength
		if left <= 0 {
			left = -1 // unknown: a chunked body is whole only after its end
		}
		req.Body = &watchedBody{ReadCloser: req.Body, left: left, handed: &x.handed}
	}
	resp, err := x.client.Do(req)
	if resp != nil {
		x.status, x.header = resp.StatusCode, resp.Header
	}
	return resp, err
}

// handedOver reports whether the transport took the last byte of the request.
// Until then the platform holds an incomplete request and cannot act on it.
// (httptrace.WroteRequest comes later: between the last write and its report a
// cancelled call would look as if it had not left.)
func (x *exchange) handedOver() bool { return x.handed.Load() }

type watchedBody struct {
	io.ReadCloser
	left   int64
	handed *atomic.Bool
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left > 0 {
		b.left -= int64(n)
	}
	if err == io.EOF || b.left == 0 {
		b.handed.Store(true)
	}
	return n, err
}
