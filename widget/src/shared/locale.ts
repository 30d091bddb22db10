/** Which of our languages a wish for a locale means, and how texts are filled in. */

export type Locale = "zh-CN" | "en";

/** pickLocale takes the first wish that we have a language for; English if there is none. */
export function pickLocale(...wishes: (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    if (/^zh\b/i.test(wish ?? "")) return "zh-CN";
    if (/^en\b/i.test(wish ?? "")) return "en";
  }
  return "en";
}

/** fill puts values into the {places} of a text. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place));
}
