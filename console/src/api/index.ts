import type { components, operations } from './schema'

export { api, credentials, must, upload } from './client'
export { OFFLINE, Problem, problemOf } from './problem'

type Schemas = components['schemas']

export type Account = Schemas['Account']
export type Agent = Schemas['Agent']
export type Attachment = Schemas['Attachment']
export type Caps = Schemas['Caps']
export type Change = Schemas['Change']
// The document leaves out what the detail shares with the list's items.
export type Contact = Schemas['Contact'] & Schemas['ContactDetail']
export type Erasure = Schemas['Erasure']
export type ContactNote = Schemas['ContactNote']
export type Event = Schemas['Event']
export type Expiring = Schemas['Expiring']
export type Keeping = Schemas['Keeping']
export type Kept = Schemas['Kept']
export type Removed = Schemas['Removed']
export type Leg = Schemas['Leg']
export type Allowance = Schemas['Allowance']
export type Part = Schemas['Part']
export type Hit = Schemas['Hit']
export type Message = Schemas['Message']
export type Step = Schemas['Step']
export type Team = Schemas['Team']
export type Upload = Schemas['Upload']
export type Conversation = Schemas['Conversation']
export type Counts = Schemas['Counts']
export type Plan = Schemas['Plan']
export type Session = Schemas['SessionView']
export type Availability = Schemas['Me']['availability']
export type View = NonNullable<NonNullable<operations['list-conversations']['parameters']['query']>['view']>

/** What the page keeps for an agent on the hub. */
export interface Preferences {
  theme?: 'system' | 'light' | 'dark'
  send_key?: 'enter' | 'mod_enter'
  /** Before there was a choice: no sound at all. */
  sound?: boolean
  /** By topic and way, see app/alerts. */
  alerts?: Record<string, Record<string, boolean>>
  checklist?: 'hidden'
  [key: string]: unknown
}

export type Me = Omit<Schemas['Me'], 'preferences'> & { preferences: Preferences }
export type Exchange = Schemas['Exchange']
export type Finding = Schemas['Finding']
export type Check = NonNullable<NonNullable<operations['diagnose']['parameters']['query']>['check']>
export type Job = Schemas['Job']
export type Raw = Schemas['Raw']
export type Setting = Schemas['Setting']

// The staff and what the hub keeps for its operators.
export type ApiKey = Schemas['ApiKey']
export type Invitation = Schemas['Invitation']
export type OneSession = Schemas['OneSession']
export type Role = Schemas['Role']
export type AgentPatch = Schemas['AgentPatchInBody']

// What agents have at hand, and rights.
export type AuditRow = Schemas['AuditRow']
export type Bulk = Schemas['Bulk']
export type BulkItem = Schemas['BulkItem']
export type CannedReply = Schemas['CannedReply']
export type MergedContact = Schemas['MergedContact']
export type Tag = Schemas['Tag']
export type TagUse = Schemas['Tag'] & Schemas['TagUse']
export type CustomField = Schemas['Field']
export type Entity = Schemas['Entity']
export type NewBulk = Schemas['NewBulkInBody']
export type Permission = Schemas['NewRoleInBody']['permissions'][number]
export type Rating = Schemas['Rating']
export type RatingCounts = Schemas['RatingCounts']
export type Rendered = Schemas['Rendered']
