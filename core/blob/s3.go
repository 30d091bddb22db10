package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 is a Store in a bucket of an S3-compatible service, for hubs of several
// nodes. A blob abcd… is the object PREFIX/abcd…
type S3 struct {
	client minio.Core
	bucket string
	prefix string // ends in a slash, or is empty
	temp   string // folder for what is being hashed
}

var _ Store = (*S3)(nil)

// S3Config says where the bucket is.
type S3Config struct {
	Endpoint       string // HOST or HOST:PORT
	TLS            bool
	Region         string // empty: us-east-1
	Access, Secret string
	Bucket, Prefix string
	Temp           string // folder for what is being hashed; empty: the system's
	// Client lends its transport; nil: the library's. Time is bounded by the
	// contexts of the calls.
	Client *http.Client
}

// maxTries bounds the library's own retries; the job that stores a medium has
// retries with longer waits.
const maxTries = 4

// OpenS3 prepares a client; Check is the first to call the service.
func OpenS3(c S3Config) (*S3, error) {
	if c.Region == "" {
		c.Region = "us-east-1" // asking the bucket for its region is a right of its own
	}
	opts := &minio.Options{
		Creds: credentials.NewStaticV4(c.Access, c.Secret, ""), Secure: c.TLS, Region: c.Region, MaxRetries: maxTries,
	}
	if c.Client != nil {
		opts.Transport = c.Client.Transport
	}
	client, err := minio.New(c.Endpoint, opts)
	if err != nil {
		return nil, fmt.Errorf("open blob bucket: %w", err)
	}
	prefix := ""
	if p := path.Clean("/" + c.Prefix)[1:]; p != "" {
		prefix = p + "/"
	}
	return &S3{client: minio.Core{Client: client}, bucket: c.Bucket, prefix: prefix, temp: c.Temp}, nil
}

// Put implements Store. What is there already is sent again: it becomes young
// for the cleanup, which costs less than a row lost to it.
func (s *S3) Put(ctx context.Context, r io.Reader, max int64) (string, int64, error) {
	f, hash, size, err := spool(ctx, s.temp, r, max)
	if err != nil {
		return "", 0, err
	}
	defer discard(f)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", 0, fmt.Errorf("store blob: %w", err)
	}
	key := s.prefix + hash
	// The MD5, under the request's signature, lets the service refuse what was
	// changed on the way; signed chunks, which not every service knows, would
	// add nothing to it.
	_, err = s.client.Client.PutObject(ctx, s.bucket, key, f, size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", SendContentMd5: true, DisableContentSha256: true, NumThreads: 2,
	})
	if err != nil {
		return "", 0, fmt.Errorf("store blob %s: %w", hash, err)
	}
	info, err := s.client.StatObject(ctx, s.bucket, key, minio.StatObjectOptions{})
	if err != nil {
		return "", 0, fmt.Errorf("store blob %s: verify: %w", hash, err)
	}
	if info.Size != size {
		return "", 0, fmt.Errorf("store blob %s: %w: %d bytes sent, %d stored", hash, ErrCorrupt, size, info.Size)
	}
	return hash, size, nil
}

// Open implements Store.
func (s *S3) Open(ctx context.Context, hash string) (io.ReadCloser, int64, error) {
	if err := checkHash(hash); err != nil {
		return nil, 0, err
	}
	body, info, _, err := s.client.GetObject(ctx, s.bucket, s.prefix+hash, minio.GetObjectOptions{})
	if absent(err) {
		return nil, 0, fmt.Errorf("open blob %s: %w", hash, ErrNotFound)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("open blob %s: %w", hash, err)
	}
	return verify(body, hash), info.Size, nil
}

// Stat implements Store.
func (s *S3) Stat(ctx context.Context, hash string) (Info, error) {
	if err := checkHash(hash); err != nil {
		return Info{}, err
	}
	o, err := s.client.StatObject(ctx, s.bucket, s.prefix+hash, minio.StatObjectOptions{})
	if absent(err) {
		return Info{}, fmt.Errorf("look for blob %s: %w", hash, ErrNotFound)
	}
	if err != nil {
		return Info{}, fmt.Errorf("look for blob %s: %w", hash, err)
	}
	return Info{Hash: hash, Size: o.Size, StoredAt: o.LastModified}, nil
}

// Delete implements Store.
func (s *S3) Delete(ctx context.Context, hash string) error {
	if err := checkHash(hash); err != nil {
		return err
	}
	err := s.client.RemoveObject(ctx, s.bucket, s.prefix+hash, minio.RemoveObjectOptions{})
	if err != nil && !absent(err) {
		return fmt.Errorf("delete blob %s: %w", hash, err)
	}
	return nil
}

// List implements Store. Objects that are no blobs are passed over.
func (s *S3) List(ctx context.Context, each func(Info) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the listing's goroutine when each returns an error
	for o := range s.client.Client.ListObjects(ctx, s.bucket, minio.ListObjectsOptions{Prefix: s.prefix}) {
		if o.Err != nil {
			return fmt.Errorf("list blobs: %w", o.Err)
		}
		name := o.Key[min(len(s.prefix), len(o.Key)):]
		if !ValidHash(name) {
			continue
		}
		if err := each(Info{Hash: name, Size: o.Size, StoredAt: o.LastModified}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Check implements Store.
func (s *S3) Check(ctx context.Context) error {
	ok, err := s.client.BucketExists(ctx, s.bucket)
	if err != nil {
		return fmt.Errorf("blob bucket %s cannot be reached: %w", s.bucket, err)
	}
	if !ok {
		return fmt.Errorf("blob bucket %s does not exist: create it, or name another", s.bucket)
	}
	return nil
}

// absent tells a missing object from other errors. A missing bucket is an
// error of its own, except on HEAD, where the service sends no reason.
func absent(err error) bool {
	var e minio.ErrorResponse
	return errors.As(err, &e) && e.Code == minio.NoSuchKey
}
