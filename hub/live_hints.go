package hub

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// listen hears the other nodes. What is lost heals: streams are compared every
// few seconds, rights asked for every half minute.
func (l *liveRoom) listen() {
	for subject, f := range map[string]func(string, []byte){
		subjectConversation + "*": l.heardConversation,
		subjectStream + "*":       l.heardStream,
		subjectTyping + "*":       l.heardTyping,
		subjectSigns:              l.heardSign,
		subjectAccounts:           func(string, []byte) { l.feed.accountsChanged() },
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

// conversationHint says which revision is new, on which node, and where the
// conversation was if it moved.
func conversationHint(node string, rev int64, from *store.Place) []byte {
	b := append(strconv.AppendInt(nil, rev, 10), ' ')
	b = append(b, node...)
	if from != nil {
		b = fmt.Appendf(b, " %s %s %s %s %s", from.AgentID, from.TeamID, from.Participant, from.Offered.AgentID, from.Offered.TeamID)
	}
	return b
}

func parseConversationHint(data string) (node string, from *store.Place) {
	words := strings.Split(data, " ")
	if len(words) < 2 {
		return "", nil
	}
	if len(words) == 7 {
		from = &store.Place{}
		for i, to := range []*core.ID{&from.AgentID, &from.TeamID, &from.Participant, &from.Offered.AgentID, &from.Offered.TeamID} {
			if id, err := core.ParseID(words[2+i]); err == nil {
				*to = id
			}
		}
	}
	return words[1], from
}

func (l *liveRoom) heardConversation(subject string, data []byte) {
	id, err := core.ParseID(strings.TrimPrefix(subject, subjectConversation))
	node, from := parseConversationHint(string(data))
	if err == nil && node != l.h.owner {
		l.conversationChanged(id, from)
	}
}

func (l *liveRoom) heardStream(subject string, node []byte) {
	id, err := core.ParseID(strings.TrimPrefix(subject, subjectStream))
	if err == nil && string(node) != l.h.owner {
		l.server.Changed(visitorChannel(id))
	}
}
