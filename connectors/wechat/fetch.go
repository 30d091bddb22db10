package wechat

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/connectors/httpx"
	"github.com/switchboard-hub/switchboard/core"
)

// Fetch implements connectors.Fetcher: by the media_id, which is good for three
// days, or by the address that came beside it.
func (c *Connector) Fetch(ctx context.Context, a core.Account, m core.Media) (io.ReadCloser, error) {
	if m.Ref == "" && m.URL == "" {
		return nil, rejected("no_file", "the message names no file").send
	}
	if m.Ref == "" {
		body, f := c.download(ctx, a, m.URL)
		return body, f.err()
	}
	var body io.ReadCloser
	f := c.withToken(ctx, a, func(token string) (f *failure) {
		body, f = c.media(ctx, a, m.Ref, token)
		return f
	})
	if f.says(codeMediaGone) && m.URL != "" {
		body, f = c.download(ctx, a, m.URL)
	}
	if f != nil {
		return nil, f.send
	}
	return body, nil
}

// media asks for a file. What comes is the file, or JSON: an error, or where a
// video is to be had.
func (c *Connector) media(ctx context.Context, a core.Account, id, token string) (io.ReadCloser, *failure) {
	q := request{path: "/cgi-bin/media/get", query: url.Values{"media_id": {id}}, repeatable: true}
	resp, f := c.exchange(ctx, a, q, token)
	if f != nil {
		return nil, f
	}
	if !isJSON(resp.Header) {
		return &fileBody{ReadCloser: resp.Body, secrets: append(secrets(a), token)}, nil
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, q.inDoubt("no_answer", "the connection ended before WeChat had answered").because(a, q, err, token)
	}
	var answer struct {
		Video string `json:"video_url"`
	}
	if f := c.read(a, q, token, text, &answer); f != nil {
		return nil, f
	}
	if answer.Video == "" {
		return nil, rejected("media_gone", "WeChat gives no link to this file")
	}
	return c.download(ctx, a, answer.Video)
}

// isJSON tells an answer about a file from a file, which may be JSON as well:
// a file has a name.
func isJSON(h http.Header) bool {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return h.Get("Content-Disposition") == "" && (err != nil || kind == "application/json" || kind == "text/plain")
}

// download gets a file from an address that the platform named, without a token.
func (c *Connector) download(ctx context.Context, a core.Account, address string) (io.ReadCloser, *failure) {
	q := request{path: "download", repeatable: true}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, rejected("media_gone", "the address of the file cannot be called").because(a, q, err)
	}
	resp, err := c.env.HTTP.Do(req)
	if err != nil {
		return nil, q.silence(err, true).because(a, q, err)
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return &fileBody{ReadCloser: resp.Body, secrets: secrets(a)}, nil
	case http.StatusNotFound, http.StatusForbidden, http.StatusGone:
		resp.Body.Close()
		return nil, rejected("media_gone", "WeChat no longer has this file under its link")
	}
	resp.Body.Close()
	return nil, q.httpStatus(resp, c.env.Now()).because(a, q, errors.New(resp.Status))
}

// fileBody keeps secrets out of errors while reading, and names the one that a
// job must not repeat.
type fileBody struct {
	io.ReadCloser
	secrets []string
}

func (b *fileBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch {
	case errors.Is(err, httpx.ErrResponseTooLarge):
		err = connectors.ErrTooBig
	case err != nil && !errors.Is(err, io.EOF):
		err = httpx.RedactError(err, b.secrets...)
	}
	return n, err
}
