package live

import (
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics counts since the start.
type metrics struct {
	pushes, healed       atomic.Int64
	recoveries, unfilled atomic.Int64
	polls                atomic.Int64

	mu      sync.Mutex
	closes  map[string]int64 // by code
	refused map[string]int64 // handshakes, by reason
}

func (m *metrics) recovered(all bool) {
	if all {
		m.recoveries.Add(1)
	} else {
		m.unfilled.Add(1)
	}
}

func (m *metrics) closed(code uint32) { m.count(&m.closes, strconv.FormatUint(uint64(code), 10)) }
func (m *metrics) refuse(why string)  { m.count(&m.refused, why) }

func (m *metrics) count(in *map[string]int64, key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if *in == nil {
		*in = map[string]int64{}
	}
	(*in)[key]++
}

func (m *metrics) each(in *map[string]int64, f func(key string, n int64)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key, n := range *in {
		f(key, n)
	}
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("switchboard_live_"+name, help, labels, nil)
}

// Describe implements prometheus.Collector; the labels come as they are met.
func (s *Server) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (s *Server) Collect(out chan<- prometheus.Metric) {
	counter := func(d *prometheus.Desc, n int64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n), labels...)
	}
	gauge := func(name, help string, n int) {
		out <- prometheus.MustNewConstMetric(desc(name, help), prometheus.GaugeValue, float64(n))
	}
	all, admitted := s.peers.count()
	gauge("connections", "Open sockets.", all)
	gauge("sessions", "Open sockets that said who they are.", admitted)
	gauge("polls", "Long polls that wait.", s.polls.count())
	gauge("channels", "Streams that somebody here has.", s.node.Hub().NumChannels())
	m := &s.metrics
	counter(desc("pushes_total", "Publications and messages handed to connections."), m.pushes.Load())
	counter(desc("healed_total", "Streams found behind without a hint."), m.healed.Load())
	counter(desc("polls_total", "Long polls answered."), m.polls.Load())
	recoveries := desc("recoveries_total", "Clients that came back to a stream, by whether all they missed was there.", "recovered")
	counter(recoveries, m.recoveries.Load(), "true")
	counter(recoveries, m.unfilled.Load(), "false")
	closes := desc("closed_total", "Connections that this side closed, by code; 3008 are consumers that were too slow.", "code")
	m.each(&m.closes, func(code string, n int64) { counter(closes, n, code) })
	refused := desc("refused_total", "Handshakes refused, by reason.", "reason")
	m.each(&m.refused, func(why string, n int64) { counter(refused, n, why) })
}
