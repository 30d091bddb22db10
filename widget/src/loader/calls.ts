import type { Identity } from "../shared/types.ts";

/** The two calls that the loader makes itself, before any frame is there. */
export interface Checked {
  token: string;
  unread: number;
  color: string;
}

async function call(url: string, token: string | null, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), 15000);
  try {
    return await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      credentials: "omit",
      keepalive: true,
      signal: timeout.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Refused says that the identity was. */
export class Refused extends Error {}

/** resume asks whether anything is unread for a visitor who was here before. */
export async function resume(
  base: string,
  token: string | null,
  identity: Identity | null,
  about: object,
): Promise<Checked | null> {
  const body = { ...about, ...(token && { token }), ...sign(identity) };
  const response = await call(`${base}/session`, null, body);
  if (response.status === 401) throw new Refused();
  if (!response.ok) return null;
  const session = (await response.json()) as { token?: unknown; unread?: unknown; config?: { color?: unknown } };
  // Without a token the account wants to know who it is first.
  if (typeof session.token !== "string" || !session.token) return null;
  return { token: session.token, unread: Number(session.unread) || 0, color: String(session.config?.color ?? "") };
}

/** sign is how an identity stands in the body of a session. */
function sign(identity: Identity | null): object {
  if (!identity) return {};
  return identity.token ? { identity: identity.token } : { user_id: identity.user_id, user_hash: identity.user_hash };
}

export async function logout(base: string, token: string): Promise<void> {
  await call(`${base}/logout`, token, {});
}
