package wechattest

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// mediaLife is how long temporary media and what people send is kept.
const mediaLife = 3 * 24 * time.Hour

type medium struct {
	kind    string
	file    File
	sum     string
	created time.Time
}

// keep stores a file under a new media_id. The caller holds s.mu.
func (p *party) keep(kind string, f File) string {
	id := random(64)
	sum := sha256.Sum256(f.Bytes)
	p.media[id] = &medium{kind: kind, file: f, sum: hex.EncodeToString(sum[:]), created: p.s.now()}
	return id
}

// medium is a file that is not too old, nil otherwise.
func (p *party) medium(id string) *medium {
	m := p.media[id]
	if m == nil || p.s.now().Sub(m.created) >= mediaLife {
		return nil
	}
	return m
}

func (m *medium) record(id string) *Media {
	return &Media{Type: m.kind, MediaID: id, Name: m.file.Name, MIME: m.file.MIME, Len: len(m.file.Bytes), SHA256: m.sum}
}
