package blob_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/switchboard-hub/switchboard/core/blob"
)

// fakeS3 is a server with one bucket, "blobs"; wrap may stand in its way.
func fakeS3(t *testing.T, wrap func(http.Handler) http.Handler) (address string, backend *s3mem.Backend) {
	t.Helper()
	backend = s3mem.New()
	if err := backend.CreateBucket("blobs"); err != nil {
		t.Fatal(err)
	}
	h := gofakes3.New(backend).Server()
	if wrap != nil {
		h = wrap(h)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return strings.TrimPrefix(srv.URL, "http://"), backend
}

func openS3(t *testing.T, address, path string) blob.Store {
	t.Helper()
	s, err := blob.OpenURL("s3://access:secret@"+address+"/"+path+"?tls=0&region=cn-north-1", t.TempDir(), &http.Client{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestS3(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{"bucket": "blobs", "prefix": "blobs/hub/one/"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testStore(t, func(t *testing.T) blob.Store {
				address, _ := fakeS3(t, nil)
				return openS3(t, address, path)
			})
		})
	}
}

func TestTwoHubsShareABucketByTheirPrefixes(t *testing.T) {
	t.Parallel()
	address, _ := fakeS3(t, nil)
	one, two := openS3(t, address, "blobs/one"), openS3(t, address, "blobs/two")
	hash := put(t, one, "of the first")
	if _, err := two.Stat(t.Context(), hash); !errors.Is(err, blob.ErrNotFound) {
		t.Fatal(err)
	}
	if len(list(t, one)) != 1 || len(list(t, two)) != 0 {
		t.Fatal("the lists mix")
	}
}

func TestS3TellsOfChangedBytes(t *testing.T) {
	t.Parallel()
	address, backend := fakeS3(t, nil)
	s := openS3(t, address, "blobs")
	hash := put(t, s, "as it was")
	if _, err := backend.PutObject("blobs", hash, map[string]string{}, strings.NewReader("as it is!"), 9, nil); err != nil {
		t.Fatal(err)
	}
	r, _, err := s.Open(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := io.ReadAll(r); !errors.Is(err, blob.ErrCorrupt) {
		t.Fatal(err)
	}
}

// alter changes the body of uploads on their way.
func alter(change func([]byte) []byte) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPut {
				body, _ := io.ReadAll(r.Body)
				body = change(body)
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
			}
			next.ServeHTTP(w, r)
		})
	}
}

func TestAnUploadThatChangesOnItsWayFails(t *testing.T) {
	t.Parallel()
	address, _ := fakeS3(t, alter(func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("was"), []byte("is!")) }))
	s := openS3(t, address, "blobs")
	if _, _, err := s.Put(t.Context(), strings.NewReader("as it was"), limit); err == nil {
		t.Fatal("stored what was never sent")
	}
	if all := list(t, s); len(all) != 0 {
		t.Fatal(all)
	}
}

func TestAnUploadThatIsStoredShortFails(t *testing.T) {
	t.Parallel()
	address, _ := fakeS3(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodHead {
				w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
				w.Header().Set("Content-Length", "4")
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	_, _, err := openS3(t, address, "blobs").Put(t.Context(), strings.NewReader("as it was"), limit)
	if !errors.Is(err, blob.ErrCorrupt) {
		t.Fatal(err)
	}
}

func TestABucketThatIsMissingFailsTheCheck(t *testing.T) {
	t.Parallel()
	address, _ := fakeS3(t, nil)
	s := openS3(t, address, "other")
	if err := s.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "other") {
		t.Fatal(err)
	}
	_, _, err := s.Put(t.Context(), strings.NewReader("x"), limit)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Fatal(err)
	}
}

func TestAPutToS3LeavesNoSpooledFile(t *testing.T) {
	t.Parallel()
	address, _ := fakeS3(t, nil)
	temp := t.TempDir()
	s, err := blob.OpenS3(blob.S3Config{Endpoint: address, Access: "a", Secret: "b", Bucket: "blobs", Temp: temp})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, "one")
	if left, err := os.ReadDir(temp); err != nil || len(left) != 0 {
		t.Fatalf("%v, %v", left, err)
	}
}
