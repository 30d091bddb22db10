package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/connectors"
	"github.com/switchboard-hub/switchboard/core"
)

// How a token may be made: it names one account, and lasts no longer than a
// page is open. Clocks may differ by leeway.
const (
	tokenMax    = 8 << 10
	lifetimeMax = time.Hour
	leeway      = time.Minute
	subjectMax  = 200 // bytes
	tokenIDMax  = 200 // bytes
	nameMax     = 200 // characters
)

// refused is a proof that does not hold. The texts are for the site's
// developer; they tell nothing that a forger could use.
func refused(why string) error {
	return &core.Problem{Status: 401, Code: "widget.identity_invalid", Text: "the visitor's identity is not proven: " + why}
}

// Identify implements connectors.Host.
func (c *Connector) Identify(a core.Account, p connectors.Proof, now time.Time) (connectors.Person, error) {
	secret := a.Setting(keySecret)
	if len(secret) < secretMin {
		return connectors.Person{}, refused("the account has no identity_secret")
	}
	if p.Token != "" {
		return checkToken([]byte(secret), a.ID.String(), p.Token, now)
	}
	return checkHash([]byte(secret), p.UserID, p.UserHash)
}

// claims are those of RFC 7519 that the hub reads.
type claims struct {
	Subject  string   `json:"sub"`
	Email    string   `json:"email"`
	Name     string   `json:"name"`
	Issued   *float64 `json:"iat"`
	Expires  *float64 `json:"exp"`
	NotYet   *float64 `json:"nbf"`
	Audience audience `json:"aud"`
	ID       string   `json:"jti"`
}

// TokenID returns what a proof that Identify has accepted calls itself (jti),
// and until when Identify accepts it; "" where it has no name, and may be used
// by any session.
func (c *Connector) TokenID(p connectors.Proof) (id string, until time.Time) {
	var t claims
	parts := strings.Split(p.Token, ".")
	if len(parts) != 3 || decode(parts[1], &t) != nil || t.ID == "" || t.Expires == nil {
		return "", time.Time{}
	}
	return t.ID, seconds(t.Expires).Add(leeway)
}

// audience is one name, or a list of them.
type audience []string

// UnmarshalJSON implements json.Unmarshaler.
func (a *audience) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte("[")) {
		return json.Unmarshal(b, (*[]string)(a))
	}
	*a = audience{""}
	return json.Unmarshal(b, &(*a)[0])
}

// checkToken verifies a JWT (RFC 7515, 7519). HS256 is the one algorithm there
// is: the header is held against it and decides nothing.
func checkToken(secret []byte, account, token string, now time.Time) (connectors.Person, error) {
	none := connectors.Person{}
	parts := strings.Split(token, ".")
	if len(token) > tokenMax || len(parts) != 3 {
		return none, refused("the token is no JWT")
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(parts[0] + "." + parts[1]))
	// As text: a decoder reads over line breaks, which a JWT has none of (RFC 7515, 2).
	if !hmac.Equal([]byte(parts[2]), []byte(base64.RawURLEncoding.EncodeToString(mac.Sum(nil)))) {
		return none, refused("the token's signature is wrong")
	}
	var header struct {
		Algorithm string          `json:"alg"`
		Critical  json.RawMessage `json:"crit"`
	}
	if decode(parts[0], &header) != nil || header.Algorithm != "HS256" || header.Critical != nil {
		return none, refused("the token is not signed with HS256")
	}
	var c claims
	if decode(parts[1], &c) != nil {
		return none, refused("the token's claims cannot be read")
	}
	if why := c.wrong(account, now); why != "" {
		return none, refused(why)
	}
	return person(c.Subject, c.Name, c.Email)
}

func decode(part string, into any) error {
	b, err := base64.RawURLEncoding.Strict().DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

// wrong says what is wrong with the claims; "" is nothing.
func (c claims) wrong(account string, now time.Time) string {
	inRange := func(f *float64) bool { return f != nil && *f > 0 && *f < 1e11 }
	switch {
	case len(c.Audience) != 1 || c.Audience[0] != account:
		return "aud is not this account's id"
	case !inRange(c.Issued) || !inRange(c.Expires):
		return "iat and exp are missing"
	case !now.Before(seconds(c.Expires).Add(leeway)):
		return "the token has expired"
	case seconds(c.Issued).After(now.Add(leeway)) || c.NotYet != nil && (!inRange(c.NotYet) || seconds(c.NotYet).After(now.Add(leeway))):
		return "the token is not valid yet"
	case seconds(c.Expires).Sub(seconds(c.Issued)) > lifetimeMax:
		return "the token lasts longer than an hour"
	case len(c.ID) > tokenIDMax || c.ID != core.CleanText(c.ID):
		return "jti is longer than 200 bytes, or no text"
	}
	return ""
}

func seconds(f *float64) time.Time { return time.UnixMilli(int64(*f * 1000)) }

// checkHash verifies the hex HMAC-SHA256 of a user's id. It says nothing of a
// name, and holds for as long as the secret does.
func checkHash(secret []byte, id, hash string) (connectors.Person, error) {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id))
	given, err := hex.DecodeString(hash)
	if err != nil || !hmac.Equal(given, mac.Sum(nil)) {
		return connectors.Person{}, refused("user_hash is not the HMAC of user_id")
	}
	return person(id, "", "")
}

func person(subject, name, email string) (connectors.Person, error) {
	if subject == "" || len(subject) > subjectMax || subject != core.CleanText(subject) {
		return connectors.Person{}, refused("the user's id is missing or longer than 200 bytes")
	}
	name, email = strings.TrimSpace(core.CleanText(name)), strings.TrimSpace(core.CleanText(email))
	if utf8.RuneCountInString(name) > nameMax || len(email) > 254 {
		return connectors.Person{}, refused("the name or the e-mail address is too long")
	}
	return connectors.Person{Subject: subject, Name: name, Email: email}, nil
}
