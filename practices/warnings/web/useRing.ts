import { useEffect, useRef } from 'react'
import { LEVEL_COLOUR, LEVELS } from '../model.ts'
import { useDesk } from './useWarnings.ts'

/** Until somebody has received it, a warning rings again after so long: one tone is slept through at 3 a.m. */
const AGAIN_MS = 20_000

/** Rings when a warning comes and again until it is received, whatever part of the queue is on the screen. */
export function useRing(on: boolean, play: (colour: string) => void): void {
  const items = useDesk({ queue: 'new' }).data?.items
  const heard = useRef<ReadonlySet<string> | null>(null)
  const worst = (of: typeof items) => LEVELS.find((l) => of?.some((i) => i.level === l))
  useEffect(() => {
    if (!items) return
    const first = worst(heard.current ? items.filter((i) => !heard.current?.has(i.id)) : [])
    heard.current = new Set(items.map((i) => i.id))
    if (first) play(LEVEL_COLOUR[first])
  }, [items, play])
  useEffect(() => {
    const first = worst(items)
    if (!on || !first) return
    const timer = setInterval(() => play(LEVEL_COLOUR[first]), AGAIN_MS)
    return () => clearInterval(timer)
  }, [on, items, play])
}
