import type { IndicatorRow, LightColour } from '../../model.ts'
import type { PaperData } from './content.ts'

export const NOW = new Date('2026-11-24T02:00:00Z')

const say = (zh: string) => ({ zh, en: zh })
const light = (colour: LightColour, reason: string) => ({ colour, reason: say(reason), records: [] })

type Task = PaperData['tasks'][number]
const task = (n: number, more: Partial<Task>): Task => ({
  id: `t${n}`,
  itemId: `i${n}`,
  kind: 'planTask',
  no: `GH2026-${n}`,
  title: `建成第 ${n} 座应急物资库`,
  state: 'assigned',
  stateText: say('待开展'),
  orgId: 'o1',
  orgName: '云泽县应急管理局',
  unresolved: null,
  responsible: [],
  from: '2026-01-01',
  due: '2026-12-31',
  stagesDone: 0,
  stages: 0,
  light: light('green', '还剩 37 天'),
  ...more,
})

const INDICATOR: IndicatorRow = {
  id: 'n1',
  itemId: 'i9',
  name: '亿元地区生产总值生产安全事故死亡率',
  unit: '人/亿元',
  quote: '亿元地区生产总值生产安全事故死亡率下降 33%',
  lead: ['县应急管理局'],
  binding: {
    measure: 'deaths-per-gdp',
    baseValue: 0.03,
    baseYear: 2025,
    target: 0.02,
    targetYear: 2030,
    reach: 'at_most',
    pathHow: 'linear',
    path: [{ year: 2026, value: 0.028 }],
    splitBy: null,
    split: [],
  },
  version: 1,
  points: [{ from: '2025-01-01', to: '2025-12-31', value: 0.03, source: say('统计年报，2026-03-01'), href: '/measures/deaths-per-gdp' }],
  value: 0.03,
  asOf: '2025-12-31',
  expected: 0.028,
  light: light('yellow', '比路径高 7%'),
  forecast: {
    value: 0.027,
    low: 0.021,
    high: 0.033,
    day: '2030-12-31',
    method: say('稳健直线'),
    note: say('数值少'),
    points: 5,
    reached: 'no',
  },
  targets: [{ at: '2026-01-05T00:00:00Z', by: '样例', why: 'adopted', documentNo: 1, target: 0.02, targetYear: 2030 }],
}

/** A small plan of an invented county: one task done, one overdue, one project; one indicator that will not be reached. */
export const DATA: PaperData = {
  plan: {
    id: 'p1',
    title: '云泽县“十五五”安全生产规划',
    orgName: '云泽县应急管理局',
    place: '云泽县',
    from: '2026-01-01',
    to: '2030-12-31',
  },
  board: {
    today: '2026-11-24',
    tasks: { green: 2, yellow: 0, red: 1, grey: 0 },
    indicators: { green: 0, yellow: 1, red: 0, grey: 0 },
    chart: {
      years: [2026],
      rows: [{ orgId: 'o1', name: '云泽县应急管理局', cells: [{ year: 2026, tasks: { green: 2, yellow: 0, red: 1, grey: 0 } }] }],
    },
    towns: [],
    ranking: [{ orgId: 'o1', name: '云泽县应急管理局', due: 2, done: 1, share: 0.5, low: 0.13, high: 0.87, few: true }],
    rankingNote: say('到期少于 5 项的不排名；数量少，比例容易大起大落。'),
  },
  indicators: [INDICATOR],
  tasks: [
    task(1, { state: 'done', stateText: say('已办结'), light: light('green', '已办结') }),
    task(2, { due: '2026-10-31', light: light('red', '已超期 24 天') }),
    task(3, { kind: 'planProject', title: '危险化学品监测预警系统', stages: 4, stagesDone: 1 }),
  ],
  register: {
    due: 2,
    sent: 1,
    items: [{ matterId: 'm1', orgName: '云泽县住房和城乡建设局', period: '2026-Q3', due: '2026-10-10', daysLate: 45 }],
  },
  closed: [{ id: 't1', no: 'GH2026-1', title: '建成第 1 座应急物资库', day: '2026-11-02' }],
  problems: { total: 120, closed: 98 },
}
