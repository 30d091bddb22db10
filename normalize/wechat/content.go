package wechat

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// unreadable is the text that WeChat's servers push in place of a message that
// they hand to no developer, such as a sticker.
const unreadable = "【收到不支持的消息类型，暂无法显示】"

// content reads a message of a person. What has no words of its own gets a text
// that stands for it and begins with a word in brackets; readers that know the
// kind show the typed fields instead. Nothing that somebody sent is dropped.
func content(n *node, kind string) *core.Content {
	c := known(n, kind)
	x := extra{"msg_data_id": n.get("MsgDataId"), "idx": n.get("Idx"), "thumb_media_id": n.get("ThumbMediaId"), "media_id_16k": n.get("MediaId16K")}
	if kind == "shortvideo" {
		x["kind"] = kind
	}
	c.Extra = x.json()
	return c
}

func known(n *node, kind string) *core.Content {
	switch kind {
	case "text":
		return text(n.verbatim("Content"), n.get("bizmsgmenuid"))
	case "image":
		return file(core.Media{Kind: core.KindImage, Ref: n.get("MediaId"), URL: n.get("PicUrl")})
	case "voice":
		c := file(core.Media{Kind: core.KindVoice, Ref: n.get("MediaId"), MIME: voiceMIME(n.get("Format"))})
		c.Text = n.verbatim("Recognition")
		return c
	case "video", "shortvideo":
		return file(core.Media{Kind: core.KindVideo, Ref: n.get("MediaId")})
	case "location":
		return place(n.get("Location_X"), n.get("Location_Y"), n.get("Poiname"), n.get("Label"))
	case "link":
		return link("[link]", core.Link{URL: n.get("Url"), Title: n.get("Title"), Description: n.get("Description")})
	case "miniprogrampage":
		return card("[mini program]", core.Card{Kind: "mini_program", ID: n.get("AppId"), Title: n.get("Title"), URL: n.get("PagePath"), Image: n.get("ThumbUrl")})
	case "file":
		return document(n)
	}
	return unsupported(kind)
}

// text reads words, which are a choice where a menu's entry was pressed.
func text(words, menuID string) *core.Content {
	switch {
	case menuID != "":
		return &core.Content{Kind: core.KindChoice, Text: words, Choice: &core.Choice{ID: menuID, Label: strings.TrimSpace(words)}}
	case words == "":
		return &core.Content{Kind: core.KindUnsupported, Text: "[message without content]"}
	case words == unreadable:
		return &core.Content{Kind: core.KindUnsupported, Text: words}
	}
	return &core.Content{Kind: core.KindText, Text: words}
}

func file(medium core.Media) *core.Content {
	return &core.Content{Kind: medium.Kind, Media: []core.Media{medium}}
}

// document reads a file. Official Accounts are told its name and size, and no
// media_id to fetch it by.
func document(n *node) *core.Content {
	name := or(n.get("FileName"), n.get("Title"))
	size, err := strconv.ParseInt(n.get("FileTotalLen"), 10, 64)
	if err != nil || size < 0 {
		size = 0
	}
	if ref := n.get("MediaId"); ref != "" {
		return file(core.Media{Kind: core.KindFile, Ref: ref, Name: name, Size: size})
	}
	words := joined(" ", "[file]", name)
	if size > 0 {
		words += fmt.Sprintf(", %d bytes", size)
	}
	return &core.Content{Kind: core.KindUnsupported, Text: words}
}

// voiceMIME names the format of a voice message as mail and browsers do.
func voiceMIME(format string) string {
	switch format = strings.ToLower(format); format {
	case "amr", "speex", "silk":
		return "audio/" + format
	case "mp3":
		return "audio/mpeg"
	}
	return ""
}

// place reads coordinates in degrees. Those that are none leave the words.
func place(latitude, longitude, title, address string) *core.Content {
	lat, lng := degrees(latitude, 90), degrees(longitude, 180)
	if math.IsNaN(lat) || math.IsNaN(lng) {
		return &core.Content{Kind: core.KindUnsupported, Text: "[location] " + or(joined(", ", title, address), "that could not be read")}
	}
	return &core.Content{Kind: core.KindLocation,
		Text:     "[location] " + or(joined(", ", title, address), fmt.Sprintf("%.6f, %.6f", lat, lng)),
		Location: &core.Location{Latitude: lat, Longitude: lng, Title: title, Address: address}}
}

// degrees reads an angle of at most this size, or else NaN.
func degrees(s string, most float64) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > most {
		return math.NaN()
	}
	return v
}

func link(label string, l core.Link) *core.Content {
	return &core.Content{Kind: core.KindLink, Text: label + " " + joined(", ", l.Title, l.URL), Link: &l}
}

func card(label string, c core.Card) *core.Content {
	return &core.Content{Kind: core.KindCard, Text: label + " " + joined(", ", c.Title, c.Price), Card: &c}
}

// unsupported stands for a kind of message that this code does not know.
func unsupported(kind string) *core.Content {
	return &core.Content{Kind: core.KindUnsupported, Text: fmt.Sprintf("[unsupported message: %s]", string([]rune(kind)[:min(40, len([]rune(kind)))]))}
}

// joined puts a separator between the parts that are not empty.
func joined(sep string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, sep)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
