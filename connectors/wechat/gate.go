package wechat

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strconv"
	"time"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
	normwechat "github.com/switchboard-hub/switchboard/normalize/wechat"
)

// freshFor is how far the platform's clock and ours may be apart. There is no
// memory of nonces: it would refuse what the platform genuinely delivers again,
// and what came twice is dropped by its key.
const freshFor = 5 * time.Minute

// Gate checks signature, time and addressee, and decrypts. Only of WeChat KF
// does it look into what came, as that says nothing but whom to ask.
type Gate struct{}

// Open implements connectors.Gate.
func (Gate) Open(a core.Account, r connectors.Request) (connectors.Verdict, error) {
	d := delivery{account: a, request: r}
	if !d.fresh() {
		return connectors.Verdict{}, connectors.ErrUnverified
	}
	if r.Method == http.MethodGet {
		return d.handshake()
	}
	body, err := d.open()
	if err != nil {
		return connectors.Verdict{}, err
	}
	raw := core.Raw{AccountID: a.ID, Channel: Name, Kind: normwechat.KindOfficial, Body: body, ReceivedAt: core.At(r.Now)}
	switch kindOf(a) {
	case kindMiniProgram:
		raw.Kind = normwechat.KindMiniProgram
	case kindKF:
		raw.Kind, raw.Bell = normwechat.KindBell, bell(body)
	}
	return connectors.Verdict{Raws: []core.Raw{raw}, Ack: reply("success")}, nil
}

func reply(s string) connectors.Reply {
	return connectors.Reply{Status: http.StatusOK, ContentType: "text/plain; charset=utf-8", Body: []byte(s)}
}

// delivery is one request for one account.
type delivery struct {
	account core.Account
	request connectors.Request
}

func (d delivery) query(key string) string { return d.request.Query.Get(key) }

// fresh compares the time that is signed with ours.
func (d delivery) fresh() bool {
	seconds, err := strconv.ParseInt(d.query("timestamp"), 10, 64)
	return err == nil && d.request.Now.Sub(time.Unix(seconds, 0)).Abs() <= freshFor
}

// signs checks one of the two signatures of the query, with the present Token and
// the ones before it: the platform's page takes a changed one only where it is
// known already. All are tried, so that the time tells nothing.
func (d delivery) signs(key string, parts ...string) bool {
	parts = append(parts, d.query("timestamp"), d.query("nonce"))
	right := false
	for _, name := range []string{keyToken, keySeenToken, keyFormerToken} {
		right = signed(d.query(key), d.account.Setting(name), parts...) || right
	}
	return right
}

// handshake answers what the platform asks when the callback is entered there.
func (d delivery) handshake() (connectors.Verdict, error) {
	echo := d.query("echostr")
	if kindOf(d.account) == kindKF {
		if !d.signs("msg_signature", echo) {
			return connectors.Verdict{}, connectors.ErrUnverified
		}
		plain, err := d.decrypt(echo)
		return connectors.Verdict{Ack: reply(string(plain))}, err
	}
	if !d.signs("signature") {
		return connectors.Verdict{}, connectors.ErrUnverified
	}
	return connectors.Verdict{Ack: reply(echo)}, nil
}

// open returns the message. Where a part is encrypted, nothing beside it is
// believed, whatever the query says: the signature of a plain body does not
// cover it. A plain body that cannot be read is kept like any: it is the
// normalizer's to say so.
func (d delivery) open() ([]byte, error) {
	mode := d.account.Setting(keyMode)
	plain := kindOf(d.account) != kindKF && (mode == modePlain || mode == modeCompatible)
	encrypted, err := sealed(d.request.Body)
	if err != nil && !plain {
		return nil, err
	}
	if encrypted != "" {
		if !d.signs("msg_signature", encrypted) {
			return nil, connectors.ErrUnverified
		}
		return d.decrypt(encrypted)
	}
	if !plain || d.query("encrypt_type") == "aes" || !d.signs("signature") {
		return nil, connectors.ErrUnverified
	}
	return d.request.Body, nil
}

// sealed returns the encrypted part of a body, which is XML or JSON; empty
// where there is none.
func sealed(body []byte) (string, error) {
	var e struct {
		Encrypt string `xml:"Encrypt" json:"Encrypt"`
	}
	if err := read(body, &e); err != nil {
		return "", &core.Problem{Status: http.StatusBadRequest, Code: "wechat.body_malformed", Text: "the body is neither XML nor JSON", Err: err}
	}
	return e.Encrypt, nil
}

// read takes fields out of a body that is XML or JSON. Characters that no XML
// may have are passed over: customers do send them.
func read(body []byte, into any) error {
	b := bytes.TrimSpace(body)
	if bytes.HasPrefix(b, []byte("{")) {
		return json.Unmarshal(b, into)
	}
	return xml.Unmarshal(bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, b), into)
}

// decrypt tries the present key and the ones before it: after a change the
// platform delivers for a while what it had encrypted before.
func (d delivery) decrypt(encrypted string) ([]byte, error) {
	for _, name := range []string{keyAES, keyPreviousAES, keySeenAES} {
		key, err := aesKey(d.account.Setting(name))
		if err != nil {
			continue
		}
		if plain, err := decrypt(key, receiver(d.account), encrypted); err == nil {
			return plain, nil
		}
	}
	return nil, problem(http.StatusBadRequest, "undecryptable",
		"the token is right, but none of the account's keys opens the message: encoding_aes_key, appid or corpid differ from those on the platform's page")
}

// bell reads whom to ask, and with which token; nil for what announces no
// messages.
func bell(body []byte) *core.Bell {
	var e struct {
		Event, Token string
		OpenKfID     string `xml:"OpenKfId" json:"OpenKfId"`
	}
	if read(body, &e) != nil || e.Event != "kf_msg_or_event" || e.OpenKfID == "" {
		return nil
	}
	return &core.Bell{For: e.OpenKfID, Ticket: e.Token}
}
