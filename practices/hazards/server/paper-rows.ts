import { cstDate } from '#kernel/calendar/index.ts'
import { say, text, type Lang, type Text } from '#kernel/text.ts'
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
  readonly text: Text
  /** Width on a page across, in points. */
  readonly points: number | '*'
  /** Width in a spreadsheet, in characters. */
  readonly width: number
}

export const LIST_COLUMNS: readonly ListColumn[] = [
  { text: text('序号', 'No.'), points: 26, width: 6 },
  { text: text('编号', 'Number'), points: 70, width: 16 },
  { text: text('隐患描述', 'Hazard'), points: '*', width: 42 },
  { text: text('部位', 'Place'), points: 60, width: 16 },
  { text: text('等级', 'Level'), points: 26, width: 7 },
  { text: text('来源', 'Source'), points: 40, width: 10 },
  { text: text('发现日期', 'Found'), points: 54, width: 14 },
  { text: text('责任人', 'Responsible'), points: 40, width: 11 },
  { text: text('整改措施', 'Measures'), points: 106, width: 36 },
  { text: text('整改期限', 'Due'), points: 54, width: 14 },
  { text: text('状态', 'State'), points: 50, width: 12 },
]

const SOURCE_WORDS: Readonly<Record<string, Text>> = {
  worker: text('员工上报', 'Worker'),
  selfcheck: text('自查发现', 'Self-check'),
  office: text('检查发现', 'Inspection'),
  public: text('群众举报', 'Public'),
  monitoring: text('监测发现', 'Monitoring'),
}

const said = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** The cells of a hazard in the order of the columns, in words. */
export function listCells(line: HazardLine, index: number, lang: Lang): string[] {
  const { fields } = line
  const source = said(fields['source'])
  return [
    String(index + 1),
    line.no,
    said(fields['what']) || line.title,
    said(fields['where']),
    line.level === null ? say(text('待定', 'Not judged'), lang) : (hazardKind.levels?.[line.level]?.text[lang] ?? line.level),
    SOURCE_WORDS[source]?.[lang] ?? source,
    cstDate(new Date(line.openedAt)),
    said(fields['responsible']),
    said(fields['measures']),
    line.dueAt === null ? '' : cstDate(new Date(line.dueAt)),
    line.closedAt === null
      ? (hazardKind.states[line.state]?.text[lang] ?? line.state)
      : `${say(text('已销号', 'Closed'), lang)} ${cstDate(new Date(line.closedAt))}`,
  ]
}

export const NO_PLACE = text('未写明部位', 'No place given')

/** Hazards by the place they were found at, the place with the most first; without a place last. */
export function byWorkshop(lines: readonly HazardLine[], lang: Lang): { where: string; lines: HazardLine[] }[] {
  const none = say(NO_PLACE, lang)
  const groups = new Map<string, HazardLine[]>()
  for (const line of lines) {
    const where = said(line.fields['where']) || none
    groups.set(where, [...(groups.get(where) ?? []), line])
  }
  return [...groups.entries()]
    .map(([where, of]) => ({ where, lines: of }))
    .toSorted(
      (a, b) =>
        Number(a.where === none) - Number(b.where === none) || b.lines.length - a.lines.length || a.where.localeCompare(b.where, 'zh'),
    )
}
