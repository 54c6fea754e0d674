import ExcelJS from 'exceljs'
import type { PlanReading } from '@anlan/plan-reader'

/** A reading as lines for the terminal and as a workbook. */

export interface Row {
  kind: string
  id: string
  line: number
  when: string
  what: string
  numbers: string
  units: string
  core: boolean
  confidence: number
  reason: string
}

const KIND: Record<string, string> = { indicator: '指标', achievement: '成效', commitment: '任务', responsibility: '责任', system: '系统' }
const EVERY: Record<string, string> = { P1D: '每日', P7D: '每周', P10D: '每旬', P1M: '每月', P3M: '每季度', P6M: '每半年', P1Y: '每年' }

function clip(text: string, n: number): string {
  const flat = text.replace(/\s+/g, '')
  return flat.length > n ? `${flat.slice(0, n - 1)}…` : flat
}

/** One row per item, in the order of the text; headings are the document tree and not listed here. */
export function rowsOf(r: PlanReading): Row[] {
  const rows: (Row & { start: number })[] = []
  const add = (
    x: { kind: string; id: string; line: number; start: number; core: boolean; confidence: { value: number; reason: { zh: string } } },
    rest: Pick<Row, 'when' | 'what' | 'numbers' | 'units'>,
  ): void => {
    rows.push({
      kind: KIND[x.kind] ?? x.kind,
      id: x.id,
      line: x.line,
      start: x.start,
      core: x.core,
      confidence: x.confidence.value,
      reason: x.confidence.reason.zh,
      ...rest,
    })
  }
  for (const x of r.indicator)
    add(x, {
      when: x.target_year === null ? '' : String(x.target_year),
      what: x.name,
      numbers: `${x.direction} ${x.value ?? ''}${x.unit ?? ''}`,
      units: '',
    })
  for (const x of r.achievement)
    add(x, { when: x.period ?? '', what: x.name, numbers: `${x.direction} ${x.value ?? ''}${x.unit ?? ''}`, units: '' })
  for (const x of r.commitment) {
    const every = (x.recurrence ?? []).map((e) => `${EVERY[e.every] ?? e.every}${e.times === null ? '' : `${e.times}次`}`).join(' ')
    const date = x.deadline === null ? '' : (x.deadline.date ?? x.deadline.start_date ?? x.deadline.relative?.offset ?? '')
    add(x, {
      when: [date, every].filter((s) => s !== '').join(' '),
      what: x.what,
      numbers: x.quantities
        .filter((q) => !q.weak && q.op !== 'all')
        .map((q) => `${q.op} ${String(q.value)}${q.unit ?? ''}`)
        .join('; '),
      units: '',
    })
  }
  for (const x of r.responsibility)
    add(x, {
      when: '',
      what: x.quote,
      numbers: '',
      units: `${x.lead.map((u) => `${u}(牵头)`).join('、')}${x.lead.length > 0 && x.responsible.length > 0 ? '、' : ''}${x.responsible.join('、')}`,
    })
  for (const x of r.system) add(x, { when: x.deadline?.date ?? '', what: x.name, numbers: x.action, units: '' })
  return rows.sort((a, b) => a.start - b.start)
}

/** Lines for the terminal. A ~ marks a neutral item. */
export function tableLines(r: PlanReading): string[] {
  const period = r.meta.plan_period === null ? '' : ` ${r.meta.plan_period.from} — ${r.meta.plan_period.to}`
  const lines = [`${r.meta.title ?? ''}${period}`, '']
  for (const x of rowsOf(r))
    lines.push(
      [x.core ? ' ' : '~', x.kind, x.id, `L${x.line}`, x.when || '-', clip(x.kind === '责任' ? x.units : x.what, 60), x.numbers]
        .join('  ')
        .trimEnd(),
    )
  const count = (list: readonly { core: boolean }[]): number => list.filter((x) => x.core).length
  lines.push(
    '',
    `指标 ${count(r.indicator)}  成效 ${count(r.achievement)}  任务 ${count(r.commitment)}  责任 ${count(r.responsibility)}  系统 ${count(r.system)}  标题 ${count(r.heading)}`,
  )
  return lines
}

/** A cell that begins like a formula would run in a spreadsheet: it is kept as text. */
const plain = (s: string): string => (/^[=+\-@\t\r]/.test(s) ? `'${s}` : s)

/** The workbook: items on one sheet, headings on another. */
export async function workbookOf(r: PlanReading): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const items = book.addWorksheet('条目 Items')
  items.columns = [
    { header: '类别 Kind', key: 'kind', width: 10 },
    { header: '编号 Id', key: 'id', width: 8 },
    { header: '行 Line', key: 'line', width: 8 },
    { header: '时间 When', key: 'when', width: 18 },
    { header: '内容 What', key: 'what', width: 80 },
    { header: '数量 Numbers', key: 'numbers', width: 24 },
    { header: '单位 Units', key: 'units', width: 40 },
    { header: '计分 Core', key: 'core', width: 8 },
    { header: '把握 Confidence', key: 'confidence', width: 12 },
    { header: '理由 Reason', key: 'reason', width: 24 },
  ]
  for (const row of rowsOf(r))
    items.addRow({ ...row, what: plain(row.what), numbers: plain(row.numbers), units: plain(row.units), core: row.core ? '是' : '否' })
  items.views = [{ state: 'frozen', ySplit: 1 }]
  const tree = book.addWorksheet('标题 Headings')
  tree.columns = [
    { header: '级 Level', key: 'level', width: 8 },
    { header: '编号 Number', key: 'number', width: 10 },
    { header: '标题 Title', key: 'title', width: 80 },
    { header: '行 Line', key: 'line', width: 8 },
  ]
  for (const h of r.heading) tree.addRow({ level: h.level, number: h.number ?? '', title: plain(h.title ?? ''), line: h.line })
  return new Uint8Array(await book.xlsx.writeBuffer())
}
