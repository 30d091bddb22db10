import type { components } from './schema'

export { api, credentials, must, upload } from './client'
export { OFFLINE, Problem, problemOf } from './problem'
export type {
  Availability,
  Conversation,
  Counts,
  Me,
  Plan,
  Preferences,
  Session,
  StoredDraft,
  View,
} from './supplement'

type Schemas = components['schemas']

export type Account = Schemas['Account']
export type Agent = Schemas['Agent']
export type Attachment = Schemas['Attachment']
export type Caps = Schemas['Caps']
export type Change = Schemas['Change']
// The document leaves out what the detail shares with the list's items.
export type Contact = Schemas['Contact'] & Schemas['ContactDetail']
export type Event = Schemas['Event']
export type Hit = Schemas['Hit']
export type Message = Schemas['Message']
export type Step = Schemas['Step']
export type Team = Schemas['Team']
export type Upload = Schemas['Upload']
