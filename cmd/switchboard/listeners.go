package main

import (
	"fmt"
	"log/slog"
	"math"
	"net/netip"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/switchboard-hub/switchboard/httpserver"
)

// usualDescriptors is what is taken where the system does not say.
const usualDescriptors = 20_000

// Of the process's descriptors, three fifths are for connections of the public
// listener and one for the agents'. The rest is for database, files and calls.
const (
	publicFifths = 3
	agentsFifths = 1
	mostSockets  = 1_000_000 // where the system knows no limit
)

// room is how many connections a listener takes: what a flag says, or so many
// fifths of the descriptors.
func room(flag int, fifths uint64) int {
	if flag > 0 {
		return flag
	}
	return int(min(descriptors(), mostSockets) / 5 * fifths) //nolint:gosec // a million at most
}

// checkRoom refuses a bound of connections that cannot be kept. Zero is left out.
func checkRoom(flag string, n int) error {
	switch most := descriptors(); {
	case n < 0:
		return fmt.Errorf("%s: %d is no number of connections: give 1 or more, or leave it out", flag, n)
	case n > 0 && uint64(n) >= most:
		return fmt.Errorf("%s: %d connections are more than this process may have: it may open %d files, of which each is one and some are the hub's own; "+
			"give fewer, or raise the limit (LimitNOFILE in the systemd unit, --ulimit nofile for a container)", flag, n, most)
	}
	return nil
}

// checkLive refuses a bound of live connections that is none. Zero is the default.
func checkLive(flag string, n int) error {
	if n < 0 {
		return fmt.Errorf("%s: %d is no number of live connections: give 1 or more, or leave it out for the default", flag, n)
	}
	return nil
}

// checkRate refuses a rate of requests that is none. Zero is the default.
func checkRate(perSecond float64) error {
	if !(perSecond >= 0) || math.IsInf(perSecond, 0) { // NaN is not below zero either
		return fmt.Errorf("--api-rate: %v is no number of requests a second: give one above 0, or leave it out for the default", perSecond)
	}
	return nil
}

// bounds are a listener's. One address has room for its live connections and for
// as many requests beside. Proxies, on this machine or trusted, stand for many.
func (c *serveCmd) bounds(connections int, proxies []netip.Prefix, log *slog.Logger) httpserver.Options {
	return httpserver.Options{Log: log, Connections: connections, PerAddress: 2 * c.PerAddress,
		Exempt: func(a netip.Addr) bool { return a.IsLoopback() || trusted(proxies, a) }}
}

// listenerStats shows how full the listeners are, and whom they turned away.
type listenerStats map[string]*httpserver.Server

func (l listenerStats) open() *prometheus.Desc {
	return prometheus.NewDesc("switchboard_connections", "Open connections of a listener.", []string{"listener"}, nil)
}

func (l listenerStats) refused() *prometheus.Desc {
	return prometheus.NewDesc("switchboard_connections_refused_total",
		"Connections turned away because the listener was full, their address had too many, or they did not speak HTTP/1.1 by the book.",
		[]string{"listener", "reason"}, nil)
}

// Describe implements prometheus.Collector.
func (l listenerStats) Describe(out chan<- *prometheus.Desc) {
	out <- l.open()
	out <- l.refused()
}

// Collect implements prometheus.Collector.
func (l listenerStats) Collect(out chan<- prometheus.Metric) {
	for name, s := range l {
		st := s.Stats()
		out <- prometheus.MustNewConstMetric(l.open(), prometheus.GaugeValue, float64(st.Open), name)
		for reason, n := range map[string]int64{"full": st.Full, "address": st.Crowded, "malformed": st.Malformed} {
			out <- prometheus.MustNewConstMetric(l.refused(), prometheus.CounterValue, float64(n), name, reason)
		}
	}
}
