// Calls that the hub's OpenAPI document does not describe yet, in the shape of
// the generated file. A call that is documented is taken out here.
import type { components } from './schema'

type Documented = components['schemas']

export type Availability = 'ready' | 'busy' | 'away' | 'wrap_up' | 'offline'

export interface Preferences {
  theme?: 'system' | 'light' | 'dark'
  send_key?: 'enter' | 'mod_enter'
  sound?: boolean
  [key: string]: unknown
}

export interface Me {
  agent: string
  name: string
  email: string
  role: string
  scope: 'own' | 'team' | 'all'
  teams: string[]
  permissions: string[]
  availability?: Availability
  reason?: string
  locale?: string
  time_zone?: string
  preferences?: Preferences
}

export interface Session {
  me: Me
  csrf: string
  expires_at?: string
}

export interface Counts {
  mine: number
  queue: number
  unassigned: number
  participating: number
  snoozed: number
  all: number
  mine_unread: number
  oldest_waiting_since?: string
  teams: Record<string, number>
  accounts: Record<string, number>
}

export type View = 'mine' | 'queue' | 'unassigned' | 'participating' | 'snoozed' | 'ended' | 'all'

/** What the list adds for the agent who asks. */
export interface ForViewer {
  read_seq?: number
  unread?: number
  draft?: boolean
  customer_read_seq?: number
}

export type Conversation = Documented['Conversation'] & ForViewer

export interface StoredDraft {
  mode: 'reply' | 'note'
  text: string
  attachments?: Documented['Upload'][]
}

export interface PlannedPart {
  kind: string
  text?: string
  attachment?: unknown
}

export interface Plan {
  parts: PlannedPart[]
  problems: { code: string; detail?: string; text?: string }[]
}

// A part that is not asked for must be optional, as in the generated file.
type Part<In, Name extends string, Otherwise = never> = Name extends keyof In ? { [K in Name]: In[Name] } : { [K in Name]?: Otherwise }

type Call<In, Out> = {
  parameters: Part<In, 'path'> & Part<In, 'query'> & { header?: never; cookie?: never }
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Out } }
    default: { headers: Record<string, unknown>; content: { 'application/problem+json': Documented['Problem'] } }
  }
} & (In extends { body: infer B } ? { requestBody: { content: { 'application/json': B } } } : { requestBody?: never })

type Item<Calls> = { parameters: { query?: never; header?: never; path?: never; cookie?: never } } & Calls

type Id = { path: { id: string } }

export interface Supplement {
  '/api/v1/setup': Item<{
    get: Call<object, { needed: boolean; web_account?: string }>
    post: Call<
      { body: { token: string; name: string; email: string; password: string; locale: string; time_zone: string } },
      Session
    >
  }>
  '/api/v1/session': Item<{
    get: Call<object, Session>
    post: Call<{ body: { email: string; password: string } }, Session>
    delete: Call<object, undefined>
  }>
  '/api/v1/me': Item<{
    get: Call<object, Me>
    patch: Call<{ body: { name?: string; locale?: string; time_zone?: string; preferences?: Preferences } }, Me>
  }>
  '/api/v1/me/availability': Item<{
    put: Call<{ body: { availability: Availability; reason?: string } }, undefined>
  }>
  '/api/v1/invitations/lookup': Item<{
    post: Call<{ body: { token: string } }, { email: string; role: string; expires_at: string; inviter?: string }>
  }>
  '/api/v1/invitations/accept': Item<{
    post: Call<{ body: { token: string; name: string; email: string; password: string; locale: string } }, Session>
  }>
  '/api/v1/live/token': Item<{ post: Call<object, { token: string; expires_at: string }> }>
  '/api/v1/conversations': Item<{
    get: Call<
      {
        query: {
          view?: View
          account?: string
          team?: string
          channel?: string
          contact?: string
          sort?: 'newest' | 'waiting'
          after?: string
          limit?: number
        }
      },
      { items: Conversation[]; next: string | null }
    >
  }>
  '/api/v1/conversations/{id}': Item<{ get: Call<Id, Conversation> }>
  '/api/v1/inbox/counts': Item<{ get: Call<object, Counts> }>
  '/api/v1/conversations/{id}/read': Item<{ put: Call<Id & { body: { seq: number } }, undefined> }>
  '/api/v1/conversations/{id}/draft': Item<{
    get: Call<Id, StoredDraft>
    put: Call<Id & { body: StoredDraft }, undefined>
    delete: Call<Id, undefined>
  }>
  '/api/v1/conversations/{id}/plan': Item<{
    post: Call<
      Id & {
        body: { text: string; attachments: Documented['DraftAttachment'][]; choices: Documented['DraftChoice'][] }
      },
      Plan
    >
  }>
  '/api/v1/contacts/{id}/conversations': Item<{
    get: Call<Id & { query: { after?: string; limit?: number } }, { items: Conversation[]; next: string | null }>
  }>
}
