/** Colours that stay readable, whatever brand colour an account has. */

type RGB = [number, number, number];

function parse(hex: string): RGB {
  const n = parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

const format = (c: RGB): string => `#${c.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;

/** luminance is WCAG's relative luminance. */
function luminance(c: RGB): number {
  const [r, g, b] = c.map((v) => {
    const s = v / 255;
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as RGB;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** contrast is WCAG's contrast ratio of two #rrggbb colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** textOn is the colour of text on a ground: white where it can be read (4.5:1), else near black. */
export function textOn(ground: string): string {
  return contrast("#ffffff", ground) >= 4.5 ? "#ffffff" : "#101418";
}

/** readable moves a colour towards black or white until it can be read on a ground. */
export function readable(color: string, ground: string): string {
  const goal = luminance(parse(ground)) > 0.18 ? 0 : 255;
  let c = parse(color);
  for (let i = 0; i < 20 && contrast(format(c), ground) < 4.5; i++) {
    c = c.map((v) => v + (goal - v) * 0.12) as RGB;
  }
  return format(c);
}
