package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/switchboard-hub/switchboard/core/picture"
)

// sample is 16 by 8, red on the left and blue on the right.
func sample() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 16, 8))
	for y := range 8 {
		for x := range 16 {
			c := color.RGBA{R: 255, A: 255}
			if x >= 8 {
				c = color.RGBA{B: 255, A: 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func encoded(t testing.TB, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB) []byte {
	return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, sample(), &jpeg.Options{Quality: 100}) })
}

func pngOf(t testing.TB) []byte {
	return encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, sample()) })
}

// withExif puts an Exif segment behind a JPEG's first marker.
func withExif(raw []byte, turn uint16, order binary.ByteOrder) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	if order == binary.ByteOrder(binary.BigEndian) {
		tiff = []byte("MM\x00*\x00\x00\x00\x08")
	}
	entry := make([]byte, 14)
	order.PutUint16(entry, 1)
	order.PutUint16(entry[2:], 274)
	order.PutUint16(entry[4:], 3)
	order.PutUint32(entry[6:], 1)
	order.PutUint16(entry[10:], turn)
	body := append(append([]byte("Exif\x00\x00"), tiff...), entry...)
	body = append(body, "GPS of a home"...)
	segment := []byte{0xFF, 0xE1, 0, 0}
	binary.BigEndian.PutUint16(segment[2:], uint16(len(body)+2))
	return append(append(append([]byte{}, raw[:2]...), append(segment, body...)...), raw[2:]...)
}

func isRed(c color.Color) bool { r, _, b, _ := c.RGBA(); return r > 0xC000 && b < 0x4000 }

func TestAPhotoIsTurnedUprightAndTellsNoPlace(t *testing.T) {
	t.Parallel()
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		for turn, want := range map[uint16]struct {
			w, h int
			red  image.Point // a point that is red then
			blue image.Point
		}{
			1: {16, 8, image.Pt(1, 4), image.Pt(14, 4)}, 2: {16, 8, image.Pt(14, 4), image.Pt(1, 4)},
			3: {16, 8, image.Pt(14, 4), image.Pt(1, 4)}, 4: {16, 8, image.Pt(1, 4), image.Pt(14, 4)},
			5: {8, 16, image.Pt(4, 1), image.Pt(4, 14)}, 6: {8, 16, image.Pt(4, 1), image.Pt(4, 14)},
			7: {8, 16, image.Pt(4, 14), image.Pt(4, 1)}, 8: {8, 16, image.Pt(4, 14), image.Pt(4, 1)},
			0: {16, 8, image.Pt(1, 4), image.Pt(14, 4)}, 99: {16, 8, image.Pt(1, 4), image.Pt(14, 4)},
		} {
			got, err := picture.Clean("image/jpeg", withExif(jpegOf(t), turn, order))
			if err != nil {
				t.Fatal(err)
			}
			m, err := jpeg.Decode(bytes.NewReader(got.Bytes))
			if err != nil || bytes.Contains(got.Bytes, []byte("Exif")) || bytes.Contains(got.Bytes, []byte("GPS")) {
				t.Fatalf("turn %d: %v", turn, err)
			}
			if got.Width != want.w || got.Height != want.h || m.Bounds().Dx() != want.w || !isRed(m.At(want.red.X, want.red.Y)) || isRed(m.At(want.blue.X, want.blue.Y)) {
				t.Errorf("turn %d: %d by %d, %v %v", turn, got.Width, got.Height, m.At(want.red.X, want.red.Y), m.At(want.blue.X, want.blue.Y))
			}
		}
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"image/jpeg", "image/png", "image/gif", "image/webp", "image/svg+xml"} {
		for _, raw := range [][]byte{nil, []byte("<html><script>"), []byte("\x89PNG\r\n\x1a\n"), []byte("RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff/"), jpegOf(t)[:40]} {
			if _, err := picture.Clean(kind, raw); !errors.Is(err, picture.ErrDamaged) {
				t.Errorf("%s of %q: %v", kind, raw, err)
			}
		}
	}
}

// resized writes another size into a PNG's header.
func resized(raw []byte, w, h uint32) []byte {
	out := bytes.Clone(raw)
	binary.BigEndian.PutUint32(out[16:], w)
	binary.BigEndian.PutUint32(out[20:], h)
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

func TestABombIsNotDecoded(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]uint32{{60_000, 60_000}, {40_001, 1000}, {1 << 30, 1}} {
		if _, err := picture.Clean("image/png", resized(pngOf(t), size[0], size[1])); !errors.Is(err, picture.ErrTooLarge) {
			t.Errorf("%v: %v", size, err)
		}
	}
	vp8x := append([]byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x0c\x00\x00\x00"), 0xff, 0xff, 0, 0xff, 0xff, 0)
	if _, err := picture.Clean("image/webp", vp8x); !errors.Is(err, picture.ErrTooLarge) {
		t.Errorf("webp: %v", err)
	}
}

func TestWhatIsBesideAPNGIsGone(t *testing.T) {
	t.Parallel()
	got, err := picture.Clean("image/png", append(pngOf(t), "<script>a page behind a picture</script>"...))
	if err != nil || bytes.Contains(got.Bytes, []byte("script")) || got.Width != 16 || got.Height != 8 {
		t.Errorf("%v, %d by %d", err, got.Width, got.Height)
	}
	if m, err := png.Decode(bytes.NewReader(got.Bytes)); err != nil || !isRed(m.At(0, 0)) {
		t.Error(err)
	}
	anim := encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, sample(), nil) })
	if got, err := picture.Clean("image/gif", anim); err != nil || !bytes.Equal(got.Bytes, anim) || got.Width != 16 {
		t.Errorf("gif: %v", err)
	}
}

func TestTheMetadataOfAWebPIsCutOut(t *testing.T) {
	t.Parallel()
	chunk := func(kind string, body string) string {
		b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
		if b = append(b, body...); len(body)%2 == 1 {
			b = append(b, 0)
		}
		return string(b)
	}
	body := "WEBP" + chunk("VP8X", "\x0c\x00\x00\x00\x0f\x00\x00\x07\x00\x00") + chunk("VP8L", "/\x0f\xc0\x01\x00") + chunk("EXIF", "a home") + chunk("XMP ", "me!")
	got, err := picture.Clean("image/webp", append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...))
	if err != nil || got.Width != 16 || got.Height != 8 {
		t.Fatalf("%v, %d by %d", err, got.Width, got.Height)
	}
	if bytes.Contains(got.Bytes, []byte("EXIF")) || bytes.Contains(got.Bytes, []byte("XMP")) || got.Bytes[20] != 0 ||
		binary.LittleEndian.Uint32(got.Bytes[4:]) != uint32(len(got.Bytes)-8) {
		t.Errorf("%q", got.Bytes)
	}
}

// FuzzClean: whatever comes, what is called clean can be decoded, is bounded and
// has the size that is told.
func FuzzClean(f *testing.F) {
	kinds := []string{"image/jpeg", "image/png", "image/gif", "image/webp"}
	f.Add(uint8(0), withExif(jpegOf(f), 6, binary.LittleEndian))
	f.Add(uint8(0), withExif(jpegOf(f), 8, binary.BigEndian)[:60])
	f.Add(uint8(1), pngOf(f))
	f.Add(uint8(3), []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x0f\xc0\x01\x00aaaaaaaa\x00"))
	f.Fuzz(func(t *testing.T, kind uint8, raw []byte) {
		name := kinds[int(kind)%len(kinds)]
		if c, _, err := image.DecodeConfig(bytes.NewReader(raw)); err == nil && c.Width*c.Height > 1<<20 {
			return // slow, and bounded all the same
		}
		got, err := picture.Clean(name, raw)
		if err != nil {
			return
		}
		if got.Width <= 0 || got.Height <= 0 || got.Width*got.Height > picture.Pixels {
			t.Errorf("%d by %d", got.Width, got.Height)
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(got.Bytes)); name != "image/webp" && (err != nil || c.Width != got.Width || c.Height != got.Height) {
			t.Errorf("%v, %d by %d", err, c.Width, c.Height)
		}
	})
}
