/** How long the hub's server keeps a Date: it is in whole seconds and made anew once a second. */
const coarse = 2000

/**
 * The hub's clock, as its answers tell it: a desk whose own is wrong must not show wrong waits. Each answer says
 * between which two differences the true one is; as long as that of before is between them, it stays.
 */
export class HubClock {
  private offset = 0

  /** The hub's time, in milliseconds. */
  now(): number {
    return Date.now() + this.offset
  }

  /** An answer came, with its Date, that was asked for at a time of this machine. */
  heard(date: string | null, asked: number): void {
    const at = Date.parse(date ?? '')
    if (Number.isNaN(at)) return
    this.offset = Math.min(Math.max(this.offset, at - Date.now()), at + coarse - asked)
  }
}

export const hubClock = new HubClock()
