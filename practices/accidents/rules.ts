import { getRule, runRule } from '@anlan/rules'
import { cstDate, type IsoDate } from '#kernel/calendar/index.ts'
import type { ActContext, Guard, MatterSet, MatterView } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import type { Category, Grade, LaterDeath } from './model.ts'

/** What the law looks at; all of it is set anew by every act that changes any of it, so that each act states the whole. */
export interface Figures {
  readonly occurredAt: string
  readonly category: Category
  readonly sector: string | null
  readonly type: string
  readonly deathsFirst: number
  readonly laterDeaths: readonly LaterDeath[]
  readonly serious: number
  readonly poisoning: number
  readonly minor: number
  readonly lossWan: number | null
}

const WINDOW: Readonly<Record<Category, string>> = { industry: '一般生产', road: '道路交通', fire: '火灾', other: '一般生产' }
const GRADE_OF_RANK: Readonly<Record<number, Grade>> = { 1: 'special', 2: 'serious', 3: 'large', 4: 'ordinary' }

export const occurredOn = (occurredAt: string): IsoDate => cstDate(new Date(occurredAt))

/** The counting window by category (493 art. 13): does a death on that day count, and until when do they? */
export function windowOf(
  occurredAt: string,
  category: Category,
  diedOn: IsoDate,
): { counts: boolean; days: number; ends: IsoDate; clause: string } {
  const on = occurredOn(occurredAt)
  const result = runRule('death-window', { accident: on, death_on: diedOn, type: WINDOW[category], deaths_before: 0 }, on)
  const value = result.value as { counts: boolean; limit_days: number; window_ends: string } | null
  if (!value) throw new RangeError(`The counting window cannot be judged: ${result.cannotJudge?.join(', ') ?? ''}`)
  return { counts: value.counts, days: value.limit_days, ends: value.window_ends, clause: result.clause }
}

/** Deaths that count: those at the time and the later ones within the window. */
export function countedDeaths(f: Pick<Figures, 'deathsFirst' | 'laterDeaths'>): number {
  return f.deathsFirst + f.laterDeaths.filter((d) => d.counts).reduce((sum, d) => sum + d.n, 0)
}

/** The grade by law (493 art. 3); null where it cannot be judged, with what is missing. Acute poisoning counts as serious injury. */
export function gradeOf(f: Figures): {
  grade: Grade | null
  because: string | null
  steps: readonly string[]
  clause: string
  status: string
} {
  const inputs = {
    deaths: countedDeaths(f),
    serious: f.serious + f.poisoning,
    ...(f.lossWan === null ? {} : { loss_wan: f.lossWan }),
    coal: f.sector === 'coal',
  }
  const result = runRule('accident-grade', inputs, occurredOn(f.occurredAt))
  const rank = (result.value as { rank: number } | null)?.rank
  return {
    grade: rank === undefined ? null : (GRADE_OF_RANK[rank] ?? null),
    because: result.cannotJudge ? result.cannotJudge.join('；') : null,
    steps: result.steps,
    clause: result.clause,
    status: result.sourceStatus,
  }
}

/** Types of accident in force on a day: 20 of GB/T 6441-1986, from 2026-07-01 the 27 of GB 6441-2025. */
export function typesOn(day: IsoDate): readonly string[] {
  const version = getRule('accident-type').versions.find(
    (v) => v.effectiveFrom <= day && (v.effectiveTo === undefined || day <= v.effectiveTo),
  )
  return (version?.tables as { types: readonly string[] } | undefined)?.types ?? []
}

/** The figures as they stand on a matter. */
export function figuresOf(view: Pick<MatterView, 'fields' | 'sector'>): Figures {
  const f = view.fields
  return {
    occurredAt: String(f['occurredAt']),
    category: f['category'] as Category,
    sector: view.sector,
    type: String(f['type']),
    deathsFirst: Number(f['deathsFirst'] ?? 0),
    laterDeaths: (f['laterDeaths'] as LaterDeath[] | undefined) ?? [],
    serious: Number(f['serious'] ?? 0),
    poisoning: Number(f['poisoning'] ?? 0),
    minor: Number(f['minor'] ?? 0),
    lossWan: f['lossWan'] === undefined ? null : Number(f['lossWan']),
  }
}

/** All that the figures set: fields, grade and title. A null field is cleared. */
function settled(f: Figures, more: { site: unknown; path: unknown }): MatterSet {
  const later = f.laterDeaths.map((d) => ({ ...d, counts: windowOf(f.occurredAt, f.category, d.on).counts }))
  const whole = { ...f, laterDeaths: later }
  const on = occurredOn(f.occurredAt)
  const site = typeof more.site === 'string' && more.site !== '' ? more.site : null
  return {
    title: `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日${site ? ` ${site}` : ''} ${f.type}事故`.slice(0, 80),
    level: gradeOf(whole).grade,
    ...(f.sector === null ? {} : { sector: f.sector }),
    ...(typeof more.path === 'string' ? { path: more.path } : {}),
    fields: {
      occurredAt: f.occurredAt,
      occurredOn: on,
      site,
      category: f.category,
      type: f.type,
      deaths: countedDeaths(whole),
      deathsFirst: f.deathsFirst,
      laterDeaths: later,
      serious: f.serious,
      poisoning: f.poisoning,
      minor: f.minor,
      lossWan: f.lossWan,
    },
  }
}

const numberOr = (value: unknown, other: number): number => (typeof value === 'number' ? value : other)

const fromForm = (form: ActContext['form'], laterDeaths: readonly LaterDeath[], sector: string | null): Figures => ({
  occurredAt: String(form['occurredAt']),
  category: form['category'] as Category,
  sector: typeof form['sector'] === 'string' ? form['sector'] : sector,
  type: String(form['type']),
  deathsFirst: numberOr(form['deaths'], 0),
  laterDeaths,
  serious: numberOr(form['serious'], 0),
  poisoning: numberOr(form['poisoning'], 0),
  minor: numberOr(form['minor'], 0),
  lossWan: typeof form['lossWan'] === 'number' ? form['lossWan'] : null,
})

export function entered({ form }: ActContext): MatterSet {
  const set = settled(fromForm(form, [], null), { site: form['site'], path: form['path'] })
  const more = Object.fromEntries(['what', 'knownAt', 'reportedAt'].filter((n) => form[n] !== undefined).map((n) => [n, form[n]]))
  return { ...set, fields: { ...set.fields, ...more } }
}

export function followed({ form, view }: ActContext): MatterSet {
  if (!view) return {}
  const before = figuresOf(view)
  const died = typeof form['diedOn'] === 'string' && typeof form['newDeaths'] === 'number'
  const later = died
    ? [...before.laterDeaths, { on: String(form['diedOn']), n: Number(form['newDeaths']), counts: false }]
    : before.laterDeaths
  const now = {
    ...before,
    laterDeaths: later,
    serious: numberOr(form['serious'], before.serious),
    poisoning: numberOr(form['poisoning'], before.poisoning),
    minor: numberOr(form['minor'], before.minor),
    lossWan: typeof form['lossWan'] === 'number' ? form['lossWan'] : before.lossWan,
  }
  return settled(now, { site: view.fields['site'], path: undefined })
}

export function corrected({ form, view }: ActContext): MatterSet {
  if (!view) return {}
  return settled(fromForm(form, figuresOf(view).laterDeaths, view.sector), { site: form['site'], path: form['path'] })
}

export const notAhead: Guard = {
  id: 'not-ahead',
  text: text('发生时间不能晚于现在', 'It cannot have happened in the future'),
  onForm: true,
  holds: ({ form, at }) => Date.parse(String(form['occurredAt'])) <= at.getTime(),
}

export const typeInForce: Guard = {
  id: 'type-in-force',
  text: text(
    '事故类型须按发生日当时的标准选：2026-06-30 及以前为 GB/T 6441-1986，之后为 GB 6441-2025',
    'The type must be one of the standard in force on the day: GB/T 6441-1986 up to 2026-06-30, then GB 6441-2025',
  ),
  onForm: true,
  holds: ({ form }) => typesOn(occurredOn(String(form['occurredAt']))).includes(String(form['type'])),
}

export const reportedInOrder: Guard = {
  id: 'reported-in-order',
  text: text('接报和报告时间不能早于发生时间，也不能晚于现在', 'Reports come after the accident and not in the future'),
  onForm: true,
  holds: ({ form, at }) =>
    ['knownAt', 'reportedAt'].every((name) => {
      if (form[name] === undefined) return true
      const ms = Date.parse(String(form[name]))
      return ms >= Date.parse(String(form['occurredAt'])) && ms <= at.getTime()
    }),
}

export const deathsWithDay: Guard = {
  id: 'deaths-with-day',
  text: text(
    '新增死亡须同时写人数和日期，日期在事故发生日与今天之间',
    'Further deaths need number and day, the day between the accident and today',
  ),
  onForm: true,
  holds: ({ form, view, at }) => {
    const [on, n] = [form['diedOn'], form['newDeaths']]
    if (on === undefined && n === undefined) return true
    if (typeof on !== 'string' || typeof n !== 'number' || !view) return false
    return on >= String(view.fields['occurredOn']) && on <= cstDate(at)
  },
}

export const laterAfterAccident: Guard = {
  id: 'later-after-accident',
  text: text('已续报的死亡日期早于更正后的发生日，请核对', 'A reported death would lie before the corrected day of the accident'),
  onForm: true,
  holds: ({ form, view }) => {
    const on = occurredOn(String(form['occurredAt']))
    return !view || figuresOf(view).laterDeaths.every((d) => d.on >= on)
  },
}
