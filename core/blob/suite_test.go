package blob_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/switchboard-hub/switchboard/core/blob"
)

const limit = 64 << 20

func put(t *testing.T, s blob.Store, text string) string {
	t.Helper()
	hash, size, err := s.Put(t.Context(), strings.NewReader(text), limit)
	if err != nil || size != int64(len(text)) {
		t.Fatalf("put: %d bytes, %v", size, err)
	}
	return hash
}

func get(t *testing.T, s blob.Store, hash string) string {
	t.Helper()
	r, size, err := s.Open(t.Context(), hash)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil || size != int64(len(b)) {
		t.Fatalf("read %d of %d bytes: %v", len(b), size, err)
	}
	return string(b)
}

func list(t *testing.T, s blob.Store) []blob.Info {
	t.Helper()
	var all []blob.Info
	err := s.List(t.Context(), func(i blob.Info) error { all = append(all, i); return nil })
	if err != nil {
		t.Fatalf("list: %v", err)
	}
	slices.SortFunc(all, func(a, b blob.Info) int { return strings.Compare(a.Hash, b.Hash) })
	return all
}

// testStore is what every store does; open gives a new empty one.
func testStore(t *testing.T, open func(*testing.T) blob.Store) {
	for name, test := range map[string]func(*testing.T, blob.Store){
		"what is put is found by its hash":    putAndGet,
		"a large blob arrives whole":          putLarge,
		"a blob over the limit leaves none":   putTooLarge,
		"a reader that fails leaves none":     putFailing,
		"what was never put is not found":     notFound,
		"a deleted blob is gone":              deleted,
		"only hashes are names":               onlyHashes,
		"the list shows every blob once":      listed,
		"the same blob put by many is one":    putByMany,
		"an ended context stops the work":     cancelled,
		"a store that works passes its check": checked,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); test(t, open(t)) })
	}
}

func putAndGet(t *testing.T, s blob.Store) {
	for _, text := range []string{"", "你好", strings.Repeat("x", 100_000)} {
		sum := sha256.Sum256([]byte(text))
		hash := put(t, s, text)
		if hash != hex.EncodeToString(sum[:]) {
			t.Fatalf("hash %s", hash)
		}
		if got := get(t, s, hash); got != text {
			t.Fatalf("got %d bytes", len(got))
		}
		info, err := s.Stat(t.Context(), hash)
		if err != nil || info.Hash != hash || info.Size != int64(len(text)) || time.Since(info.StoredAt) > time.Hour {
			t.Fatal(info, err)
		}
	}
}

func putLarge(t *testing.T, s blob.Store) {
	text := strings.Repeat("0123456789abcde\n", 17<<16) // 17 MiB: more than one part of S3
	if get(t, s, put(t, s, text)) != text {
		t.Fatal("the blob changed")
	}
}

func putTooLarge(t *testing.T, s blob.Store) {
	if _, _, err := s.Put(t.Context(), strings.NewReader("12345"), 4); !errors.Is(err, blob.ErrTooLarge) {
		t.Fatal(err)
	}
	if _, size, err := s.Put(t.Context(), strings.NewReader("1234"), 4); size != 4 || err != nil {
		t.Fatalf("exactly the limit: %d, %v", size, err)
	}
	if all := list(t, s); len(all) != 1 {
		t.Fatalf("stored: %v", all)
	}
}

func putFailing(t *testing.T, s blob.Store) {
	broken := errors.New("the line broke")
	r := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken))
	if _, _, err := s.Put(t.Context(), r, limit); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if all := list(t, s); len(all) != 0 {
		t.Fatalf("stored: %v", all)
	}
}

func notFound(t *testing.T, s blob.Store) {
	hash := strings.Repeat("0", 64)
	if _, _, err := s.Open(t.Context(), hash); !errors.Is(err, blob.ErrNotFound) {
		t.Error(err)
	}
	if _, err := s.Stat(t.Context(), hash); !errors.Is(err, blob.ErrNotFound) {
		t.Error(err)
	}
	if err := s.Delete(t.Context(), hash); err != nil {
		t.Error(err)
	}
}

func deleted(t *testing.T, s blob.Store) {
	hash := put(t, s, "gone soon")
	if err := s.Delete(t.Context(), hash); err != nil {
		t.Fatal(err)
	}
	notFoundNow := func() bool { _, err := s.Stat(t.Context(), hash); return errors.Is(err, blob.ErrNotFound) }
	if !notFoundNow() || len(list(t, s)) != 0 {
		t.Fatal("still there")
	}
	if get(t, s, put(t, s, "gone soon")) != "gone soon" {
		t.Fatal("it cannot be stored again")
	}
}

func onlyHashes(t *testing.T, s blob.Store) {
	for _, name := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 63) + "/", strings.Repeat("0", 65)} {
		_, _, openErr := s.Open(t.Context(), name)
		_, statErr := s.Stat(t.Context(), name)
		for _, err := range []error{openErr, statErr, s.Delete(t.Context(), name)} {
			if !errors.Is(err, blob.ErrHash) {
				t.Errorf("%q: %v", name, err)
			}
		}
	}
}

func listed(t *testing.T, s blob.Store) {
	want := map[string]int64{}
	for _, text := range []string{"a", "bb", "ccc", "a"} {
		want[put(t, s, text)] = int64(len(text))
	}
	all := list(t, s)
	for _, i := range all {
		if want[i.Hash] != i.Size || i.StoredAt.IsZero() {
			t.Errorf("%+v", i)
		}
	}
	if len(all) != 3 {
		t.Errorf("%d of 3", len(all))
	}
	stop := errors.New("enough")
	if err := s.List(t.Context(), func(blob.Info) error { return stop }); !errors.Is(err, stop) {
		t.Error(err)
	}
}

func putByMany(t *testing.T, s blob.Store) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, _, err := s.Put(t.Context(), bytes.NewReader(make([]byte, 1<<16)), limit); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if all := list(t, s); len(all) != 1 {
		t.Fatalf("%d blobs", len(all))
	}
}

func cancelled(t *testing.T, s blob.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.Put(ctx, strings.NewReader("x"), limit); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func checked(t *testing.T, s blob.Store) {
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
}
