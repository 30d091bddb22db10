package wechat

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// kfContent reads the object of a message that is named as its kind; nil where it
// is missing.
func kfContent(n *node, kind string) *core.Content {
	switch kind {
	case "text":
		return text(n.verbatim("content"), n.get("menu_id"))
	case core.KindImage, core.KindVoice, core.KindVideo, core.KindFile: // WeChat's words and ours
		return file(core.Media{Kind: kind, Ref: n.get("media_id")})
	case "location":
		return place(n.get("latitude"), n.get("longitude"), n.get("name"), n.get("address"))
	case "link":
		return link("[link]", core.Link{URL: n.get("url"), Title: n.get("title"), Description: n.get("desc"), Image: n.get("pic_url")})
	case "business_card":
		id := n.get("userid")
		return &core.Content{Kind: core.KindContact, Text: "[business card] " + id, Contact: &core.ContactCard{Name: id, Ref: id}}
	case "miniprogram":
		return card("[mini program]", core.Card{Kind: "mini_program", ID: n.get("appid"), Title: n.get("title"), URL: n.get("pagepath")})
	case "channels_shop_product":
		return card("[product]", core.Card{Kind: "product", ID: n.get("product_id"), Title: n.get("title"), Detail: n.get("shop_nickname"),
			Price: price(n.get("sales_price")), Image: or(n.get("head_image"), n.get("head_img"))})
	case "channels_shop_order":
		return card("[order]", core.Card{Kind: "order", ID: n.get("order_id"), Title: n.get("product_titles"),
			Detail: joined(", ", n.get("state"), n.get("shop_nickname")), Price: n.get("price_wording"), Image: n.get("image_url")})
	case "msgmenu":
		return menu(n)
	case "merged_msg":
		return forwarded(n)
	case "channels":
		return channels(n)
	case "note":
		return &core.Content{Kind: core.KindUnsupported, Text: "[note]"}
	}
	return unsupported(kind)
}

// price writes an amount in 分 for people: 1999 is "19.99 CNY". What is no amount
// stays as it is.
func price(fen string) string {
	v, err := strconv.ParseUint(fen, 10, 63)
	if err != nil {
		return fen
	}
	return fmt.Sprintf("%d.%02d CNY", v/100, v%100)
}

// menu reads a menu that an agent sent from WeCom. Entries that lead somewhere
// else stand in the text only.
func menu(n *node) *core.Content {
	c := &core.Content{Kind: core.KindText}
	lines := []string{n.get("head_content")}
	if n != nil {
		for i := range n.kids {
			entry := &n.kids[i]
			if entry.name != "list" {
				continue
			}
			kind := entry.get("type")
			label := or(entry.get(kind, "content"), entry.get("text", "content"))
			lines = append(lines, "- "+joined(" ", label, entry.get(kind, "url")))
			if id := entry.get("click", "id"); id != "" {
				c.Choices = append(c.Choices, core.Choice{ID: id, Label: label})
			}
		}
	}
	c.Text = or(joined("\n", append(lines, n.get("tail_content"))...), "[menu]")
	return c
}

// forwarded writes out a forwarded chat, a line a message. Each holds a message as
// JSON in a text; what cannot be read is named by its type.
func forwarded(n *node) *core.Content {
	lines := []string{joined(" ", "[chat history]", n.get("title"))}
	if n != nil {
		for i := range n.kids {
			if item := &n.kids[i]; item.name == "item" {
				lines = append(lines, joined(": ", item.get("sender_name"), said(item)))
			}
		}
	}
	return &core.Content{Kind: core.KindText, Text: strings.Join(lines, "\n")}
}

// said is what one message of a forwarded chat says. Chats within it are named and
// not opened.
func said(item *node) string {
	inner := item.at("msg_content")
	if inner != nil && len(inner.kids) == 0 {
		parsed, err := parse([]byte(inner.text))
		if err != nil {
			parsed = &node{}
		}
		inner = parsed
	}
	kind := or(inner.get("msgtype"), item.get("msgtype"))
	if words := inner.verbatim("text", "content"); words != "" {
		return words
	}
	body := inner.at(kind)
	if kind == "merged_msg" || body == nil {
		return "[" + or(short(kind), "message") + "]"
	}
	return or(kfContent(body, kind).Text, "["+short(kind)+"]")
}

// channels reads a post, a live broadcast or a profile of WeChat Channels, of
// which KF tells the name only.
func channels(n *node) *core.Content {
	label := "[WeChat Channels]"
	switch n.get("sub_type") {
	case "1":
		label = "[WeChat Channels post]"
	case "2":
		label = "[WeChat Channels live]"
	case "3":
		label = "[WeChat Channels profile]"
	}
	return &core.Content{Kind: core.KindUnsupported, Text: joined(" ", label, joined(": ", n.get("nickname"), n.get("title")))}
}
