package wechattest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// attempt makes one delivery and says whether it was the last.
func (x *Push) attempt() bool {
	s := x.party.s
	ctx, done := s.deadline(pushPatience)
	defer done()
	s.mu.Lock()
	r, err := x.request(ctx)
	at := s.now()
	s.mu.Unlock()
	if err != nil {
		return x.settle(Attempt{At: at, Result: Failed, Answer: err.Error()}, nil)
	}
	answer, err := s.pusher.Do(r)
	if err != nil {
		return x.settle(Attempt{At: at, Result: failure(ctx)}, nil)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		return x.settle(Attempt{At: at, Result: failure(ctx)}, nil)
	}
	a := Attempt{At: at, Status: answer.StatusCode, Answer: string(body)}
	var shown *Shown
	switch {
	case answer.StatusCode != http.StatusOK:
		a.Result = Refused
	case len(body) == 0:
		a.Result = Empty
	case string(body) == "success" || x.party.corp != nil: // of a corp's events no answer is read
		a.Result = Success
	default:
		a.Result, shown = x.reply(body)
	}
	return x.settle(a, shown)
}

func failure(ctx context.Context) Result {
	if ctx.Err() != nil {
		return TimedOut
	}
	return Failed
}

// request signs and seals anew: no two deliveries look alike. The caller holds
// s.mu.
func (x *Push) request(ctx context.Context) (*http.Request, error) {
	p := x.party
	address, err := url.Parse(p.callback.URL)
	if err != nil {
		return nil, err
	}
	body := p.callback.render(x.fields)
	query := address.Query()
	p.signQuery(query)
	if x.openid != "" {
		query.Set("openid", x.openid)
	}
	if p.corp != nil || p.callback.Mode == Safe || p.callback.Mode == Compatible {
		if body, err = x.seal(query, body); err != nil {
			return nil, err
		}
	}
	address.RawQuery = query.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", "Mozilla/4.0")
	r.Header.Set("Content-Type", "text/xml")
	if p.callback.JSON {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, nil
}

// signQuery puts timestamp and nonce, and for an app the signature of both.
func (p *party) signQuery(query url.Values) {
	timestamp, nonce := strconv.FormatInt(p.s.now().Unix(), 10), strconv.Itoa(1000000+int(p.s.next()))
	query.Set("timestamp", timestamp)
	query.Set("nonce", nonce)
	if p.corp == nil {
		query.Set("signature", sign(p.callback.Token, timestamp, nonce))
	}
}

// seal puts the sealed body into the body and its signature into the query.
func (x *Push) seal(query url.Values, body []byte) ([]byte, error) {
	p := x.party
	key := p.callback.AESKey
	if p.oldKey > 0 {
		p.oldKey--
		key = p.callback.PreviousAESKey
	}
	sealed, err := p.sealWith(key, body)
	if err != nil {
		return nil, err
	}
	query.Set("msg_signature", sign(p.callback.Token, query.Get("timestamp"), query.Get("nonce"), sealed))
	if p.corp != nil {
		return p.callback.render([]Field{text("ToUserName", p.id), text("AgentID", ""), text("Encrypt", sealed)}), nil
	}
	query.Set("encrypt_type", "aes")
	if p.callback.Mode == Compatible {
		return p.callback.render(append(x.fields[:len(x.fields):len(x.fields)], text("Encrypt", sealed))), nil
	}
	return p.callback.render([]Field{text("ToUserName", p.app.userName), text("Encrypt", sealed)}), nil
}

// Sealed is a push to an app in safe mode as it goes over the wire, for loaders
// with people and connections of their own: its query and its body.
func (c *Callback) Sealed(appid, userName string, at time.Time, message []byte) (url.Values, []byte, error) {
	salt := make([]byte, 16)
	rand.Read(salt) //nolint:errcheck // it never fails
	sealed, err := seal(c.AESKey, appid, salt, message)
	timestamp, nonce := strconv.FormatInt(at.Unix(), 10), random(10)
	return url.Values{
		"timestamp": {timestamp}, "nonce": {nonce}, "signature": {sign(c.Token, timestamp, nonce)},
		"encrypt_type": {"aes"}, "msg_signature": {sign(c.Token, timestamp, nonce, sealed)},
	}, c.render([]Field{text("ToUserName", userName), text("Encrypt", sealed)}), err
}

func (p *party) sealWith(key string, body []byte) (string, error) {
	salt := make([]byte, 16)
	rand.Read(salt) //nolint:errcheck // it never fails
	return seal(key, p.id, salt, body)
}

// Verify is the handshake of a callback (the GET with echostr), which the
// platform makes when its owner saves the address. It returns what the owner
// would be told.
func (p *party) Verify(ctx context.Context) error {
	r, echo, err := p.handshake(ctx)
	if err != nil {
		return err
	}
	answer, err := p.s.pusher.Do(r)
	if err != nil {
		return errors.New("请求URL超时") // without the error: it quotes the address
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<16))
	if err != nil || answer.StatusCode != http.StatusOK || string(body) != echo {
		return fmt.Errorf("token验证失败: HTTP %d, %q is not the echostr", answer.StatusCode, body)
	}
	return nil
}

func (p *party) handshake(ctx context.Context) (*http.Request, string, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	address, err := url.Parse(p.callback.URL)
	if err != nil {
		return nil, "", err
	}
	echo := strconv.FormatInt(5000000000000000000+p.s.next(), 10)
	query := address.Query()
	p.signQuery(query)
	query.Set("echostr", echo)
	if p.corp != nil {
		sealed, err := p.sealWith(p.callback.AESKey, []byte(echo))
		if err != nil {
			return nil, "", err
		}
		query.Set("echostr", sealed)
		query.Set("msg_signature", sign(p.callback.Token, query.Get("timestamp"), query.Get("nonce"), sealed))
	}
	address.RawQuery = query.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), http.NoBody)
	return r, echo, err
}
