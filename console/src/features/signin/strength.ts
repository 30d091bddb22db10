/** 0 (too short) to 4: how much work a guess is. It advises; the hub decides. */
export function strength(password: string, known: string[] = []): 0 | 1 | 2 | 3 | 4 {
  // A Chinese character is chosen among more than a letter is.
  const length = [...password].reduce((n, c) => n + (/\p{Script=Han}/u.test(c) ? 2 : 1), 0)
  if ([...password].length < 8) return 0
  const lower = password.toLowerCase()
  const guessable = known.some((k) => k.length > 2 && lower.includes(k.toLowerCase()))
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((k) => k.test(password)).length
  const different = new Set(password).size
  const row = /(.)\1{3,}|0123|1234|2345|abcd|qwer|asdf|password|admin|switchboard/i.test(password)
  let score = 1
  if (different >= 8) score++
  if (length >= 14 || kinds >= 3) score++
  if (length >= 16 && different >= 10) score++
  if (guessable || row || different < 5) score = 1
  return Math.min(4, score) as 1 | 2 | 3 | 4
}
