package hub

import (
	"context"
	"html/template"
	"io"

	"github.com/switchboard-hub/switchboard/core"
)

// The index of an archive is a page that needs nothing beside it. Texts are shown as
// they are; whatever is a link or a picture in them is not.
var (
	indexHead = template.Must(template.New("head").Parse(`<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{.Name}}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
dt{font-weight:600}dd{margin:0 0 .5rem}p{white-space:pre-wrap;margin:.2rem 0 .8rem}small{opacity:.7}</style></head><body>
<h1>{{.Name}}</h1>
{{template "about" .}}
{{define "about"}}<dl>
<dt>id</dt><dd>{{.ID}}</dd><dt>created</dt><dd>{{.CreatedAt}}</dd>
{{range $k, $v := .Fields}}<dt>{{$k}}</dt><dd>{{$v}}</dd>{{end}}
{{range .Identities}}<dt>{{.Channel}} · {{.Account}}</dt><dd>{{.ExternalID}} {{.Name}} {{.Username}}</dd>{{end}}
{{range .Tags}}<dt>tag</dt><dd>{{.}}</dd>{{end}}
{{range .Notes}}<dt>note, {{.CreatedAt}}</dt><dd>{{.Text}}</dd>{{end}}
</dl>{{range .Merged}}<h3>{{.Name}}</h3>{{template "about" .}}{{end}}{{end}}`))
	indexConversation = template.Must(template.New("conversation").Parse(`<h2>{{.Account}} · {{.At}}{{with .Subject}} · {{.}}{{end}}</h2>
<p><small><a href="{{.File}}">{{.File}}</a></small></p>
`))
	indexMessage = template.Must(template.New("message").Parse(`<div><small>{{.SentAt}} · {{.Author.Kind}}{{if eq .Visibility "note"}} · note{{end}}{{if .DeletedAt}} · deleted{{end}}</small>
<p>{{.Text}}</p>{{range .Files}}{{if .Path}}<p><a href="{{.Path}}">{{or .Name .Path}}</a></p>{{end}}{{end}}</div>
`))
)

// index writes index.html, for people; the rest of the archive is for programs.
func (e *export) index(ctx context.Context, about exportedContact) error {
	w, err := e.zip.Create("index.html")
	if err != nil {
		return err
	}
	if err := indexHead.Execute(w, about); err != nil {
		return err
	}
	if err := e.conversations(ctx, about.ID, func(ctx context.Context, n int, c core.ConversationView) error {
		_, account := e.account(ctx, c.AccountID)
		head := struct {
			Account, Subject, File string
			At                     core.Time
		}{account, c.Subject, conversationFile(n, ".history.json"), c.CreatedAt}
		if err := indexConversation.Execute(w, head); err != nil {
			return err
		}
		return e.changes(ctx, c.ID, func(ch core.Change) error {
			if ch.Message == nil || ch.Message.Visibility == core.SystemLine {
				return nil
			}
			return indexMessage.Execute(w, e.message(*ch.Message))
		})
	}); err != nil {
		return err
	}
	_, err = io.WriteString(w, "</body></html>\n")
	return err
}
