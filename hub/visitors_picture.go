package hub

import (
	"bytes"
	"compress/lzw"
	"encoding/binary"
	"io"

	"golang.org/x/image/webp"

	"github.com/switchboard-hub/switchboard/core/picture"
)

// A picture that moves is as many pictures as it has frames; browsers draw all
// of them, so they are counted together.
const (
	framesMax      = 2000
	framePixelsMax = 5 * picture.Pixels
)

// wholePicture decodes what picture.Clean has not written anew: every frame of
// a GIF or WebP must be there and within bounds. It returns the picture without
// what may follow its end.
func wholePicture(mime string, raw []byte) ([]byte, error) {
	switch mime {
	case "image/gif":
		return wholeGIF(raw)
	case "image/webp":
		return raw, wholeWebP(raw)
	}
	return raw, nil
}

// frames counts them. The zero value has counted none.
type frames struct{ n, pixels int }

func (f *frames) add(w, h int) error {
	if w <= 0 || h <= 0 {
		return picture.ErrDamaged
	}
	if f.n++; f.n > framesMax || w > picture.Pixels/h || f.pixels > framePixelsMax-w*h {
		return picture.ErrTooLarge
	}
	f.pixels += w * h
	return nil
}

// wholeGIF walks through the blocks of a GIF (GIF89a, appendix B). One frame is
// unpacked at a time and kept nowhere: what is small here may be gigabytes drawn.
func wholeGIF(raw []byte) ([]byte, error) {
	b := blocks{raw}
	screen, err := b.take(13)
	if err != nil {
		return nil, err
	}
	width, height := int(binary.LittleEndian.Uint16(screen[6:])), int(binary.LittleEndian.Uint16(screen[8:]))
	if _, err := b.take(colors(screen[10])); err != nil {
		return nil, err
	}
	var seen frames
	for {
		kind, err := b.take(1)
		if err != nil {
			return nil, err
		}
		switch kind[0] {
		case 0x3B: // the end
			if seen.n == 0 {
				return nil, picture.ErrDamaged
			}
			return raw[:len(raw)-len(b.rest)], nil
		case 0x21: // an extension: its label, then blocks
			if _, err = b.take(1); err == nil {
				_, err = io.Copy(io.Discard, &subBlocks{from: &b})
			}
		case 0x2C:
			err = b.frame(width, height, &seen)
		default:
			err = picture.ErrDamaged
		}
		if err != nil {
			return nil, err
		}
	}
}

// colors is the size of a colour table, as the packed field before it says.
func colors(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (1 + packed&7)
}

// blocks is what is still to be read of a GIF.
type blocks struct{ rest []byte }

func (b *blocks) take(n int) ([]byte, error) {
	if n > len(b.rest) {
		return nil, picture.ErrDamaged
	}
	out := b.rest[:n]
	b.rest = b.rest[n:]
	return out, nil
}

// frame unpacks one image of a screen of a size.
func (b *blocks) frame(width, height int, seen *frames) error {
	head, err := b.take(9)
	if err != nil {
		return err
	}
	at := func(i int) int { return int(binary.LittleEndian.Uint16(head[i:])) }
	w, h := at(4), at(6)
	if at(0)+w > width || at(2)+h > height {
		return picture.ErrDamaged
	}
	if err := seen.add(w, h); err != nil {
		return err
	}
	if _, err := b.take(colors(head[8])); err != nil {
		return err
	}
	bits, err := b.take(1)
	if err != nil || bits[0] < 2 || bits[0] > 8 {
		return picture.ErrDamaged
	}
	data := &subBlocks{from: b}
	pixels := lzw.NewReader(data, lzw.LSB, int(bits[0]))
	if _, err = io.CopyN(io.Discard, pixels, int64(w*h)); err == nil {
		_, err = io.Copy(io.Discard, data) // whatever follows the pixels, up to the next block
	}
	if err != nil {
		return picture.ErrDamaged
	}
	return nil
}

// subBlocks reads what was cut into pieces of at most 255 bytes, up to the
// empty one.
type subBlocks struct {
	from *blocks
	now  []byte
	end  bool
}

// Read implements io.Reader.
func (s *subBlocks) Read(p []byte) (int, error) {
	for len(s.now) == 0 {
		if s.end {
			return 0, io.EOF
		}
		size, err := s.from.take(1)
		if err == nil {
			s.now, err = s.from.take(int(size[0]))
		}
		if err != nil {
			return 0, err
		}
		s.end = size[0] == 0
	}
	n := copy(p, s.now)
	s.now = s.now[n:]
	return n, nil
}

// wholeWebP decodes each image of a WebP (RFC 9649), the one or all frames. The
// sizes are those of the images themselves: the file's own may say anything.
func wholeWebP(raw []byte) error {
	var seen frames
	if len(raw) < 12 {
		return picture.ErrDamaged
	}
	if err := webpImages(raw[12:], &seen, true); err != nil {
		return err
	}
	if seen.n == 0 {
		return picture.ErrDamaged
	}
	return nil
}

const animFrame = 16 // bytes of an ANMF chunk before its own chunks

// webpImages decodes the images among chunks; frames have no frames.
func webpImages(rest []byte, seen *frames, top bool) error {
	for len(rest) >= 8 {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if 8+size > uint64(len(rest)) {
			return picture.ErrDamaged
		}
		kind, body := string(rest[:4]), rest[8:8+size]
		var err error
		switch {
		case kind == "ANMF" && top && len(body) >= animFrame:
			err = webpImages(body[animFrame:], seen, false)
		case kind == "VP8 " || kind == "VP8L":
			err = webpImage(kind, body, seen)
		}
		if err != nil {
			return err
		}
		rest = rest[min(8+size+size%2, uint64(len(rest))):]
	}
	return nil
}

// webpImage decodes one, as the only one of a file of its own.
func webpImage(kind string, body []byte, seen *frames) error {
	file := []byte("RIFF\x00\x00\x00\x00WEBP" + kind)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(body))) //nolint:gosec // a part of an upload
	file = append(file, body...)
	if len(body)%2 == 1 {
		file = append(file, 0)
	}
	binary.LittleEndian.PutUint32(file[4:], uint32(len(file)-8)) //nolint:gosec // the same
	c, err := webp.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return picture.ErrDamaged
	}
	if err := seen.add(c.Width, c.Height); err != nil {
		return err
	}
	if _, err := webp.Decode(bytes.NewReader(file)); err != nil {
		return picture.ErrDamaged
	}
	return nil
}
