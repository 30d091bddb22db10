package wechat

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/switchboard-hub/switchboard/core"
)

// message is a part as the platform takes it: an object of the msgtype's name,
// and the files whose ids stand in it.
type message struct {
	kind   string // msgtype
	object map[string]any
	files  []slot
}

// slot is a place for the id of an uploaded file.
type slot struct {
	field  string
	medium core.Media
	as     string // image, voice, video or file
}

func (m *message) file(field string, medium core.Media, as string) *message {
	m.files = append(m.files, slot{field, medium, as})
	return m
}

// newMessage says how a content is sent by an account of a kind.
func newMessage(kind string, t core.Content) (*message, *failure) {
	switch {
	case len(t.Media) > 0:
		return newMedia(kind, t)
	case t.Kind == core.KindLocation && t.Location != nil && kind == kindKF:
		return newLocation(*t.Location), nil
	case t.Kind == core.KindLink && t.Link != nil && t.Link.URL != "":
		return newLink(kind, *t.Link)
	case t.Kind == core.KindCard && t.Card != nil:
		return newCard(kind, *t.Card)
	case t.Text != "" && len(t.Choices) > 0:
		return newMenu(kind, t)
	case t.Text != "":
		return newText(t.Text), nil
	}
	return nil, rejected("kind", fmt.Sprintf("WeChat has no message of the kind %q here; write it as text", t.Kind))
}

func newText(s string) *message {
	return &message{kind: "text", object: map[string]any{"content": s}}
}

// written is a link or a card as a text that WeChat takes: what it ends with is
// whole, and of the lines before it the first has the most room.
func written(end string, list ...string) (*message, *failure) {
	room := rules().Limits.TextBytes - len(end)
	if room < 0 {
		return nil, rejected("too_long", fmt.Sprintf("WeChat takes %d bytes, and of this nothing can be left out", rules().Limits.TextBytes))
	}
	for i, s := range list {
		if list[i] = shortened(s, room-1); list[i] != "" {
			room -= len(list[i]) + 1
		}
	}
	return newText(lines(append(list, end)...)), nil
}

// shortened is what fits of a text into a number of bytes, with a sign that there
// was more.
func shortened(s string, most int) string {
	const more = "…"
	switch {
	case len(s) <= most:
		return s
	case most <= len(more):
		return ""
	}
	return beginning(s, most-len(more)) + more
}

// beginning is what fits of a text into fewer bytes than it has.
func beginning(s string, most int) string {
	for !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// newMedia sends the first medium. The planner gives each its own part; a second
// one or a text beside it would be lost without a word.
func newMedia(kind string, t core.Content) (*message, *failure) {
	if len(t.Media) > 1 || t.Text != "" {
		return nil, rejected("one_medium", "one message carries one file and no text; send the others on their own")
	}
	medium := t.Media[0]
	can, ok := rules().Media[kind][cmp.Or(medium.Kind, t.Kind)]
	if !ok || can.MaxBytes == 0 { // a place or a card is no file
		return nil, rejected("kind", fmt.Sprintf("this account takes no %q; send a link to it", medium.Kind))
	}
	if medium.Size > can.MaxBytes {
		return nil, rejected("media_refused", fmt.Sprintf("the file is larger than WeChat takes (%d MB)", can.MaxBytes>>20))
	}
	as := cmp.Or(can.As, medium.Kind, t.Kind)
	m := &message{kind: as, object: map[string]any{}}
	if as == core.KindVideo && kind != kindKF && medium.Name != "" {
		m.object["title"] = medium.Name
	}
	return m.file("media_id", medium, as), nil
}

func newLocation(l core.Location) *message {
	return &message{kind: "location", object: map[string]any{
		"name": cmp.Or(l.Title, l.Address), "address": l.Address, "latitude": l.Latitude, "longitude": l.Longitude,
	}}
}

// newLink is a link of a Mini Program, an article of an Official Account, and
// in WeChat KF, which wants a picture, without one a text.
func newLink(kind string, l core.Link) (*message, *failure) {
	title := cmp.Or(l.Title, l.URL)
	switch {
	case kind == kindMiniProgram:
		return &message{kind: "link", object: map[string]any{"title": title, "description": l.Description, "url": l.URL, "thumb_url": l.Image}}, nil
	case kind == kindOfficial:
		article := map[string]any{"title": title, "description": l.Description, "url": l.URL, "picurl": l.Image}
		return &message{kind: "news", object: map[string]any{"articles": []any{article}}}, nil
	case l.Image == "":
		return written(l.URL, l.Title, l.Description)
	}
	m := &message{kind: "link", object: map[string]any{"title": title, "desc": l.Description, "url": l.URL}}
	return m.file("thumb_media_id", core.Media{Kind: core.KindImage, URL: l.Image}, core.KindImage), nil
}

// The kind of core.Card that is a page of a Mini Program: ID is its AppID, URL
// the path of the page, Image a picture that WeChat wants.
const miniProgramCard = "mini_program"

// newCard is a Mini Program's page, or for any other card its link or text.
func newCard(kind string, d core.Card) (*message, *failure) {
	if d.Kind != miniProgramCard {
		if d.URL != "" {
			return newLink(kind, core.Link{URL: d.URL, Title: d.Title, Description: lines(d.Detail, d.Price), Image: d.Image})
		}
		return written(lines(d.Price, d.ID), d.Title, d.Detail)
	}
	if d.Title == "" || d.URL == "" || d.Image == "" || d.ID == "" && kind != kindMiniProgram {
		return nil, rejected("card", "a Mini Program card needs a title, the path of the page, a picture, and the Mini Program's AppID")
	}
	m := &message{kind: "miniprogrampage", object: map[string]any{"title": d.Title, "pagepath": d.URL}}
	if kind == kindKF {
		m.kind = "miniprogram"
	}
	if kind != kindMiniProgram { // its own page
		m.object["appid"] = d.ID
	}
	return m.file("thumb_media_id", core.Media{Kind: core.KindImage, URL: d.Image}, core.KindImage), nil
}

// newMenu is a text with choices to press. An id that does not fit is refused:
// cut off, it would come back as another one.
func newMenu(kind string, t core.Content) (*message, *failure) {
	l := rules().Limits
	if kind == kindMiniProgram || len(t.Choices) > l.Choices {
		return nil, rejected("choices", fmt.Sprintf("an Official Account and WeChat KF show at most %d choices, a Mini Program none", l.Choices))
	}
	if most := l.menuText(kind); len(t.Text) > most { // the planner has cut it
		return nil, rejected("too_long", fmt.Sprintf("above choices WeChat takes %d bytes of text here; shorten it", most))
	}
	var list []any
	for _, ch := range t.Choices {
		if ch.ID == "" || len(ch.ID) > l.ChoiceIDBytes || ch.Label == "" || len(ch.Label) > l.ChoiceLabelBytes {
			return nil, rejected("choice", fmt.Sprintf("the choice %q needs a label of 1 to %d bytes and an id of 1 to %d", ch.Label, l.ChoiceLabelBytes, l.ChoiceIDBytes))
		}
		item := map[string]any{"id": ch.ID, "content": ch.Label}
		if kind == kindKF {
			item = map[string]any{"type": "click", "click": item}
		}
		list = append(list, item)
	}
	return &message{kind: "msgmenu", object: map[string]any{"head_content": t.Text, "list": list}}, nil
}

// lines joins what is not empty.
func lines(list ...string) string {
	var kept []string
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, "\n")
}

// keyForm is what the platform takes as a key of a message in WeChat KF, and
// dashes is all that our ids have beside it.
var keyForm = regexp.MustCompile(`^[0-9a-zA-Z_-]{1,32}$`)

// messageKey makes a part's key fit: an id without its dashes has 32 letters.
func messageKey(key string) string {
	if k := strings.ReplaceAll(key, "-", ""); keyForm.MatchString(k) {
		return k
	}
	return digest(key)
}
