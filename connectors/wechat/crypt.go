package wechat

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"

	"github.com/silenceper/wechat/v2/util"
)

// block is the length that a plaintext is filled up to; it is not that of AES.
const block = 32

// errCiphertext is a text that this key and receiver did not make.
var errCiphertext = errors.New("the encrypted text cannot be read")

// signed reports whether signature is that of the parts, in constant time. An
// account without a token has no valid signature.
func signed(signature, token string, parts ...string) bool {
	want := util.Signature(append([]string{token}, parts...)...)
	return token != "" && subtle.ConstantTimeCompare([]byte(want), []byte(signature)) == 1
}

// aesKey reads an EncodingAESKey.
func aesKey(s string) ([]byte, error) {
	if !aesForm.MatchString(s) {
		return nil, errors.New("an EncodingAESKey has 43 letters and digits")
	}
	return base64.StdEncoding.DecodeString(s + "=") // its last two bits are not looked at, as everywhere
}

// decrypt opens an encrypted text: base64 of AES-256-CBC over 16 random bytes,
// the length, the message and the receiver's id. The library's own function
// looks at the last byte of the padding only.
func decrypt(key []byte, to, text string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) == 0 || len(data)%block != 0 {
		return nil, errCiphertext
	}
	c, err := aes.NewCipher(key)
	if err != nil {
		return nil, errCiphertext
	}
	cipher.NewCBCDecrypter(c, key[:aes.BlockSize]).CryptBlocks(data, data)
	data, ok := unpad(data)
	if !ok || len(data) < 20 {
		return nil, errCiphertext
	}
	length, rest := binary.BigEndian.Uint32(data[16:20]), data[20:]
	if uint64(length) > uint64(len(rest)) || string(rest[length:]) != to {
		return nil, errCiphertext
	}
	return rest[:length], nil
}

// unpad takes PKCS#7 off, up to 32 bytes, all of which must be right.
func unpad(data []byte) ([]byte, bool) {
	n := int(data[len(data)-1])
	if n < 1 || n > block || n > len(data) {
		return nil, false
	}
	for _, b := range data[len(data)-n:] {
		if int(b) != n {
			return nil, false
		}
	}
	return data[:len(data)-n], true
}
