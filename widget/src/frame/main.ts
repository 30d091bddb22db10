/** The page inside the frame: it waits for its host, then chats. */
import { pickLocale } from "../shared/locale.ts";
import { Api } from "./api.ts";
import { Chat } from "./chat.ts";
import { connect, type Host } from "./host.ts";
import { setTheme } from "./theme.ts";
import { Texts } from "./texts.ts";
import { ChatPage, makeView } from "./view/page.ts";
import type { Init, ToFrame } from "../shared/protocol.ts";

const account = decodeURIComponent(location.pathname.split("/").pop() ?? "");
const root = new URL("../", location.href.split(/[?#]/)[0]);

let page: ChatPage | null = null;
let chat: Chat | null = null;

function begin(host: Host, init: Init): void {
  setTheme(init.theme);
  chat = new Chat(new Api(root, account), host, init, () => page?.changed());
  const texts = (wish: string | null) => new Texts(pickLocale(wish, chat?.session?.config.locale, navigator.language));
  const view = makeView(chat, texts(init.locale));
  page = new ChatPage(view, host);
  page.speak(view.texts);
  page.composer.restore(chat.saved.draft);
  if (init.visible && !view.coarse) page.composer.focus();
  void chat.start().then(() => {
    // Without a wish of the page's, the account's language counts.
    if (!init.locale) page?.speak(texts(null));
  });
}

function hear(message: ToFrame): void {
  if (message.type === "locale") return page?.speak(new Texts(pickLocale(message.locale, navigator.language)));
  chat?.hear(message);
  if (message.type === "logout") page?.forget();
  if (message.type === "visible" && message.on && !matchMedia("(pointer: coarse)").matches) page?.composer.focus();
}

connect(begin, hear);
