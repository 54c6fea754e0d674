import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { makeCalendar, type Calendar } from '#kernel/calendar/index.ts'
import type { Ladder, MatterKind } from '#kernel/matter/index.ts'
import type { OwnLists } from '#kernel/sector/index.ts'
import type { Claims, Role } from '#kernel/access/index.ts'
import {
  makePerformer,
  matterRoutes,
  tellTurn,
  type Doer,
  type MatterDeps,
  type Performer,
  type TellDeps,
} from '#mechanisms/matters/index.ts'
import { documentRoutes } from '#mechanisms/documents/index.ts'
import { mapRoutes } from '#mechanisms/map/index.ts'
import { measureRoutes } from '#mechanisms/measures/index.ts'
import { createMonitoring, thresholdHook, type AlarmHook, type Monitoring, type RetentionSetting } from '#mechanisms/monitoring/index.ts'
import { httpReadings } from '#adapters/http-readings/index.ts'
import { openMqtt } from '#adapters/mqtt/index.ts'
import { registryRoutes } from '#mechanisms/registry/index.ts'
import { ASSESSMENT, assessmentHook, scoringPaperRoutes, scoringRoutes, scoringSheets } from '#mechanisms/scoring/index.ts'
import { appUrlOf, migrate, openDb, sql, type Db } from '#platform/db/index.ts'
import { commandScan, createFiles } from '#platform/files/index.ts'
import { buildHttp, type Route } from '#platform/http/index.ts'
import { createJobs, type Jobs } from '#platform/jobs/index.ts'
import { createLive } from '#platform/live/index.ts'
import { createNotices, fileSms, type Notices } from '#platform/notices/index.ts'
import { createLog, createObserve } from '#platform/observe/index.ts'
import { createOutbox, mergeHandlers } from '#platform/outbox/index.ts'
import { checkpoint, recordRoutes } from '#platform/record/index.ts'
import { createSettings } from '#platform/settings/index.ts'
import { createSignIn, loadRoles, type DemoPost, type SignIn } from '#platform/signin/index.ts'
import { accidentRoutes, accidentSheets, monthlyRoutes } from '#practices/accidents/index.ts'
import { hazardHook, hazardPaperRoutes, hazardSheets, hazardRoutes, selfcheckHook } from '#practices/hazards/index.ts'
import { filingHook, installationRoutes, noticeHook, pledgeHook, pledgeRoutes, type WorkProvider } from '#practices/installations/index.ts'
import {
  controlLists,
  findControlItem,
  findControlList,
  riskHazardHook,
  riskPaperRoutes,
  riskPlanRoutes,
  riskReviewHook,
  regionRoutes,
  type Formula,
  riskRoutes,
  riskSheets,
  riskTableRoutes,
  type BandSettings,
} from '#practices/risks/index.ts'
import { riskSectorsFor, sectors } from '#sectors/index.ts'
import { alarmFacts } from './alarm-facts.ts'
import { adminRoutes } from './admin-routes.ts'
import { openapiRoute } from './openapi-route.ts'
import { registerClockwork, scheduleClockwork } from './clockwork.ts'
import type { Config } from './config.ts'
import { openDevices } from './devices.ts'
import { loadKeys, type Keys } from './keys.ts'
import { both, dueOn, wiredKinds } from './kinds.ts'
import { makingRoute } from './making.ts'
import { wiredMeasures } from './measures.ts'
import { planHooks, planPaperRoutes, planRoutes, planSheets, type MeasurePort } from '#practices/plans/index.ts'
import { planMeasures } from './plans.ts'
import { policies } from './policies.ts'
import { listBook, OWN_LISTS, type ListBook } from './sector-lists.ts'
import { ladderName, settingDefs, type CalendarSetting } from './settings.ts'
import { scoringDeps, sheetFinder, wiredSheets } from './scoring.ts'
import { firstSetup } from './setup.ts'
import { handoverRoutes, warningHook, warningRoutes, warningsFromAlarms, type LadderSetting } from '#practices/warnings/index.ts'
import { hazardFromAlarm, hazardFromWarning } from './alarm-hazard.ts'
import { staticPages } from './static.ts'
import { knownPermissions, NOBODY, systemClaims, systemDoer } from './system.ts'

export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))
/** Special work of the day for the pledge. No practice keeps permits yet; the signer fills it in. */
const workToday: WorkProvider = async () => null

export const VERSION = '0.1.0'

export interface AppOptions {
  readonly config: Omit<Config, 'port' | 'host' | 'databaseUrl' | 'sample' | 'sampleSize' | 'sampleDays'>
  readonly ownerUrl: string
  /** The clock; a simulated one in scenarios. */
  readonly now?: () => Date
  readonly demoPosts?: () => Promise<readonly DemoPost[]>
}

/** Everything that is wired, started and ready to listen. */
export interface Anlan {
  readonly http: FastifyInstance
  readonly db: Db
  /** The application's connection; a second password would shut the first connection's successors out. */
  readonly appUrl: string
  readonly performer: Performer
  readonly signIn: SignIn
  readonly jobs: Jobs
  readonly notices: Notices
  readonly keys: Keys
  readonly routes: readonly Route[]
  /** What the sample needs to act by the same doors. */
  readonly world: {
    readonly system: Claims
    readonly doer: (now: Date) => Doer
    readonly matters: Omit<MatterDeps, 'attach'>
    readonly measures: MeasurePort
  }
  readonly checklistsFor: ListBook['checklistsFor']
  /** How far the sample is made; null when it is not being made. */
  readonly making: { share: number | null }
  readonly monitoring: Monitoring
  readonly nudge: () => void
  /** Signs a checkpoint of the record now. */
  readonly seal: () => Promise<unknown>
  readonly systemClaims: Claims
  readonly log: (message: string) => void
  readonly roles: () => ReadonlyMap<string, Role>
  readonly calendar: () => Calendar
  /** Starts the clock: jobs and the outbox. After the sample, whose history tells nobody. */
  begin(): Promise<void>
  stop(): Promise<void>
}

/** With certificate and key the broker speaks TLS only. */
function brokerOf({ port, host, cert, key }: NonNullable<Config['mqtt']>) {
  return { port, host, ...(cert && key ? { tls: { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } } : {}) }
}

/** The explicit list of what is wired. */
export async function createAnlan({ config, ownerUrl, now = () => new Date(), demoPosts }: AppOptions): Promise<Anlan> {
  mkdirSync(config.dataDir, { recursive: true })
  const keys = loadKeys(config.dataDir)
  const log = createLog(config.logLevel)
  const making: { share: number | null } = { share: null }
  const sheets = wiredSheets()
  const kinds = wiredKinds(sheetFinder(() => sheets))
  const measures = wiredMeasures()
  await migrate(ownerUrl, MIGRATIONS, policies)
  const appUrl = await appUrlOf(ownerUrl, config.appPassword)
  const db = openDb(appUrl)
  const system = systemClaims(kinds.values())
  const doer = systemDoer(system)
  await firstSetup(db, system)
  let roles = await loadRoles(db, system)
  const settings = await createSettings(db, system, settingDefs(kinds), (name) => {
    if (name === 'calendar') calendar = makeCalendar(settings.get<CalendarSetting>('calendar'))
  })
  let calendar = makeCalendar(settings.get<CalendarSetting>('calendar'))
  const lists = listBook(() => settings.get<OwnLists>(OWN_LISTS))

  const background = (task: () => Promise<void>): void => {
    task().catch((error: unknown) => log.error({ err: error }, 'A background task failed'))
  }
  const common = { db, systemClaims: system, now, log }
  const observe = createObserve({ ...common, version: VERSION, ...(config.metricsToken ? { metricsToken: config.metricsToken } : {}) })
  const files = createFiles({
    ...common,
    folder: path.join(config.dataDir, 'files'),
    ...(config.scan ? { scan: commandScan(config.scan, []) } : {}),
  })
  const records = { plan: (ids: string[]) => sql`select id from plan where id = any(${ids}::uuid[])` }
  const live = createLive({ ...common, records })
  const notices = createNotices({
    ...common,
    ...(config.baseUrl ? { baseUrl: config.baseUrl } : {}),
    ...(config.smtp ? { smtp: config.smtp } : {}),
    webhooks: config.webhooks,
    sms: fileSms(path.join(config.dataDir, 'sms.log'), now),
  })
  const tell: TellDeps = {
    db,
    system,
    kinds,
    roles: () => roles,
    calendar: () => calendar,
    notify: notices.notify,
    ladderOf: (kind) => settings.get<Ladder>(ladderName(kind.id)),
  }
  const turn = { 'matter.act': [(row: { payload: Readonly<Record<string, unknown>> }) => tellTurn(tell, row.payload)] }
  const outbox = createOutbox({ ...common, handlers: mergeHandlers(live.handlers, notices.handlers, turn) })
  const jobs = createJobs({ ...common, ownerUrl, publish: live.publish })
  const signIn = createSignIn({
    appUrl,
    secret: keys.secret,
    ...(config.baseUrl ? { baseUrl: config.baseUrl } : {}),
    roles: () => roles,
    rolesChanged: async () => void (roles = await loadRoles(db, system)),
    now,
    systemClaims: system,
    oidc: config.oidc ?? null,
    permissions: () => knownPermissions(kinds),
    ...(demoPosts ? { demoPosts } : {}),
    log: (message) => log.warn({}, message),
  })
  // The writer of readings owns its tables: COPY is refused where row-level security binds the role.
  const ownerDb = openDb(ownerUrl, { max: 4 })
  const ladder = (): LadderSetting => settings.get<LadderSetting>('warnings.ladder')
  const alarmHooks: AlarmHook[] = []
  let mqtt: Awaited<ReturnType<typeof openMqtt>> | null = null
  let devices: Awaited<ReturnType<typeof openDevices>> | null = null
  const monitoring: Monitoring = createMonitoring({
    db,
    ownerDb,
    system,
    sectors,
    now,
    log,
    hooks: [...alarmHooks, warningsFromAlarms({ performer: () => performer, system: doer, ladder, now })],
    nudge: () => outbox.nudge(),
    retention: () => settings.get<RetentionSetting>('monitoring.retention'),
    openHazard: (tx, by, request) => hazardFromAlarm(performer, tx, by, request),
  })
  observe.counter('anlan_device_refused_total', 'What devices sent and was refused', ['protocol', 'cause'], () =>
    monitoring.sources.totals().map(({ protocol, cause, n }) => ({ labels: { protocol, cause }, n })),
  )
  const scoring = { ...scoringDeps(db, system), kind: kinds.get(ASSESSMENT) as MatterKind, sheets: () => sheets }
  const matters = {
    kinds,
    dueOf: () => dueOn(calendar),
    hooks: new Map([
      ['hazard', both(hazardHook({ system: doer, itemOf: lists.itemOf }), riskHazardHook)],
      ...planHooks(),
      ['selfcheck', selfcheckHook({ system: doer, itemOf: lists.itemOf, ownItemOf: findControlItem })],
      ['risk-review', riskReviewHook],
      ['threshold-change', thresholdHook((orgs) => monitoring.pointsChanged(orgs))],
      ['installation-filing', filingHook(doer)],
      ['installation-notice', noticeHook],
      ['safety-pledge', pledgeHook(workToday)],
      [ASSESSMENT, assessmentHook(scoring)],
      ['warning', warningHook({ openHazard: hazardFromWarning, notify: notices.notify })],
    ]),
  }
  const performer = makePerformer({ ...matters, attach: files.attach, fileInfo: files.fileInfo })
  const paper = { secret: keys.secret, ...(config.baseUrl ? { baseUrl: config.baseUrl } : {}), checklist: lists.checklistOf }
  const seal = (): Promise<unknown> => checkpoint(db, system, keys, now)
  const risks = {
    performer,
    bands: () => settings.get<BandSettings>('risk.bands'),
    sectors,
    db,
    systemClaims: system,
    sectorsFor: riskSectorsFor,
  }
  registerClockwork({
    jobs,
    now,
    calendar: () => calendar,
    tell,
    assign: { db, performer, calendar: () => calendar, system: doer, ownLists: (ids) => controlLists(db, system, ids) },
    risks: { db, performer, system: doer },
    plans: { db, performer, system: doer, calendar: () => calendar, measures: planMeasures(measures), notify: notices.notify },
    sectorsInForce: () => settings.get<string[]>('sectors'),
    checklistsFor: lists.checklistsFor,
    checkpoint: seal,
    purge: signIn.purge,
    monitoring,
  })
  const routes: Route[] = [
    ...signIn.routes,
    ...settings.routes,
    ...files.routes,
    ...outbox.routes,
    ...live.routes,
    ...notices.routes,
    ...jobs.routes,
    ...observe.routes,
    ...matterRoutes({ kinds, performer, nudge: outbox.nudge }),
    ...registryRoutes({ db, sectors, ...lists, now, background }),
    ...hazardRoutes({ ...lists, ownList: findControlList }),
    ...riskRoutes(risks),
    ...riskTableRoutes({ ...risks, secret: keys.secret }),
    ...riskPlanRoutes({ files }),
    ...riskPaperRoutes({ ...paper, files }),
    ...planRoutes({
      db,
      files,
      performer,
      system: doer,
      calendar: () => calendar,
      measures: planMeasures(measures),
      publish: (data) => live.publish({ event: 'record', data }),
      nudge: outbox.nudge,
    }),
    ...regionRoutes({ formulas: () => settings.get<Formula[]>('risks.region-formula'), sources: [alarmFacts] }),
    ...scoringRoutes(scoring),
    ...scoringPaperRoutes({ ...scoring, ...paper }),
    ...mapRoutes({ kinds }),
    ...measureRoutes(db, measures),
    ...monthlyRoutes({ ...paper, sectors }),
    ...accidentRoutes({ secret: keys.secret, sectors }),
    ...monitoring.routes,
    ...httpReadings(monitoring),
    ...warningRoutes({ performer, ladder }),
    ...handoverRoutes({ performer }),
    ...installationRoutes({ performer, system: doer }),
    ...pledgeRoutes({ db, systemClaims: system, work: workToday }),
    ...recordRoutes({ db, system, keys }),
    ...documentRoutes({
      ...paper,
      db,
      systemClaims: system,
      kinds,
      files,
      sheets: { ...hazardSheets, ...riskSheets, ...accidentSheets, ...planSheets, ...scoringSheets },
    }),
    ...hazardPaperRoutes(paper),
    ...planPaperRoutes({ ...paper, measures: planMeasures(measures) }),
    ...adminRoutes({ deeds: () => new Map(routes.map((r) => [r.audit, r.text])) }),
    makingRoute(() => making.share),
    openapiRoute(() => routes, VERSION),
  ]
  const http = await buildHttp({
    db,
    routes,
    authenticate: signIn.authenticate,
    rateKey: signIn.rateKey,
    now,
    nobody: NOBODY,
    logLevel: config.logLevel,
    perMinute: config.perMinute,
    trustProxy: config.trustProxy,
    observe: observe.request,
  })
  signIn.mount(http)
  staticPages(http)
  await live.start()
  await files.sweep()
  return {
    http,
    db,
    performer,
    signIn,
    jobs,
    notices,
    appUrl,
    keys,
    routes,
    world: { system, doer, matters, measures: planMeasures(measures) },
    checklistsFor: lists.checklistsFor,
    making,
    monitoring,
    nudge: outbox.nudge,
    seal,
    systemClaims: system,
    log: (message) => log.warn({}, message),
    roles: () => roles,
    calendar: () => calendar,
    async begin() {
      await monitoring.start()
      if (config.mqtt) mqtt = await openMqtt(monitoring, { ...brokerOf(config.mqtt), now, log })
      devices = await openDevices(config.devices, { monitoring, now, log })
      await jobs.start()
      await scheduleClockwork(jobs)
      outbox.start()
    },
    async stop() {
      await outbox.stop()
      await live.stop()
      await http.close()
      await jobs.stop()
      await mqtt?.stop()
      await devices?.stop()
      await monitoring.stop()
      await signIn.close()
      await ownerDb.close()
      await db.close()
    },
  }
}
