/** What the hub says to visitors, as its HTTP API and its streams have it. */

export interface Attachment {
  id: string;
  name: string;
  mime: string;
  size: number;
  url?: string;
  kind?: "image" | "video" | "audio" | "file";
  width?: number;
  height?: number;
}

export interface Choice {
  id: string;
  text: string;
  url?: string;
}

export type Delivery = "sent" | "delivered" | "read";

export interface Message {
  id: string;
  offset: number;
  client_message_id?: string;
  from: "visitor" | "agent" | "bot" | "system";
  name?: string;
  text: string;
  attachments?: Attachment[];
  choices?: Choice[];
  /** Of a question for a rating. */
  rating?: { until: string; reasons?: { from: number; to: number; labels: string[] }[] };
  /** What the visitor pressed, of which message. */
  choice?: { message: string; id: string };
  sent_at: string;
  edited_at?: string;
  delivery?: Delivery;
}

export type Status = "bot" | "queued" | "active" | "ended";

export type Item =
  | { type: "message" | "updated"; message: Message }
  | { type: "deleted"; id: string }
  | { type: "read"; by: string; upto: number }
  | ({ type: "status" } & Standing)
  | { type: "queue"; queue: Queue }
  | { type: "none" };

export interface Position {
  offset: number;
  epoch: string;
}

/** How long the visitor has to wait. */
export interface Queue {
  /** How many come first. */
  ahead: number;
  /** About; absent where it is not known. */
  minutes?: number;
  /** Out of hours: when somebody will be there. */
  opens_at?: string;
}

/** How the running or the last conversation stands. */
export interface Standing {
  status: Status;
  agent?: { name: string };
  queue?: Queue;
}

export interface History extends Position {
  items: Item[];
  more: boolean;
  status?: Standing;
}

export interface Config {
  name: string;
  greeting?: string;
  greeting_away?: string;
  away: boolean;
  color: string;
  logo?: string;
  locale?: string;
  require_identity: boolean;
  limits: { text: number; upload_bytes: number; mimes: string[] };
}

export interface Session {
  /** Empty where the account asks for a signed identity first. */
  token: string;
  visitor: { id: string; name?: string; email?: string; phone?: string; verified: boolean };
  config: Config;
  stream: Position & { channel: string };
  status?: Standing;
  unread: number;
}

/** Who the site says the visitor is: a signed token, or an id with its HMAC. */
export interface Identity {
  token?: string;
  user_id?: string;
  user_hash?: string;
}

export interface Page {
  url: string;
  title: string;
  referrer: string;
}

export type Context = Record<string, string | number | boolean>;
