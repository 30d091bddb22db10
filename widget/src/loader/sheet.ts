/** On narrow windows the panel is a sheet over the whole page. */
export const narrow = matchMedia("(max-width: 667px)");

/**
 * fitSheet keeps the open sheet exactly where the visual viewport is, so that
 * an on-screen keyboard never hides the field, and holds the page behind still.
 */
export function fitSheet(panel: HTMLElement, isOpen: () => boolean): () => void {
  const viewport = window.visualViewport;
  let held: string | null = null;
  const fit = () => {
    const sheet = isOpen() && narrow.matches;
    const page = document.documentElement.style;
    if (sheet && held === null) {
      held = page.overflow;
      page.overflow = "hidden";
    } else if (!sheet && held !== null) {
      page.overflow = held;
      held = null;
    }
    if (!sheet || !viewport) return;
    panel.style.setProperty("--top", `${viewport.offsetTop}px`);
    panel.style.setProperty("--height", `${viewport.height}px`);
    panel.classList.toggle("typing", innerHeight - viewport.height > 120);
  };
  viewport?.addEventListener("resize", fit);
  viewport?.addEventListener("scroll", fit);
  narrow.addEventListener("change", fit);
  return fit;
}
