// The official JavaScript client, which says on standard output what it is
// told, one JSON object a line. Its arguments: the module's file, the address of
// the socket, and the token. The channel in LIVE_CHANNEL is subscribed.
const [module, url, token] = process.argv.slice(2);
const { Centrifuge } = await import(module);
const say = (event, fields = {}) => process.stdout.write(JSON.stringify({ event, ...fields }) + "\n");

const client = new Centrifuge(url, {
  getToken: async () => { say("token"); return token; },
  minReconnectDelay: 20, maxReconnectDelay: 200,
});
client.on("connecting", (c) => say("connecting", { code: c.code }));
client.on("connected", async () => {
  say("connected");
  const answer = await client.rpc("echo", { x: "é" });
  say("answer", { data: answer.data });
});
client.on("disconnected", (c) => { say("disconnected", { code: c.code }); process.exit(0); });
client.on("publication", (c) => say("publication", { channel: c.channel, offset: c.offset, data: c.data }));
client.on("subscribed", (c) => say("subscribed", { channel: c.channel, recovered: c.recovered }));
client.on("message", (c) => say("message", { data: c.data }));

if (process.env.LIVE_CHANNEL) {
  const sub = client.newSubscription(process.env.LIVE_CHANNEL, { since: { offset: 2, epoch: "first" } });
  sub.on("publication", (c) => say("publication", { channel: process.env.LIVE_CHANNEL, offset: c.offset, data: c.data }));
  sub.on("unsubscribed", (c) => say("unsubscribed", { code: c.code }));
  sub.subscribe();
}
client.connect();
