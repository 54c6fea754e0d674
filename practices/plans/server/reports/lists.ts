import { cstDate } from '#kernel/calendar/index.ts'
import type { LightColour } from '../../model.ts'
import type { PaperData } from './content.ts'

export interface ProblemLine {
  readonly no: string
  readonly title: string
  readonly orgName: string | null
  readonly level: string | null
  readonly phase: string
  readonly foundAt: string
  readonly due: string | null
  readonly closedAt: string | null
}

const LEVELS: Readonly<Record<string, string>> = { major: '重大', general: '一般' }
const PHASES: Readonly<Record<string, string>> = { draft: '待核实', open: '整改中', waiting: '待复查', closed: '已销号' }
const LIGHTS: Readonly<Record<LightColour, string>> = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '不能判定' }
const day = (at: string | null): string => (at === null ? '' : cstDate(new Date(at)))

export const PROBLEM_COLUMNS = [
  { text: '序号', width: 6 },
  { text: '编号', width: 18 },
  { text: '问题隐患', width: 48 },
  { text: '单位', width: 30 },
  { text: '级别', width: 8 },
  { text: '发现日期', width: 13 },
  { text: '整改期限', width: 13 },
  { text: '情况', width: 10 },
  { text: '销号日期', width: 13 },
] as const

export const problemRows = (lines: readonly ProblemLine[]): (string | number)[][] =>
  lines.map((l, i) => [
    i + 1,
    l.no,
    l.title,
    l.orgName ?? '',
    l.level === null ? '' : (LEVELS[l.level] ?? l.level),
    day(l.foundAt),
    day(l.due),
    PHASES[l.phase] ?? l.phase,
    day(l.closedAt),
  ])

export const MEASURE_COLUMNS = [
  { text: '序号', width: 6 },
  { text: '编号', width: 18 },
  { text: '制度措施', width: 52 },
  { text: '牵头单位', width: 28 },
  { text: '配合单位', width: 30 },
  { text: '完成时限', width: 13 },
  { text: '状态', width: 10 },
  { text: '灯号', width: 10 },
  { text: '理由', width: 28 },
] as const

export const measureRows = (tasks: PaperData['tasks']): (string | number)[][] =>
  tasks.map((r, i) => [
    i + 1,
    r.no,
    r.title,
    r.unresolved ?? r.orgName,
    r.responsible.join('、'),
    r.due ?? '',
    r.stateText.zh,
    LIGHTS[r.light.colour],
    r.light.reason.zh,
  ])
