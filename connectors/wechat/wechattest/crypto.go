package wechattest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // the protocol's own
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
)

// sign is WeChat's signature: the hexadecimal SHA-1 of the sorted parts.
func sign(parts ...string) string {
	sorted := slices.Sorted(slices.Values(parts))
	sum := sha1.Sum([]byte(strings.Join(sorted, ""))) //nolint:gosec // the protocol's own
	return hex.EncodeToString(sum[:])
}

// cipherKey reads an EncodingAESKey: 43 characters of base64 without the sign
// that would end them.
func cipherKey(encoded string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(encoded + "=")
	if err != nil || len(key) != 32 {
		return nil, errors.New("an EncodingAESKey has 43 characters of base64")
	}
	return key, nil
}

var errUnsigned = errors.New("the signature is wrong")

// padding is PKCS#7's block here; AES itself has 16.
const padding = 32

// seal encrypts random (16 bytes), the message's length, the message and its
// receiver: an appid or a corpid.
func seal(encoded, receiver string, random, message []byte) (string, error) {
	key, err := cipherKey(encoded)
	if err != nil {
		return "", err
	}
	plain := binary.BigEndian.AppendUint32(slices.Clone(random[:16]), uint32(len(message)))
	plain = append(append(plain, message...), receiver...)
	n := padding - len(plain)%padding
	plain = append(plain, bytes.Repeat([]byte{byte(n)}, n)...)
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(plain, plain)
	return base64.StdEncoding.EncodeToString(plain), nil
}

// open is the way back; it refuses what is for another receiver.
func open(encoded, receiver, sealed string) ([]byte, error) {
	key, err := cipherKey(encoded)
	if err != nil {
		return nil, err
	}
	text, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(text) == 0 || len(text)%padding != 0 {
		return nil, errors.New("not whole blocks of base64")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(text, text)
	n := int(text[len(text)-1])
	if n < 1 || n > padding || n > len(text)-20 || !bytes.Equal(text[len(text)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, errors.New("the padding is wrong")
	}
	text = text[:len(text)-n]
	size := int(binary.BigEndian.Uint32(text[16:20]))
	if size < 0 || size > len(text)-20 || string(text[20+size:]) != receiver {
		return nil, errors.New("it is for another receiver")
	}
	return text[20 : 20+size], nil
}

// random returns n letters and digits.
func random(n int) string {
	var text strings.Builder
	for text.Len() < n {
		text.WriteString(rand.Text())
	}
	return text.String()[:n]
}
