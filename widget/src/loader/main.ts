/**
 * The script that a site includes. It puts a launcher into the page and makes
 * window.Switchboard(call, …); calls made before it came have been queued there.
 */
import { Widget } from "./widget.ts";

interface Switchboard {
  (call: string, ...args: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
  loaded?: boolean;
}

declare global {
  interface Window {
    Switchboard?: Switchboard;
  }
}

const CALLS = ["open", "close", "toggle", "identify", "logout", "setLocale", "setContext", "on"] as const;

function start(script: HTMLScriptElement, account: string): void {
  const data = script.dataset;
  const widget = new Widget({
    base: new URL(".", script.src),
    account,
    locale: data.locale ?? null,
    theme: data.theme ?? "auto",
    side: data.position ?? "right",
    color: data.color ?? null,
    nonce: script.nonce ?? "",
  });
  const queued = window.Switchboard?.q ?? [];
  const run: Switchboard = (call, ...args) => {
    const name = CALLS.find((c) => c === call);
    if (!name) throw new TypeError(`Switchboard: there is no call ${call}`);
    return (widget[name] as (...a: unknown[]) => unknown).apply(widget, args);
  };
  run.loaded = true;
  window.Switchboard = run;
  for (const args of queued) {
    try {
      run(...(Array.from(args) as [string]));
    } catch (error) {
      console.error(error);
    }
  }
}

// A single-page application may run the tag again: one widget is enough.
if (!window.Switchboard?.loaded) {
  const script =
    document.currentScript instanceof HTMLScriptElement
      ? document.currentScript
      : document.querySelector<HTMLScriptElement>('script[data-account][src*="/widget/v1/loader.js"]');
  const account = script?.dataset.account;
  if (script && account) start(script, account);
  else console.error("Switchboard: the script tag needs data-account");
}
