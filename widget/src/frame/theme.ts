/** The account's colour, made readable in both themes, and the theme that the site asked for. */
import { readable, textOn } from "../shared/color.ts";
import { isColor } from "../shared/protocol.ts";

const SURFACE = { light: "#ffffff", dark: "#171b21" };
const DEFAULT = "#2f56d9";

const dark = matchMedia("(prefers-color-scheme: dark)");
let wanted = "auto";
let color = DEFAULT;

function apply(): void {
  const theme = wanted === "dark" || (wanted !== "light" && dark.matches) ? "dark" : "light";
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.style.setProperty("--brand", color);
  root.style.setProperty("--on-brand", textOn(color));
  root.style.setProperty("--accent", readable(color, SURFACE[theme]));
}

export function setTheme(theme: string): void {
  wanted = theme;
  dark.onchange = apply;
  apply();
}

/** paint takes the account's colour. */
export function paint(next: string | undefined): void {
  if (!next || !isColor(next) || next === color) return;
  color = next;
  apply();
}
