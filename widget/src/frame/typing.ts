/** Typing, both ways: what the other side does lapses by itself, what the visitor does is told sparingly. */
const LAPSES = 6000;
const EVERY = 3000;

export class Typing {
  /** Who is typing on the other side, empty if unnamed; null when nobody is. */
  who: string | null = null;
  private timer = 0;
  private told = 0;

  constructor(private readonly tell: (on: boolean) => void, private readonly changed: () => void) {}

  /** hear takes that somebody types, or with null that nobody does any more. */
  hear(who: string | null): void {
    clearTimeout(this.timer);
    if (who !== null) this.timer = window.setTimeout(() => this.hear(null), LAPSES);
    if (who === this.who) return;
    this.who = who;
    this.changed();
  }

  /** typed says that the visitor is writing, or has stopped. */
  typed(on: boolean): void {
    const now = Date.now();
    if (on ? now - this.told < EVERY : this.told === 0) return;
    this.told = on ? now : 0;
    this.tell(on);
  }

  /** sent: what was being written has arrived, which says more than having stopped. */
  sent(): void {
    this.told = 0;
  }
}
