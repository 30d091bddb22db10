import { ref } from 'vue'

export const announcement = ref('')

/** Says something to people who listen to the page instead of looking at it. */
export function announce(text: string): void {
  announcement.value = ''
  requestAnimationFrame(() => (announcement.value = text))
}
