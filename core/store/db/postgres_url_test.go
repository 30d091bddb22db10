package db

import (
	"slices"
	"testing"
)

func TestTLSWithinOneMachineIsForWhoAsks(t *testing.T) {
	t.Parallel()
	for url, want := range map[string][]bool{ // whether each attempt is encrypted
		"postgres://a:b@127.0.0.1/x":                           {false, true},
		"postgres://a:b@localhost:5433/x":                      {false, true},
		"postgres://a:b@[::1]/x?sslmode=prefer":                {false, true},
		"postgres://a:b@127.0.0.1/x?sslmode=require":           {true},
		"postgres://a:b@127.0.0.1/x?sslmode=disable":           {false},
		"postgres://a:b@db.example.com/x":                      {true, false},
		"postgres://a:b@10.0.0.7/x?sslmode=verify-full":        {true},
		"postgres://a:b@localhost,db.example.com/x":            {false, true, true, false},
		"postgres://a:b@localhost,127.0.0.1/x?sslmode=require": {true, true},
	} {
		cfg, err := parsePostgres(url)
		if err != nil {
			t.Fatal(url, err)
		}
		got := []bool{cfg.ConnConfig.TLSConfig != nil}
		for _, f := range cfg.ConnConfig.Fallbacks {
			got = append(got, f.TLSConfig != nil)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", url, got, want)
		}
	}
}
