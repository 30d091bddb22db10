// Package wechat reads what WeChat tells of its users, and turns it into
// envelopes: decrypted pushes to Official Accounts and Mini Programs, and the
// messages that WeChat KF (微信客服) hands out. It is pure: the same body always
// gives the same envelopes. Signatures, decryption and calls to WeChat live in
// connectors/wechat.
//
// How WeChat's words map:
//
//   - The user is the openid of FromUserName, or KF's external_userid. There are
//     no threads.
//   - A message's external id is "<MsgId>:<openid>", since one MsgId was seen with
//     several users; nothing that is pushed refers to it. KF's is its msgid, which
//     failures and recalls name. The key is "m:<external id>".
//   - An event has no id at WeChat. Its key is
//     "e:<CreateTime>:<user>:<event>:<digest>", with a digest of everything else
//     that the push says. KF's events have an id, and the key "k:<id>".
//   - Events that the hub knows take its names (core.EventScan …). Those that
//     open a window for replies at WeChat, and only those, take a name that
//     opens one here: choosing a picture or a place from a menu does not. Other
//     doings of a person keep WeChat's name; personal lists them.
//   - Every other event gives no envelope. Its FromUserName may be a helper of
//     Tencent's that has an openid like anybody, and must not become a customer.
//     The raw is kept.
//   - Content.Extra holds, under "wechat", what has no place in the envelope.
//
// Every value is read as text: ids go beyond 64 bits or hold letters, and an
// account's pushes are XML or JSON as its operator likes.
package wechat

import (
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/normalize"
)

// The kinds of raw.
const (
	KindOfficial    = "wechat.official"    // a push to an Official Account, decrypted: XML or JSON
	KindMiniProgram = "wechat.miniprogram" // the same for a Mini Program
	KindBell        = "wechat.kf_bell"     // KF's word that something waits; gives no envelope
	KindKF          = "wechat.kf"          // one element of the msg_list that sync_msg answers, JSON
	KindPage        = "wechat.kf_page"     // an answer of sync_msg without an element; gives no envelope
)

// HeaderHistorical is set with a raw that is older than its account here.
const HeaderHistorical = "historical"

// maxBody is far above the largest push: a text has at most 2048 bytes. KF's
// forwarded chats are longer, but not by a hundred times.
const maxBody = 1 << 20

// Table reads every kind.
func Table() normalize.Table {
	return normalize.Table{KindOfficial: Normalize, KindMiniProgram: Normalize, KindBell: Normalize, KindKF: Normalize, KindPage: Normalize}
}

// Normalize reads any of the kinds. It returns nil, nil for what concerns no
// customer: a bell, an empty page, the end of a publication, the audit of an account, a change
// in Tencent's own desk. An error says what cannot be read, and never holds more
// than an excerpt of the body.
func Normalize(r core.Raw) ([]core.Envelope, error) {
	var read func(*node) ([]core.Envelope, error)
	switch r.Kind {
	case KindBell, KindPage:
		return nil, nil
	case KindOfficial, KindMiniProgram:
		read = readPush
	case KindKF:
		read = readKF
	default:
		return nil, fmt.Errorf("there is no kind %q", r.Kind)
	}
	n, err := parse(r.Body)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.Kind, err)
	}
	envs, err := read(n)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.Kind, err)
	}
	for i := range envs {
		envs[i].Historical = r.Header[HeaderHistorical] != ""
	}
	return envs, nil
}

// KindOf tells a body's kind by what is in it, for people who have a body at
// hand and nothing else. What only a Mini Program pushes is told from the rest,
// which both push; a body that cannot be read counts as an Official Account's.
func KindOf(body []byte) string {
	n, err := parse(body)
	if err != nil {
		return KindOfficial
	}
	event := strings.ToLower(n.get("Event"))
	switch {
	case n.get("msgtype") != "":
		return KindKF
	case event == "kf_msg_or_event":
		return KindBell
	case event == "user_enter_tempsession", strings.EqualFold(n.get("MsgType"), "miniprogrampage"):
		return KindMiniProgram
	}
	return KindOfficial
}
