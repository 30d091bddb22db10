package blob

import (
	"bytes"
	"cmp"
	"net/http"
	"path"
	"strings"
)

// SniffLen is how many of the first bytes Sniff wants.
const SniffLen = 512

// Sniff returns the MIME type of a file by its first bytes, without parameters.
// The name counts only to tell apart what looks the same inside, such as office
// files among ZIP archives; it never makes an image or a page of anything.
//
// What can run script in a browser is never called an image: HTML stays
// text/html and SVG is text/xml.
func Sniff(head []byte, name string) string {
	head = head[:min(len(head), SniffLen)]
	if t := sniffMagic(head); t != "" {
		return t
	}
	t, _, _ := strings.Cut(http.DetectContentType(head), ";")
	ext := strings.ToLower(path.Ext(name))
	switch t {
	case "application/zip":
		return cmp.Or(zipped(ext), t)
	case "text/plain":
		if looksLikeMarkup(head) {
			return "text/xml"
		}
		return cmp.Or(written(ext), t)
	case "audio/wave":
		return "audio/wav"
	}
	return t
}

// sniffMagic knows what net/http does not, or not exactly enough. Sources: the
// RFCs 3533 and 7845 (Ogg, Opus), 4867 (AMR), ISO/IEC 14496-12 with the MP4
// registration authority's brands, the [MS-CFB] header, and Tencent's SILK,
// whose files WeChat starts with one more byte.
func sniffMagic(b []byte) string {
	at := func(i int, s string) bool { return len(b) >= i+len(s) && string(b[i:i+len(s)]) == s }
	switch {
	case at(4, "ftyp") && len(b) >= 12:
		return isoBrand(string(b[8:12]))
	case at(0, "OggS"):
		if at(28, "\x80theora") {
			return "video/ogg"
		}
		if at(28, "OpusHead") || at(28, "\x01vorbis") || at(28, "Speex   ") || at(28, "\x7fFLAC") {
			return "audio/ogg"
		}
		return "application/ogg"
	case at(0, "#!AMR-WB\n"):
		return "audio/amr-wb"
	case at(0, "#!AMR\n"):
		return "audio/amr"
	case at(0, "#!SILK_V3"), at(1, "#!SILK_V3"):
		return "audio/silk"
	case at(0, "fLaC"):
		return "audio/flac"
	case len(b) >= 2 && b[0] == 0xFF && b[1]&0xF6 == 0xF0:
		return "audio/aac" // ADTS, whose layer bits are zero
	case len(b) >= 3 && b[0] == 0xFF && b[1]&0xE6 == 0xE2 && b[2]&0xF0 != 0xF0 && b[2]&0x0C != 0x0C:
		return "audio/mpeg" // layer III without ID3, with a valid bit and sample rate
	case at(0, "II*\x00"), at(0, "MM\x00*"):
		return "image/tiff"
	case at(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"):
		return "application/x-ole-storage" // old office files, mail of Outlook
	case at(0, "7z\xBC\xAF\x27\x1C"):
		return "application/x-7z-compressed"
	}
	return ""
}

func isoBrand(brand string) string {
	switch brand {
	case "avif", "avis":
		return "image/avif"
	case "heic", "heix", "heim", "heis", "hevc", "hevx":
		return "image/heic"
	case "mif1", "msf1":
		return "image/heif"
	case "M4A ", "M4B ", "M4P ":
		return "audio/mp4"
	case "qt  ":
		return "video/quicktime"
	}
	if strings.HasPrefix(brand, "3gp") {
		return "video/3gpp"
	}
	if strings.HasPrefix(brand, "3g2") {
		return "video/3gpp2"
	}
	return "video/mp4"
}

// looksLikeMarkup catches what net/http lets pass as plain text: SVG and XHTML
// without the XML line in front.
func looksLikeMarkup(b []byte) bool {
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	b = bytes.ToLower(bytes.TrimLeft(b, " \t\r\n\f"))
	return bytes.HasPrefix(b, []byte("<")) && (bytes.Contains(b, []byte("<svg")) ||
		bytes.Contains(b, []byte(":svg")) || bytes.Contains(b, []byte("<html")) || bytes.HasPrefix(b, []byte("<!")))
}

func zipped(ext string) string {
	switch ext {
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".pptx":
		return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	case ".apk":
		return "application/vnd.android.package-archive"
	case ".epub":
		return "application/epub+zip"
	}
	return ""
}

func written(ext string) string {
	switch ext {
	case ".csv":
		return "text/csv"
	case ".json":
		return "application/json"
	case ".ics":
		return "text/calendar"
	case ".vcf":
		return "text/vcard"
	}
	return ""
}
