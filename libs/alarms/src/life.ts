/**
 * The life of one alarm, ISA-18.2-2016 / IEC 62682 (states A–G), with the latched states of the 2009 edition for rules that ask for
 * them. Handling (处置) and warnings (预警) are matters of their own and not states of the alarm.
 */
export const LIFE_STATES = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned',
  'latchedUnacknowledged',
  'latchedAcknowledged',
  'shelved',
  'suppressed',
  'outOfService',
] as const
export type LifeState = (typeof LIFE_STATES)[number]

export const LIFE_ACTS = [
  'occur',
  'clear',
  'acknowledge',
  'unacknowledge',
  'reAlarm',
  'reset',
  'shelve',
  'suppress',
  'takeOut',
  'restore',
] as const
export type LifeAct = (typeof LIFE_ACTS)[number]

/** `byCondition`: unacknowledged if the condition is present, else normal; never acknowledged. `byLatch`: latched where the rule asks for it. */
type Target = LifeState | 'byCondition' | 'byLatch'

const away = { shelve: 'shelved', suppress: 'suppressed', takeOut: 'outOfService' } as const

/** The transition table; an act that is not listed is refused, except that the condition is always recorded. */
export const LIFE_TABLE: Readonly<Record<LifeState, Readonly<Partial<Record<LifeAct, Target>>>>> = {
  normal: { occur: 'unacknowledged', ...away },
  unacknowledged: { acknowledge: 'acknowledged', clear: 'byLatch', reAlarm: 'unacknowledged', ...away },
  acknowledged: { clear: 'byLatch', unacknowledge: 'unacknowledged', reAlarm: 'unacknowledged', ...away },
  returned: { acknowledge: 'normal', occur: 'unacknowledged', ...away },
  latchedUnacknowledged: { acknowledge: 'latchedAcknowledged', occur: 'unacknowledged', ...away },
  latchedAcknowledged: { reset: 'normal', occur: 'unacknowledged', ...away },
  shelved: { restore: 'byCondition' },
  suppressed: { restore: 'byCondition' },
  outOfService: { restore: 'byCondition' },
}

/** One alarm: its state, whether its condition is present (followed even while shelved), and until when and why it is put away. */
export type Alarm = {
  state: LifeState
  present: boolean
  latch: boolean
  /** End of shelving or of being out of service, seconds. */
  until?: number
  reason?: string
  by?: string
}

export type LifeRequest = { act: LifeAct; at: number; by?: string; reason?: string; until?: number }
export type LifeRefusal = 'notAllowed' | 'personMissing' | 'reasonMissing' | 'untilMissing' | 'tooLong'
export type LifeResult = { ok: true; alarm: Alarm; activated: boolean } | { ok: false; refusal: LifeRefusal; allowed: LifeAct[] }

export const REFUSALS: Readonly<Record<LifeRefusal, { zh: string; en: string }>> = {
  notAllowed: { zh: '当前状态下不能这样做', en: 'not possible in this state' },
  personMissing: { zh: '须注明操作人', en: 'the person must be named' },
  reasonMissing: { zh: '须写明理由', en: 'a reason is needed' },
  untilMissing: { zh: '须给出截止时间', en: 'an end time is needed' },
  tooLong: { zh: '搁置时间过长', en: 'shelved for too long' },
}

/** Longest shelving, seconds: a shift is usual, 24 h the cap some sites set (facts sheet §1.4). */
export const LONGEST_SHELVING = 86400

export const newAlarm = (latch = false): Alarm => ({ state: 'normal', present: false, latch })

export const allowedActs = (state: LifeState): LifeAct[] => LIFE_ACTS.filter((act) => LIFE_TABLE[state][act] !== undefined)

const PERSONAL: readonly LifeAct[] = ['acknowledge', 'unacknowledge', 'reset', 'shelve', 'takeOut']

const refusalOf = (request: LifeRequest): LifeRefusal | undefined => {
  if (PERSONAL.includes(request.act) && !request.by) return 'personMissing'
  if (['shelve', 'suppress', 'takeOut'].includes(request.act) && !request.reason) return 'reasonMissing'
  if (request.act !== 'shelve' && request.act !== 'takeOut') return undefined
  if (request.until === undefined || request.until <= request.at) return 'untilMissing'
  return request.act === 'shelve' && request.until - request.at > LONGEST_SHELVING ? 'tooLong' : undefined
}

const resolve = (target: Target, alarm: Alarm): LifeState => {
  if (target === 'byCondition') return alarm.present ? 'unacknowledged' : 'normal'
  if (target !== 'byLatch') return target
  const acknowledged = alarm.state === 'acknowledged'
  if (alarm.latch) return acknowledged ? 'latchedAcknowledged' : 'latchedUnacknowledged'
  return acknowledged ? 'normal' : 'returned'
}

/**
 * One act on one alarm. Pure. `activated` is true where the act counts as an activation (A→B, D→B, re-alarm, return from shelving into
 * a present condition), which is what the KPIs count.
 */
export const transition = (alarm: Alarm, request: LifeRequest): LifeResult => {
  const { act } = request
  const present = act === 'occur' ? true : act === 'clear' ? false : alarm.present
  const target = LIFE_TABLE[alarm.state][act]
  if (target === undefined) {
    // The evaluator reports the condition in every state; what changes nothing else is still remembered.
    if (act === 'occur' || act === 'clear') return { ok: true, alarm: { ...alarm, present }, activated: false }
    return { ok: false, refusal: 'notAllowed', allowed: allowedActs(alarm.state) }
  }
  const refusal = refusalOf(request)
  if (refusal) return { ok: false, refusal, allowed: allowedActs(alarm.state) }
  const state = resolve(target, { ...alarm, present })
  const next: Alarm = { state, present, latch: alarm.latch }
  if (state === 'shelved' || state === 'suppressed' || state === 'outOfService') {
    if (request.until !== undefined) next.until = request.until
    if (request.reason !== undefined) next.reason = request.reason
    if (request.by !== undefined) next.by = request.by
  }
  return { ok: true, alarm: next, activated: state === 'unacknowledged' && act !== 'unacknowledge' }
}

/** Shelving and out of service end by themselves when their time is up. */
export const expire = (alarm: Alarm, now: number): LifeResult | undefined =>
  alarm.until !== undefined && now >= alarm.until ? transition(alarm, { act: 'restore', at: alarm.until }) : undefined
