// The official JavaScript client, which says on standard output what it is
// told, one JSON object a line, and obeys lines on standard input: "token X",
// "subscribe" (again), "block" (reads nothing for three seconds).
// Its arguments: the module's file, the address of the socket, and the token.
// The channel in LIVE_CHANNEL is subscribed; LIVE_ORIGIN is the page's origin.
import { createInterface } from "node:readline";

const [module, url, first] = process.argv.slice(2);
const { Centrifuge } = await import(module);
const say = (event, fields = {}) => process.stdout.write(JSON.stringify({ event, ...fields }) + "\n");
const origin = process.env.LIVE_ORIGIN;

// A browser's socket says where its page is from.
class PageSocket extends WebSocket {
  constructor(address, protocols) {
    super(address, { protocols: protocols || [], headers: { Origin: origin } });
  }
}

let token = first;
const client = new Centrifuge(url, {
  getToken: async () => { say("token"); return token; },
  minReconnectDelay: 20, maxReconnectDelay: 200,
  ...(origin ? { websocket: PageSocket } : {}),
});
client.on("connecting", (c) => say("connecting", { code: c.code }));
client.on("connected", async () => {
  say("connected");
  const answer = await client.rpc("echo", { x: "é" });
  say("answer", { data: answer.data });
});
client.on("disconnected", (c) => { say("disconnected", { code: c.code }); process.exit(0); });
client.on("error", (c) => say("error", { code: c.error.code }));
client.on("publication", (c) => say("publication", { channel: c.channel, offset: c.offset, data: c.data }));
client.on("subscribed", (c) => say("subscribed", { channel: c.channel, recovered: c.recovered }));
client.on("message", (c) => say("message", { data: c.data }));

let sub;
if (process.env.LIVE_CHANNEL) {
  sub = client.newSubscription(process.env.LIVE_CHANNEL, { since: { offset: 2, epoch: "first" } });
  sub.on("publication", (c) => say("publication", { channel: process.env.LIVE_CHANNEL, offset: c.offset, data: c.data }));
  sub.on("subscribed", (c) => say("subscribed", { channel: process.env.LIVE_CHANNEL, recovered: c.recovered }));
  sub.on("unsubscribed", (c) => say("unsubscribed", { code: c.code }));
  sub.subscribe();
}
createInterface({ input: process.stdin }).on("line", (line) => {
  const [word, rest] = line.split(" ");
  if (word === "token") token = rest;
  if (word === "subscribe") sub.subscribe();
  if (word === "block") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
});
client.connect();
