package demo

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/text/language"
)

//go:embed shop/index.html
var shopPage string

// Shop is the web site of the demo: one page with the widget, on a port of its own
// as a site of the customer's would be.
type Shop struct {
	listener net.Listener
	server   *http.Server
	page     *template.Template
	widget   atomic.Pointer[widget] // nil until the account is there
}

// widget is what the page's script tag says.
type widget struct{ PublicURL, Account string }

// NewShop listens on addr.
func NewShop(addr string) (*Shop, error) {
	page, err := template.New("shop").Parse(shopPage)
	if err != nil {
		return nil, fmt.Errorf("read the shop's page: %w", err)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen for the shop's page: %w", err)
	}
	s := &Shop{listener: l, page: page}
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute}
	return s, nil
}

// URL is where the page is.
func (s *Shop) URL() string { return "http://" + s.listener.Addr().String() }

// Serve serves the page until Close.
func (s *Shop) Serve() error {
	if err := s.server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Close ends the page.
func (s *Shop) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if err != nil {
		err = s.server.Close()
	}
	_ = s.listener.Close() // where it was never served
	return err
}

// Open puts the widget of an account on the page.
func (s *Shop) Open(publicURL, account string) { s.widget.Store(&widget{publicURL, account}) }

// ServeHTTP implements http.Handler.
func (s *Shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	v := s.widget.Load()
	if v == nil {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "the shop opens in a moment", http.StatusServiceUnavailable)
		return
	}
	var text strings.Builder
	if err := s.page.Execute(&text, struct {
		widget
		Chinese bool
	}{*v, chinese(r)}); err != nil {
		http.Error(w, "the page cannot be shown", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(text.String())) // the browser may have gone
}

// chinese reports whether a browser would rather read Chinese than English.
func chinese(r *http.Request) bool {
	if lang := r.URL.Query().Get("lang"); lang != "" {
		return lang == "zh"
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return false
	}
	_, which, _ := language.NewMatcher([]language.Tag{language.English, language.Chinese}).Match(wanted...)
	return which == 1
}
