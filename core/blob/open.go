package blob

import (
	"errors"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/switchboard-hub/switchboard/core"
)

// OpenURL opens the store that a setting names:
//
//	""                                                    the folder defaultDir
//	file:///srv/blobs, or a path                          a folder
//	s3://ACCESS:SECRET@HOST[:PORT]/BUCKET[/PREFIX]?tls=0&region=R   a bucket
//
// The access key and the secret are percent-encoded where they hold / or +.
// TLS is on unless tls=0. The client lends its transport to S3; nil is the
// library's own. What is being hashed for S3 lies in defaultDir, or in the
// system's temporary folder where that is empty. Nothing is called yet: see
// Store.Check. The error is a *core.Problem, blob.url, and holds no secret.
func OpenURL(rawURL, defaultDir string, client *http.Client) (Store, error) {
	if !strings.Contains(rawURL, "://") {
		if rawURL == "" {
			rawURL = defaultDir
		}
		if rawURL == "" {
			return nil, badURL(errors.New("no folder is given"))
		}
		return OpenFolder(rawURL)
	}
	u, err := url.Parse(rawURL)
	if err != nil { // the parser's error repeats the URL with its secret
		return nil, badURL(errors.New("it is not a URL; percent-encode / and + in its secret"))
	}
	switch u.Scheme {
	case "file":
		if u.Host != "" || u.Path == "" {
			return nil, badURL(errors.New("a folder is file:///PATH"))
		}
		return OpenFolder(filepath.FromSlash(u.Path))
	case "s3":
		return openS3URL(u, defaultDir, client)
	}
	return nil, badURL(errors.New("it starts neither with file:// nor with s3://"))
}

func openS3URL(u *url.URL, defaultDir string, client *http.Client) (Store, error) {
	secret, ok := u.User.Password()
	if !ok || secret == "" || u.User.Username() == "" {
		return nil, badURL(errors.New("the access key and its secret are missing"))
	}
	bucket, prefix, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if u.Host == "" || bucket == "" {
		return nil, badURL(errors.New("the host or the bucket is missing"))
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, badURL(errors.New("its query cannot be read"))
	}
	for key := range q {
		if key != "tls" && key != "region" {
			return nil, badURL(errors.New("it knows tls and region, not " + key))
		}
	}
	tls := q.Get("tls")
	if tls != "" && tls != "0" && tls != "1" {
		return nil, badURL(errors.New("tls is 0 or 1"))
	}
	temp := ""
	if defaultDir != "" {
		if temp, err = prepareTemp(defaultDir); err != nil {
			return nil, err
		}
	}
	s, err := OpenS3(S3Config{
		Endpoint: u.Host, TLS: tls != "0", Region: q.Get("region"), Access: u.User.Username(), Secret: secret,
		Bucket: bucket, Prefix: prefix, Temp: temp, Client: client,
	})
	if err != nil {
		return nil, badURL(err)
	}
	return s, nil
}

func badURL(err error) error {
	return &core.Problem{
		Status: http.StatusInternalServerError, Code: "blob.url", Err: err,
		Text: "the blob store's address is wrong; expected a folder or s3://ACCESS:SECRET@HOST:PORT/BUCKET?tls=0&region=REGION",
	}
}
