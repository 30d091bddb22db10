package hub

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/engine"
	"github.com/switchboard-hub/switchboard/core/secret"
	"github.com/switchboard-hub/switchboard/web"
)

// VisitorHistory implements web.Backend.
func (h *Hub) VisitorHistory(ctx context.Context, c web.Caller, before int64, limit int) (web.History, error) {
	v, err := h.caller(ctx, c)
	if err != nil {
		return web.History{}, err
	}
	return h.visitorHistory(ctx, v, before, limit)
}

// historyMax bounds a page of the history.
const historyMax = 100

// visitorHistory returns the newest messages before an offset as they are now:
// what was changed or taken back since needs no telling.
func (h *Hub) visitorHistory(ctx context.Context, v visitor, before int64, limit int) (web.History, error) {
	if limit <= 0 || limit > historyMax {
		limit = historyMax / 2
	}
	newest := before <= 0
	if newest {
		before = v.identity.StreamOffset + 1
	}
	out := web.History{Items: []web.Item{}, Offset: v.identity.StreamOffset}
	var err error
	if out.Epoch, err = h.store.Generation(ctx); err != nil {
		return out, err
	}
	list, err := h.store.StreamBefore(ctx, v.identity.ID, before, limit+1)
	if err != nil {
		return out, err
	}
	if out.More = len(list) > limit; out.More {
		list = list[1:]
	}
	show, err := h.shower(ctx, v.identity.ID)
	if err != nil {
		return out, err
	}
	for i := range list {
		if item := show.message(&list[i], "message"); item.Type != "none" {
			out.Items = append(out.Items, item)
		}
	}
	if newest {
		out.Status, err = h.visitorStatus(ctx, v)
	}
	return out, err
}

// visitorItems are the items of a visitor's stream, one for each change: what
// a visitor must not see is an item that shows nothing.
func (h *Hub) visitorItems(ctx context.Context, identity core.ID, list []core.Change) ([]json.RawMessage, error) {
	var ids []core.ID
	for _, c := range list {
		if c.Event != nil && c.Event.Type == core.EventMessageUpdated && !c.Event.MessageID.IsZero() {
			ids = append(ids, c.Event.MessageID)
		}
	}
	updated, err := h.store.StreamMessages(ctx, identity, ids)
	if err != nil {
		return nil, err
	}
	show, err := h.shower(ctx, identity)
	if err != nil {
		return nil, err
	}
	out := make([]json.RawMessage, len(list))
	for i, c := range list {
		out[i] = web.Encode(show.change(c, updated))
	}
	return out, nil
}

// shower turns what is stored into what one visitor sees.
type shower struct {
	h     *Hub
	names map[core.ID]string
	read  int64 // how far the agents have read
	now   time.Time
}

func (h *Hub) shower(ctx context.Context, identity core.ID) (shower, error) {
	names, _ := h.staff(ctx)
	read, err := h.store.AgentsRead(ctx, identity)
	return shower{h: h, names: names, read: read, now: h.cfg.Now()}, err
}

func (s shower) change(c core.Change, updated map[core.ID]core.Message) web.Item {
	switch {
	case c.Message != nil:
		return s.message(c.Message, "message")
	case c.Event == nil:
		return web.Item{Type: "none"}
	}
	e := c.Event
	switch e.Type {
	case core.EventMessageUpdated:
		if m, ok := updated[e.MessageID]; ok {
			return s.message(&m, "updated")
		}
	case core.EventMessageDeleted:
		return web.Item{Type: "deleted", ID: e.MessageID}
	case core.EventConversationRead:
		var data engine.ReadData
		if json.Unmarshal(e.Data, &data) == nil && data.Upto > 0 {
			return web.Item{Type: "read", By: "agent", Upto: data.Upto}
		}
	case core.EventQueuePosition:
		var place core.QueuePlace
		if json.Unmarshal(e.Data, &place) == nil {
			return web.Item{Type: "queue", Queue: &place}
		}
	default:
		if e.To != "" {
			st := s.status(e.To, e.AgentID)
			return web.Item{Type: "status", Status: st.Status, Agent: st.Agent}
		}
	}
	return web.Item{Type: "none"}
}

// message shows a public message; a note never, one that was taken back by its
// id alone.
func (s shower) message(m *core.Message, as string) web.Item {
	switch {
	case m.Visibility != core.Public || m.StreamOffset == 0:
		return web.Item{Type: "none"}
	case m.DeletedAt != 0:
		return web.Item{Type: "deleted", ID: m.ID}
	}
	out := s.content(m)
	return web.Item{Type: as, Message: &out}
}

func (s shower) content(m *core.Message) web.Message {
	out := web.Message{ID: m.ID, Offset: m.StreamOffset, Text: m.Text, Attachments: []web.Attachment{}, SentAt: m.SentAt, EditedAt: m.EditedAt}
	switch {
	case m.Direction == core.In:
		out.From, out.Delivery = "visitor", "sent"
		if _, client, ok := strings.Cut(m.ExternalID, ":"); ok {
			out.ClientMessageID = client
		}
		if m.StreamOffset <= s.read {
			out.Delivery = "read"
		}
		if m.Content != nil && m.Content.Choice != nil && !m.ReplyTo.IsZero() {
			out.Choice = &web.ChoiceRequest{Message: m.ReplyTo, ID: m.Content.Choice.ID}
		}
	case m.Author.Kind == core.ByAgent:
		out.From, out.Name = "agent", s.names[m.Author.ID]
	default:
		out.From = string(m.Author.Kind)
	}
	for _, a := range m.Attachments {
		if a.State == core.AttachmentReady {
			out.Attachments = append(out.Attachments, s.attachment(a))
		}
	}
	if m.Content != nil && m.Direction == core.Out {
		for _, c := range m.Content.Choices {
			out.Choices = append(out.Choices, web.Choice{ID: c.ID, Text: c.Label})
		}
		if ask, ok := core.RatingAskOf(m.Content); ok && m.ClientMessageID == core.RatingClientID {
			out.Rating = &ask
		}
	}
	return out
}

func (s shower) attachment(a core.Attachment) web.Attachment {
	kind := a.Media.Kind
	switch kind {
	case core.KindImage, core.KindVideo, core.KindAudio:
	case core.KindVoice:
		kind = core.KindAudio
	default:
		kind = core.KindFile
	}
	return web.Attachment{ID: a.ID, Name: a.Media.Name, MIME: a.Media.MIME, Size: a.Media.Size, Kind: kind,
		Width: a.Media.Width, Height: a.Media.Height, URL: s.h.fileURL(a.ID, s.now)}
}

func (s shower) status(to core.Status, agent core.ID) web.Status {
	switch {
	case to.Ended():
		return web.Status{Status: "ended"}
	case to == core.StatusBot:
		return web.Status{Status: "bot"}
	case agent.IsZero():
		return web.Status{Status: "queued"}
	}
	return web.Status{Status: "active", Agent: &web.AgentName{Name: s.names[agent]}}
}

// visitorStatus is how the newest conversation stands; nil before the first.
func (h *Hub) visitorStatus(ctx context.Context, v visitor) (*web.Status, error) {
	c, ok, err := h.store.VisitorConversation(ctx, v.account.ID, v.identity.ExternalID)
	if err != nil || !ok {
		return nil, err
	}
	names, _ := h.staff(ctx)
	st := shower{names: names}.status(c.Status, c.AgentID)
	if c.Status == core.StatusQueued && !c.Unrouted {
		place, _, err := h.wait(ctx, c)
		if err != nil {
			return nil, err
		}
		st.Queue = &place
	}
	return &st, nil
}

// visitorMessage shows the visitor's own message.
func (h *Hub) visitorMessage(ctx context.Context, m core.Message) web.Message {
	names, _ := h.staff(ctx)
	return shower{h: h, names: names, now: h.cfg.Now()}.content(&m)
}

// A file's address holds for fileFor at least and is the same for a day, so
// that a browser need not fetch a picture twice.
const fileFor = 24 * time.Hour

// fileURL is the address of an attachment for whoever was shown its message,
// seen from the frame.
func (h *Hub) fileURL(id core.ID, now time.Time) string {
	expires := strconv.FormatInt(now.Add(2*fileFor).Truncate(fileFor).Unix(), 10)
	base := ""
	if u, err := url.Parse(h.cfg.PublicURL); err == nil {
		base = strings.TrimRight(u.EscapedPath(), "/")
	}
	return base + "/widget/v1/files/" + id.String() + "?" +
		url.Values{"e": {expires}, "s": {h.fileSignature(id.String(), expires)}}.Encode()
}

func (h *Hub) fileSignature(id, expires string) string {
	return base64.RawURLEncoding.EncodeToString(h.box.MAC("visitor file", id+" "+expires))
}

// goodFile checks an address.
func (h *Hub) goodFile(id, expires, signature string) bool {
	at, err := strconv.ParseInt(expires, 10, 64)
	return err == nil && h.cfg.Now().Unix() < at && secret.Equal([]byte(signature), []byte(h.fileSignature(id, expires)))
}

// visitorReadBy tells the visitor of a conversation how far an agent has read.
// It says nothing to people of other channels.
func (h *Hub) visitorReadBy(ctx context.Context, v core.Viewer, conversation core.ID, seq int64) error {
	offset, err := h.store.VisitorWrote(ctx, conversation, seq)
	if err != nil || offset == 0 {
		return err
	}
	view, err := h.store.Conversation(ctx, v, conversation)
	if err != nil {
		return err
	}
	if told, err := h.store.AgentsRead(ctx, view.IdentityID); err != nil || told >= offset {
		return err
	}
	return h.store.Do(ctx, &engine.Read{ConversationID: conversation, Actor: v.Actor(), Upto: offset})
}
