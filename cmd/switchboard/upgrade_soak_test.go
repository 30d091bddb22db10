package main_test

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"testing"
	"time"
)

// TestSoakUpgrade: the oldest schema with a million messages (20,000 in the short
// form) comes to the newest in one start, with every message as it was.
func TestSoakUpgrade(t *testing.T) {
	t.Parallel()
	messages := soakRounds(20_000, 1_000_000)
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := restore(t, schemaDir(1), name)
			n.multiply(messages)
			want, count := n.digest()
			began := time.Now()
			n.start()
			took := time.Since(began)
			n.stop()
			if got, after := n.digest(); got != want || after != count || count < messages {
				t.Errorf("%d messages before, %d after, and %s became %s", count, after, want, got)
			}
			n.putAside(1)
			t.Logf("%d messages: the first start, with the backup, took %v", count, took.Round(10*time.Millisecond))
		})
	}
}

// multiply writes messages into a hub of the first schema that does not run:
// copies of those that are there, each conversation's behind its last.
func (n *node) multiply(messages int) {
	n.t.Helper()
	series, id := "SELECT generate_series(1, $1) AS g", "gen_random_uuid()"
	if n.database == "" {
		series, id = "WITH RECURSIVE up(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM up WHERE g < $1) SELECT g FROM up", "randomblob(16)"
	}
	conversations := n.query(`SELECT COUNT(*) FROM conversations WHERE last_message_id IS NOT NULL`)[0][0].(int64)
	each := (int64(messages) + conversations - 1) / conversations
	n.exec(`INSERT INTO messages (id, conversation_id, identity_id, account_id, seq, rev, direction, visibility, kind, text, content, attachments,
			author_kind, author_id, sent_at, received_at)
		SELECT `+id+`, c.id, m.identity_id, m.account_id, c.seq + u.g, c.rev + u.g, 'in', 'all', 'text', 'Nachricht 消息 ' || u.g, m.content, 0,
			'contact', m.author_id, m.sent_at + u.g, m.received_at + u.g
		FROM conversations c JOIN messages m ON m.id = c.last_message_id CROSS JOIN (`+series+`) AS u`, each)
	n.exec(`UPDATE conversations SET seq = seq + $1, rev = rev + $1, last_seq = last_seq + $1 WHERE last_message_id IS NOT NULL`, each)
}

// digest is of what no upgrade may change of any message, and their number.
func (n *node) digest() (string, int) {
	n.t.Helper()
	sum, count := sha256.New(), 0
	for _, c := range n.query(`SELECT id FROM conversations ORDER BY id`) {
		for _, row := range n.query(`SELECT id, seq, rev, direction, text, sent_at, received_at FROM messages WHERE conversation_id = $1 ORDER BY seq`, c[0]) {
			add(sum, row)
			count++
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), count
}

func add(sum hash.Hash, row []any) {
	for _, v := range row {
		fmt.Fprintf(sum, "%v|", v)
	}
}
