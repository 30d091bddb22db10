import { api, must, type Contact } from '@/api'

const contactOf = (id: string) => must(api.GET('/api/v1/contacts/{id}', { params: { path: { id } } })) as Promise<Contact>

/** Who was merged into somebody, and still is: by the log of changes, for who may read it. */
export async function mergedInto(id: string): Promise<Contact[]> {
  const log = await must(api.GET('/api/v1/audit', { params: { query: { action: 'contact.merged', target: id, limit: 50 } } }))
  const ids = [...new Set(log.items.map((r) => r.detail ?? '').filter(Boolean))]
  const found = await Promise.allSettled(ids.map(contactOf))
  return found.flatMap((f) => (f.status === 'fulfilled' && f.value.merged_into === id ? [f.value] : []))
}

export { contactOf }
