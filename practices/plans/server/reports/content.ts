import { cstDate } from '#kernel/calendar/index.ts'
import type { z } from 'zod'
import type { Board, IndicatorRow, LightColour, PlanRow, TaskRow } from '../../model.ts'
import type { Paper, PaperKind } from '../../model-papers.ts'

/** Everything that a paper tells of: as the pages show it, at one moment. */
export interface PaperData {
  readonly plan: Pick<z.output<typeof PlanRow>, 'id' | 'title' | 'orgName' | 'place' | 'from' | 'to'>
  readonly board: z.output<typeof Board>
  readonly indicators: readonly IndicatorRow[]
  readonly tasks: readonly z.output<typeof TaskRow>[]
  readonly register: {
    readonly due: number
    readonly sent: number
    readonly items: readonly {
      readonly matterId: string
      readonly orgName: string
      readonly period: string
      readonly due: string | null
      readonly daysLate: number
    }[]
  }
  /** Tasks and projects closed within the period. */
  readonly closed: readonly { readonly id: string; readonly no: string; readonly title: string; readonly day: string }[]
  /** Hazards of the place within the period of the plan. */
  readonly problems: { readonly total: number; readonly closed: number }
}

type Part = Paper['parts'][number]
type Table = NonNullable<Part['table']>

const WORDS: Readonly<Record<LightColour, string>> = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '不能判定' }
const REACH = { at_most: '不高于', at_least: '不低于', exactly: '等于' } as const
const fig = (value: number | null): string => (value === null ? '—' : String(Math.round(value * 10_000) / 10_000))

/** A number with its source: adds the source to the list and its mark to the text. */
type Cite = (value: string | number, source: string, href: string) => string

interface Making {
  readonly data: PaperData
  readonly cite: Cite
  readonly kind: PaperKind
  readonly said: string
  readonly here: string
}

const part = (id: string, level: 1 | 2, title: string, paragraphs: readonly string[], table: Table | null = null): Part => ({
  id,
  level,
  title,
  paragraphs: [...paragraphs],
  table: table && table.rows.length > 0 ? table : null,
})

function overview({ data, cite, said, here }: Making): Part {
  const { board, tasks, indicators } = data
  const done = tasks.filter((t) => t.state === 'done').length
  const count = (of: 'tasks' | 'indicators', colour: LightColour): string =>
    cite(
      board[of][colour],
      `${of === 'tasks' ? '规划任务台账' : '规划指标'}，${board.today} 灯号为${WORDS[colour]}的清单`,
      `${here}?part=${of}&colour=${colour}`,
    )
  const lights = (of: 'tasks' | 'indicators'): string =>
    `绿灯 ${count(of, 'green')} 项、黄灯 ${count(of, 'yellow')} 项、红灯 ${count(of, 'red')} 项、不能判定 ${count(of, 'grey')} 项`
  return part('overview', 1, '总体情况', [
    `《${data.plan.title}》（以下简称《规划》）共交办任务和项目 ${cite(tasks.length, `规划任务台账，${board.today} 全部任务和项目`, `${here}?part=tasks`)} 项，已办结 ${cite(done, `规划任务台账，${board.today} 状态为已办结`, `${here}?part=tasks`)} 项；${said}办结 ${cite(data.closed.length, `规划任务台账，${said}办结的任务和项目`, `${here}?part=tasks`)} 项。`,
    `截至 ${board.today}，任务${lights('tasks')}；指标共 ${cite(indicators.length, '规划采用的指标', `${here}?part=indicators`)} 项，其中${lights('indicators')}。`,
  ])
}

function indicatorsPart({ data, cite, here, kind }: Making): Part[] {
  const rows = data.indicators
  const text = rows.map((i) => {
    const unit = i.unit ?? ''
    const newest = i.points.at(-1)
    const href = newest?.href ?? `${here}?part=indicators#${i.id}`
    const value =
      i.value === null
        ? '还没有数值'
        : `截至 ${i.asOf ?? ''} 为 ${cite(`${fig(i.value)}${unit}`, newest?.source.zh ?? '规划指标数值', href)}`
    const goal =
      i.binding.target === null ? '' : `，${i.binding.targetYear} 年目标${REACH[i.binding.reach]} ${fig(i.binding.target)}${unit}`
    const expected = i.expected === null ? '' : `，按年度路径应为 ${fig(i.expected)}${unit}`
    return `${i.name}：${value}${expected}${goal}。灯号${WORDS[i.light.colour]}，${i.light.reason.zh}。`
  })
  const table: Table = {
    columns: ['指标', '单位', '现值', '按路径应为', '目标', '灯号和理由'],
    rows: rows.map((i) => [
      i.name,
      i.unit ?? '',
      fig(i.value),
      fig(i.expected),
      i.binding.target === null ? '—' : `${i.binding.targetYear} 年 ${REACH[i.binding.reach]} ${fig(i.binding.target)}`,
      `${WORDS[i.light.colour]}：${i.light.reason.zh}`,
    ]),
  }
  const found = [
    part(
      'indicators',
      1,
      kind === 'final' ? '目标指标完成情况' : '目标指标进展',
      rows.length === 0 ? ['《规划》没有采用指标。'] : [],
      null,
    ),
  ]
  if (rows.length > 0) {
    found.push(part('indicators-values', 2, '各项指标', text, table))
    const bad = rows.filter((i) => i.forecast.reached === 'no' || i.forecast.reached === 'unsure')
    found.push(
      part(
        'indicators-forecast',
        2,
        '到期预测',
        bad.length === 0
          ? ['按现有数值预测，没有预计不能达到的指标；不能预测的见上表理由。']
          : bad.map(
              (i) =>
                `${i.name}：预计到 ${i.forecast.day} 为 ${cite(`${fig(i.forecast.value)}${i.unit ?? ''}`, `预测方法：${i.forecast.method.zh}；用 ${i.forecast.points} 个数值`, `${here}?part=indicators#${i.id}`)}（区间 ${fig(i.forecast.low)} 至 ${fig(i.forecast.high)}），${i.forecast.reached === 'no' ? '预计达不到目标' : '能否达到目标还说不准'}。`,
            ),
      ),
    )
  }
  if (kind === 'mid' || kind === 'final') {
    const changed = rows.filter((i) => i.targets.length > 1)
    found.push(
      part(
        'indicators-changes',
        2,
        '目标调整',
        changed.length === 0
          ? ['规划期内没有调整过目标。']
          : changed.map(
              (i) => `${i.name}：${i.targets.map((c) => `${c.at.slice(0, 10)} ${fig(c.target)}（${c.targetYear} 年）`).join('，')}。`,
            ),
      ),
    )
  }
  return found
}

const taskTable = (rows: PaperData['tasks']): Table => ({
  columns: ['编号', '任务', '牵头单位', '期限', '灯号和理由'],
  rows: rows.map((r) => [r.no, r.title, r.unresolved ?? r.orgName, r.due ?? '', `${WORDS[r.light.colour]}：${r.light.reason.zh}`]),
})

/** More rows of one table than people read. */
const MOST = 40

function tasksPart({ data, cite, here, kind, said }: Making): Part[] {
  const { tasks, board, closed } = data
  const bad = tasks.filter((t) => t.light.colour === 'red' || t.light.colour === 'yellow')
  const sorted = bad.toSorted((a, b) =>
    a.light.colour === b.light.colour ? (a.due ?? '').localeCompare(b.due ?? '') : a.light.colour === 'red' ? -1 : 1,
  )
  const more = sorted.length > MOST ? `表中列出最要紧的 ${MOST} 项。` : ''
  const found = [
    part('tasks', 1, '任务进展', []),
    part(
      'tasks-closed',
      2,
      `${said}办结`,
      closed.length === 0
        ? [`${said}没有办结任务。`]
        : [`${said}办结 ${cite(closed.length, `规划任务台账，${said}办结`, `${here}?part=tasks`)} 项。`],
      { columns: ['编号', '任务', '办结日'], rows: closed.slice(0, MOST).map((c) => [c.no, c.title, c.day]) },
    ),
    part(
      'tasks-bad',
      2,
      '红灯和黄灯任务',
      sorted.length === 0
        ? ['没有红灯和黄灯任务。']
        : [
            `红灯和黄灯任务共 ${cite(sorted.length, `规划任务台账，${board.today} 灯号为红、黄`, `${here}?part=tasks&colour=red`)} 项。${more}`,
          ],
      taskTable(sorted.slice(0, MOST)),
    ),
  ]
  if (kind === 'month') return found
  found.push(
    part('tasks-units', 2, '分单位情况', ['各牵头单位的任务按期限年份和灯号汇总如下。'], {
      columns: ['单位', '绿灯', '黄灯', '红灯', '不能判定'],
      rows: board.chart.rows.map((row) => {
        const sum = (c: LightColour): string => String(row.cells.reduce((n, cell) => n + cell.tasks[c], 0))
        return [row.name, sum('green'), sum('yellow'), sum('red'), sum('grey')]
      }),
    }),
  )
  found.push(rankingPart({ data }))
  const projects = tasks.filter((t) => t.kind === 'planProject')
  const ready = projects.filter((p) => p.state === 'done').length
  found.push(
    part(
      'projects',
      1,
      '系统建设',
      [
        projects.length === 0
          ? '《规划》没有采用系统建设项目。'
          : `系统建设项目 ${cite(projects.length, '规划项目台账', `${here}?part=projects`)} 个，建成 ${cite(ready, '规划项目台账，状态为已办结', `${here}?part=projects`)} 个。`,
      ],
      {
        columns: ['项目', '牵头单位', '期限', '节点', '灯号和理由'],
        rows: projects.map((p) => [
          p.title,
          p.unresolved ?? p.orgName,
          p.due ?? '',
          `${p.stagesDone}/${p.stages}`,
          `${WORDS[p.light.colour]}：${p.light.reason.zh}`,
        ]),
      },
    ),
  )
  return found
}

function rankingPart({ data }: Pick<Making, 'data'>): Part {
  const { ranking, rankingNote } = data.board
  const percent = (share: number): string => `${Math.round(share * 100)}%`
  return part('ranking', 2, '按期办结率', [rankingNote.zh], {
    columns: ['单位', '到期', '按期办结', '按期率', '90% 区间'],
    rows: ranking.map((r) => [
      r.few ? `${r.name}（数量少，不排名）` : r.name,
      String(r.due),
      String(r.done),
      percent(r.share),
      `${percent(r.low)} 至 ${percent(r.high)}`,
    ]),
  })
}

function reporting({ data, cite, here }: Making): Part {
  const { due, sent, items } = data.register
  return part(
    'register',
    1,
    '报送情况',
    [
      `到期应报 ${cite(due, '规划报送台账，已到应报日', `${here}/register`)} 份，已报 ${cite(sent, '规划报送台账，已报送', `${here}/register`)} 份，应报未报 ${cite(items.length, '应报未报名单', `${here}/register`)} 份。`,
    ],
    {
      columns: ['单位', '时段', '应报日', '已过天数'],
      rows: items.slice(0, MOST).map((r) => [r.orgName, r.period, r.due?.slice(0, 10) ?? '', String(r.daysLate)]),
    },
  )
}

function next({ data, kind }: Making): Part[] {
  const soon = data.tasks
    .filter((t) => t.state !== 'done' && t.state !== 'void' && t.due !== null && t.due >= data.board.today)
    .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))
    .slice(0, 10)
  const reds = data.tasks.filter((t) => t.light.colour === 'red')
  const units = [...new Set(reds.map((t) => t.unresolved ?? t.orgName))]
  return [
    part('problems', 1, '存在的问题', [
      reds.length === 0
        ? '没有超期的任务。'
        : `超期任务 ${reds.length} 项，涉及${units.slice(0, 8).join('、')}${units.length > 8 ? '等' : ''}${units.length} 个单位。`,
      '（请结合实际补充原因分析。）',
    ]),
    part(
      'next',
      1,
      kind === 'final' ? '对下一期规划的建议' : '下一步工作',
      [kind === 'final' ? '（请结合评估结论提出建议。）' : '（请结合实际补充。）近期到期的任务如下，请牵头单位按期办结。'],
      kind === 'final'
        ? null
        : { columns: ['任务', '牵头单位', '期限'], rows: soon.map((t) => [t.title, t.unresolved ?? t.orgName, t.due ?? '']) },
    ),
  ]
}

const chinese = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number)
  return `${y} 年 ${m} 月 ${d} 日`
}

/** First and last day of a paper's period. */
export function periodOf(
  kind: PaperKind,
  period: string | null,
  plan: PaperData['plan'],
  today: string,
): { from: string; to: string; said: string; period: string | null } {
  if (kind === 'month') {
    const month = period && period.length === 7 ? period : today.slice(0, 7)
    const [y, m] = month.split('-').map(Number)
    const last = new Date(Date.UTC(y ?? 0, m ?? 1, 0)).toISOString().slice(0, 10)
    return { from: `${month}-01`, to: last, said: `${y} 年 ${m} 月`, period: month }
  }
  if (kind === 'year') {
    const year = period?.slice(0, 4) ?? today.slice(0, 4)
    return { from: `${year}-01-01`, to: `${year}-12-31`, said: `${year} 年`, period: year }
  }
  return { from: plan.from ?? '1990-01-01', to: plan.to && plan.to < today ? plan.to : today, said: '规划期内', period: null }
}

const TITLES: Readonly<Record<PaperKind, (said: string, title: string) => string>> = {
  month: (said, title) => `${title}${said}实施情况通报`,
  year: (said, title) => `${title}${said}实施情况报告`,
  mid: (_, title) => `${title}中期评估报告`,
  final: (_, title) => `${title}总结评估报告`,
}

/** The draft of a paper from the records. Every number of the running text carries its source. */
export function paperOf(data: PaperData, kind: PaperKind, wanted: string | null, now: Date): Paper {
  const notes: { text: string; href: string }[] = []
  const cite: Cite = (value, source, href) => {
    const known = notes.findIndex((n) => n.text === source && n.href === href)
    if (known === -1) notes.push({ text: source, href })
    return `${value}〔${known === -1 ? notes.length : known + 1}〕`
  }
  const { said, period } = periodOf(kind, wanted, data.plan, cstDate(now))
  const here = `/plans/${data.plan.id}`
  const making: Making = { data, cite, kind, said, here }
  const parts = [
    overview(making),
    ...indicatorsPart(making),
    ...tasksPart(making),
    part('lists', 1, '问题隐患和制度措施', [
      `规划期内本地发现问题隐患 ${cite(data.problems.total, '隐患台账，规划期内在本地发现', `${here}/lists`)} 条，已销号 ${cite(data.problems.closed, '隐患台账，规划期内发现且已销号', `${here}/lists`)} 条。`,
    ]),
    reporting(making),
    ...next(making),
  ]
  return {
    planId: data.plan.id,
    kind,
    period,
    title: TITLES[kind](said, data.plan.title),
    issuer: data.plan.orgName,
    date: chinese(cstDate(now)),
    parts,
    notes,
  }
}

/** The draft with the words that people corrected; what they did not touch stays, tables and sources too. */
export function edited(
  paper: Paper,
  title: string,
  parts: readonly { readonly id: string; readonly paragraphs: readonly string[] }[],
): Paper {
  const of = new Map(parts.map((p) => [p.id, p.paragraphs]))
  return {
    ...paper,
    title,
    parts: paper.parts.map((p) => ({ ...p, paragraphs: (of.get(p.id) ?? p.paragraphs).map((x) => x.trim()).filter((x) => x !== '') })),
  }
}
