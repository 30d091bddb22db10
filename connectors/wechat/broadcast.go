package wechat

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/switchboard-hub/switchboard/core"
)

// Broadcast implements connectors.Broadcaster (群发). The key makes it once: what
// the platform accepted under it before has the id that it had.
func (c *Connector) Broadcast(ctx context.Context, a core.Account, b core.Broadcast) (string, error) {
	frame, path, f := c.audience(ctx, a, b)
	if f != nil {
		return "", f.send
	}
	if b.Key == "" {
		return "", rejected("broadcast_key", "a broadcast needs a key").send
	}
	frame["clientmsgid"] = b.Key
	if len(b.Key) > rules().Limits.BroadcastKeyBytes {
		frame["clientmsgid"] = digest(b.Key)
	}
	id, f := c.mass(ctx, a, path, frame, b.Content)
	return id, f.err()
}

// audience says whom it is for. Nobody is not everybody: a filter without a tag
// would be all followers.
func (c *Connector) audience(ctx context.Context, a core.Account, b core.Broadcast) (map[string]any, string, *failure) {
	l := rules().Limits
	switch {
	case kindOf(a) != kindOfficial:
		return nil, "", rejected("kind", "only an Official Account can broadcast")
	case b.Tag != "" && b.Users != nil, b.Tag == "" && b.Users == nil:
		return nil, "", rejected("broadcast_audience", "a broadcast is for the people of a tag or for a list of people: name one of the two")
	case b.Tag != "":
		t, ok, f := c.tagWhere(ctx, a, func(t tag) bool { return t.Name == b.Tag })
		if f != nil {
			return nil, "", f
		}
		if !ok {
			return nil, "", rejected("tag_unknown", fmt.Sprintf("the account has no tag %q in WeChat", b.Tag))
		}
		return map[string]any{"filter": map[string]any{"is_to_all": false, "tag_id": t.ID}}, "/cgi-bin/message/mass/sendall", nil
	case len(b.Users) < l.BroadcastMin || len(b.Users) > l.BroadcastMax:
		return nil, "", rejected("broadcast_audience",
			fmt.Sprintf("WeChat broadcasts to a list of %d to %d people, not to %d: cut it into such lists", l.BroadcastMin, l.BroadcastMax, len(b.Users)))
	}
	return map[string]any{"touser": b.Users}, "/cgi-bin/message/mass/send", nil
}

// mass uploads what the content needs and sends it.
func (c *Connector) mass(ctx context.Context, a core.Account, path string, frame map[string]any, t core.Content) (string, *failure) {
	kind, object, f := c.massContent(ctx, a, t)
	if f != nil {
		return "", f
	}
	body := maps.Clone(frame)
	body["msgtype"], body[kind] = kind, object
	switch {
	case kind == "mpnews":
		body["send_ignore_reprint"] = 0
	case kind == "image" && path != previewPath: // there may be several
		delete(body, kind)
		body["images"] = map[string]any{"media_ids": []any{object["media_id"]}}
	}
	var answer struct {
		ID json.RawMessage `json:"msg_id"`
	}
	f = c.do(ctx, a, request{path: path, body: body, repeatable: true, acked: true}, &answer)
	if f.says(codeBroadcastAgain) && json.Unmarshal(f.answer, &answer) == nil && answer.ID != nil {
		f = nil
	}
	if f.says(codeQuota) {
		f.send.Text += ": " + rules().Broadcasts[cmp.Or(a.Setting(keyAccountType), "service")]
	}
	return unquoted(answer.ID), f
}

// massContent is a content as broadcasts take it: text, one image, voice or
// video, or an article that is a draft there, by Extra {"mpnews": "<media_id>"}.
func (c *Connector) massContent(ctx context.Context, a core.Account, t core.Content) (string, map[string]any, *failure) {
	var extra struct {
		News string `json:"mpnews"`
	}
	if t.Extra != nil && json.Unmarshal(t.Extra, &extra) == nil && extra.News != "" {
		return "mpnews", map[string]any{"media_id": extra.News}, nil
	}
	m, f := newMessage(kindOf(a), t)
	if f != nil {
		return "", nil, f
	}
	if _, f := c.fill(ctx, a, m); f != nil {
		return "", nil, f
	}
	switch m.kind {
	case "text", "voice", "image":
		return m.kind, m.object, nil
	case "video":
		return c.massVideo(ctx, a, t, m)
	}
	return "", nil, rejected("kind", "a broadcast is a text, an image, a voice message, a video, or an article that is a draft in WeChat")
}

// massVideo changes the id of an uploaded video into one that broadcasts take.
func (c *Connector) massVideo(ctx context.Context, a core.Account, t core.Content, m *message) (string, map[string]any, *failure) {
	var answer struct {
		ID string `json:"media_id"`
	}
	q := request{path: "/cgi-bin/media/uploadvideo", repeatable: true,
		body: map[string]any{"media_id": m.object["media_id"], "title": cmp.Or(t.Subject, t.Media[0].Name), "description": ""}}
	if f := c.do(ctx, a, q, &answer); f != nil {
		return "", nil, f
	}
	return "mpvideo", map[string]any{"media_id": answer.ID}, nil
}

const previewPath = "/cgi-bin/message/mass/preview"

// Preview implements connectors.Broadcaster.
func (c *Connector) Preview(ctx context.Context, a core.Account, to core.UserRef, b core.Broadcast) error {
	if kindOf(a) != kindOfficial {
		return rejected("kind", "only an Official Account can broadcast").send
	}
	_, f := c.mass(ctx, a, previewPath, map[string]any{"touser": to.ExternalID}, b.Content)
	return f.err()
}

// Progress implements connectors.Broadcaster. The counts come with the event at
// the end, not here.
func (c *Connector) Progress(ctx context.Context, a core.Account, id string) (core.BroadcastReport, error) {
	var answer struct {
		Status string `json:"msg_status"`
	}
	q := request{path: "/cgi-bin/message/mass/get", body: map[string]any{"msg_id": id}, repeatable: true}
	if f := c.do(ctx, a, q, &answer); f != nil {
		return core.BroadcastReport{}, f.send
	}
	r := core.BroadcastReport{ID: id, State: core.BroadcastSending}
	switch answer.Status {
	case "SEND_SUCCESS":
		r.State = core.BroadcastSent
	case "SEND_FAIL":
		r.State, r.Code, r.Text = core.BroadcastFailed, "wechat.mass_failed", "WeChat did not send the broadcast: look at the account's page for the reason"
	case "DELETE":
		r.State = core.BroadcastDeleted
	}
	return r, nil
}
