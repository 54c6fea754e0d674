import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { addDeadline, makeCalendar } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { makePerformer, type Doer, type Performer } from '#mechanisms/matters/index.ts'
import { createFiles } from '#platform/files/index.ts'
import { buildHttp, type Session } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/log.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { planProjectKind } from '../project-kind.ts'
import { planReportKind } from '../report-kind.ts'
import { planTaskKind } from '../task-kind.ts'
import type { MeasurePort, PlanDeps } from './deps.ts'
import { planHooks } from './hooks.ts'
import { planRoutes } from './routes.ts'

export const newId = (): string => uuidv7(Date.now())

/** Values of the one measure of the tests, by year. */
export const VALUES = new Map<string, number>([
  ['2023', 40],
  ['2024', 36],
  ['2025', 32],
])

const measures: MeasurePort = {
  list: () => [
    {
      id: 'accident.count',
      text: text('生产安全事故起数', 'Accidents'),
      unit: text('起', 'accidents'),
      period: 'month',
      better: 'less',
      digits: 0,
    },
  ],
  read: async (_read, _claims, { periods }) =>
    periods.map((p) => {
      const year = VALUES.get(p.to.slice(0, 4))
      const value = year === undefined ? null : p.from.slice(0, 7) === p.to.slice(0, 7) ? Math.round(year / 12) : year
      return { ...p, value, because: value === null ? text('没有记录', 'No records') : null }
    }),
}

const nobody: Claims = { personId: '', postId: '', orgId: '', role: '', path: '', sectors: [], grants: {} }
const area = (permissions: readonly string[]): Grants => Object.fromEntries(permissions.map((p) => [p, ['area']]))
const KEEPS = ['plan.read', 'plan.review', 'plan.adopt', 'org.read', 'hazard.read', 'planReport.accept']
const OF_KINDS = ['planTask', 'planProject'].flatMap((k) => [`${k}.read`, `${k}.assign`, `${k}.accept`])
export const keeper: Grants = area([...KEEPS, ...OF_KINDS, 'planReport.read'])
export const unitGrants: Grants = {
  ...area(['plan.read', 'planTask.read', 'planProject.read', 'planReport.read', 'org.read']),
  'planTask.do': ['office'],
  'planProject.do': ['office'],
  'planReport.do': ['office'],
}

/** A county 990101 with its office, two others and two towns; a second county; routes of the practice over a real database. */
export interface PlanPlace {
  readonly t: TestDb
  readonly deps: PlanDeps
  readonly performer: Performer
  readonly system: (now: Date) => Doer
  readonly orgs: {
    readonly office: string
    readonly market: string
    readonly build: string
    readonly east: string
    readonly west: string
    readonly foreign: string
  }
  readonly clock: { now: Date }
  readonly told: Record<string, unknown>[]
  post(name: string, orgId: string, path: string, grants: Grants): Doer
  send<T = Record<string, unknown>>(as: string, method: string, url: string, body?: unknown): Promise<{ status: number; body: T }>
  upload<T = Record<string, unknown>>(as: string, url: string, name: string, content: Buffer): Promise<{ status: number; body: T }>
  stop(): Promise<void>
}

export async function planPlace(): Promise<PlanPlace> {
  const t = await testDb()
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-plans-'))
  const orgs = { office: newId(), market: newId(), build: newId(), east: newId(), west: newId(), foreign: newId() }
  await t.owner.query(`insert into division (path, code, name, level, parent, source) values
    ('990101', '990101', '甲县', 'county', null, 'test'), ('990101001', '990101001', '东镇', 'town', '990101', 'test'),
    ('990101002', '990101002', '西镇', 'town', '990101', 'test'), ('990102', '990102', '乙县', 'county', null, 'test')`)
  await t.owner.query(`insert into org (id, kind, name, path) values
    ('${orgs.office}', 'office', '甲县应急管理局', '990101'), ('${orgs.market}', 'office', '甲县市场监督管理局', '990101'),
    ('${orgs.build}', 'office', '甲县住房和城乡建设局', '990101'), ('${orgs.east}', 'office', '东镇人民政府', '990101001'),
    ('${orgs.west}', 'office', '西镇人民政府', '990101002'), ('${orgs.foreign}', 'office', '乙县应急管理局', '990102')`)
  const clock = { now: new Date('2026-03-20T02:00:00Z') }
  const calendar = makeCalendar()
  const programId = '00000000-0000-7000-8000-000000000001'
  const all = ['plan', 'planTask', 'planProject', 'planReport', 'org', 'hazard', 'person', 'notice', 'listing'].map(
    (o) => [`${o}.read`, ['all' as const]] as const,
  )
  const opens = ['planTask.assign', 'planProject.assign', 'planReport.ask'].map((p) => [p, ['all' as const]] as const)
  const systemClaims: Claims = {
    personId: programId,
    postId: programId,
    orgId: programId,
    role: 's',
    path: '',
    sectors: null,
    grants: Object.fromEntries([...all, ...opens]),
  }
  const actor = { personId: programId, postId: programId, orgId: programId, role: 's', name: '系统' }
  const system = (now: Date): Doer => ({ claims: systemClaims, actor, now, system: true })
  const files = createFiles({ db: t.db, systemClaims, folder, log: silentLog })
  const performer = makePerformer({
    kinds: new Map([planTaskKind, planProjectKind, planReportKind].map((k) => [k.id, k])),
    dueOf: () => (start, rule) => ('at' in rule ? new Date(rule.at) : addDeadline(start, rule.term, calendar).dueAt),
    hooks: planHooks(),
    attach: async () => {},
  })
  const told: Record<string, unknown>[] = []
  const deps: PlanDeps = {
    db: t.db,
    files,
    performer,
    system,
    calendar: () => calendar,
    measures,
    publish: async (data) => void told.push(data),
    nudge: () => {},
  }
  const sessions = new Map<string, Session>()
  const http: FastifyInstance = await buildHttp({
    db: t.db,
    routes: planRoutes(deps),
    now: () => clock.now,
    nobody,
    authenticate: async (request) => sessions.get(String(request.headers['x-as'])) ?? null,
  })
  return {
    t,
    deps,
    performer,
    system,
    orgs,
    clock,
    told,
    post(name, orgId, at, grants) {
      const personId = newId()
      const claims: Claims = { personId, postId: newId(), orgId, role: 'r', path: at, sectors: null, grants }
      const who = { personId, postId: claims.postId, orgId, role: 'r', name }
      sessions.set(name, { claims, actor: who, sessionId: name, tokenScopes: null })
      return { claims, actor: who, now: clock.now }
    },
    async send<T>(as: string, method: string, url: string, body?: unknown) {
      const payload = body === undefined ? {} : { payload: body as Record<string, unknown> }
      const answer = await http.inject({ method: method as 'GET', url, headers: { 'x-as': encodeURIComponent(as) }, ...payload })
      return { status: answer.statusCode, body: answer.json() as T }
    },
    async upload<T>(as: string, url: string, name: string, content: Buffer) {
      const edge = 'anlan-test-edge'
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${edge}--\r\n`)])
      const headers = { 'x-as': encodeURIComponent(as), 'content-type': `multipart/form-data; boundary=${edge}` }
      const answer = await http.inject({ method: 'POST', url, headers, payload })
      return { status: answer.statusCode, body: answer.json() as T }
    },
    async stop() {
      await http.close()
      await t.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A small invented plan with an indicator, dated duties with units, a recurring one and a system. */
export const PLAN_TEXT = `# 甲县“十五五”安全生产规划

## 一、总体要求

### （一）规划目标

到2030年，全县生产安全事故起数比2025年下降20%，企业主要负责人培训覆盖率达到100%。

## 二、主要任务

### （一）夯实基层基础

2027年底前，完成全县危险化学品企业安全风险评估。每年组织开展2次应急演练。2028年6月底前，完成老旧燃气管道更新改造50公里。

（牵头单位：县应急局；责任单位：县市场监管局、各镇）

### （二）强化城市安全

2029年底前，完成全部燃气用户安全装置加装。

（牵头单位：县住建局；责任单位：县文旅局）

## 三、重点工程

建设危险化学品安全风险监测预警系统，2027年底前建成投用。

（牵头单位：县应急局）
`
