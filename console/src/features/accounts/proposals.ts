// What a callback is secured with, drawn evenly and for cryptography.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** Last characters of 43 that leave no bit of the 33rd byte over, so that strict decoders take them too. */
const even = 'AEIMQUYcgkosw048'

function drawn(n: number, from: string): string {
  const most = 256 - (256 % from.length)
  let out = ''
  while (out.length < n) {
    for (const b of crypto.getRandomValues(new Uint8Array(64))) if (b < most && out.length < n) out += from.charAt(b % from.length)
  }
  return out
}

/** A token of a callback: 32 letters and digits, the most that WeChat takes. */
export const newToken = (): string => drawn(32, letters)

/** An EncodingAESKey: 43 letters and digits that stand for 32 bytes. */
export const newAESKey = (): string => drawn(42, letters) + drawn(1, even)
