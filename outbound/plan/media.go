package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// media makes a part of each medium, or one of all, or says why the channel
// refuses one.
func (p *planner) media() ([]core.Content, error) {
	parts := make([]core.Content, 0, len(p.msg.Media))
	var total int64
	for _, m := range p.msg.Media {
		m, err := p.medium(m)
		if err != nil {
			return nil, err
		}
		if total += m.Size; p.caps.Together > 0 && total > p.caps.Together {
			return nil, refuse("attachment.too_large", "the attachments have more than %s together, which is all that this channel takes in a message",
				size(p.caps.Together))
		}
		if p.caps.Together > 0 && len(parts) > 0 {
			parts[0].Media = append(parts[0].Media, m)
			continue
		}
		parts = append(parts, core.Content{Kind: m.Kind, Media: []core.Media{m}, Group: p.msg.Group})
	}
	return parts, nil
}

// mediaKinds are the keys of Caps.Media that are media, in the order of core's
// kinds.
func mediaKinds() []string {
	return []string{core.KindImage, core.KindVoice, core.KindAudio, core.KindVideo, core.KindFile, core.KindSticker}
}

func (p *planner) medium(m core.Media) (core.Media, error) {
	if m.Kind == "" {
		m.Kind = kindOf(m.MIME)
	}
	can, ok := p.caps.Media[m.Kind]
	if !ok || !slices.Contains(mediaKinds(), m.Kind) {
		return m, refuse("attachment.refused", "this channel takes no %s (%s): it takes %s",
			m.Kind, nameOf(m), list(p.caps.Media))
	}
	if err := check(m, can); err != nil {
		return m, err
	}
	if can.As == "" || can.As == m.Kind {
		return m, nil
	}
	p.note("media.as", "%s goes out as %s: this channel has no %s", nameOf(m), can.As, m.Kind)
	m.Kind = can.As
	return m, check(m, p.caps.Media[can.As])
}

// check compares a medium with the bounds of a kind. A size or type that is
// not known yet passes: the platform has the last word.
func check(m core.Media, can core.MediaCap) error {
	if can.MaxBytes > 0 && m.Size > can.MaxBytes {
		return refuse("attachment.too_large", "%s has %s, but this channel takes at most %s of %s",
			nameOf(m), size(m.Size), size(can.MaxBytes), m.Kind)
	}
	if m.MIME == "" || len(can.MIME) == 0 {
		return nil
	}
	mime, _, _ := strings.Cut(strings.ToLower(m.MIME), ";")
	mime = strings.TrimSpace(mime)
	for _, allowed := range can.MIME {
		if family, ok := strings.CutSuffix(allowed, "/*"); ok && strings.HasPrefix(mime, family+"/") || mime == allowed {
			return nil
		}
	}
	return refuse("attachment.type", "%s is %s, but as %s this channel takes only %s",
		nameOf(m), mime, m.Kind, strings.Join(can.MIME, ", "))
}

func kindOf(mime string) string {
	family, _, _ := strings.Cut(mime, "/")
	switch family {
	case core.KindImage, core.KindAudio, core.KindVideo:
		return family
	}
	return core.KindFile
}

// list names the kinds that a channel takes.
func list(caps map[string]core.MediaCap) string {
	var kinds []string
	for _, k := range mediaKinds() {
		if _, ok := caps[k]; ok {
			kinds = append(kinds, k)
		}
	}
	if kinds == nil {
		return "no attachments"
	}
	return strings.Join(kinds, ", ")
}

func nameOf(m core.Media) string {
	if m.Name != "" {
		return fmt.Sprintf("%q", m.Name)
	}
	return "the attachment"
}

// size writes bytes for a person. Platforms state their limits in either
// thousands or 1024s, so the exact number stands beside.
func size(n int64) string {
	const mega = 1 << 20
	if n < mega {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MB (%d bytes)", float64(n)/mega, n)
}
