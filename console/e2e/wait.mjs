/** Asks until there is an answer that counts. */
export async function until(what, ask, ms = 30_000) {
  const end = Date.now() + ms
  for (;;) {
    const value = await ask()
    if (value) return value
    if (Date.now() > end) throw new Error(`not in time: ${what}`)
    await new Promise((r) => setTimeout(r, 30))
  }
}

/** What a console tells of answers that are expected: refusals, and a network that was taken away. */
export const unexpected = (faults) => faults.filter((f) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket/.test(f))
