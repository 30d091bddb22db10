package email

import (
	"bytes"
	"path"
	"strings"
)

// encodingName is a transfer encoding by what it means: mailers write "7-bit", "8bits",
// "quoted_printable".
func encodingName(v string) string {
	v = strings.ToLower(strings.Trim(v, " \t\"';"))
	if i := strings.IndexAny(v, " ;("); i > 0 && !strings.HasPrefix(v, "quoted") {
		v = v[:i]
	}
	switch letters := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, v); {
	case strings.HasPrefix(letters, "quoted"), letters == "qp":
		return "quoted-printable"
	case letters == "base64", letters == "b64", letters == "xbase64":
		return "base64"
	case letters == "xuuencode", letters == "uuencode", letters == "xuue", letters == "uue":
		return "uuencode"
	case letters == "", letters == "7bit", letters == "8bit", letters == "8bits", letters == "7bits", letters == "binary", letters == "plain",
		letters == "7", letters == "8", letters == "ascii", letters == "none", letters == "utf8":
		return ""
	}
	return "unknown"
}

// decode is what a part holds, up to limit bytes; 0: all of it.
func (r *reading) decode(p *part, limit int) []byte {
	body := p.body
	if p.plain {
		if limit > 0 && len(body) > limit {
			return body[:limit]
		}
		return body
	}
	switch encodingName(p.h.get("content-transfer-encoding")) {
	case "base64":
		out, clean := decodeBase64(body, limit)
		if !clean {
			r.defect("base64")
		}
		if len(out) == 0 && strings.HasPrefix(p.kind, "text/") {
			return body // it is no base64 at all
		}
		return out
	case "quoted-printable":
		out, clean := decodeQuoted(body, false, limit)
		if !clean {
			r.defect("quoted_printable")
		}
		return out
	case "uuencode":
		if files, _ := uuFiles(body, 1); len(files) == 1 {
			return files[0].data
		}
	case "unknown":
		r.defect("encoding")
	}
	if limit > 0 && len(body) > limit {
		return body[:limit]
	}
	return body
}

// unpack decodes a part that holds others, and counts how much was unpacked: a
// mail in a mail in a mail must not take many times its size.
func (r *reading) unpack(p *part) []byte {
	if r.unpacked >= maxUnpacked {
		r.cut = true
		return nil
	}
	out := r.decode(p, maxUnpacked-r.unpacked)
	r.unpacked += len(out)
	return out
}

// size is how many bytes a part holds. Base64 is counted, not decoded.
func (r *reading) size(p *part) int64 {
	if p.plain || encodingName(p.h.get("content-transfer-encoding")) != "base64" {
		return int64(len(r.decode(p, 0)))
	}
	n := 0
	for _, c := range p.body {
		if base64Value(c) < 64 {
			n++
		}
	}
	if bytes.IndexByte(bytes.TrimRight(p.body, "=\r\n \t"), '=') >= 0 {
		return int64(len(r.decode(p, 0)))
	}
	return int64(n * 6 / 8)
}

// name is the part's file name, without folders; empty: it has none.
func (p *part) name() string {
	n := p.dispParams["filename"]
	if n == "" {
		n = p.params["name"]
	}
	if n == "" {
		n = p.params["filename"]
	}
	if strings.Contains(n, "%") && !strings.ContainsAny(n, " ") { // percent signs without RFC 2231's stars
		if u := unpercent(n); len(u) < len(n)-3 {
			if t, ok := decodeText("", "", u); ok {
				n = t
			}
		}
	}
	return fileName(n)
}

// fileName is a name that is one: no folders, no control characters.
func fileName(n string) string {
	n = oneLine(clean(n))
	if i := strings.LastIndexAny(n, `\`); i >= 0 {
		n = n[i+1:]
	}
	if strings.Contains(n, "/") {
		n = path.Base(n)
	}
	if n == "." || n == ".." || n == "/" {
		return ""
	}
	return cut(n, 255)
}

// fallbackName is a name for what came without.
func fallbackName(kind string) string {
	switch kind {
	case "message/rfc822", "message/global", "message/news":
		return "forwarded.eml"
	case "text/calendar":
		return "invite.ics"
	case "message/delivery-status", "message/global-delivery-status", "message/disposition-notification", "message/feedback-report":
		return "report.txt"
	case "text/rfc822-headers", "message/rfc822-headers", "message/global-headers":
		return "headers.txt"
	case "application/pgp-signature":
		return "signature.asc"
	case "application/ms-tnef":
		return "winmail.dat"
	case "application/pkcs7-signature", "application/x-pkcs7-signature":
		return "smime.p7s"
	}
	ends := map[string]string{"image/jpeg": "jpg", "image/jpg": "jpg", "image/pjpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
		"image/bmp": "bmp", "image/svg+xml": "svg", "image/tiff": "tiff", "image/heic": "heic", "application/pdf": "pdf", "application/zip": "zip",
		"text/plain": "txt", "text/html": "html", "text/csv": "csv", "text/xml": "xml", "application/json": "json", "text/vcard": "vcf", "text/x-vcard": "vcf",
		"audio/mpeg": "mp3", "audio/wav": "wav", "audio/amr": "amr", "video/mp4": "mp4", "application/msword": "doc", "application/vnd.ms-excel": "xls"}
	base := "attachment"
	if strings.HasPrefix(kind, "image/") {
		base = "image"
	}
	if e := ends[kind]; e != "" {
		return base + "." + e
	}
	return base
}
