package store

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store/db"
)

// mentionsFor is how long a mention stays in its view: somebody who is named
// often would look through all of them for each page.
const mentionsFor = 90 * 24 * time.Hour

// idsFrom is less than every id that is made from a time on.
func idsFrom(t core.Time) (id core.ID) {
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(max(0, t/1000))) //nolint:gosec // not below 0
	copy(id[:6], ms[2:])
	id[6] = 0x70 // so that it is no zero id, which is NULL
	return id
}

// mentionsOf are the messages m that name an agent since an id, and still do: an
// edit may have taken the name out. The type is written out, so that the partial
// index serves.
func mentionsOf(agent, since, named string) string {
	return `FROM events e JOIN messages m ON m.id = e.message_id
		WHERE e.type = 'message.mentioned' AND e.agent_id = ` + agent + ` AND e.id > ` + since + ` AND m.deleted_at IS NULL AND m.content LIKE ` + named
}

// mentionArgs are the arguments of mentionsOf.
func (s *Store) mentionArgs(agent core.ID) []any {
	return db.Args(agent, idsFrom(s.clock().Add(-mentionsFor)), `%"ref":"`+agent.String()+`"%`)
}

// mentioning is the stretch of the conversations whose notes name the viewer.
func (s *Store) mentioning(v core.Viewer, statuses string) branch {
	b := seenBy(v, `c.id IN (SELECT m.conversation_id `+mentionsOf("@", "@", "@")+`)`+statuses)
	b.args = append(s.mentionArgs(v.AgentID), b.args...)
	return b
}

// UnreadMentions counts the conversations with a note that names the viewer
// and that it has not read.
func (s *Store) UnreadMentions(ctx context.Context, v core.Viewer) (n int64, err error) {
	scope, args := visible(v, 4)
	q := `SELECT COUNT(*) FROM (SELECT m.conversation_id AS id, MAX(m.seq) AS seq ` + mentionsOf("$1", "$2", "$3") + ` GROUP BY m.conversation_id) AS n
		JOIN conversations c ON c.id = n.id LEFT JOIN reads r ON r.agent_id = $1 AND r.conversation_id = c.id
		WHERE n.seq > COALESCE(r.seq, 0) AND ` + scope
	_, err = db.One(ctx, s.db, q, append(s.mentionArgs(v.AgentID), args...), &n)
	return n, err
}
