import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { api, must, type Caps } from '@/api'

/** What each account's channel can do, asked once per account. */
export const useCaps = defineStore('caps', () => {
  const byAccount = reactive(new Map<string, Caps>())
  const asked = new Set<string>()

  async function load(account: string): Promise<void> {
    if (asked.has(account)) return
    asked.add(account)
    try {
      byAccount.set(account, await must(api.GET('/api/v1/accounts/{id}/capabilities', { params: { path: { id: account } } })))
    } catch {
      asked.delete(account) // the hub judges in the end
    }
  }

  function of(account: string | undefined): Caps | undefined {
    if (!account) return undefined
    if (!asked.has(account)) queueMicrotask(() => void load(account))
    return byAccount.get(account)
  }

  return { of, load }
})
