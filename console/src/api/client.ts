import createClient, { type Middleware } from 'openapi-fetch'
import { hubClock } from './clock'
import { problemFrom, problemOf } from './problem'
import type { paths } from './schema'

/** What every request needs of the session; the session store fills it in. */
export const credentials: { csrf: string; lost: () => void } = { csrf: '', lost: () => {} }

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

const session: Middleware = {
  onRequest({ request }) {
    if (!safe.has(request.method) && credentials.csrf) request.headers.set('X-CSRF-Token', credentials.csrf)
    return request
  },
  onResponse({ response, request }) {
    if (response.status === 401 && !new URL(request.url).pathname.endsWith('/session')) credentials.lost()
    return undefined
  },
}

export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  // Looked up at each call, so that tests can stand in for the network.
  fetch: async (request) => {
    const asked = Date.now()
    const response = await globalThis.fetch(request)
    hubClock.heard(response.headers.get('Date'), asked)
    return response
  },
})
api.use(session)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's body, or a thrown Problem. */
export async function must<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (error) {
    throw problemOf(error)
  }
  if (!answer.response.ok) throw problemFrom(answer.response, answer.error)
  return answer.data as T
}

/** Uploads one file and tells how far it is, which fetch cannot. */
export function upload<T>(path: string, file: Blob, progress: (part: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    if (credentials.csrf) request.setRequestHeader('X-CSRF-Token', credentials.csrf)
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response as T)
      const response = new Response(null, { status: request.status || 500 })
      reject(problemFrom(response, request.response))
    }
    request.onerror = () => reject(problemOf(new Error('upload')))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
