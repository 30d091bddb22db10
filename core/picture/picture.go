// Package picture makes pictures of strangers fit to be shown: it decodes what
// claims to be one, bounds its pixels, and takes away what a camera or an
// editor wrote beside them. It keeps nothing and fetches nothing.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
)

// Pixels bounds a picture. Of a file of a few kilobytes a decoder can be made
// to take gigabytes.
const Pixels = 40_000_000

// The errors of Clean.
var (
	ErrTooLarge = errors.New("the picture has too many pixels")
	ErrDamaged  = errors.New("the picture cannot be read")
)

// quality is that of a JPEG written anew; the loss is not seen.
const quality = 90

// Cleaned is a picture without anything beside it.
type Cleaned struct {
	Bytes         []byte
	Width, Height int
}

// Clean decodes a picture of a type. JPEG and PNG are written anew, upright and
// without metadata; of WebP the metadata is cut out, GIF has none that tells of
// a place.
func Clean(mime string, raw []byte) (Cleaned, error) {
	switch mime {
	case "image/jpeg":
		return anew(raw, jpeg.DecodeConfig, jpeg.Decode, orientation(raw), func(b *bytes.Buffer, m image.Image) error {
			return jpeg.Encode(b, m, &jpeg.Options{Quality: quality})
		})
	case "image/png":
		return anew(raw, png.DecodeConfig, png.Decode, 1, func(b *bytes.Buffer, m image.Image) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(b, m)
		})
	case "image/gif":
		c, err := gif.DecodeConfig(bytes.NewReader(raw))
		if err != nil {
			return Cleaned{}, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return Cleaned{Bytes: raw, Width: c.Width, Height: c.Height}, bounded(c.Width, c.Height)
	case "image/webp":
		return cleanWebP(raw)
	}
	return Cleaned{}, fmt.Errorf("%w: unknown type %s", ErrDamaged, mime)
}

func bounded(w, h int) error {
	switch {
	case w <= 0 || h <= 0:
		return ErrDamaged
	case w > Pixels/h:
		return ErrTooLarge
	}
	return nil
}

func anew(raw []byte, config func(io.Reader) (image.Config, error), decode func(io.Reader) (image.Image, error), turn int,
	encode func(*bytes.Buffer, image.Image) error) (Cleaned, error) {
	c, err := config(bytes.NewReader(raw))
	if err != nil {
		return Cleaned{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := bounded(c.Width, c.Height); err != nil {
		return Cleaned{}, err
	}
	m, err := decode(bytes.NewReader(raw))
	if err != nil {
		return Cleaned{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	m = upright(m, turn)
	var out bytes.Buffer
	if err := encode(&out, m); err != nil {
		return Cleaned{}, fmt.Errorf("write the picture: %w", err)
	}
	return Cleaned{Bytes: out.Bytes(), Width: m.Bounds().Dx(), Height: m.Bounds().Dy()}, nil
}

// upright turns a picture as its EXIF orientation (TIFF tag 274) asks: 1 to 8.
func upright(m image.Image, turn int) image.Image {
	if turn <= 1 || turn > 8 {
		return m
	}
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	from := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(from, from.Bounds(), m, b.Min, draw.Src)
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch turn {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(tx, ty):][:4], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return out
}
