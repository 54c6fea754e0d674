import type { Block } from './blocks.ts'
import type { FoundDate } from './dates.ts'
import type { FoundQuantity } from './quantities.ts'
import type { FoundRecurrence } from './recurrences.ts'
import { sectorOf } from './sector.ts'
import { denseSpan, type Source } from './text.ts'
import type { Confidence, Deadline, PlanMeta, Quantity, Recurrence, Sector, Span } from './types.ts'

/** What every kind of item needs: spans back in the original, deadlines, quantities, confidence. */

export interface Reader {
  src: Source
  meta: PlanMeta
}

export const REASONS = {
  dated: { zh: '有明确时限和动作', en: 'a date and a deed in one clause' },
  follows: { zh: '承接同句时限的并列动作', en: 'a further deed under the date of its sentence' },
  recurring: { zh: '写明周期', en: 'an explicit recurrence' },
  numeric: { zh: '有数量目标或限值', en: 'a numeric target or limit' },
  inherited: { zh: '时限承自上一句', en: 'the date is taken over from the sentence before' },
  scopeOnly: { zh: '数字只限定对象', en: 'the number only delimits the objects' },
  undatedAll: { zh: '“全部”“全覆盖”但没有时限', en: 'all or full coverage without a date' },
  goal: { zh: '目标章节中的定性目标', en: 'a dated qualitative goal' },
  phase: { zh: '阶段安排', en: 'a stage of the timetable' },
  row: { zh: '表格中的一行', en: 'a row of a table' },
  goalsText: { zh: '目标章节中的数量指标', en: 'a number in the goals section' },
  direction: { zh: '只有方向，没有数字', en: 'a direction without a number' },
  pastNumber: { zh: '成效章节中的数字', en: 'a number in the chapter on the past' },
  stock: { zh: '现状存量', en: 'a stock fact' },
  label: { zh: '写明“责任单位”等字样', en: 'labelled as responsible or lead unit' },
  prose: { zh: '正文写明牵头或负责', en: 'lead or charge named in running text' },
  subject: { zh: '单位只是句子的主语', en: 'the unit is only the subject of a duty' },
  systemBuild: { zh: '名称后缀与建设动词相符', en: 'a system name with a verb of building' },
  systemSoft: { zh: '只是安装、使用或名称不定', en: 'only installed or used, or the name is vague' },
  style: { zh: '编号样式与位置相符', en: 'numbering style and place' },
  guess: { zh: '没有编号，按位置判断', en: 'no number, judged by its place' },
} as const

export function sure(value: number, reason: keyof typeof REASONS): Confidence {
  return { value, reason: REASONS[reason] }
}

export function sectorFor(block: Block, text: string): Sector {
  return sectorOf(text, block.titles)
}

export function spanIn(r: Reader, block: Block, start: number, end: number): Span {
  return denseSpan(r.src, block.dense, start, end)
}

/** 1-based line and place of a span. */
export function place(r: Reader, block: Block, start: number, end: number): Span & { line: number } {
  const span = spanIn(r, block, start, end)
  return { ...span, line: r.src.cp.line(block.dense.map[start] ?? 0) }
}

export function deadlineOf(r: Reader, block: Block, d: FoundDate, inherited = false): Deadline {
  const dl: Deadline = { ...spanIn(r, block, d.start, d.end), type: d.type, date: d.date }
  if (d.start_date !== undefined) dl.start_date = d.start_date
  if (d.alt !== undefined) dl.alt = d.alt
  if (d.relative !== undefined) dl.relative = d.relative
  if (d.derived) dl.derived = true
  // 三年内 in a campaign of three years ends with the campaign
  const p = r.meta.plan_period
  if (d.relative?.offset === 'P3Y' && p !== null && Number(p.to.slice(0, 4)) - Number(p.from.slice(0, 4)) === 2) {
    dl.date = p.to
    dl.derived = true
  }
  if (inherited) dl.inherited = true
  return dl
}

export function recurrenceOf(r: Reader, block: Block, f: FoundRecurrence): Recurrence {
  return repeats(spanIn(r, block, f.start, f.end), f)
}

/** What repeats, at its place. */
export function repeats(span: Span, f: FoundRecurrence): Recurrence {
  return { ...span, every: f.every, times: f.times, op: f.op, ...(f.by === undefined ? {} : { by: f.by }) }
}

export function quantityOf(r: Reader, block: Block, f: FoundQuantity): Quantity {
  const out: Quantity = { ...spanIn(r, block, f.start, f.end), op: f.op, value: f.value, unit: f.unit, role: f.role }
  if (f.weak) out.weak = true
  return out
}

/** Is the term the plan's whole period (“规划期为…”, “从…启动至…结束”)? Such a period is no deadline. */
export function isPlanPeriod(meta: PlanMeta, d: FoundDate): boolean {
  if (d.series !== undefined) return false
  const p = meta.plan_period
  return (
    p !== null &&
    d.type === 'period' &&
    d.start_date?.slice(0, 4) === p.from.slice(0, 4) &&
    d.date?.slice(0, 4) === p.to.slice(0, 4) &&
    p.from.slice(0, 4) !== p.to.slice(0, 4)
  )
}
