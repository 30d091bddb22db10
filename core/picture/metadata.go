package picture

import "encoding/binary"

// orientation reads how a JPEG is to be turned from its Exif segment (Exif 2.3,
// 4.6.4); 1 where it says nothing that can be read.
func orientation(raw []byte) int {
	for i := 2; i+4 <= len(raw) && raw[i] == 0xFF; {
		marker, size := raw[i+1], int(binary.BigEndian.Uint16(raw[i+2:]))
		if marker == 0xDA || size < 2 || i+2+size > len(raw) { // the pixels begin
			return 1
		}
		segment := raw[i+4 : i+2+size]
		if marker == 0xE1 && len(segment) > 14 && string(segment[:6]) == "Exif\x00\x00" {
			return tiffOrientation(segment[6:])
		}
		i += 2 + size
	}
	return 1
}

func tiffOrientation(b []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch string(b[:2]) {
	case "II":
	case "MM":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(b[4:]))
	if at+2 > uint64(len(b)) {
		return 1
	}
	n := uint64(order.Uint16(b[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(b)) {
			return 1
		}
		if order.Uint16(b[entry:]) == 274 {
			return int(order.Uint16(b[entry+8:]))
		}
	}
	return 1
}

// cleanWebP reads the size of a WebP and cuts its EXIF and XMP chunks out (RFC
// 9649).
func cleanWebP(raw []byte) (Cleaned, error) {
	if len(raw) < 20 || string(raw[:4]) != "RIFF" || string(raw[8:12]) != "WEBP" {
		return Cleaned{}, ErrDamaged
	}
	out := append([]byte(nil), raw[:12]...)
	w, h := 0, 0
	for rest := raw[12:]; len(rest) >= 8; {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		end := 8 + size + size%2
		if 8+size > uint64(len(rest)) {
			return Cleaned{}, ErrDamaged
		}
		chunk := rest[:min(end, uint64(len(rest)))]
		rest = rest[len(chunk):]
		kind := string(chunk[:4])
		if kind == "EXIF" || kind == "XMP " {
			continue
		}
		at := len(out)
		out = append(out, chunk...)
		if cw, ch := webpSize(kind, chunk[8:]); w == 0 && cw > 0 {
			w, h = cw, ch
		}
		if kind == "VP8X" && len(chunk) > 8 {
			out[at+8] &^= 0x0C // no EXIF, no XMP
		}
	}
	if err := bounded(w, h); err != nil {
		return Cleaned{}, err
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) //nolint:gosec // shorter than raw, which fits
	return Cleaned{Bytes: out, Width: w, Height: h}, nil
}

// webpSize reads the size of the canvas or of the one frame.
func webpSize(kind string, b []byte) (w, h int) {
	switch {
	case kind == "VP8X" && len(b) >= 10:
		return 1 + int(uint32(b[4])|uint32(b[5])<<8|uint32(b[6])<<16), 1 + int(uint32(b[7])|uint32(b[8])<<8|uint32(b[9])<<16)
	case kind == "VP8 " && len(b) >= 10 && b[3] == 0x9D && b[4] == 0x01 && b[5] == 0x2A:
		return int(binary.LittleEndian.Uint16(b[6:])) & 0x3FFF, int(binary.LittleEndian.Uint16(b[8:])) & 0x3FFF
	case kind == "VP8L" && len(b) >= 5 && b[0] == 0x2F:
		bits := binary.LittleEndian.Uint32(b[1:])
		return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
	}
	return 0, 0
}
