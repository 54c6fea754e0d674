import { cstDate } from '#kernel/calendar/index.ts'
import { hazardKind } from '../hazard-kind.ts'

/** A hazard as the lists need it. */
export interface HazardLine {
  readonly no: string
  readonly title: string
  readonly level: string | null
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly openedAt: string
  readonly dueAt: string | null
  readonly closedAt: string | null
}

export interface ListColumn {
  readonly text: string
  /** Width on a page across, in points. */
  readonly points: number | '*'
  /** Width in a spreadsheet, in characters. */
  readonly width: number
}

export const LIST_COLUMNS: readonly ListColumn[] = [
  { text: '序号', points: 26, width: 6 },
  { text: '编号', points: 70, width: 16 },
  { text: '隐患描述', points: '*', width: 42 },
  { text: '部位', points: 60, width: 16 },
  { text: '等级', points: 26, width: 7 },
  { text: '来源', points: 40, width: 10 },
  { text: '发现日期', points: 54, width: 14 },
  { text: '责任人', points: 40, width: 11 },
  { text: '整改措施', points: 106, width: 36 },
  { text: '整改期限', points: 54, width: 14 },
  { text: '状态', points: 50, width: 12 },
]

const SOURCE_WORDS: Readonly<Record<string, string>> = {
  worker: '员工上报',
  selfcheck: '自查发现',
  office: '检查发现',
  public: '群众举报',
  monitoring: '监测发现',
}

const said = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** The cells of a hazard in the order of the columns, in words. */
export function listCells(line: HazardLine, index: number): string[] {
  const { fields } = line
  const source = said(fields['source'])
  return [
    String(index + 1),
    line.no,
    said(fields['what']) || line.title,
    said(fields['where']),
    line.level === null ? '待定' : (hazardKind.levels?.[line.level]?.text.zh ?? line.level),
    SOURCE_WORDS[source] ?? source,
    cstDate(new Date(line.openedAt)),
    said(fields['responsible']),
    said(fields['measures']),
    line.dueAt === null ? '' : cstDate(new Date(line.dueAt)),
    line.closedAt === null ? (hazardKind.states[line.state]?.text.zh ?? line.state) : `已销号 ${cstDate(new Date(line.closedAt))}`,
  ]
}

export const NO_PLACE = '未写明部位'

/** Hazards by the place they were found at, the place with the most first; without a place last. */
export function byWorkshop(lines: readonly HazardLine[]): { where: string; lines: HazardLine[] }[] {
  const groups = new Map<string, HazardLine[]>()
  for (const line of lines) {
    const where = said(line.fields['where']) || NO_PLACE
    groups.set(where, [...(groups.get(where) ?? []), line])
  }
  return [...groups.entries()]
    .map(([where, of]) => ({ where, lines: of }))
    .toSorted(
      (a, b) =>
        Number(a.where === NO_PLACE) - Number(b.where === NO_PLACE) ||
        b.lines.length - a.lines.length ||
        a.where.localeCompare(b.where, 'zh'),
    )
}
