package hub

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/store"
)

// metrics are the hub's own registry: two hubs in one process do not share any.
type metrics struct {
	registry *prometheus.Registry
	received *prometheus.CounterVec
	unread   *prometheus.CounterVec
	dead     *prometheus.CounterVec
	sends    *prometheus.CounterVec
	sendTime *prometheus.HistogramVec
}

func newMetrics(h *Hub) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(),
		received: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "switchboard_raws_received_total",
			Help: "Verified payloads by what became of them."}, []string{"channel", "outcome"}),
		unread: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "switchboard_raws_unreadable_total",
			Help: "Verified payloads that the normalizer could not read."}, []string{"channel"}),
		dead: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "switchboard_jobs_dead_total", Help: "Jobs that were given up."}, []string{"class", "kind"}),
		sends: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "switchboard_sends_total",
			Help: "Parts sent to a platform by how it ended."}, []string{"channel", "result"}),
		sendTime: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "switchboard_send_seconds",
			Help: "Time a platform took for one part.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 14)}, []string{"channel"}),
	}
	m.registry.MustRegister(m.received, m.unread, m.dead, m.sends, m.sendTime, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), &stored{h: h})
	return m
}

func (m *metrics) sent(a core.Account, class core.Class, took time.Duration) {
	result := string(class)
	if class == "" {
		result = "sent"
	}
	m.sends.WithLabelValues(a.Channel, result).Inc()
	m.sendTime.WithLabelValues(a.Channel).Observe(took.Seconds())
}

// Metrics serves the hub's metrics in Prometheus' text form.
func (h *Hub) Metrics() http.Handler {
	return promhttp.HandlerFor(h.metrics.registry, promhttp.HandlerOpts{})
}

// Registry takes further collectors, such as the webhooks' counters.
func (h *Hub) Registry() *prometheus.Registry { return h.metrics.registry }

// stored reads its values when somebody asks.
type stored struct{ h *Hub }

// gaugesLimit bounds a question for metrics.
const gaugesLimit = 3 * time.Second

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("switchboard_"+name, help, labels, nil)
}

// Describe implements prometheus.Collector: what is collected depends on the
// database, so that the collector is an unchecked one.
func (s *stored) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (s *stored) Collect(out chan<- prometheus.Metric) {
	gauge := func(v float64, name, help string, kv ...string) {
		var labels, values []string
		for i := 0; i+1 < len(kv); i += 2 {
			labels, values = append(labels, kv[i]), append(values, kv[i+1])
		}
		out <- prometheus.MustNewConstMetric(describe(name, help, labels...), prometheus.GaugeValue, v, values...)
	}
	counter := func(v int64, name, help string) {
		out <- prometheus.MustNewConstMetric(describe(name, help), prometheus.CounterValue, float64(v))
	}
	st := s.h.store.Stats()
	counter(st.Batches.Load(), "commits_total", "Transactions of the committer.")
	counter(st.Items.Load(), "commit_items_total", "Commands committed; divided by commits it is the batch size.")
	counter(st.Conflicts.Load(), "commit_conflicts_total", "Commands that lost against another transaction and ran again.")
	counter(st.Busy.Load(), "commit_busy_total", "Commands refused because the queue was full.")
	counter(st.Unavailable.Load(), "commit_unavailable_total", "Commands refused because the database took no writes.")
	gauge(float64(s.h.store.Backlog()), "commit_queue", "Commands that wait for a writer.")
	if r := s.h.runner; r != nil {
		counter(r.Ran.Load(), "jobs_done_total", "Jobs that succeeded.")
		counter(r.Failed.Load(), "jobs_failed_total", "Attempts of jobs that failed.")
		counter(r.Recovered.Load(), "jobs_recovered_total", "Jobs taken over from a node that was gone.")
	}
	ctx, cancel := context.WithTimeout(context.Background(), gaugesLimit)
	defer cancel()
	g, err := s.h.store.Gauges(ctx)
	up := 1.0
	if err != nil {
		up = 0
	}
	gauge(up, "database_up", "1 when the database answered this question.")
	if err != nil {
		return
	}
	s.gauges(g, gauge)
}

func (s *stored) gauges(g store.Gauges, gauge func(float64, string, string, ...string)) {
	for _, class := range core.Classes() {
		for _, state := range []string{core.JobWaiting, core.JobRunning, core.JobDead} {
			gauge(float64(g.Jobs[string(class)][state]), "jobs", "Jobs by class and state.", "class", string(class), "state", state)
		}
	}
	now := core.At(s.h.cfg.Now())
	age := func(t core.Time) float64 {
		if t == 0 {
			return 0
		}
		return max(0, now.Sub(t).Seconds())
	}
	gauge(age(g.OldestJob), "job_lag_seconds", "How late the oldest due job is.")
	gauge(float64(g.FailedRaws), "raws_failed", "Payloads that could not be read and wait for replay.")
	gauge(age(g.OldestFailed), "raws_oldest_unprocessed_seconds", "Age of the oldest payload that is not processed.")
	gauge(float64(g.InDoubt), "parts_in_doubt", "Parts that may have arrived and wait for a decision.")
}
