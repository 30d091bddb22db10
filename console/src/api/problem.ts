/** An answer that says no: RFC 9457 with a stable code. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    /** Seconds to wait, where the hub says so. */
    readonly retryAfter?: number,
    readonly faults: { location: string; message: string }[] = [],
  ) {
    super(detail || code)
    this.name = 'Problem'
  }

  /** Nobody answered: the network or the hub is away. */
  get offline(): boolean {
    return this.status === 0
  }

  /** The same request may succeed later without a change. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

export const OFFLINE = 'network.offline'

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(0, OFFLINE, error instanceof Error ? error.message : String(error))
}

/** Reads what the hub said; an answer of something before it is named by its status. */
export function problemFrom(response: Response, body: unknown): Problem {
  const b = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const wait = Number(response.headers.get('Retry-After'))
  return new Problem(
    response.status,
    typeof b.code === 'string' ? b.code : `http.${response.status}`,
    typeof b.detail === 'string' ? b.detail : response.statusText,
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
    Array.isArray(b.errors) ? (b.errors as { location: string; message: string }[]) : [],
  )
}
