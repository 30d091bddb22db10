import type { Page } from "../shared/types.ts";

/** bare is an address without its query and fragment, where secrets and names of people travel. */
export function bare(address: string): string {
  try {
    const url = new URL(address);
    return (url.origin + url.pathname).slice(0, 2048);
  } catch {
    return "";
  }
}

export function currentPage(): Page {
  return { url: bare(location.href), title: document.title.slice(0, 512), referrer: bare(document.referrer) };
}

/**
 * watchPage tells of page changes inside a single-page application. It looks
 * rather than wrapping the host's history functions, which belong to the host.
 */
export function watchPage(changed: () => void): void {
  let last = bare(location.href);
  const look = () => {
    const now = bare(location.href);
    if (now === last) return;
    last = now;
    // Routers set the title after the address.
    setTimeout(changed, 300);
  };
  const navigation = (window as { navigation?: EventTarget }).navigation;
  if (navigation) {
    navigation.addEventListener("navigatesuccess", look);
    return;
  }
  addEventListener("popstate", look);
  setInterval(() => document.visibilityState === "visible" && look(), 1000);
}
