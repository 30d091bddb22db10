/** Finds web addresses in plain text. What it returns becomes text nodes and links, never markup. */
export interface Piece {
  text: string;
  href?: string;
}

// Chinese punctuation ends an address: people write 请看https://example.com。谢谢
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"'`\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u4e00-\u9fff]+/gi;

const CLOSERS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** trim gives back punctuation that ends the sentence rather than the address. */
function trim(address: string): string {
  for (;;) {
    const last = address.slice(-1);
    const open = CLOSERS[last];
    const unbalanced = open !== undefined && address.split(last).length > address.split(open).length;
    if (!unbalanced && !/[.,;:!?*_~]/.test(last)) return address;
    address = address.slice(0, -1);
  }
}

/** safeHref returns an address that may be linked to, or null. */
export function safeHref(address: string, ...schemes: string[]): string | null {
  try {
    const url = new URL(address);
    return ["https:", "http:", ...schemes].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trim(match[0]);
    const href = safeHref(/^www\./i.test(address) ? `https://${address}` : address);
    if (!href || !/[^/.]\.[^/.]|localhost|\[/.test(address.replace(/^https?:\/\//i, ""))) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}
