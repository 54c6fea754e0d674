import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Adoption, Amendments, Board, IndicatorList, PlanItem, Register, ReportDraft, SplitList, TaskPage } from '../model.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { askReports, openStages, tellForecasts } from './clock.ts'
import { keeper, newId, planPlace, PLAN_TEXT, unitGrants, VALUES, type PlanPlace } from './place.fixture.ts'

let p: PlanPlace
let planId = ''
let market: Doer
let told: string[] = []
const clockDeps = () => ({ ...p.deps, notify: async (_tx: unknown, n: { title: { zh: string } }) => (told.push(n.title.zh), []) })

beforeAll(async () => {
  p = await planPlace()
  p.post('zhang', p.orgs.office, '990101', keeper)
  p.post('town', p.orgs.east, '990101001', unitGrants)
  market = p.post('market', p.orgs.market, '990101', unitGrants)
  const made = await p.upload<{ id: string }>('zhang', '/api/plans/upload', '规划.md', Buffer.from(PLAN_TEXT))
  planId = made.body.id
  await acceptAll()
})
afterAll(() => p.stop())

const get = async <T>(url: string, who = 'zhang'): Promise<T> => (await p.send<T>(who, 'GET', `/api/plans/${planId}${url}`)).body
const tasks = () => get<z.output<typeof TaskPage>>('/tasks')
const atTime = (who: Doer): Doer => ({ ...who, now: p.clock.now })

async function acceptAll(): Promise<void> {
  const { items } = await get<{ items: PlanItem[] }>('/items?state=open')
  const change = { id: newId(), act: 'accept', items: items.map(({ id, version }) => ({ id, version })) }
  expect((await p.send('zhang', 'POST', `/api/plans/${planId}/changes`, change)).status).toBe(200)
}

async function adopt(unresolved: string) {
  const preview = await get<z.output<typeof Adoption>>('/adoption')
  const body = { documentId: preview.documentId, version: preview.version, unresolved }
  return { preview, answer: await p.send<Record<string, number | boolean>>('zhang', 'POST', `/api/plans/${planId}/adopt`, body), body }
}

test('adoption shows what it would do, refuses unresolved leads, is done once however often it is asked', async () => {
  const { body: added } = await p.send<{ items: PlanItem[] }>('zhang', 'POST', `/api/plans/${planId}/changes`, {
    id: newId(),
    act: 'add',
    kind: 'commitment',
    place: { start: 20, end: 40 },
    fields: {
      name: '编制文旅安全清单',
      lead: ['县文旅局'],
      deadline: { type: 'by', date: '2026-12-31', start: null, words: '2026年底前' },
    },
  })
  const [item] = added.items
  await p.send('zhang', 'POST', `/api/plans/${planId}/changes`, { id: newId(), act: 'accept', items: [{ id: item?.id, version: 1 }] })
  const refused = await adopt('refuse')
  expect(refused.answer.status).toBe(409)
  expect(refused.answer.body['unresolved']).toEqual(['县文旅局'])
  const first = refused.preview.indicators.find((i) => i.name.includes('事故'))
  expect(first?.binding).toMatchObject({
    measure: 'accident.count',
    baseYear: 2025,
    baseValue: 32,
    target: 25.6,
    targetYear: 2030,
    reach: 'at_most',
  })
  const { answer, body } = await adopt('own-office')
  expect(answer.body).toMatchObject({ repeated: false, projects: 1 })
  const { rows: before } = await p.t.owner.query('select count(*)::int as n from matter')
  const again = await p.send<{ repeated: boolean }>('zhang', 'POST', `/api/plans/${planId}/adopt`, body)
  expect(again.body.repeated).toBe(true)
  const { rows: after } = await p.t.owner.query('select count(*)::int as n from matter')
  expect(after).toEqual(before)
})

test('tasks lie with their lead units, keep the unresolved name, and show a light with its reason', async () => {
  const { items } = await tasks()
  expect(items.find((t) => t.title.includes('安全装置'))).toMatchObject({ orgId: p.orgs.build, due: '2029-12-31' })
  expect(items.find((t) => t.title.includes('文旅'))).toMatchObject({ orgId: p.orgs.office, unresolved: '县文旅局' })
  for (const task of items) {
    expect(task.light.reason.zh).not.toBe('')
    expect(task.light.records[0]?.href).toBe(`/matters/${task.id}`)
  }
  const late = new Date('2028-03-01T02:00:00Z')
  p.clock.now = late
  const board = await get<z.output<typeof Board>>('/board')
  expect(board.tasks.red).toBeGreaterThan(0)
  const red = await get<z.output<typeof TaskPage>>('/tasks?colour=red')
  expect(red.items.length).toBe(board.tasks.red)
  p.clock.now = new Date('2026-03-20T02:00:00Z')
})

test('a recurring task gets its stage of the year once, on a working day', async () => {
  expect(await openStages(clockDeps(), p.clock.now)).toBe(1)
  expect(await openStages(clockDeps(), p.clock.now)).toBe(0)
  const { rows } = await p.t.owner.query(
    `select title, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due from matter where parent_id is not null`,
  )
  expect(rows).toEqual([expect.objectContaining({ title: expect.stringContaining('2026 年'), due: '2026-12-25' })])
  const recurring = (await tasks()).items.find((t) => t.stages > 0)
  expect(recurring).toMatchObject({ stages: 1, stagesDone: 0 })
})

test('an indicator is green on its path, and grey with the reason where nobody has reported', async () => {
  const list = await get<z.output<typeof IndicatorList>>('/indicators')
  const bound = list.items.find((i) => i.binding.measure !== null)
  expect(bound?.forecast.method.zh).not.toBe('')
  expect(bound?.points.map((x) => x.value)).toContain(32)
  // The plan says "down by 20 %"; nine accidents are not nine per cent.
  expect(bound?.unit).toBe('起')
  const reported = list.items.find((i) => i.binding.measure === null)
  expect(reported?.light).toMatchObject({ colour: 'grey' })
  expect(reported?.light.reason.zh).toContain('还没有填报')
})

test('a target divided among towns: each is judged by its own values, a unit without an area says that it cannot be', async () => {
  const { items } = await get<z.output<typeof IndicatorList>>('/indicators')
  const bound = items.find((i) => i.binding.measure !== null)
  if (!bound) throw new Error('no indicator is bound')
  const split = [
    { orgId: null, path: '990101001', name: '甲镇', target: 30 },
    { orgId: null, path: '990101002', name: '乙镇', target: 2 },
    { orgId: null, path: null, name: '教育局', target: 1 },
  ]
  const change = { version: bound.version, reason: '分解下达', splitBy: 'town', split }
  expect((await p.send('zhang', 'PATCH', `/api/plans/${planId}/indicators/${bound.id}`, change)).status).toBe(200)
  const parts = await get<z.output<typeof SplitList>>(`/indicators/${bound.id}/split`)
  expect(parts.items.map((i) => [i.name, i.value, i.light.colour])).toEqual([
    ['甲镇', 32, 'green'],
    ['乙镇', 32, 'yellow'],
    ['教育局', null, 'grey'],
  ])
  expect(parts.items[2]?.light.reason.zh).toContain('没有自己的区域')
  expect(parts.sum).toBe(33)
  expect((await p.send('zhang', 'GET', `/api/plans/${planId}/indicators/${newId()}/split`)).status).toBe(404)
})

test('reports are asked for, drafted from the records, sent; who did not send stands in the register', async () => {
  p.clock.now = new Date('2026-12-01T02:00:00Z')
  const asked = await askReports(clockDeps(), p.clock.now)
  expect(asked).toBeGreaterThanOrEqual(2)
  expect(await askReports(clockDeps(), p.clock.now)).toBe(0)
  const { items } = await get<{ items: { matterId: string; orgId: string }[] }>('/reports')
  const own = items.find((r) => r.orgId === p.orgs.office)
  if (!own) throw new Error('no report was asked for')
  const { body: draft } = await p.send<z.output<typeof ReportDraft>>('zhang', 'GET', `/api/plans/report/${own.matterId}/draft`)
  expect(draft.lines.length).toBeGreaterThan(2)
  expect(draft.lines.some((l) => l.note.includes('没有办理记录'))).toBe(true)
  const { rows: reports } = await p.t.owner.query(`select id from plan_indicator where binding->>'measure' is null`)
  await p.t.owner.query('update plan_indicator set lead_org = $1 where id = $2', [p.orgs.office, reports[0].id])
  const line = { itemId: draft.lines[0]?.itemId, indicatorId: reports[0].id, value: 80, note: '已培训八成' }
  const who = atTime({ ...market, claims: { ...market.claims, orgId: p.orgs.office }, actor: { ...market.actor, orgId: p.orgs.office } })
  await p.t.db.tx(who.claims, (tx) =>
    p.performer.act(tx, who, own.matterId, {
      id: newId(),
      act: 'submit',
      form: { lines: [line], summary: '总体可控' },
      evidence: [],
      place: null,
    }),
  )
  p.clock.now = new Date('2026-12-29T02:00:00Z')
  const register = await get<z.output<typeof Register>>('/register')
  expect(register).toMatchObject({ due: asked, sent: 1 })
  expect(register.items.map((i) => i.orgId)).not.toContain(p.orgs.office)
  expect(register.items[0]).toMatchObject({ daysLate: 4, late: true })
  const list = await get<z.output<typeof IndicatorList>>('/indicators')
  expect(list.items.find((i) => i.id === reports[0].id)).toMatchObject({ value: 80, asOf: '2026-12-01' })
})

test('an indicator that comes to be expected to miss its target is told once', async () => {
  told = []
  VALUES.set('2026', 300).set('2027', 320)
  p.clock.now = new Date('2028-01-05T02:00:00Z')
  expect(await tellForecasts(clockDeps(), p.clock.now)).toBe(1)
  expect(await tellForecasts(clockDeps(), p.clock.now)).toBe(0)
  expect(told).toEqual(['规划指标预计达不到'])
  p.clock.now = new Date('2026-03-20T02:00:00Z')
})

test('only a plan that its office has set public is seen without sign-in', async () => {
  expect((await p.send('nobody', 'GET', `/api/public/plans/${planId}`)).status).toBe(404)
  const { version } = await get<{ version: number }>('')
  expect((await p.send('zhang', 'PATCH', `/api/plans/${planId}`, { version, shown: true })).status).toBe(200)
  const open = await p.send<{ tasks: { total: number } }>('nobody', 'GET', `/api/public/plans/${planId}`)
  expect(open.body.tasks.total).toBeGreaterThan(3)
  expect(JSON.stringify(open.body)).not.toContain('zhang')
})

test('an amendment keeps both versions: matched tasks go on with the new day, dropped ones end, changed targets are dated', async () => {
  const before = (await tasks()).items
  const renewed = PLAN_TEXT.replace('2029年底前', '2028年底前')
    .replace('下降20%', '下降25%')
    .replace('2028年6月底前，完成老旧燃气管道更新改造50公里。', '')
  expect((await p.upload('zhang', `/api/plans/upload?amends=${planId}`, '修订.md', Buffer.from(renewed))).status).toBe(200)
  await acceptAll()
  const changes = await get<z.output<typeof Amendments>>('/amendments')
  expect(changes.rows.map((r) => r.how)).toEqual(expect.arrayContaining(['same', 'changed', 'gone']))
  const { answer } = await adopt('own-office')
  expect(answer.body).toMatchObject({ repeated: false })
  const after = (await tasks()).items
  const gas = after.find((t) => t.title.includes('安全装置'))
  expect(gas).toMatchObject({ id: before.find((t) => t.title.includes('安全装置'))?.id, due: '2028-12-31' })
  expect(after.some((t) => t.title.includes('燃气管道'))).toBe(false)
  const targets = (await get<z.output<typeof Amendments>>('/amendments')).targets.filter((t) => t.name.includes('事故'))
  expect(targets.map((t) => [t.why, t.target])).toEqual([
    ['adopted', 25.6],
    ['edited', 25.6],
    ['amended', 24],
  ])
  const view = await get<{ state: string; documents: unknown[] }>('')
  expect(view).toMatchObject({ state: 'amended' })
  expect(view.documents).toHaveLength(2)
})
