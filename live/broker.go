package live

import (
	"context"
	"errors"

	"github.com/centrifugal/centrifuge"
)

// broker is what the node reads streams from: the Backend's memory. It never
// publishes for a client: clients act by calls.
type broker struct{ s *Server }

var _ centrifuge.Broker = (*broker)(nil)

var errNoPublish = errors.New("streams are written by the backend")

// RegisterBrokerEventHandler implements centrifuge.Broker.
func (b *broker) RegisterBrokerEventHandler(h centrifuge.BrokerEventHandler) error {
	b.s.streams.handler = h
	return nil
}

// Subscribe implements centrifuge.Broker: the first client here has a stream.
func (b *broker) Subscribe(channel string) error {
	if b.s.opts.Backend.Recoverable(channel) {
		b.s.streams.open(channel)
	}
	return nil
}

// Unsubscribe implements centrifuge.Broker: the last one has left it.
func (b *broker) Unsubscribe(channel string) error {
	b.s.streams.leave(channel)
	return nil
}

// Publish implements centrifuge.Broker.
func (*broker) Publish(string, []byte, centrifuge.PublishOptions) (centrifuge.StreamPosition, bool, error) {
	return centrifuge.StreamPosition{}, false, errNoPublish
}

// PublishJoin implements centrifuge.Broker.
func (*broker) PublishJoin(string, *centrifuge.ClientInfo) error { return nil }

// PublishLeave implements centrifuge.Broker.
func (*broker) PublishLeave(string, *centrifuge.ClientInfo) error { return nil }

// RemoveHistory implements centrifuge.Broker.
func (*broker) RemoveHistory(string) error { return errNoPublish }

// History implements centrifuge.Broker. Where more was missed than is handed
// out, it returns the position alone: the client is told that it did not recover.
func (b *broker) History(channel string, o centrifuge.HistoryOptions) ([]*centrifuge.Publication, centrifuge.StreamPosition, error) {
	after, limit, epoch := uint64(0), 0, ""
	if o.Filter.Since != nil {
		after, limit, epoch = o.Filter.Since.Offset, o.Filter.Limit, o.Filter.Since.Epoch
	}
	ctx, cancel := context.WithTimeout(b.s.ctx, readLimit)
	defer cancel()
	var list []Publication
	var top Position
	var err error
	aside(func() { list, top, err = b.s.streams.read(ctx, channel, after, limit, epoch) })
	if err != nil {
		return nil, centrifuge.StreamPosition{}, err
	}
	if o.Filter.Since != nil {
		b.s.metrics.recovered(len(list) > 0 || top.Offset == after && top.Epoch == epoch)
	}
	out := make([]*centrifuge.Publication, len(list))
	for i, p := range list {
		out[i] = &centrifuge.Publication{Offset: p.Offset, Data: p.Data}
	}
	return out, centrifuge.StreamPosition{Offset: top.Offset, Epoch: top.Epoch}, nil
}
