/**
 * What is around the chat: a host page whose loader keeps the token and shows
 * the badge, or nothing, when the page is opened by its own address.
 */
import { OUTBOX_MAX, post, receiveInFrame, type Init, type Peer, type ToFrame, type ToHost } from "../shared/protocol.ts";

export interface Host {
  tell(message: ToHost): void;
  /** embedded says that there is a panel to close. */
  embedded: boolean;
}

/** connect finds the host and calls init once, then hear with every later message. */
export function connect(init: (host: Host, first: Init) => void, hear: (message: ToFrame) => void): void {
  if (window.parent === window) {
    init(new Alone(), alone());
    addEventListener("storage", ({ key, newValue }) => {
      if (key === name("token")) hear({ type: "token", token: newValue });
      else if (key?.startsWith(name("out."))) hear({ type: "outbox", key: key.slice(name("out.").length), value: newValue });
    });
    return;
  }
  // The loader names its origin; a wrong one would receive nothing, and what it
  // sends would be ignored.
  const peer: Peer = { window: window.parent, origin: decodeURIComponent(location.hash.slice(1)) };
  let begun = false;
  const host: Host = { embedded: true, tell: (message) => post(peer, message) };
  addEventListener("message", (event) => {
    const message = receiveInFrame(event, peer);
    if (!message) return;
    if (message.type !== "init") {
      if (begun) hear(message);
    } else if (!begun) {
      begun = true;
      init(host, message);
    }
  });
  host.tell({ type: "ready" });
}

const name = (key: string): string => `switchboard.${location.pathname}.${key}`;

function kept(key: string): string | null {
  try {
    return localStorage.getItem(name(key));
  } catch {
    return null;
  }
}

function waiting(): string[] {
  try {
    const names = Object.keys(localStorage).filter((n) => n.startsWith(name("out.")));
    return names.flatMap((n) => localStorage.getItem(n) ?? []).slice(0, OUTBOX_MAX);
  } catch {
    return [];
  }
}

function alone(): Init {
  return {
    type: "init",
    token: kept("token"),
    identity: null,
    locale: null,
    theme: "auto",
    page: null,
    context: null,
    stored: kept("state"),
    outbox: waiting(),
    visible: true,
  };
}

/** Alone keeps token and outbox in this page's own storage. */
class Alone implements Host {
  readonly embedded = false;

  tell(message: ToHost): void {
    if (message.type === "token") this.keep("token", message.token);
    if (message.type === "store") this.keep("state", message.value);
    if (message.type === "outbox") this.keep(`out.${message.key}`, message.value);
  }

  private keep(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(name(key));
      else localStorage.setItem(name(key), value);
    } catch {
      // Without storage the visitor is new at the next visit.
    }
  }
}
