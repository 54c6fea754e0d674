import { describe, expect, it } from 'vitest'
import { chatterActivation, firstOut, foldSources, newChatterTracker, newSourceTracker, type FirstOutTracker } from './annunciate.ts'
import { advance, step } from './engine.ts'
import { planOf } from './run.fixture.ts'
import { createState } from './state.ts'
import type { Sink } from './types.ts'

describe('a gateway down', () => {
  const points = [
    ...Array.from({ length: 500 }, (_, i) => ({ id: `g${i}`, period: 10, source: 'gateway' })),
    { id: 'x', period: 10, source: 'other' },
    { id: 'y', period: 10, source: 'other' },
  ]
  const plan = planOf([{ id: 'gone', kind: 'missing', point: '*' }], points)

  it('is one alarm, not five hundred, and clears as one', () => {
    const state = createState(plan)
    const sink: Sink = { events: [], late: false }
    points.forEach((_, p) => step(plan, state, p, 1000, 1, 0, sink))
    for (let t = 1010; t <= 1200; t += 10) for (const p of [500, 501]) step(plan, state, p, t, 1, 0, sink)
    advance(plan, state, 1200, sink)
    expect(sink.events).toHaveLength(500)
    const down = foldSources(plan, newSourceTracker(), sink.events)
    expect(down.events).toEqual([])
    expect(down.sources).toMatchObject([{ source: 'gateway', kind: 'open', at: 1060 }])
    sink.events = []
    for (let p = 0; p < 500; p++) step(plan, state, p, 1210, 1, 0, sink)
    const up = foldSources(plan, down.tracker, sink.events)
    expect(up.events).toEqual([])
    expect(up.sources).toEqual([{ source: 'gateway', kind: 'clear', at: 1210, points: [] }])
  })

  it('leaves single silent points alone', () => {
    const state = createState(plan)
    const sink: Sink = { events: [], late: false }
    step(plan, state, 0, 1000, 1, 0, sink)
    advance(plan, state, 2000, sink)
    const folded = foldSources(plan, newSourceTracker(), sink.events)
    expect(folded.sources).toEqual([])
    expect(folded.events).toHaveLength(1)
  })
})

describe('first-out', () => {
  it('names the first alarm of a group as the cause until all are clear', () => {
    let tracker: FirstOutTracker = {}
    const play = (alarm: string, kind: 'open' | 'clear'): [boolean, string] => {
      const result = firstOut(tracker, 'compressor', alarm, kind)
      tracker = result.tracker
      return [result.first, result.cause]
    }
    expect(play('lubrication', 'open')).toEqual([true, 'lubrication'])
    expect(play('vibration', 'open')).toEqual([false, 'lubrication'])
    expect(play('lubrication', 'clear')).toEqual([true, 'lubrication'])
    // The cause has cleared, but its consequences still stand.
    expect(play('trip', 'open')).toEqual([false, 'lubrication'])
    play('vibration', 'clear')
    play('trip', 'clear')
    expect(tracker).toEqual({})
    expect(play('trip', 'open')).toEqual([true, 'trip'])
  })
})

const play = (times: number[], of: Parameters<typeof chatterActivation>[2] = { level: 'H', priority: 'low' }): string[] => {
  let tracker = newChatterTracker()
  return times.map((t) => {
    const result = chatterActivation(tracker, t, of)
    tracker = result.tracker
    return result.began ? 'began' : result.quiet ? 'quiet' : 'told'
  })
}

describe('chattering', () => {
  it('begins at the third activation in 60 s and quiets what follows until it has kept still', () => {
    expect(play([0, 30, 60, 90, 300, 600, 650])).toEqual(['told', 'told', 'began', 'quiet', 'quiet', 'told', 'told'])
    expect(play([0, 31, 62])).toEqual(['told', 'told', 'told'])
  })
  it('never quiets the top level', () => {
    expect(play([0, 1, 2, 3], { level: 'HH', priority: 'low' })).toEqual(['told', 'told', 'began', 'told'])
    expect(play([0, 1, 2, 3], { level: 'on', priority: 'highest' })[3]).toBe('told')
  })
})
