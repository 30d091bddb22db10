package hub

import (
	"fmt"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// listen hears the other nodes. What is lost heals: streams are compared every
// few seconds, rights asked for every half minute.
func (l *liveRoom) listen() {
	for subject, f := range map[string]func(string, []byte){
		subjectCommit:       l.heardCommit,
		subjectTyping + "*": l.heardTyping,
		subjectSigns:        l.heardSign,
		subjectAccounts:     func(string, []byte) { l.feed.accountsChanged() },
	} {
		if _, err := l.h.bus.Subscribe(subject, f); err != nil {
			l.h.log.Warn("live updates from other nodes come late", "subject", subject, "error", err)
		}
	}
}

// committed hears of a commit of this node.
func (l *liveRoom) committed(c store.Commit) {
	for id := range c.Conversations {
		var from *store.Place
		if p, moved := c.Moved[id]; moved {
			from = &p
		}
		l.conversationChanged(id, from)
	}
	for _, id := range c.Streams {
		l.server.Changed(visitorChannel(id))
	}
}

// conversationChanged pushes what is new at once. Where the conversation has
// moved, the feed first takes its stream from those who may not see it any more.
func (l *liveRoom) conversationChanged(id core.ID, from *store.Place) {
	l.mu.Lock()
	agents, guests, w := len(l.agents), len(l.guests), l.watches[id]
	l.mu.Unlock()
	if guests > 0 {
		l.places.wake()
	}
	if from == nil || w == nil {
		l.server.Changed(conversationChannel(id))
	}
	if agents > 0 {
		l.feed.changed(id, from)
	}
}

// commitHint tells the other nodes of a commit: a line with the node, one for each
// changed conversation with where it was if it moved, one for each stream.
func commitHint(node string, c store.Commit) []byte {
	b := []byte(node)
	for id := range c.Conversations {
		b = append(append(b, "\nc "...), id.String()...)
		if from, moved := c.Moved[id]; moved {
			b = fmt.Appendf(b, " %s %s %s %s %s", from.AgentID, from.TeamID, from.Participant, from.Offered.AgentID, from.Offered.TeamID)
		}
	}
	for _, id := range c.Streams {
		b = append(append(b, "\ns "...), id.String()...)
	}
	return b
}

// parseCommitHint returns what committed needs; what it cannot read it leaves out.
func parseCommitHint(data string) (node string, c store.Commit) {
	node, rest, _ := strings.Cut(data, "\n")
	c.Conversations, c.Moved = map[core.ID]int64{}, map[core.ID]store.Place{}
	for line := range strings.SplitSeq(rest, "\n") {
		words := strings.Split(line, " ")
		if len(words) < 2 {
			continue
		}
		id, err := core.ParseID(words[1])
		switch {
		case err != nil || id.IsZero():
		case words[0] == "s":
			c.Streams = append(c.Streams, id)
		case words[0] == "c":
			c.Conversations[id] = 0
			if from, ok := parsePlace(words[2:]); ok {
				c.Moved[id] = from
			}
		}
	}
	return node, c
}

func parsePlace(words []string) (p store.Place, ok bool) {
	to := []*core.ID{&p.AgentID, &p.TeamID, &p.Participant, &p.Offered.AgentID, &p.Offered.TeamID}
	if len(words) != len(to) {
		return p, false
	}
	for i, word := range words {
		if word == "" { // nobody
			continue
		}
		id, err := core.ParseID(word)
		if err != nil {
			return p, false
		}
		*to[i] = id
	}
	return p, true
}

func (l *liveRoom) heardCommit(_ string, data []byte) {
	if node, _, _ := strings.Cut(string(data), "\n"); node == l.h.owner {
		return
	}
	_, c := parseCommitHint(string(data))
	l.committed(c)
}
