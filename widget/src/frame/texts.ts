/** The frame's texts and the formats of its locale. */
import en from "../locales/frame/en.json";
import zh from "../locales/frame/zh-CN.json";
import { fill, type Locale } from "../shared/locale.ts";

export type Text = keyof typeof en;

export class Texts {
  private readonly table: Record<Text, string>;
  private readonly clock: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly weekday: Intl.DateTimeFormat;
  private readonly dayOfYear: Intl.DateTimeFormat;

  constructor(readonly locale: Locale) {
    this.table = locale === "zh-CN" ? zh : en;
    this.clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.day = new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", weekday: "short" });
    this.weekday = new Intl.DateTimeFormat(locale, { weekday: locale === "zh-CN" ? "short" : "long" });
    this.dayOfYear = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", day: "numeric" });
  }

  say(text: Text, values?: Record<string, string | number>): string {
    return fill(this.table[text], values);
  }

  time(at: Date): string {
    return this.clock.format(at);
  }

  date(at: Date, now: Date): string {
    const days = daysFrom(at, now);
    if (days === 0) return this.say("today");
    if (days === 1) return this.say("yesterday");
    return this.far(at, now);
  }

  /** when says a time to come. */
  when(at: Date, now: Date): string {
    const time = this.time(at);
    const days = daysFrom(now, at);
    if (days === 0) return this.say("when.today", { time });
    if (days === 1) return this.say("when.tomorrow", { time });
    const near = days > 1 && days < 7;
    return this.say("when.on", { day: near ? this.weekday.format(at) : this.far(at, now), time });
  }

  private far(at: Date, now: Date): string {
    return (at.getFullYear() === now.getFullYear() ? this.day : this.dayOfYear).format(at);
  }

  size(bytes: number): string {
    const units = ["B", "KB", "MB", "GB"];
    let value = bytes;
    let unit = 0;
    for (; value >= 1000 && unit < 3; unit++) value /= 1024;
    return `${new Intl.NumberFormat(this.locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${units[unit]}`;
  }

  /** limits says what may be attached, before anything is picked. */
  limits(bytes: number, mimes: string[]): string {
    const kinds = [...new Set(mimes.flatMap((m) => kindOf(m)))].map((k) => this.say(k));
    const size = this.size(bytes);
    if (kinds.length === 0) return this.say("attach.limitsAny", { size });
    return this.say("attach.limits", { size, kinds: kinds.join(this.locale === "zh-CN" ? "、" : ", ") });
  }
}

/** daysFrom counts the midnights between two times. */
const daysFrom = (a: Date, b: Date): number => Math.round((midnight(b) - midnight(a)) / 86400000);

const midnight = (d: Date): number => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());

function kindOf(mime: string): Text[] {
  const main = mime.split("/")[0];
  if (main === "image" || main === "video" || main === "audio") return [`kind.${main}`];
  if (mime === "application/pdf") return ["kind.pdf"];
  if (main === "text") return ["kind.text"];
  if (/zip|rar|7z|tar/.test(mime)) return ["kind.zip"];
  return /officedocument|msword|ms-excel|ms-powerpoint|opendocument/.test(mime) ? ["kind.office"] : [];
}
