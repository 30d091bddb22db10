package wechat

import (
	"errors"
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// Who a message of KF comes from.
const (
	byCustomer = "3"
	bySystem   = "4"
	byServicer = "5" // an agent who wrote in WeCom
)

// readKF reads one element of msg_list. What an agent wrote in WeCom has
// direction out; messages that were sent through the API do not come at all.
func readKF(n *node) ([]core.Envelope, error) {
	kind := strings.ToLower(n.get("msgtype"))
	switch kind {
	case "":
		return nil, errors.New("msgtype is missing")
	case "event":
		return kfEvent(n)
	}
	env := &core.Envelope{Version: core.EnvelopeVersion, Type: core.TypeMessage, Direction: core.In, SentAt: timeOf(n.get("send_time"))}
	switch origin := n.get("origin"); origin {
	case byCustomer:
	case byServicer:
		env.Direction = core.Out
	case bySystem:
		return nil, nil
	default:
		// Shown as the customer's, it could be what a machine said.
		return nil, fmt.Errorf("origin %s is unknown", excerpt(origin))
	}
	id, err := nameIn(n, "msgid")
	if err != nil {
		return nil, err
	}
	if env.User.ExternalID, err = nameIn(n, "external_userid"); err != nil {
		return nil, err
	}
	env.ExternalID, env.Key = id, "m:"+id
	env.Content = kfContent(n.at(kind), kind)
	x := extra{"thumb_media_id": n.get(kind, "thumb_media_id")}
	if env.Direction == core.Out {
		x["servicer_userid"] = n.get("servicer_userid")
	}
	env.Content.Extra = x.json()
	return []core.Envelope{*env}, nil
}

// kfEvent reads what happened without a message. The states of servicers and of
// KF's own sessions, and which customers a servicer silences in WeCom, are no
// deeds of the customer and give no envelope.
func kfEvent(n *node) ([]core.Envelope, error) {
	e := n.at("event")
	env := core.Envelope{Version: core.EnvelopeVersion, Direction: core.In, SentAt: timeOf(n.get("send_time"))}
	ref := "" // the field that names a message
	event := e.get("event_type")
	switch event {
	case "enter_session":
		env.Type, env.Event, env.Content, env.Ticket = core.TypeEvent, core.EventEnter, entered(e), e.get("welcome_code")
	case "msg_send_fail":
		env.Type, env.Status, env.Error, ref = core.TypeStatus, core.DeliveryFailed, kfFailure(e.get("fail_type")), "fail_msgid"
	case "user_recall_msg":
		env.Type, ref = core.TypeDelete, "recall_msgid"
	case "servicer_recall_msg":
		env.Type, env.Direction, ref = core.TypeDelete, core.Out, "recall_msgid"
	default:
		return nil, nil
	}
	user, err := nameIn(e, "external_userid")
	if err != nil { // some come with it outside
		if user, err = nameIn(n, "external_userid"); err != nil {
			return nil, err
		}
	}
	env.User.ExternalID = user
	if ref != "" {
		id, err := nameIn(e, ref)
		if err != nil {
			return nil, err
		}
		env.Refs = []string{id}
	}
	// By the documentation an event has no msgid; those seen have one.
	if env.Key, err = nameIn(n, "msgid"); err == nil {
		env.Key = "k:" + env.Key
	} else {
		env.Key = eventKey(e, user, event, n.get("send_time"))
	}
	return []core.Envelope{env}, nil
}

// entered reads from where the chat was opened: the scene of its link, and what
// the enterprise added to it.
func entered(e *node) *core.Content {
	x := extra{"scene": e.get("scene"), "scene_param": e.get("scene_param"),
		"channels_nickname": e.get("wechat_channels", "nickname"), "channels_shop_nickname": e.get("wechat_channels", "shop_nickname"),
		"channels_scene": e.get("wechat_channels", "scene")}
	return words(lead("page", or(e.get("scene_param"), e.get("scene"))), x)
}

// kfFailure reads a fail_type.
func kfFailure(kind string) *core.Failure {
	switch kind {
	case "1":
		return &core.Failure{Class: core.Auth, Code: "wechat.kf_account_deleted", Text: "this customer service account was deleted in WeChat: link another one"}
	case "2":
		return &core.Failure{Class: core.Auth, Code: "wechat.kf_app_closed", Text: "the WeChat KF application was closed in WeCom: open it there"}
	case "4":
		return &core.Failure{Class: core.WindowClosed, Code: "wechat.window_closed", Text: "the customer last wrote more than 48 hours ago; it opens again when they write"}
	case "5":
		return &core.Failure{Class: core.WindowClosed, Code: "wechat.kf_session_closed", Text: "WeChat KF has closed this conversation; it opens again when the customer writes"}
	case "6":
		return &core.Failure{Class: core.WindowClosed, Code: "wechat.window_used_up", Text: "all answers that WeChat allows until the customer writes again are used up"}
	case "7", "9":
		return &core.Failure{Class: core.Rejected, Code: "wechat.kf_channels_unbound", Text: "no WeChat Channels account (视频号) is bound to the enterprise: bind one in WeCom"}
	case "8":
		return &core.Failure{Class: core.Rejected, Code: "wechat.kf_unverified", Text: "the enterprise is not verified at WeChat: verify it in WeCom"}
	case "10":
		return &core.Failure{Class: core.Gone, Code: "wechat.refuses", Text: "the customer has switched off messages of this account"}
	case "11":
		return &core.Failure{Class: core.Rejected, Code: "wechat.kf_no_member", Text: "nobody of the enterprise has signed in to the WeCom app: let somebody sign in"}
	case "12":
		return &core.Failure{Class: core.Rejected, Code: "wechat.kf_type_forbidden", Text: "WeChat does not allow this kind of message here: send it as text"}
	case "13":
		return &core.Failure{Class: core.Rejected, Code: "wechat.kf_restricted", Text: "WeChat restricts this account for reasons of security: look at its page"}
	}
	return &core.Failure{Class: core.Rejected, Code: "wechat.kf_failed", Text: fmt.Sprintf("WeChat did not deliver the message and does not say why (%s)", short(or(kind, "no type")))}
}
