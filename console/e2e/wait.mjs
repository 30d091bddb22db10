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

/**
 * Until a page that is about to be loaded is connected: the agents' own stream has no memory. It begins with the load:
 * Promise.all([connected(page), page.goto(…)]).
 */
export const connected = (page) =>
  page.waitForEvent('websocket', (ws) => ws.url().includes('/connection/websocket')).then((ws) => ws.waitForEvent('framereceived'))

/** What a console tells of answers that are expected: refusals, and a network that was taken away. */
export const unexpected = (faults) => faults.filter((f) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket/.test(f))
