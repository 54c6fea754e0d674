import { describe, expect, test } from 'vitest'
import { type PlanReading, readPlan } from './index.ts'
import { BUILDINGS, FIRE, HARBOUR, RAIL, STEEL } from './plans/invented.ts'

/** Invented plans of other places, periods, sectors and outline styles: what they promise must be found, and nothing from their past. */

const dates = (r: PlanReading): (string | null | undefined)[] => r.commitment.map((c) => c.deadline?.date)
const find = (r: PlanReading, text: string) => r.commitment.filter((c) => c.what.includes(text))
const role = (r: PlanReading, text: string) => r.responsibility.find((x) => x.quote.includes(text))

describe('a plan of chapters with a Markdown table (fifteenth five-year plan)', () => {
  const r = readPlan(HARBOUR)

  test('period and outline', () => {
    expect(r.meta.plan_period).toEqual({ from: '2026-01-01', to: '2030-12-31' })
    expect(r.heading.filter((h) => h.level === 2 && h.number?.startsWith('第')).map((h) => h.title)).toEqual([
      '规划基础',
      '总体要求',
      '主要任务',
      '保障措施',
    ])
    expect(r.heading.find((h) => h.number === '专栏1')?.level).toBe(5)
    expect(r.heading.filter((h) => h.level === 6).map((h) => h.title)).toEqual(['港区智慧安防工程', '应急码头工程'])
    // 一、 below 第一节 keeps the level of its style but hangs under the section
    const section = r.tree.children.flatMap((c) => c.children).flatMap((c) => c.children)
    expect(JSON.stringify(section.map((n) => n.heading?.title ?? null))).toContain('整治老旧渔船')
  })

  test('target table: direction, number, year', () => {
    const rows = r.indicator.filter((i) => i.quote.includes('|')).map((i) => [i.name, i.direction, i.value, i.target_year])
    expect(rows).toEqual([
      ['生产安全事故死亡人数', 'decrease', 20, 2030],
      ['渔船万艘死亡率', 'at_most', 2.5, 2030],
      ['较大事故起数', 'zero', 0, 2030],
      ['危险货物码头自动化改造率', 'exactly', 100, 2030],
    ])
  })

  test('goals in running text', () => {
    const text = r.indicator.filter((i) => !i.quote.includes('|')).map((i) => [i.name, i.direction, i.value])
    expect(text).toEqual([
      ['亿元地区生产总值生产安全事故死亡率', 'decrease', 25],
      ['重大事故', 'zero', 0],
      ['渔船安全终端在线率', 'at_least', 98],
    ])
    expect(find(r, '治理体系更加完善')[0]?.nature).toBe('goal')
  })

  test('the past is no promise', () => {
    expect(find(r, '小散船厂')).toEqual([])
    expect(find(r, '隐患3600条')).toEqual([])
    expect(r.achievement.map((a) => [a.direction, a.value])).toEqual([
      ['decrease', 38.5],
      ['decrease', 41],
      ['zero', 0],
      ['exactly', 12],
      ['exactly', 36],
      ['at_least', 92],
      ['exactly', 2600],
    ])
  })

  test('tasks with dates, recurrences and limits', () => {
    expect(find(r, '木质渔船')[0]).toMatchObject({ deadline: { date: '2027-06-30', type: 'by' }, quantities: [{ value: 45, unit: '艘' }] })
    expect(find(r, '救生设备更新')[0]?.deadline?.date).toBe('2028-12-31')
    expect(find(r, '动态监管平台')[0]?.deadline?.date).toBe('2028-12-31')
    expect(find(r, '联合巡航')[0]?.recurrence).toMatchObject([{ every: 'P1M', times: 1, op: 'eq' }])
    expect(find(r, '弃船演练')[0]?.recurrence).toMatchObject([{ every: 'P6M', times: 2, op: 'ge' }])
    expect(find(r, '居民区间距')[0]?.quantities).toMatchObject([{ op: 'ge', value: 300, unit: '米' }])
    expect(find(r, '风险评估报告')[0]?.recurrence).toMatchObject([{ every: 'P1Y', by: '03-31' }])
    expect(find(r, '应急码头2座')[0]?.deadline).toMatchObject({ type: 'before', date: '2029-12-31', alt: '2030-12-31' })
  })

  test('blocks and what they govern', () => {
    const block = role(r, '牵头单位：县农业农村局')
    expect(block?.lead).toEqual(['县农业农村局'])
    expect(block?.responsible).toEqual(['县海警工作站', '各沿海乡镇', '县交通运输局'])
    expect(block?.governs?.quote.startsWith('一、整治老旧渔船')).toBe(true)
    expect(role(r, '县交通运输局负责')?.responsible).toEqual(['县交通运输局'])
    expect(role(r, '由县应急管理局牵头')).toMatchObject({ form: 'prose_lead', lead: ['县应急管理局'], responsible: ['各有关部门'] })
  })

  test('systems', () => {
    expect(r.system.filter((s) => s.core).map((s) => s.name)).toEqual(['县级渔船动态监管平台', '港区重大危险源感知系统'])
  })
})

describe('a campaign with a task table', () => {
  const r = readPlan(BUILDINGS)

  test('rows give a term, a leader and those who help', () => {
    expect(find(r, '自建房安全鉴定')[0]?.deadline?.date).toBe('2024-12-31')
    expect(find(r, '燃气立管')[0]).toMatchObject({ deadline: { date: '2025-10-31' }, quantities: [{ value: 120, unit: '公里' }] })
    expect(find(r, '餐饮场所')).toEqual([])
    expect(r.responsibility.filter((x) => x.quote.includes('\t')).map((x) => [x.lead, x.responsible])).toEqual([
      [['区住建局'], ['各镇(街道)', '区教育局']],
      [['区城管局'], ['区住建局', '燃气企业']],
      [['区商务局'], ['区城管局', '区市场监管局']],
    ])
  })

  test('stages, Chinese years, 分别, a term in working days', () => {
    expect(r.commitment.filter((c) => c.nature === 'phase').map((c) => [c.deadline?.start_date, c.deadline?.date])).toEqual([
      ['2024-03-01', '2024-04-30'],
      ['2024-05-01', '2026-09-30'],
      ['2026-10-01', '2026-12-31'],
    ])
    expect(find(r, '逐栋建档')[0]?.deadline?.date).toBe('2024-09-30')
    expect(find(r, '危房改造').map((c) => [c.deadline?.date, c.quantities[0]?.value])).toEqual([
      ['2025-12-31', 80],
      ['2026-12-31', 120],
    ])
    expect(find(r, '15个工作日')[0]?.deadline?.relative?.offset).toBe('P15D')
    expect(find(r, '黑气瓶')[0]?.deadline?.date).toBe('2024-12-31')
  })

  test('goals', () => {
    expect(r.indicator.map((i) => [i.direction, i.value, i.target_year])).toEqual([
      ['exactly', 100, 2026],
      ['decrease', 20000, 2026],
      ['at_most', 1, 2026],
    ])
  })

  test('square brackets', () => {
    expect(role(r, '【牵头单位')).toMatchObject({ lead: ['区住建局'], responsible: ['各镇(街道)'] })
    expect(role(r, '【责任单位')?.responsible).toEqual(['区住建局', '区城管局'])
  })
})

describe('a decimal outline with wrapped lines', () => {
  const r = readPlan(RAIL)

  test('outline', () => {
    expect(r.heading.filter((h) => h.number !== null).map((h) => [h.number, h.level])).toEqual([
      ['1', 2],
      ['1.1', 3],
      ['1.2', 3],
      ['2', 2],
      ['2.1', 3],
      ['2.2', 3],
      ['2.3', 3],
    ])
  })

  test('a sentence over a line end or a page number is one sentence', () => {
    expect(r.indicator.map((i) => [i.name, i.direction, i.value])).toEqual([
      ['全州道路交通万车死亡率', 'at_most', 2],
      ['道路交通事故死亡人数', 'decrease', 3],
    ])
    expect(find(r, '平改立')[0]).toMatchObject({ deadline: { date: '2018-06-30' }, quantities: [{ value: 23 }] })
    expect(dates(r)).toContain('2019-12-31')
    expect(find(r, '上线率')[0]?.quantities[0]).toMatchObject({ op: 'ge', value: 95 })
    expect(find(r, '安全评估')[0]?.recurrence).toMatchObject([{ every: 'P2Y', times: 1, op: 'ge' }])
    expect(role(r, '州交通运输局负责')?.responsible).toEqual(['州交通运输局'])
  })
})

describe('goals as a list and labelled lines without brackets', () => {
  const r = readPlan(STEEL)

  test('list of targets', () => {
    expect(r.indicator.map((i) => [i.name, i.direction, i.value, i.target_year])).toEqual([
      ['工贸行业事故死亡人数', 'decrease', 18, 2025],
      ['有限空间作业事故起数', 'at_most', 3, 2025],
      ['深井铸造企业自动化改造率', 'at_least', 95, 2025],
    ])
    expect(find(r, '以下目标')).toEqual([])
  })

  test('units on lines of their own', () => {
    expect(r.responsibility.map((x) => [x.lead, x.responsible])).toEqual([
      [['市工业和信息化局'], ['市应急管理局', '市发展和改革委员会']],
      [['市应急管理局'], []],
    ])
  })

  test('a forbidden size is a limit', () => {
    expect(find(r, '煤气柜')[0]?.quantities[0]).toMatchObject({ op: 'gt', value: 100000, role: 'limit' })
    expect(find(r, '报送清单')[0]?.deadline?.date).toBe('2023-09-30')
  })
})

describe('ways to write who is responsible', () => {
  const r = readPlan(FIRE)

  test('four blocks', () => {
    expect(r.responsibility.map((x) => [x.lead, x.responsible])).toEqual([
      [['区消防救援大队'], ['区住建局', '区水务局']],
      [[], ['区消防救援大队', '各街道']],
      [['区消防救援大队'], ['区公安分局', '区教育局']],
      [['区消防救援大队'], ['区教育局', '区融媒体中心']],
    ])
  })

  test('the term in a block dates the tasks before it', () => {
    expect(find(r, '消火栓120具')[0]).toMatchObject({ deadline: { date: '2025-12-31' }, quantities: [{ value: 120 }] })
    expect(find(r, '完好率')[0]?.deadline?.date).toBe('2025-12-31')
    expect(find(r, '万人消防员数')[0]).toMatchObject({ deadline: { date: '2025-12-31' }, quantities: [{ value: 3.5 }] })
  })

  test('bold marks are no part of a title', () => {
    expect(r.heading.slice(-2).map((h) => [h.level, h.number, h.title])).toEqual([
      [3, '（二）', '科技强消'],
      [4, null, '建设智慧平台'],
    ])
  })
})
