package blob_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core"
	"github.com/switchboard-hub/switchboard/core/blob"
)

func TestAnAddressNamesAStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, u := range []string{"", "file://" + filepath.Join(dir, "a"), filepath.Join(dir, "b")} {
		s, err := blob.OpenURL(u, filepath.Join(dir, "default"), nil)
		if _, ok := s.(*blob.Folder); !ok || err != nil {
			t.Errorf("%q: %T, %v", u, s, err)
		}
	}
	for _, u := range []string{"s3://a:b@s3.example.com/bucket", "s3://a:b%2Fc@localhost:9000/bucket/in/here?tls=1&region=eu-west-1"} {
		s, err := blob.OpenURL(u, dir, nil)
		if _, ok := s.(*blob.S3); !ok || err != nil {
			t.Errorf("%q: %T, %v", u, s, err)
		}
	}
}

func TestAWrongAddressIsRefusedWithoutItsSecret(t *testing.T) {
	t.Parallel()
	for _, u := range []string{
		"s3://access:topsecret@host/", "s3://access:topsecret@/bucket", "s3://access@host/bucket", "s3://host/bucket",
		"s3://access:topsecret@host/bucket?tls=no", "s3://access:topsecret@host/bucket?ssl=0", "s3://access:topsecret@ho st/bucket",
		"s3://access:topsecret/x@host:y/bucket", "s3://access:topsecret@host/bucket?%zz", "ftp://access:topsecret@host/",
		"file://host/x", "s3://access:topsecret@ho!st/bucket",
	} {
		s, err := blob.OpenURL(u, t.TempDir(), nil)
		var p *core.Problem
		if !errors.As(err, &p) || p.Code != "blob.url" {
			t.Errorf("%q: %T, %v", u, s, err)
			continue
		}
		if strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%q: the error repeats the secret: %v", u, err)
		}
	}
	if _, err := blob.OpenURL("", "", nil); err == nil {
		t.Error("no folder at all is accepted")
	}
}
