import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { api, must, problemOf, type Contact, type Conversation, type Problem } from '@/api'
import { useTags } from './tags'

export interface Known {
  contact?: Contact
  earlier?: Conversation[]
  problem?: Problem
}

/** The people whose conversations were opened. */
export const useContacts = defineStore('contacts', () => {
  const byId = reactive(new Map<string, Known>())

  async function load(id: string): Promise<void> {
    const known = byId.get(id) ?? {}
    byId.set(id, { ...known, problem: undefined })
    const path = { params: { path: { id } } }
    const [contact, earlier] = await Promise.allSettled([
      must(api.GET('/api/v1/contacts/{id}', path)),
      must(api.GET('/api/v1/contacts/{id}/conversations', { params: { path: { id }, query: { limit: 20 } } })),
    ])
    byId.set(id, {
      // The document leaves out the half that the detail shares with the list.
      contact: contact.status === 'fulfilled' ? (contact.value as Contact) : known.contact,
      earlier: earlier.status === 'fulfilled' ? earlier.value.items : known.earlier,
      problem: contact.status === 'rejected' ? problemOf(contact.reason) : undefined,
    })
  }

  /** Shows a change at once, and takes it back when the hub refuses. */
  async function change(id: string, next: (c: Contact) => Contact, call: () => Promise<unknown>): Promise<void> {
    const known = byId.get(id)
    if (!known?.contact) return
    const before = known.contact
    byId.set(id, { ...known, contact: next(before) })
    try {
      await call()
    } catch (error) {
      byId.set(id, { ...byId.get(id), contact: before })
      throw error
    }
  }

  const path = (id: string) => ({ params: { path: { id } } })
  const rename = (id: string, name: string) =>
    change(id, (c) => ({ ...c, name }), () => must(api.PATCH('/api/v1/contacts/{id}', { ...path(id), body: { name } })))
  const setField = (id: string, field: string, value: string) =>
    change(
      id,
      (c) => {
        const fields = { ...c.fields, [field]: value }
        if (!value) delete fields[field]
        return { ...c, fields }
      },
      () => must(api.PATCH('/api/v1/contacts/{id}', { ...path(id), body: { fields: { [field]: value } } })),
    )
  const tag = (id: string, tag: string, on: boolean) => {
    if (on) useTags().met('contact', tag)
    return change(
      id,
      (c) => ({ ...c, tags: on ? [...new Set([...c.tags, tag])] : c.tags.filter((x) => x !== tag) }),
      () => {
        const params = { params: { path: { id, tag } } }
        return must(on ? api.PUT('/api/v1/contacts/{id}/tags/{tag}', params) : api.DELETE('/api/v1/contacts/{id}/tags/{tag}', params))
      },
    )
  }
  const block = (id: string, on: boolean) =>
    change(
      id,
      (c) => ({ ...c, blocked: on }),
      () => must(on ? api.PUT('/api/v1/contacts/{id}/block', path(id)) : api.DELETE('/api/v1/contacts/{id}/block', path(id))),
    )

  return { byId, load, rename, setField, tag, block }
})
