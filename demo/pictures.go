package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"

	"golang.org/x/image/vector"
)

// pictureType is the media type of all pictures.
const pictureType = "image/jpeg"

// The size of a picture, in pixels.
const (
	pictureWide = 960
	pictureHigh = 720
)

// canvas is painted in units of a hundredth of its height.
type canvas struct{ *image.RGBA }

// pictures are what customers photograph, by name.
func pictures() map[string]func(canvas) {
	return map[string]func(canvas){"parcel": parcel, "cup": cup, "tin": tin, "receipt": receipt, "leaves": leaves}
}

// picture paints what a name stands for, as a JPEG.
func picture(name string) ([]byte, error) {
	paint, ok := pictures()[name]
	if !ok {
		return nil, fmt.Errorf("there is no picture %q", name)
	}
	c := canvas{image.NewRGBA(image.Rect(0, 0, pictureWide, pictureHigh))}
	paint(c)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, c.RGBA, &jpeg.Options{Quality: 86}); err != nil {
		return nil, fmt.Errorf("encode a picture: %w", err)
	}
	return b.Bytes(), nil
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255} //nolint:gosec // the bytes of a colour
}

// room paints a wall, and the table in front of it.
func (c canvas) room(wall, table uint32) {
	for y := range pictureHigh {
		shade := rgb(wall)
		if y > pictureHigh*6/10 {
			shade = rgb(table)
		}
		k := 1.06 - 0.22*float64(y%(pictureHigh*6/10))/float64(pictureHigh)
		line := color.RGBA{scale(shade.R, k), scale(shade.G, k), scale(shade.B, k), 255}
		draw.Draw(c.RGBA, image.Rect(0, y, pictureWide, y+1), image.NewUniform(line), image.Point{}, draw.Src)
	}
}

func scale(v uint8, k float64) uint8 { return uint8(min(255, float64(v)*k)) }

// fill paints a polygon; points are x, y, x, y….
func (c canvas) fill(hex uint32, points ...float32) {
	const unit = pictureHigh / 100.0
	r := vector.NewRasterizer(pictureWide, pictureHigh)
	r.MoveTo(points[0]*unit, points[1]*unit)
	for i := 2; i+1 < len(points); i += 2 {
		r.LineTo(points[i]*unit, points[i+1]*unit)
	}
	r.ClosePath()
	r.Draw(c.RGBA, c.Bounds(), image.NewUniform(rgb(hex)), image.Point{})
}

// oval paints an ellipse around x, y, turned by an angle.
func (c canvas) oval(hex uint32, x, y, wide, high, angle float64) {
	const corners = 72
	var points []float32
	for i := range corners {
		a := 2 * math.Pi * float64(i) / corners
		px, py := wide*math.Cos(a), high*math.Sin(a)
		points = append(points, float32(x+px*math.Cos(angle)-py*math.Sin(angle)), float32(y+px*math.Sin(angle)+py*math.Cos(angle)))
	}
	c.fill(hex, points...)
}

// parcel is a box with a corner that was pressed in.
func parcel(c canvas) {
	c.room(0xd9d4cb, 0x9a7b5c)
	c.oval(0x6f563d, 68, 84, 46, 7, 0)
	c.fill(0xc89b64, 26, 38, 72, 46, 72, 86, 26, 76)
	c.fill(0xa87c49, 72, 46, 108, 36, 108, 58, 101, 66, 107, 72, 72, 86)
	c.fill(0xdcb581, 26, 38, 62, 30, 108, 36, 72, 46)
	c.fill(0xece0c4, 45, 41, 53, 42.5, 53, 82, 45, 80)
	c.fill(0xece0c4, 45, 41, 80, 32.5, 88, 33.5, 53, 42.5)
	c.fill(0x7d5a33, 101, 66, 108, 58, 107, 72)
	c.fill(0xf6f4ee, 29, 54, 42, 56.5, 42, 70, 29, 67)
	for i := range 4 {
		y := float32(57 + 2.4*float64(i))
		c.fill(0x555555, 31, y, 40, y+1.6, 40, y+2.4, 31, y+0.8)
	}
}

// cup is one with a crack.
func cup(c canvas) {
	c.room(0xe6ebe7, 0xb79b7d)
	c.oval(0x8d7458, 66, 83, 32, 6, 0)
	c.oval(0xeef3f1, 96, 58, 13, 13, 0)
	c.oval(0xc9d2cb, 96, 58, 8, 8, 0)
	c.fill(0xf4f8f6, 38, 38, 94, 38, 86, 82, 46, 82)
	c.oval(0xf4f8f6, 66, 82, 20, 4, 0)
	c.fill(0xd5dfda, 80, 38, 94, 38, 86, 82, 76, 84)
	c.oval(0xdde7e2, 66, 38, 28, 7, 0)
	c.oval(0x9aa84b, 66, 39, 25, 5.4, 0)
	c.fill(0x4a4f4c, 52, 44, 53.2, 44, 56, 53, 53.6, 58, 58, 66, 55, 74, 54, 74, 56.4, 66, 52.4, 58, 54.6, 53)
	c.fill(0x2f7d5b, 66, 56, 72, 62, 66, 70, 60, 62)
}

// tin is a tea caddy, whose label says another year.
func tin(c canvas) {
	c.room(0xdfe3ea, 0x7c8894)
	c.oval(0x59636d, 64, 86, 30, 6, 0)
	c.fill(0x2f6b4f, 40, 34, 88, 34, 88, 84, 40, 84)
	c.oval(0x2f6b4f, 64, 84, 24, 5, 0)
	c.fill(0x24553e, 76, 34, 88, 34, 88, 84, 76, 87)
	c.oval(0x3f8464, 64, 34, 24, 5, 0)
	c.fill(0xc9a24a, 38, 22, 90, 22, 90, 32, 38, 32)
	c.oval(0xdab55c, 64, 22, 26, 5, 0)
	c.oval(0xc9a24a, 64, 32, 26, 5, 0)
	c.fill(0xf3ead3, 48, 48, 80, 48, 80, 72, 48, 72)
	c.oval(0x5e9a54, 59, 58, 7, 2.6, -0.7)
	c.oval(0x4a8444, 68, 57, 7, 2.6, 0.6)
	c.fill(0xb43b32, 56, 65, 72, 65, 72, 68, 56, 68)
}

// receipt is a slip of paper.
func receipt(c canvas) {
	c.room(0x8b7a68, 0x77685a)
	c.fill(0x5d5146, 46, 12, 92, 15, 88, 95, 42, 92)
	c.fill(0xfbfaf5, 44, 10, 90, 13, 86, 93, 40, 90)
	c.fill(0x2d2d2d, 55, 18, 79, 19.5, 78.8, 23, 54.8, 21.5)
	for i := range 7 {
		y := float32(30 + 6*float64(i))
		c.fill(0x8e8e8e, 49, y, 67, y+1.2, 67, y+3, 49, y+1.8)
		c.fill(0x6a6a6a, 75, y+1.6, 84, y+2.2, 84, y+4, 75, y+3.4)
	}
	c.fill(0xc23b31, 70, 78, 84, 79, 83.6, 85, 69.6, 84)
}

// leaves are tea in a bowl.
func leaves(c canvas) {
	c.room(0xefe9dc, 0xcbb79a)
	c.oval(0xa8926f, 66, 66, 46, 20, 0)
	c.oval(0xfafaf6, 66, 62, 44, 20, 0)
	c.oval(0xe5e2d4, 66, 61, 36, 15, 0)
	c.oval(0xb9ad5a, 66, 62, 33, 13, 0)
	for i := range 26 {
		a := float64(i) * 2.4
		r := 2.2 * math.Sqrt(float64(i)) * 2.4
		green := []uint32{0x4f7f3a, 0x64953f, 0x3f6b34, 0x7ca64d}[i%4]
		c.oval(green, 66+r*math.Cos(a), 61+0.42*r*math.Sin(a), 4.6, 1.5, a*1.7)
	}
}
