import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, must, type Account, type Agent, type Availability, type Team } from '@/api'
import { useSession } from './session'

/** The names behind ids: agents, teams and accounts, which are few and known whole. */
export const useDirectory = defineStore('directory', () => {
  const agents = ref<Agent[]>([])
  const teams = ref<Team[]>([])
  const accounts = ref<Account[]>([])
  const loaded = ref(false)
  const session = useSession()

  const agentsById = computed(() => new Map(agents.value.map((a) => [a.id, a])))
  const teamsById = computed(() => new Map(teams.value.map((t) => [t.id, t])))
  const accountsById = computed(() => new Map(accounts.value.map((a) => [a.id, a])))

  // Each list stands alone: a right that is missing for one must not hide the others.
  async function load(): Promise<void> {
    await Promise.allSettled([loadAgents(), loadTeams(), loadAccounts()])
    loaded.value = true
  }
  async function loadAgents(): Promise<void> {
    agents.value = (await must(api.GET('/api/v1/agents'))).items
  }
  async function loadTeams(): Promise<void> {
    teams.value = (await must(api.GET('/api/v1/teams'))).items
  }
  async function loadAccounts(): Promise<void> {
    accounts.value = (await must(api.GET('/api/v1/accounts'))).items.filter((a) => a.status !== 'removed')
  }

  /** A colleague comes, goes, or is new. */
  function available(e: { agent: string; availability: Availability; reason?: string; disabled?: boolean }): void {
    if (!agentsById.value.has(e.agent)) return void loadAgents().catch(() => {})
    agents.value = agents.value.map((a) => (a.id === e.agent ? { ...a, availability: e.availability, reason: e.reason, disabled: e.disabled ?? false } : a))
  }

  function agentName(id: string | undefined): string | undefined {
    if (id && id === session.me?.agent) return session.me.name
    return id ? agentsById.value.get(id)?.name : undefined
  }
  const account = (id: string): Account | undefined => accountsById.value.get(id)
  const team = (id: string | undefined): Team | undefined => (id ? teamsById.value.get(id) : undefined)

  return { agents, teams, accounts, loaded, load, loadAgents, loadTeams, loadAccounts, available, agentName, account, team }
})
