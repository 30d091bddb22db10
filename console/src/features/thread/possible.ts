import type { Conversation } from '@/api'

/** What somebody can do with a conversation now. */
export interface Possible {
  take: boolean
  takeOver: boolean
  transfer: boolean
  assign: boolean
  unassign: boolean
  accept: boolean
  decline: boolean
  recall: boolean
  snooze: boolean
  wake: boolean
  end: boolean
  reopen: boolean
  /** Into another conversation of the same person. */
  merge: boolean
  prioritize: boolean
  join: boolean
  leave: boolean
  monitor: boolean
  whisper: boolean
  /** To a colleague or a team at once, whoever has it in hand. */
  force: boolean
}

/** Who looks at it, and what they may do. */
export interface Who {
  agent: string
  can: (right: string) => boolean
  /** Whether the transfer under way is offered to them. */
  offered?: boolean
}

/** Each step as the conversation stands, with the right that the hub asks for it. */
export function possible(c: Conversation | undefined, who: Who): Possible {
  const may = (right: string) => !!c && who.can(`conversations.${right}`)
  const is = (...all: Conversation['status'][]) => !!c && all.includes(c.status)
  const mine = !!c && c.agent === who.agent
  const ended = is('closed', 'completed')
  // To move, snooze or end what a colleague has in hand is for those who lead.
  const theirs = c?.handler === 'agent' && !mine
  const move = (right: string) => may(right) && (!theirs || may('supervise'))
  const merged = c?.disposition === 'merged'
  const joined = !!c && c.participants.includes(who.agent)
  return {
    take: is('queued') && move('assign'),
    takeOver: (is('bot') || (is('active', 'transferring', 'snoozed') && theirs)) && move('assign'),
    transfer: is('active') && move('transfer'),
    assign: !ended && move('assign'),
    unassign: is('active', 'snoozed') && move('assign'),
    accept: is('transferring') && !mine && !!who.offered && may('reply'),
    decline: is('transferring') && !mine && !!who.offered && may('reply'),
    recall: is('transferring') && mine && may('reply'),
    snooze: is('active') && move('reply'),
    wake: is('snoozed') && may('reply'),
    end: !ended && move('end'),
    reopen: ended && !merged && may('end'),
    merge: !merged && move('reply'),
    prioritize: !ended && may('assign'),
    join: !ended && !mine && !joined && !is('queued', 'bot') && may('assign'),
    leave: joined,
    monitor: !ended && !mine && may('supervise'),
    whisper: !ended && theirs && may('supervise') && may('note'),
    force: !ended && theirs && move('assign'),
  }
}
