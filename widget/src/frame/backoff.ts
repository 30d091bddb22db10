/** Waiting between attempts: full jitter, so that a restarted hub is not stormed. */
const MIN = 1000;
const MAX = 30000;

/** delay is a random time from 1 s to a bound that doubles from 3 s to 30 s. */
export function delay(attempt: number, random: () => number = Math.random): number {
  const bound = Math.min(MAX, 3000 * 2 ** Math.min(attempt, 10));
  return Math.round(MIN + random() * (bound - MIN));
}

/** Pause is a wait that can be cut short. */
export class Pause {
  private end: (() => void) | null = null;

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.skip(), ms);
      this.end = () => {
        clearTimeout(timer);
        this.end = null;
        resolve();
      };
    });
  }

  skip(): void {
    this.end?.();
  }
}
