import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { credentials } from '@/api'
import { useSession } from '@/stores/session'
import { needSettingsTexts } from './i18n'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown to people who are not signed in. */
    open?: boolean
    /** Key of the page's title. */
    title?: string
    /** What one must be allowed to see it. */
    needs?: string
  }
}

/** Pages inside the shell, one record a feature. */
const pages: RouteRecordRaw[] = [
  { path: '', redirect: '/inbox/mine' },
  {
    path: 'inbox/:view?/:conversation?',
    name: 'inbox',
    component: () => import('@/features/inbox/InboxPage.vue'),
    meta: { title: 'nav.inbox', needs: 'conversations.read' },
  },
  { path: 'contacts/:id?', name: 'contacts', component: () => import('@/features/contacts/ContactsPage.vue'), meta: { title: 'contacts.title', needs: 'contacts.read' } },
  { path: 'search', name: 'search', component: () => import('@/features/search/SearchPage.vue'), meta: { title: 'nav.search', needs: 'conversations.read' } },
  { path: 'scheduled', name: 'scheduled', component: () => import('@/features/scheduled/ScheduledPage.vue'), meta: { title: 'scheduled.view', needs: 'conversations.reply' } },
  { path: 'board', name: 'board', component: () => import('@/features/board/BoardPage.vue'), meta: { title: 'board.title', needs: 'conversations.supervise' } },
  { path: 'ratings', name: 'ratings', component: () => import('@/features/ratings/RatingsPage.vue'), meta: { title: 'ratings.title', needs: 'conversations.supervise' } },
  {
    path: 'settings',
    component: async () => (await Promise.all([import('@/features/settings/SettingsLayout.vue'), needSettingsTexts()]))[0],
    children: [
      { path: '', redirect: () => (useSession().can('accounts.manage') ? '/settings/accounts' : '/settings/profile') },
      { path: 'profile', component: () => import('@/features/profile/ProfilePage.vue'), meta: { title: 'settings.profile' } },
      { path: 'accounts', component: () => import('@/features/accounts/AccountsPage.vue'), meta: { title: 'accounts.title' } },
      { path: 'accounts/new/:channel?', component: () => import('@/features/accounts/LinkPage.vue'), meta: { title: 'accounts.choose' } },
      { path: 'accounts/:id', component: () => import('@/features/accounts/AccountPage.vue'), meta: { title: 'accounts.account' } },
      { path: 'people', component: () => import('@/features/people/PeoplePage.vue'), meta: { title: 'people.title' } },
      { path: 'people/:id', component: () => import('@/features/people/PersonPage.vue'), meta: { title: 'people.person' } },
      { path: 'teams', component: () => import('@/features/people/TeamsPage.vue'), meta: { title: 'teams.title' } },
      { path: 'canned', component: () => import('@/features/canned/CannedPage.vue'), meta: { title: 'canned.title' } },
      { path: 'tags', component: () => import('@/features/tags/TagsPage.vue'), meta: { title: 'tags.title' } },
      { path: 'fields', component: () => import('@/features/fields/FieldsPage.vue'), meta: { title: 'fields.title' } },
      { path: 'roles', component: () => import('@/features/rights/RolesPage.vue'), meta: { title: 'rights.title' } },
      { path: 'audit', component: () => import('@/features/rights/AuditPage.vue'), meta: { title: 'audit.title' } },
      { path: 'queues', component: () => import('@/features/routing/QueuesPage.vue'), meta: { title: 'routing.queues' } },
      { path: 'queues/:id', component: () => import('@/features/routing/QueuePage.vue'), meta: { title: 'routing.queues' } },
      { path: 'rules', component: () => import('@/features/routing/RulesPage.vue'), meta: { title: 'routing.rules' } },
      { path: 'hours', component: () => import('@/features/routing/HoursPage.vue'), meta: { title: 'routing.hours' } },
      { path: 'seats', component: () => import('@/features/routing/SeatsPage.vue'), meta: { title: 'routing.seats' } },
      { path: 'keys', component: () => import('@/features/keys/KeysPage.vue'), meta: { title: 'keys_page.title' } },
      { path: 'doctor', component: () => import('@/features/doctor/DoctorPage.vue'), meta: { title: 'doctor.title' } },
      { path: 'retention', component: () => import('@/features/retention/RetentionPage.vue'), meta: { title: 'retention.title' } },
      { path: 'failures/:what(raws|jobs)?', component: () => import('@/features/failures/FailuresPage.vue'), meta: { title: 'failures.title' } },
    ],
  },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/setup', name: 'setup', component: () => import('@/features/setup/SetupPage.vue'), meta: { open: true, title: 'setup.title' } },
    { path: '/signin', name: 'signin', component: () => import('@/features/signin/SigninPage.vue'), meta: { open: true, title: 'signin.title' } },
    { path: '/invitation', name: 'invitation', component: () => import('@/features/signin/InvitationPage.vue'), meta: { open: true, title: 'signin.accept_title' } },
    { path: '/unreachable', name: 'unreachable', component: () => import('@/features/signin/UnreachablePage.vue'), meta: { open: true } },
    { path: '/', component: () => import('@/app/Shell.vue'), children: pages },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('@/app/MissingPage.vue'), meta: { open: true } },
  ],
})

/** Leaves the page for the same place in a new one: no store of who was signed in before lives on. */
function anew(path: string): false {
  location.assign(router.resolve(path).href)
  return false
}

router.beforeEach(async (to) => {
  const session = useSession()
  if (to.name === 'unreachable' || to.name === 'invitation') return true
  try {
    await session.load()
  } catch {
    return { name: 'unreachable', query: { next: to.fullPath } }
  }
  if (session.another) return anew(to.fullPath)
  if (session.signedIn) return to.name === 'signin' ? { path: '/' } : true
  if (session.setupNeeded && to.name !== 'setup') return { name: 'setup', hash: to.hash }
  if (to.meta.open) return to.name === 'setup' && !session.setupNeeded ? { name: 'signin' } : true
  return { name: 'signin', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
})

credentials.lost = () => {
  const session = useSession()
  if (!session.signedIn) return
  session.forget()
  const here = router.currentRoute.value
  if (!here.meta.open) void router.replace({ name: 'signin', query: { next: here.fullPath, ended: '1' } })
}
