package wechat

import (
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// personal are the events, in small letters, in which FromUserName is the person
// who did it, by WeChat's documentation, and for which the hub has no name of its
// own: cards, gifts, shops, invoices and what is near.
var personal = map[string]bool{
	"subscribe_msg_popup_event": true, "subscribe_msg_change_event": true,
	"user_get_card": true, "user_gifting_card": true, "user_del_card": true, "user_consume_card": true,
	"user_pay_from_pay_cell": true, "user_view_card": true, "user_enter_session_from_card": true,
	"update_member_card": true, "submit_membercard_user_info": true,
	"giftcard_pay_done": true, "giftcard_send_to_friend": true, "giftcard_user_accept": true,
	"merchant_order": true, "user_authorize_invoice": true, "submit_invoice_title": true,
	"user_scan_product": true, "user_scan_product_enter_session": true, "user_scan_product_async": true,
	"shakearoundusershake": true, "wificonnected": true,
}

// readEvent reads what was done, and not written.
func readEvent(n *node) ([]core.Envelope, error) {
	event := strings.ToLower(n.get("Event"))
	switch event {
	case "templatesendjobfinish":
		return templateSent(n, event)
	case "subscribe_msg_sent_event":
		return subscriptionsSent(n, event)
	case "masssendjobfinish":
		return broadcastEnded(n, event)
	}
	kind, name, c := deed(n, event)
	if kind == "" {
		return nil, nil
	}
	env, err := pushedEvent(n, kind, event)
	if err != nil || env == nil {
		return nil, err
	}
	env.Event, env.Content = name, c
	return []core.Envelope{*env}, nil
}

// pushedEvent is what all events of a person have in common; nil when it was no
// person.
func pushedEvent(n *node, kind core.EnvelopeType, event string) (*core.Envelope, error) {
	env, err := pushed(n, kind)
	if err != nil || env == nil {
		return nil, err
	}
	env.Key = eventKey(n, env.User.ExternalID, event, n.get("CreateTime"))
	return env, nil
}

// deed tells what a person did, by the hub's name of it or WeChat's own; no type
// when it was nobody.
func deed(n *node, event string) (core.EnvelopeType, string, *core.Content) {
	key := n.get("EventKey")
	switch event {
	case "subscribe":
		return core.TypeFollow, core.EventFollow, came(n, key)
	case "unsubscribe":
		return core.TypeUnfollow, core.EventUnfollow, nil
	case "scan":
		return core.TypeEvent, core.EventScan, words(&core.Lead{Source: "scan", Payload: key}, extra{"ticket": n.get("Ticket")})
	case "click":
		return core.TypeEvent, core.EventClick, pressed(key, key, nil)
	case "view", "view_miniprogram":
		return core.TypeEvent, core.EventView, viewed(n, event)
	case "location":
		c := place(n.get("Latitude"), n.get("Longitude"), "", "")
		c.Extra = extra{"precision": n.get("Precision")}.json()
		return core.TypeEvent, core.EventLocation, c
	case "user_enter_tempsession":
		return core.TypeEvent, core.EventEnter, words(lead("page", n.get("SessionFrom")), nil)
	case "scancode_push", "scancode_waitmsg":
		result := n.get("ScanCodeInfo", "ScanResult")
		return core.TypeEvent, core.EventClick, pressed(key, or(result, key), extra{"kind": event, "scan_type": n.get("ScanCodeInfo", "ScanType"), "scan_result": result})
	case "pic_sysphoto", "pic_photo_or_album", "pic_weixin":
		// The pictures come as messages of their own.
		return core.TypeEvent, event, pressed(key, key, extra{"pictures": n.get("SendPicsInfo", "Count")})
	case "location_select":
		at := n.at("SendLocationInfo")
		c := place(at.get("Location_X"), at.get("Location_Y"), at.get("Poiname"), at.get("Label"))
		c.Choice = &core.Choice{ID: key, Label: key}
		return core.TypeEvent, event, c
	}
	if !personal[event] {
		return "", "", nil
	}
	x := extra{"event_key": key}
	if decided := subscriptions(n); len(decided) > 0 {
		x["subscriptions"] = decided
	}
	return core.TypeEvent, n.get("Event"), words(nil, x)
}

// came reads how somebody found the account: by a code with a scene, by the code
// on a product, or after a payment. Only the first two are told apart by a lead.
func came(n *node, key string) *core.Content {
	x := extra{"ticket": n.get("Ticket")}
	scene, scanned := strings.CutPrefix(key, "qrscene_")
	switch {
	case scanned, strings.HasPrefix(key, "scanbarcode|"), strings.HasPrefix(key, "scanimage|"):
		return words(lead("scan", scene), x)
	}
	x["event_key"] = key
	return words(nil, x)
}

// lead is nil where nothing is known.
func lead(source, payload string) *core.Lead {
	if payload == "" {
		return nil
	}
	return &core.Lead{Source: source, Payload: payload}
}

// words is content that says nothing by itself; nil if nothing is known.
func words(l *core.Lead, x extra) *core.Content {
	c := &core.Content{Kind: core.KindText, Lead: l, Extra: x.json()}
	if c.Lead == nil && c.Extra == nil {
		return nil
	}
	return c
}

// pressed is an entry of the account's menu.
func pressed(key, says string, x extra) *core.Content {
	return &core.Content{Kind: core.KindChoice, Text: says, Choice: &core.Choice{ID: key, Label: key}, Extra: x.json()}
}

// viewed is a page that was opened from the menu: an address, or the path of a
// Mini Program's page.
func viewed(n *node, event string) *core.Content {
	c := link("[link]", core.Link{URL: n.get("EventKey")})
	x := extra{"menu_id": or(n.get("MenuId"), n.get("MenuID"))}
	if event == "view_miniprogram" {
		x["kind"] = event
	}
	c.Extra = x.json()
	return c
}

// subscriptions reads what was decided; templates that say nothing are left out.
func subscriptions(n *node) []subscription {
	var all []subscription
	for _, each := range n.having("SubscribeStatusString") {
		all = append(all, subscription{Template: each.get("TemplateId"), Status: each.get("SubscribeStatusString"), Scene: each.get("PopupScene")})
	}
	return all
}
