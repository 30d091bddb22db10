package email

import (
	"strings"
	"testing"
	"time"
)

func TestACursorMovesOnAndForgetsItsHistory(t *testing.T) {
	t.Parallel()
	at, ok := readCursor("v2:b:600:7:3:1000:5:900")
	if !ok {
		t.Fatal("it is not read")
	}
	old, young := time.Unix(800, 0), time.Unix(950, 0)
	if !at.historical(4, old) || at.historical(4, young) || at.historical(5, old) {
		t.Errorf("what is history of %s", at)
	}
	for _, step := range []struct {
		uid  uint32
		at   time.Time
		want string
	}{{3, old, "v2:b:600:7:4:1000:5:900"}, {2, old, "v2:b:600:7:4:1000:5:900"}, {4, young, "v2:b:600:7:5:1000"}, {9, time.Unix(2000, 0), "v2:b:600:7:10:2000"}} {
		if at = at.past(step.uid, step.at); at.String() != step.want {
			t.Errorf("behind %d it is %s, want %s", step.uid, at, step.want)
		}
	}
}

func FuzzCursor(f *testing.F) {
	for _, text := range []string{"", "v2:b:0:1:2:3", "v2:b:600:7:3:1000:5:900", "v2::0:0:1:1", "v2::0:1:0:1", "v2::0:4294967296:1:1", "v1:1:1:1", "v2::0:1:1:-1", "v2::0:1:1", "v2::0:1:1:1:1", "v2::-1:1:1:1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, ok := readCursor(text)
		if !ok {
			return
		}
		if at.validity == 0 || at.next == 0 {
			t.Errorf("%q has no place: %+v", text, at)
		}
		if again, ok := readCursor(at.String()); !ok || again != at && at.until > 0 {
			t.Errorf("%q is %+v, and read again %+v", text, at, again)
		}
	})
}

func TestABatchIsBoundByCountAndBytes(t *testing.T) {
	t.Parallel()
	many := make([]entry, batchMails+1)
	for _, c := range []struct {
		name    string
		entries []entry
		want    int
	}{
		{"many", many, batchMails},
		{"few", many[:3], 3},
		{"none", nil, 0},
		{"bytes", []entry{{size: 10 << 20}, {size: 6 << 20}, {size: 1}}, 2},
		{"one beyond", []entry{{size: 40 << 20}, {size: 1}}, 1},
		{"too large first", []entry{{size: 60 << 20}, {size: 1}}, 1},
		{"too large later", []entry{{size: 1}, {size: 60 << 20}}, 1},
	} {
		if got := batch(c.entries); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestOfALargeMailHeaderAndTextAreOneMail(t *testing.T) {
	t.Parallel()
	head := "Subject: big\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nMIME-Version: 1.0\r\nX: y\r\n z\r\n\r\n"
	got := string(withText([]byte(head), []byte("Content-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\n"), []byte("aGVsbG8=\r\n")))
	want := "Subject: big\r\nMIME-Version: 1.0\r\nX: y\r\n z\r\nContent-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"
	if got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
	if strings.Contains(got, "boundary") {
		t.Error("it still says that it has parts")
	}
}
