import type { CustomField } from '@/api'

/** What the hub fills in, in the order in which it is offered. */
const always = ['contact.name', 'agent.name', 'team.name', 'account.name', 'conversation.subject', 'conversation.id', 'contact.language', 'contact.id']

export interface Variable {
  name: string
  /** Key of its name, or the name that the workspace gave. */
  label?: string
}

export function variables(fields: readonly CustomField[]): Variable[] {
  return [...always.map((name) => ({ name })), ...fields.map((f) => ({ name: `${f.scope}.field.${f.key}`, label: f.name }))]
}

export const written = (v: Variable) => `{{${v.name}}}`
