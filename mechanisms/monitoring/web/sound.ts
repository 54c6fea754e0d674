import { useCallback, useRef, useState } from 'react'

/** Tones by colour: how many and how high. Blue makes none. */
const TONES: Readonly<Record<string, readonly [times: number, hertz: number]>> = { red: [4, 988], orange: [2, 784], gold: [1, 587] }

/**
 * Sound by level. Browsers allow it only after a press, so it is off until the button is pressed; a page that may not sound
 * says so instead of staying silent without a word.
 */
export function useSound(): { on: boolean; toggle: () => void; play: (colour: string) => void } {
  const context = useRef<AudioContext | null>(null)
  const [on, setOn] = useState(false)
  const play = useCallback((colour: string) => {
    const audio = context.current
    const tone = TONES[colour]
    if (!audio || !tone) return
    const [times, hertz] = tone
    for (let i = 0; i < times; i++) {
      const at = audio.currentTime + i * 0.28
      const [source, gain] = [audio.createOscillator(), audio.createGain()]
      source.frequency.value = hertz
      gain.gain.setValueAtTime(0.0001, at)
      gain.gain.exponentialRampToValueAtTime(0.25, at + 0.02)
      gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.22)
      source.connect(gain).connect(audio.destination)
      source.start(at)
      source.stop(at + 0.24)
    }
  }, [])
  const toggle = useCallback(() => {
    if (context.current) {
      void context.current.close()
      context.current = null
      setOn(false)
      return
    }
    context.current = new AudioContext()
    void context.current.resume()
    setOn(true)
  }, [])
  return { on, toggle, play }
}
