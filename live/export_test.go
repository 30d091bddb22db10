package live

// ParsePoll is what the fuzzer feeds.
var ParsePoll = parsePoll

// CloseWaiting closes the connections that are not admitted yet.
func (s *Server) CloseWaiting() { s.peers.closeWaiting() }
