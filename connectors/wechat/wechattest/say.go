package wechattest

import (
	"fmt"
	"strconv"
)

// Message is what a person sends. Only the fields of its type count.
type Message struct {
	// Type is text, image, voice, video, shortvideo, location, link or
	// miniprogrampage (Mini Program); any other is pushed with its Fields alone.
	Type string
	Text string
	// MenuID is the id of the msgmenu item whose press wrote the text
	// (bizmsgmenuid).
	MenuID string
	File   File
	// Format and Recognition are of a voice: "amr", and its words where speech
	// recognition is on.
	Format, Recognition string
	Latitude, Longitude float64
	Scale               int
	Label               string
	Title, Description  string
	URL                 string
	AppID, PagePath     string // of a Mini Program's page
	// Fields come after the others: what newer versions of the platform add.
	Fields []Field
}

// File is what somebody attaches.
type File struct {
	Name  string
	MIME  string
	Bytes []byte
}

// Say sends a text.
func (f *Follower) Say(words string) *Push { return f.Send(Message{Type: "text", Text: words}) }

// Send sends a message. Official Accounts take messages from followers only, so
// that it panics when the person follows not.
func (f *Follower) Send(m Message) *Push {
	s := f.app.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.app.official() && !f.following {
		panic(fmt.Sprintf("wechattest: %s does not follow %s; call Follow first", f.name, f.app.id))
	}
	fields := f.app.fields(&m)
	fields = append(fields, number("MsgId", strconv.FormatInt(23000000000000000+s.next(), 10)))
	f.grant("message")
	return f.push(m.Type, append(fields, m.Fields...)...)
}

// fields are those of a message's type ("接收普通消息").
func (a *App) fields(m *Message) []Field {
	switch m.Type {
	case "text":
		fields := []Field{text("Content", m.Text)}
		if m.MenuID != "" {
			fields = append(fields, text("bizmsgmenuid", m.MenuID))
		}
		return fields
	case "image":
		id := a.keep("image", m.File)
		return []Field{text("PicUrl", a.s.URL+"/pic/"+id), text("MediaId", id)}
	case "voice":
		fields := []Field{text("MediaId", a.keep("voice", m.File)), text("Format", m.Format)}
		if m.Recognition != "" {
			fields = append(fields, text("Recognition", m.Recognition))
		}
		return fields
	case "video", "shortvideo":
		return []Field{text("MediaId", a.keep("video", m.File)), text("ThumbMediaId", a.keep("thumb", File{Name: "thumb.jpg", MIME: "image/jpeg"}))}
	case "location":
		return []Field{
			number("Location_X", decimal(m.Latitude)), number("Location_Y", decimal(m.Longitude)),
			number("Scale", strconv.Itoa(m.Scale)), text("Label", m.Label),
		}
	case "link":
		return []Field{text("Title", m.Title), text("Description", m.Description), text("Url", m.URL)}
	case "miniprogrampage":
		id := a.keep("thumb", m.File)
		return []Field{
			text("Title", m.Title), text("AppId", m.AppID), text("PagePath", m.PagePath),
			text("ThumbUrl", a.s.URL+"/pic/"+id), text("ThumbMediaId", id),
		}
	}
	return nil
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 6, 64) }
