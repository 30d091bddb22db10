package wechat

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
)

// maxName bounds what becomes part of keys: openids have 28 characters, KF's ids
// some 50.
const maxName = 128

// helper is whom Tencent's documentation names as the sender of what no person
// sent.
const helper = "mphelper"

// readPush reads what WeChat pushes to an Official Account or a Mini Program.
func readPush(n *node) ([]core.Envelope, error) {
	kind := strings.ToLower(n.get("MsgType"))
	switch {
	case kind == "" && n.get("Encrypt") != "":
		return nil, errors.New("it is still encrypted")
	case kind == "":
		return nil, errors.New("MsgType is missing")
	case kind == "event":
		return readEvent(n)
	}
	env, err := pushed(n, core.TypeMessage)
	if err != nil || env == nil {
		return nil, err
	}
	id, err := nameIn(n, "MsgId", "MsgID")
	if err != nil {
		return nil, err
	}
	env.ExternalID = id + ":" + env.User.ExternalID
	env.Key = "m:" + env.ExternalID
	env.Content = content(n, kind)
	return []core.Envelope{*env}, nil
}

// pushed is what all pushes of a person have in common; nil when it was no person.
func pushed(n *node, kind core.EnvelopeType) (*core.Envelope, error) {
	from, err := nameIn(n, "FromUserName")
	if err != nil {
		return nil, err
	}
	// An account, be it this one, is named by its own id, gh_ and 12 digits.
	if from == helper || from == n.get("ToUserName") || strings.HasPrefix(from, "gh_") {
		return nil, nil
	}
	union := n.get("UnionId") // few pushes have one
	if len(union) > maxName {
		union = ""
	}
	return &core.Envelope{Version: core.EnvelopeVersion, Type: kind, Direction: core.In,
		User: core.UserRef{ExternalID: from, Union: union}, SentAt: timeOf(n.get("CreateTime"))}, nil
}

// nameIn reads an id from the first of the fields that is there.
func nameIn(n *node, fields ...string) (string, error) {
	for _, f := range fields {
		switch name := n.get(f); {
		case len(name) > maxName:
			return "", fmt.Errorf("%s is longer than %d bytes", f, maxName)
		case name != "":
			return name, nil
		}
	}
	return "", fmt.Errorf("%s is missing", fields[0])
}

// eventKey names an event by who did what and when, and by all that the push
// says of it: two events of a second may differ in any field. Encrypt is left
// out, since it differs when a push is repeated.
func eventKey(n *node, user, event, at string) string {
	var said []string
	for i := range n.kids {
		switch k := &n.kids[i]; k.name {
		case "Encrypt", "ToUserName", "FromUserName", "CreateTime", "MsgType", "Event":
		default:
			said = append(said, k.leaves("")...)
		}
	}
	slices.Sort(said)
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	if at == "" {
		at = "0"
	}
	return fmt.Sprintf("e:%.20s:%s:%.64s:%s", at, user, event, hex.EncodeToString(sum[:8]))
}

// leaves lists what stands in a node and below it, each with the path to it.
func (n *node) leaves(path string) []string {
	path += "/" + n.name
	if len(n.kids) == 0 {
		return []string{path + "=" + strings.TrimSpace(n.text)}
	}
	var all []string
	for i := range n.kids {
		all = append(all, n.kids[i].leaves(path)...)
	}
	return all
}

// timeOf reads Unix seconds; what is not within the years 1970 to 9999 is not
// a time, and RFC 3339 could not hold it.
func timeOf(seconds string) core.Time {
	const year10000 = 253402300800
	v, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || v <= 0 || v >= year10000 {
		return 0
	}
	return core.At(time.Unix(v, 0))
}
