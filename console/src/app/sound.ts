import { lookedAt } from './looking'

export type Tune = 'message' | 'ring'

/** Pitches, a little after one another. */
const tunes: Record<Tune, number[]> = { message: [880, 1174.7], ring: [659.3, 880, 659.3, 880] }
/** Milliseconds in which one sound is enough, of whatever window. */
const once = 1500
let context: AudioContext | undefined

/** A sound while nobody looks at any window; of several windows one makes it. */
export async function chime(tune: Tune): Promise<void> {
  if (await lookedAt()) return
  if (!navigator.locks) return play(tune)
  await navigator.locks
    .request('switchboard.sound', { ifAvailable: true }, async (mine) => {
      if (!mine) return
      play(tune)
      await new Promise((done) => setTimeout(done, once))
    })
    .catch(() => {})
}

/** Browsers allow it once the page was used. */
export function play(tune: Tune): void {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume().catch(() => {})
    const start = context.currentTime
    for (const [i, pitch] of tunes[tune].entries()) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      const at = start + i * 0.12
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0.0001, at)
      volume.gain.exponentialRampToValueAtTime(0.12, at + 0.015)
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35)
      tone.connect(volume).connect(context.destination)
      tone.start(at)
      tone.stop(at + 0.4)
    }
  } catch {
    // No sound here.
  }
}
