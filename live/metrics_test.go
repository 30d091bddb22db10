package live_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

// metricsOf returns "name{label} value" of all metrics, without their prefix.
func metricsOf(n *node) string {
	r := prometheus.NewRegistry()
	r.MustRegister(n.Server)
	families, err := r.Gather()
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, f := range families {
		for _, m := range f.Metric {
			label := ""
			for _, l := range m.Label {
				label = "{" + l.GetValue() + "}"
			}
			value := m.GetGauge().GetValue() + m.GetCounter().GetValue()
			fmt.Fprintf(&b, "%s%s %v\n", strings.TrimPrefix(f.GetName(), "switchboard_live_"), label, value)
		}
	}
	return b.String()
}

func TestTheMetricsSayWhatHappened(t *testing.T) {
	t.Parallel()
	m := newMemory()
	n := start(t, m, "")
	w := watch(t, n.url(), "good-ann")
	bad := watch(t, n.url(), "forged")
	eventually(t, "both answers", func() bool {
		return w.State() == "connected" && bad.is(func() bool { return bad.closed == 3500 })()
	}, w)
	m.add("mem:ann", 2)
	n.Changed("mem:ann")
	eventually(t, "two", func() bool { return w.has("mem:ann", 1, 2) }, w)
	n.poll(t, "https://evil.example.com", map[string]any{})
	n.poll(t, "", map[string]any{"token": "good-ann", "wait": 0})
	eventually(t, "one connection", func() bool { return strings.Contains(metricsOf(n), "\nsessions 1\n") })
	got := metricsOf(n)
	for _, want := range []string{"connections 1", "sessions 1", "pushes_total 2", "polls_total 1", "polls 0", "closed_total{3500} 1",
		"refused_total{origin} 1", "channels 2", "recoveries_total{true} 0"} {
		if !strings.Contains("\n"+got, "\n"+want+"\n") {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
