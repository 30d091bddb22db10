// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { api, type Conversation } from '@/api'
import { useAlerts } from '@/stores/alerts'
import { useSession } from '@/stores/session'
import { useAlerting } from './alerting'
import { looking } from './looking'

vi.mock('./sound', () => ({ chime: vi.fn() }))
vi.mock('./notify', () => ({ notify: vi.fn() }))
vi.mock('vue-i18n', async (original) => ({ ...(await original<object>()), useI18n: () => ({ t: (key: string) => key }) }))
vi.mock('vue-router', () => ({ useRoute: () => ({ params: {}, query: {} }), useRouter: () => ({ push: vi.fn() }) }))
vi.mock('@/api', async (original) => ({ ...(await original<object>()), api: { GET: vi.fn() }, must: (x: unknown) => x }))

const of = (id: string, more: object): Conversation => ({ id, rev: 1, seq: 1, status: 'active', handler: 'agent', participants: [], contact: { id: 'x', name: 'Wang' }, ...more }) as never
const lists = (moving: Conversation[], mine: Conversation[]) =>
  vi.mocked(api.GET).mockImplementation((async (_: string, o: { params: { query: { view: string } } }) => ({ items: o.params.query.view === 'mine' ? mine : moving })) as never)

beforeEach(() => {
  setActivePinia(createPinia())
  looking.value = false
  useSession().me = { agent: 'me', teams: ['t'], preferences: {} } as never
})

it('does not ring on for what was taken up or away while the connection was lost', async () => {
  const page = effectScope()
  const alerting = page.run(useAlerting)!
  const offer = of('offered', { status: 'transferring', transfer: 'x1', offered: { team: 't' }, agent: 'other' })
  lists([], [])
  await alerting.connected()
  lists([offer], [of('given', { agent: 'me' }), of('kept', { agent: 'me' })])
  await alerting.connected()
  expect([...useAlerts().ringing].sort()).toEqual(['given', 'kept', 'offered'])
  lists([], [of('kept', { agent: 'me', rev: 2 })])
  await alerting.connected()
  expect([...useAlerts().ringing]).toEqual(['kept'])
  page.stop()
})
