/** How a person is called; a visitor who has not said a name is told apart by the end of the id. */
export function contactName(contact: { id: string; name: string }, t: (key: string, values: Record<string, unknown>) => string): string {
  return contact.name.trim() || t('contact.visitor', { n: contact.id.slice(-4).toUpperCase() })
}
