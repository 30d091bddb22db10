package blob_test

import (
	"strings"
	"testing"

	"github.com/switchboard-hub/switchboard/core/blob"
)

func TestATypeIsFoundByContent(t *testing.T) {
	t.Parallel()
	page := strings.Repeat("\x00", 26)
	for _, c := range []struct{ head, name, want string }{
		{"\x89PNG\r\n\x1a\n", "x.html", "image/png"},
		{"\xFF\xD8\xFF\xE0", "", "image/jpeg"},
		{"GIF89a<script>", "x.svg", "image/gif"},
		{"RIFF\x24\x00\x00\x00WEBPVP8 ", "", "image/webp"},
		{"RIFF\x24\x00\x00\x00WAVEfmt ", "", "audio/wav"},
		{"OggS\x00\x02" + page[:22] + "OpusHead", "voice.oga", "audio/ogg"},
		{"OggS\x00\x02" + page[:22] + "\x80theora", "", "video/ogg"},
		{"OggS\x00\x02" + page[:22] + "something", "", "application/ogg"},
		{"#!AMR\n\x3c", "", "audio/amr"},
		{"#!AMR-WB\n\x3c", "", "audio/amr-wb"},
		{"\x02#!SILK_V3\x0c", "", "audio/silk"},
		{"\x00\x00\x00\x18ftypmp42", "", "video/mp4"},
		{"\x00\x00\x00\x18ftypM4A ", "", "audio/mp4"},
		{"\x00\x00\x00\x18ftypqt  ", "", "video/quicktime"},
		{"\x00\x00\x00\x18ftypheic", "photo.jpg", "image/heic"},
		{"\x00\x00\x00\x18ftyp3gp4", "", "video/3gpp"},
		{"ID3\x03\x00", "", "audio/mpeg"},
		{"\xFF\xFB\x90\x64", "", "audio/mpeg"},
		{"\xFF\xF1\x50\x80", "", "audio/aac"},
		{"fLaC\x00\x00\x00\x22", "", "audio/flac"},
		{"%PDF-1.7", "invoice", "application/pdf"},
		{"PK\x03\x04", "report.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"PK\x03\x04", "photo.png", "application/zip"},
		{"a,b\n1,2\n", "list.csv", "text/csv"},
		{"{}", "x.json", "application/json"},
		{"BEGIN:VCARD", "x.vcf", "text/vcard"},
		{"你好", "x.png", "text/plain"},
		{"", "x.png", "text/plain"},
		{"\x00\x01\x02", "x.png", "application/octet-stream"},
	} {
		if got := blob.Sniff([]byte(c.head), c.name); got != c.want {
			t.Errorf("%q named %q: %s, want %s", c.head, c.name, got, c.want)
		}
	}
}

func TestWhatRunsScriptIsNoImage(t *testing.T) {
	t.Parallel()
	for _, head := range []string{
		"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'>", "\n\t <SVG>", "\xEF\xBB\xBF<svg>",
		"<?xml version='1.0'?><svg/>", "<!-- a --><svg>", "<!DOCTYPE svg>", "<x:svg xmlns:x='http://www.w3.org/2000/svg'>",
		"<html>", "<!DOCTYPE html>", "<script>alert(1)</script>", "<body>",
	} {
		for _, name := range []string{"", "x.png", "x.svg"} {
			switch got := blob.Sniff([]byte(head), name); got {
			case "text/html", "text/xml":
			default:
				t.Errorf("%q named %q is called %s", head, name, got)
			}
		}
	}
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("<svg>"), "x.svg")
	f.Add([]byte("\x00\x00\x00\x18ftyp"), "")
	f.Add([]byte("OggS"), "x.ogg")
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		got := blob.Sniff(head, name)
		if !strings.Contains(got, "/") || strings.Contains(got, "svg") || strings.Contains(got, ";") {
			t.Fatalf("%q", got)
		}
		if plain := blob.Sniff(head, ""); strings.HasPrefix(got, "image/") && got != plain {
			t.Fatalf("the name %q made %s of %s", name, got, plain)
		}
	})
}
