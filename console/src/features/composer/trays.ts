import { defineStore } from 'pinia'
import { useDrafts } from '@/stores/drafts'
import { useUploads, type Uploads } from './uploads'

/** The files of each conversation's answer: what is on its way gets there while the agent looks at another chat. */
export const useTrays = defineStore('trays', () => {
  const drafts = useDrafts()
  const trays = new Map<string, Uploads>()

  function of(id: string): Uploads {
    const known = trays.get(id)
    if (known) return known
    const tray = useUploads(() => drafts.update(id, { attachments: tray.done() }))
    trays.set(id, tray)
    return tray
  }

  return { of }
})
