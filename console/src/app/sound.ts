let context: AudioContext | undefined

/** Two short notes for a message, while nobody looks at the page. Browsers allow it once the page was used. */
export function chime(): void {
  if (document.hasFocus() && !document.hidden) return
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume().catch(() => {})
    const start = context.currentTime
    for (const [i, pitch] of [880, 1174.7].entries()) {
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
