import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allowedActs,
  expire,
  LIFE_ACTS,
  LIFE_STATES,
  LIFE_TABLE,
  newAlarm,
  transition,
  type Alarm,
  type LifeAct,
  type LifeState,
} from './life.ts'

const ask = (act: LifeAct, at = 1000) => ({ act, at, by: '张三', reason: '检修', until: at + 3600 })
const alarmIn = (state: LifeState, present: boolean): Alarm => ({ state, present, latch: false })
const go = (alarm: Alarm, ...acts: LifeAct[]): Alarm =>
  acts.reduce((now, act) => {
    const result = transition(now, ask(act))
    if (!result.ok) throw new Error(`${act}: ${result.refusal}`)
    return result.alarm
  }, alarm)

const activated = (alarm: Alarm, act: LifeAct): boolean => {
  const result = transition(alarm, ask(act))
  return result.ok && result.activated
}

describe('the life of an alarm', () => {
  // The rows of the fact sheet §1.1, from alerta's ISA 18.2 model.
  it.each<[LifeState, LifeAct, boolean, LifeState]>([
    ['normal', 'occur', false, 'unacknowledged'],
    ['unacknowledged', 'acknowledge', true, 'acknowledged'],
    ['unacknowledged', 'clear', true, 'returned'],
    ['acknowledged', 'clear', true, 'normal'],
    ['acknowledged', 'unacknowledge', true, 'unacknowledged'],
    ['acknowledged', 'reAlarm', true, 'unacknowledged'],
    ['returned', 'acknowledge', false, 'normal'],
    ['returned', 'occur', false, 'unacknowledged'],
    ['unacknowledged', 'shelve', true, 'shelved'],
    ['acknowledged', 'suppress', true, 'suppressed'],
    ['normal', 'takeOut', false, 'outOfService'],
    ['shelved', 'restore', true, 'unacknowledged'],
    ['shelved', 'restore', false, 'normal'],
    ['suppressed', 'restore', true, 'unacknowledged'],
    ['outOfService', 'restore', false, 'normal'],
  ])('%s, %s (condition %s) → %s', (from, act, present, to) => {
    expect(go(alarmIn(from, present), act).state).toBe(to)
  })

  it('walks the whole table: every listed act goes to a state that exists, every other is refused or only remembers the condition', () => {
    const reached = new Set<LifeState>(['normal'])
    for (const state of LIFE_STATES)
      for (const act of LIFE_ACTS)
        for (const latch of [false, true]) {
          const result = transition({ state, present: true, latch }, ask(act))
          const listed = LIFE_TABLE[state][act] !== undefined
          if (listed) {
            expect(result.ok).toBe(true)
            if (result.ok) {
              expect(LIFE_STATES).toContain(result.alarm.state)
              reached.add(result.alarm.state)
            }
          } else if (act === 'occur' || act === 'clear') {
            expect(result).toEqual({ ok: true, activated: false, alarm: { state, present: act === 'occur', latch } })
          } else expect(result).toEqual({ ok: false, refusal: 'notAllowed', allowed: allowedActs(state) })
        }
    expect(reached).toEqual(new Set(LIFE_STATES))
  })

  it('never comes back from shelving as acknowledged, and follows the condition meanwhile', () => {
    expect(go(newAlarm(), 'occur', 'acknowledge', 'shelve', 'clear', 'occur', 'restore').state).toBe('unacknowledged')
    expect(go(newAlarm(), 'occur', 'acknowledge', 'shelve', 'clear', 'restore').state).toBe('normal')
  })

  it('latches where the rule asks, until an operator resets', () => {
    const latched = go(newAlarm(true), 'occur', 'clear')
    expect(latched.state).toBe('latchedUnacknowledged')
    expect(transition(latched, ask('reset')).ok).toBe(false)
    expect(go(latched, 'acknowledge').state).toBe('latchedAcknowledged')
    expect(go(latched, 'acknowledge', 'reset').state).toBe('normal')
    expect(go(newAlarm(true), 'occur', 'acknowledge', 'clear', 'occur').state).toBe('unacknowledged')
  })

  it('asks for person, reason and end, and for no longer than a day', () => {
    const alarm = go(newAlarm(), 'occur')
    const refusal = (request: Parameters<typeof transition>[1]) => {
      const result = transition(alarm, request)
      return result.ok ? 'ok' : result.refusal
    }
    expect(refusal({ act: 'acknowledge', at: 0 })).toBe('personMissing')
    expect(refusal({ act: 'shelve', at: 0, by: 'x', until: 60 })).toBe('reasonMissing')
    expect(refusal({ act: 'shelve', at: 0, by: 'x', reason: 'y' })).toBe('untilMissing')
    expect(refusal({ act: 'shelve', at: 0, by: 'x', reason: 'y', until: 0 })).toBe('untilMissing')
    expect(refusal({ act: 'shelve', at: 0, by: 'x', reason: 'y', until: 86401 })).toBe('tooLong')
    expect(refusal({ act: 'shelve', at: 0, by: 'x', reason: 'y', until: 86400 })).toBe('ok')
  })

  it('returns by itself when its time is up', () => {
    const shelved = go(newAlarm(), 'occur', 'shelve')
    expect(expire(shelved, 4599)).toBeUndefined()
    expect(expire(shelved, 4600)).toMatchObject({ ok: true, activated: true, alarm: { state: 'unacknowledged' } })
    expect(expire(go(newAlarm(), 'occur'), 1e9)).toBeUndefined()
  })

  it('counts as activations only entries into the unacknowledged state that the process caused', () => {
    expect(activated(newAlarm(), 'occur')).toBe(true)
    expect(activated(alarmIn('returned', false), 'occur')).toBe(true)
    expect(activated(alarmIn('acknowledged', true), 'reAlarm')).toBe(true)
    expect(activated(alarmIn('acknowledged', true), 'unacknowledge')).toBe(false)
    expect(activated(alarmIn('unacknowledged', true), 'acknowledge')).toBe(false)
  })

  it('after any sequence: normal only without a condition, acknowledged only with one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LIFE_ACTS), { maxLength: 40 }), fc.boolean(), (acts, latch) => {
        let alarm = newAlarm(latch)
        for (const act of acts) {
          const result = transition(alarm, ask(act))
          if (result.ok) alarm = result.alarm
          if (alarm.state === 'normal') expect(alarm.present).toBe(false)
          if (alarm.state === 'acknowledged' || alarm.state === 'unacknowledged') expect(alarm.present).toBe(true)
          if (alarm.state === 'returned' || alarm.state.startsWith('latched')) expect(alarm.present).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })
})
