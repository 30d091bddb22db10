import { api, must, type Contact, type MergedContact } from '@/api'

const contactOf = (id: string) => must(api.GET('/api/v1/contacts/{id}', { params: { path: { id } } })) as Promise<Contact>

/** Who was merged into somebody, and still is. */
async function mergedInto(id: string): Promise<MergedContact[]> {
  return (await must(api.GET('/api/v1/contacts/{id}/merged', { params: { path: { id } } }))).items
}

export { contactOf, mergedInto }
