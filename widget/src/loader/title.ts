/** TitleFlash alternates the host page's title while the tab is in the background and something is unread. */
export class TitleFlash {
  private timer = 0;
  private own = "";
  private theirs = "";

  constructor() {
    document.addEventListener("visibilitychange", () => document.hidden || this.stop());
  }

  start(text: string): void {
    if (!document.hidden) return;
    this.stop();
    this.own = text;
    const tick = () => {
      if (document.title === this.own) {
        document.title = this.theirs;
      } else {
        // Whatever the page has put there meanwhile is what comes back.
        this.theirs = document.title;
        document.title = this.own;
      }
    };
    tick();
    this.timer = window.setInterval(tick, 1500);
  }

  stop(): void {
    clearInterval(this.timer);
    if (this.own && document.title === this.own) document.title = this.theirs;
    this.own = "";
  }
}
