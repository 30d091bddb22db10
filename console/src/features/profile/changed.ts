import { ref } from 'vue'

/** Counts changes that end sessions, for the list of them. */
export const told = ref(0)
