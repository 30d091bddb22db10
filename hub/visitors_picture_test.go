package hub

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"testing"

	"github.com/switchboard-hub/switchboard/core/picture"
)

// movingGIF has frames of a size.
func movingGIF(t testing.TB, n, w, h int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for range n {
		g.Image = append(g.Image, image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black}))
		g.Delay = append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func chunk(kind string, body []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
	if out = append(out, body...); len(body)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

func webpOf(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// The smallest pictures of one pixel: with loss and without.
func lossy(t testing.TB) []byte {
	return unpack(t, "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=")
}
func lossless(t testing.TB) []byte {
	return unpack(t, "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
}

func unpack(t testing.TB, text string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAPictureIsWhole(t *testing.T) {
	t.Parallel()
	one, moving := movingGIF(t, 1, 20, 10), movingGIF(t, 5, 20, 10)
	vp8, vp8l := lossy(t)[20:], lossless(t)[20:33]
	canvas := chunk("VP8X", []byte{2, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	frame := func(kind string, body []byte) []byte {
		return chunk("ANMF", append(make([]byte, 16), chunk(kind, body)...))
	}
	wide := append([]byte(nil), vp8...)
	binary.LittleEndian.PutUint16(wide[6:], 16383)
	binary.LittleEndian.PutUint16(wide[8:], 16383)
	for name, c := range map[string]struct {
		mime string
		raw  []byte
		want error
	}{
		"a GIF":                       {"image/gif", one, nil},
		"a GIF that moves":            {"image/gif", moving, nil},
		"a GIF with a page behind":    {"image/gif", append(append([]byte(nil), one...), "<script>"...), nil},
		"a GIF without its end":       {"image/gif", one[:len(one)-1], picture.ErrDamaged},
		"half a GIF":                  {"image/gif", moving[:len(moving)/2], picture.ErrDamaged},
		"a GIF without pictures":      {"image/gif", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), picture.ErrDamaged},
		"a GIF whose pixels are less": {"image/gif", resizedGIF(one, 2000, 2000), picture.ErrDamaged},
		"a GIF of too many frames":    {"image/gif", movingGIF(t, framesMax+1, 1, 1), picture.ErrTooLarge},
		"a GIF of too many pixels":    {"image/gif", resizedGIF(one, 30_000, 30_000), picture.ErrTooLarge},
		"a WebP":                      {"image/webp", lossy(t), nil},
		"a WebP without loss":         {"image/webp", lossless(t), nil},
		"a WebP that moves":           {"image/webp", webpOf(canvas, chunk("ANIM", make([]byte, 6)), frame("VP8 ", vp8), frame("VP8L", vp8l)), nil},
		"half a WebP":                 {"image/webp", webpOf(chunk("VP8 ", vp8[:12])), picture.ErrDamaged},
		"half a frame":                {"image/webp", webpOf(canvas, frame("VP8 ", vp8), frame("VP8L", vp8l[:6])), picture.ErrDamaged},
		"a WebP that says it is tiny": {"image/webp", webpOf(canvas, chunk("VP8 ", wide)), picture.ErrTooLarge},
		"a frame larger than told":    {"image/webp", webpOf(canvas, frame("VP8 ", wide)), picture.ErrTooLarge},
		"a WebP without pictures":     {"image/webp", webpOf(canvas), picture.ErrDamaged},
		"frames within frames":        {"image/webp", webpOf(canvas, chunk("ANMF", append(make([]byte, 16), frame("VP8 ", vp8)...))), picture.ErrDamaged},
	} {
		got, err := wholePicture(c.mime, c.raw)
		if !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err == nil && bytes.Contains(got, []byte("<script>")) {
			t.Errorf("%s: it is still behind", name)
		}
	}
}

// resizedGIF says of screen and picture that they are larger than they are.
func resizedGIF(raw []byte, w, h uint16) []byte {
	out := append([]byte(nil), raw...)
	at := bytes.LastIndexByte(out[:len(out)-6], ',') // the picture's head, in a GIF as small as these
	for _, i := range []int{6, at + 5} {
		binary.LittleEndian.PutUint16(out[i:], w)
		binary.LittleEndian.PutUint16(out[i+2:], h)
	}
	return out
}

// FuzzWholePicture: whatever is taken can be drawn, and has no more behind it.
func FuzzWholePicture(f *testing.F) {
	f.Add(true, movingGIF(f, 3, 4, 4))
	f.Add(true, []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"))
	f.Add(false, lossy(f))
	f.Add(false, lossless(f))
	f.Add(false, webpOf(chunk("ANMF", append(make([]byte, 16), lossy(f)[12:]...))))
	f.Fuzz(func(t *testing.T, isGIF bool, raw []byte) {
		if !isGIF {
			_, _ = wholePicture("image/webp", raw) // it ends, and does not panic
			return
		}
		got, err := wholePicture("image/gif", raw)
		if err != nil {
			return
		}
		if len(got) > len(raw) || got[len(got)-1] != ';' {
			t.Errorf("it ends with %q", got[len(got)-1:])
		}
	})
}
