/**
 * The launcher's style sheet. It is adopted through CSSOM, which a strict
 * Content-Security-Policy of the host page allows.
 */
const css = `
:host{all:initial;--brand:#2f56d9;--on-brand:#fff;--surface:#fff;--text:#1a2029;--muted:#5b6675;--line:#e3e7ec;
  --gap:20px;color-scheme:light;font:15px/1.5 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
:host([data-theme=dark]){--surface:#171b21;--text:#e8ebef;--muted:#9aa5b3;--line:#2b323c;color-scheme:dark}
*{box-sizing:border-box}
[hidden]{display:none!important}
button{font:inherit;color:inherit;border:0;background:none;padding:0;cursor:pointer;touch-action:manipulation}
:focus-visible{outline:2px solid var(--brand);outline-offset:3px}
.launcher,.teaser,.panel{position:fixed;z-index:2147483000;right:calc(var(--gap) + env(safe-area-inset-right));
  bottom:calc(var(--gap) + env(safe-area-inset-bottom))}
:host([data-side=left]) :is(.launcher,.teaser,.panel){right:auto;left:calc(var(--gap) + env(safe-area-inset-left))}
.launcher{width:56px;height:56px;border-radius:50%;background:var(--brand);color:var(--on-brand);display:grid;place-items:center;
  box-shadow:0 1px 2px rgb(16 24 40/.12),0 8px 24px rgb(16 24 40/.2);transition:transform .18s ease,box-shadow .18s ease}
.launcher:hover{transform:translateY(-2px);box-shadow:0 2px 4px rgb(16 24 40/.12),0 12px 28px rgb(16 24 40/.24)}
.launcher:active{transform:none}
.launcher svg{width:26px;height:26px;grid-area:1/1;transition:opacity .18s,transform .18s}
.launcher .down{opacity:0;transform:rotate(-40deg)}
.launcher[aria-expanded=true] .chat{opacity:0;transform:rotate(40deg)}
.launcher[aria-expanded=true] .down{opacity:1;transform:none}
.badge{position:absolute;top:-3px;right:-3px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#d92d20;color:#fff;
  font-size:12px;font-weight:600;line-height:22px;text-align:center;font-variant-numeric:tabular-nums;box-shadow:0 0 0 2px var(--surface)}
.panel{bottom:calc(var(--gap) + 72px + env(safe-area-inset-bottom));width:400px;height:min(680px,calc(100vh - 112px));
  height:min(680px,calc(100dvh - 112px));max-width:calc(100vw - 40px);border-radius:16px;overflow:hidden;background:var(--surface);color:var(--text);
  box-shadow:0 0 0 1px rgb(16 24 40/.06),0 4px 12px rgb(16 24 40/.08),0 24px 56px rgb(16 24 40/.2);animation:rise .2s cubic-bezier(.2,.8,.2,1)}
:host([data-theme=dark]) .panel{box-shadow:0 0 0 1px #2b323c,0 24px 56px rgb(0 0 0/.5)}
iframe{position:relative;display:block;width:100%;height:100%;border:0;background:var(--surface);opacity:1;transition:opacity .15s;color-scheme:inherit}
iframe.loading{opacity:0;pointer-events:none}
.wait{position:absolute;inset:0;display:grid;place-content:center;justify-items:center;gap:16px;padding:32px;text-align:center}
.wait p{margin:0;color:var(--muted)}
.wait .again{min-height:44px;padding:0 20px;border-radius:10px;background:var(--brand);color:var(--on-brand);font-weight:600}
.wait .x{position:absolute;top:8px;right:8px}
.x{width:44px;height:44px;display:grid;place-items:center;color:var(--muted);border-radius:10px}
.x svg{width:20px;height:20px}
.teaser{bottom:calc(var(--gap) + 72px + env(safe-area-inset-bottom));display:flex;max-width:min(320px,calc(100vw - 40px));border-radius:14px;
  background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),0 12px 32px rgb(16 24 40/.16);animation:rise .2s cubic-bezier(.2,.8,.2,1)}
.teaser .say{flex:1;min-width:0;padding:12px 0 12px 16px;text-align:start}
.teaser b{display:block;font-size:13px;font-weight:600;color:var(--muted)}
.teaser .text{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere}
@keyframes rise{from{opacity:0;transform:translateY(10px)}}
@media (max-width:667px){
  .panel,:host([data-side=left]) .panel{inset:0;top:var(--top,0);bottom:auto;width:100%;max-width:none;height:var(--height,100dvh);border-radius:0;
    padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);box-shadow:none}
  .panel.typing{padding-bottom:0}
  .launcher[aria-expanded=true]{display:none}
}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media print{:host{display:none}}
`;

/** adopt puts the sheet into a shadow root. Browsers without adopted sheets get an element, with the host's nonce. */
export function adopt(root: ShadowRoot, nonce: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const element = document.createElement("style");
  element.nonce = nonce;
  element.textContent = css;
  root.append(element);
}
