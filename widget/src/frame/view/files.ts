/** Attachments of a message: images and players where the browser has them, cards for the rest. */
import { element } from "../../shared/element.ts";
import type { Attachment } from "../../shared/types.ts";
import { icons } from "./icons.ts";
import type { View } from "./context.ts";

const REL = "noopener noreferrer nofollow";
const MAX_W = 260;
const MAX_H = 320;
const AGAIN_MS = 2000;

export function fileView(a: Attachment, view: View): HTMLElement {
  const href = a.url ? view.chat.api.link(a.url) : null;
  if (href && a.kind === "image") return image(a, href, view);
  if (href && (a.kind === "video" || a.kind === "audio")) return player(a, href, a.kind);
  return card(a, href, view);
}

// Not loading=lazy: Chromium 156 on a busy machine now and then never begins to load such a picture, though it is in
// view and frames are drawn. A page of messages has few.
function image(a: Attachment, href: string, view: View): HTMLElement {
  const picture = element("img", { src: href, alt: view.texts.say("attach.image", { name: a.name }), decoding: "async" });
  if (a.width && a.height) {
    // The place is kept before the bytes are there, so that nothing jumps.
    const scale = Math.min(1, MAX_W / a.width, MAX_H / a.height);
    picture.width = Math.max(48, Math.round(a.width * scale));
    picture.height = Math.max(48, Math.round(a.height * scale));
  }
  const link = element("a", { class: "image", href, target: "_blank", rel: REL }, picture);
  let asked = false;
  picture.addEventListener("error", () => {
    if (asked) return link.replaceWith(card(a, href, view));
    asked = true; // a phone's network comes and goes: once more
    setTimeout(() => (picture.src = href), AGAIN_MS);
  });
  return link;
}

function player(a: Attachment, href: string, kind: "video" | "audio"): HTMLElement {
  return element(kind, { class: kind, src: href, controls: "", preload: "metadata", "aria-label": a.name });
}

function card(a: Attachment, href: string | null, view: View): HTMLElement {
  const size = view.texts.size(a.size);
  const body = [
    icons.file(),
    element("span", { class: "about" }, element("span", { class: "name" }, a.name), element("span", { class: "size" }, size)),
  ];
  if (!href) return element("span", { class: "file" }, ...body);
  return element("a", { class: "file", href, target: "_blank", rel: REL }, ...body);
}
