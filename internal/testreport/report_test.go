package main

import (
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	const log = `{"Action":"start","Package":"hub/good"}
{"Action":"output","Package":"hub/good","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"hub/good","Test":"TestA","Output":"    a_test.go:7: chatter of a test that passes\n"}
{"Action":"pass","Package":"hub/good","Test":"TestA","Elapsed":0.1}
{"Action":"output","Package":"hub/good","Test":"TestPostgres","Output":"    testing.go:9: skipped: no PostgreSQL\n"}
{"Action":"output","Package":"hub/good","Test":"TestPostgres","Output":"--- SKIP: TestPostgres (0.00s)\n"}
{"Action":"skip","Package":"hub/good","Test":"TestPostgres"}
{"Action":"output","Package":"hub/good","Output":"ok  \thub/good\t0.2s\n"}
{"Action":"pass","Package":"hub/good","Elapsed":0.2}
{"Action":"output","Package":"hub/bad","Test":"TestB/case","Output":"    b_test.go:3: got 1, want 2\n"}
{"Action":"fail","Package":"hub/bad","Test":"TestB/case"}
{"Action":"output","Package":"hub/bad","Test":"TestC","Output":"    c_test.go:1: about to die\n"}
{"Action":"output","Package":"hub/bad","Output":"panic: boom\n"}
{"Action":"fail","Package":"hub/bad","Elapsed":1}
{"Action":"output","Package":"hub/racy","Test":"TestD","Output":"==================\n"}
{"Action":"output","Package":"hub/racy","Test":"TestD","Output":"WARNING: DATA RACE\n"}
{"Action":"output","Package":"hub/racy","Test":"TestD","Output":"Read at 0x1 by goroutine 7:\n"}
{"Action":"output","Package":"hub/racy","Test":"TestD","Output":"==================\n"}
{"Action":"pass","Package":"hub/racy","Test":"TestD"}
{"Action":"fail","Package":"hub/racy","Elapsed":2}
{"ImportPath":"hub/broken","Action":"build-output","Output":"x.go:1:1: syntax error\n"}
no JSON at all
{"Action":"skip","Package":"hub/empty"}
`
	const want = `ok   hub/good 0.2s
--- FAIL hub/bad TestB/case
    b_test.go:3: got 1, want 2
FAIL hub/bad 1.0s
panic: boom
FAIL hub/racy 2.0s
x.go:1:1: syntax error
no JSON at all
--- UNFINISHED hub/bad TestC
    c_test.go:1: about to die

skipped tests:
  hub/good TestPostgres: testing.go:9: skipped: no PostgreSQL

data races:
WARNING: DATA RACE
Read at 0x1 by goroutine 7:
==================
`
	var out strings.Builder
	if err := report(strings.NewReader(log), &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
}
