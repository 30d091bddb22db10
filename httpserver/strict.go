package httpserver

// strict passes on to the server only what framing lets through.
type strict struct {
	*conn
	frames framing
	ready  []byte // passed, and not read yet
	err    error  // after ready
}

func newStrict(c *conn) *strict {
	return &strict{conn: c, frames: framing{maxHeader: c.listener.opts.MaxHeader}}
}

// Read implements net.Conn.
func (s *strict) Read(p []byte) (int, error) {
	for {
		if len(s.ready) > 0 {
			n := copy(p, s.ready)
			if s.ready = s.ready[n:]; len(s.ready) == 0 {
				s.ready = nil
			}
			return n, nil
		}
		if s.err != nil {
			return 0, s.err
		}
		n, err := s.conn.Read(p)
		if n == 0 || s.phase.Load() == phaseTaken || s.frames.within(p[:n]) {
			return n, err
		}
		// The header that was held back comes with what it came with.
		if s.ready, s.err = s.frames.pass(p[:n]); s.err != nil {
			s.listener.malformed.Add(1)
			s.phase.Store(phaseHandling) // what tells them so is an answer as any other
		} else {
			s.err = err
		}
	}
}

// pending reports whether bytes were read that the server has not seen.
func (s *strict) pending() bool { return len(s.ready) > 0 || len(s.frames.partial) > 0 }
