package wechattest

import (
	"slices"
	"strings"
)

// maxText is the length of a text in bytes.
const maxText = 2048

// checkCustom checks the fields of a custom message's type and puts what a
// phone shows of them into shown.
func (a *App) checkCustom(o *customObject, shown *Shown) (denied *refusal) {
	switch shown.Type {
	case "text":
		shown.Text = o.Content
		return checkText(o.Content)
	case "image", "voice", "mpnews":
		shown.Media, denied = a.named(o.MediaID, shown.Type)
	case "video":
		shown.Text = o.Title
		if shown.Media, denied = a.named(o.MediaID, "video"); denied == nil && o.ThumbMediaID != "" {
			_, denied = a.named(o.ThumbMediaID, "thumb", "image")
		}
	case "music":
		shown.Text = o.Title
		shown.Media, denied = a.named(o.ThumbMediaID, "thumb", "image")
	case "news":
		denied = checkNews(o, shown)
	case "mpnewsarticle":
		denied = required(o.ArticleID)
	case "wxcard":
		denied = required(o.CardID)
	case "msgmenu":
		denied = checkMenu(o, shown)
	case "link":
		shown.Text = o.Title
		denied = required(o.Title, o.URL)
	case "miniprogrampage":
		shown.Text = o.Title
		denied = required(o.Title, o.PagePath)
		if denied == nil && a.official() {
			denied = required(o.AppID)
		}
		if denied == nil {
			shown.Media, denied = a.named(o.ThumbMediaID, "thumb", "image")
		}
	}
	return denied
}

func checkText(words string) *refusal {
	switch {
	case words == "":
		return refuse(44004)
	case len(words) > maxText:
		return refuse(45002)
	}
	return nil
}

// checkNews takes one article since 2018-10-12.
func checkNews(o *customObject, shown *Shown) *refusal {
	switch {
	case len(o.Articles) == 0:
		return refuse(44003)
	case len(o.Articles) > 1:
		return refuse(45008)
	}
	shown.Text = o.Articles[0].Title
	return required(shown.Text)
}

func checkMenu(o *customObject, shown *Shown) *refusal {
	lines := []string{o.HeadContent}
	for _, item := range o.List {
		if len(item.ID) == 0 || item.Content == "" {
			return refuse(40035)
		}
		lines = append(lines, item.Content)
	}
	shown.Text = strings.Join(append(lines, o.TailContent), "\n")
	if len(o.List) == 0 {
		return refuse(44004)
	}
	if len(shown.Text) > maxText {
		return refuse(45002)
	}
	return nil
}

func required(values ...string) *refusal {
	if slices.Contains(values, "") {
		return refuse(40035)
	}
	return nil
}

// named is the file of a media_id: a temporary one that lives, or a permanent
// material.
func (a *App) named(id string, kinds ...string) (*Media, *refusal) {
	if m := a.medium(id); m != nil && slices.Contains(kinds, m.kind) {
		return m.record(id), nil
	}
	if kind, known := a.materials[id]; known && slices.Contains(kinds, kind) {
		return &Media{Type: kind, MediaID: id}, nil
	}
	return nil, refuse(40007)
}
