import path from 'node:path'
import type { Claims } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { makePerformer, type MatterDeps } from '#mechanisms/matters/index.ts'
import { openDb, sql, type Db } from '#platform/db/index.ts'
import type { DemoPost, SignIn } from '#platform/signin/index.ts'
import type { MeasurePort } from '#practices/plans/index.ts'
import { makeLedger } from './accidents.ts'
import { makeCounty, type SampleCounty } from './county.ts'
import { SAMPLE_PASSWORD } from './password.ts'
import { samplePhotos } from './photos.ts'
import { chance } from './random.ts'
import { makePlan } from './plan.ts'
import { makeRisks } from './risks.ts'
import { makeHistory, type RunDeps } from './run.ts'
import { writePoints } from './points.ts'
import { makeThings } from './things.ts'
import { makeUnits } from './units.ts'
import { writeCounty, writeThings } from './write.ts'

const TITLES: Readonly<Record<string, DemoPost['title']>> = {
  fuxian: text('分管副县长', 'Deputy county head'),
  yingji: text('县应急局科长', 'Bureau officer'),
  zhiban: text('值班员', 'Duty officer'),
  yuanqu: text('园区安环办', 'Park office'),
  xiangzhen: text('乡镇干部', 'Town clerk'),
  fuzeren: text('企业负责人', 'Plant principal'),
  anquan: text('企业安全员', 'Safety manager'),
  yuangong: text('企业员工', 'Worker'),
  guanli: text('系统管理员', 'Administrator'),
}

export interface SampleDeps {
  readonly db: Db
  readonly appUrl: string
  readonly ownerUrl: string
  readonly dataDir: string
  readonly system: Claims
  readonly doer: RunDeps['doer']
  readonly matters: Omit<MatterDeps, 'attach'>
  readonly roles: RunDeps['roles']
  readonly calendar: RunDeps['calendar']
  readonly signIn: SignIn
  readonly measures: MeasurePort
  readonly size: number
  readonly days: number
  readonly now: Date
  readonly progress: (share: number, what: string) => void
  /** Signs a checkpoint over all that was written. */
  readonly seal: () => Promise<unknown>
}

/** Where the sample stands; kept in the database, so that a start that was cut off is noticed. */
interface SampleState {
  readonly state: 'making' | 'ready'
  readonly size: number
  readonly start: string
}

async function readState(db: Db, system: Claims): Promise<SampleState | null> {
  const [row] = await db.read<{ value: SampleState }>(system, sql`select value from setting where name = 'sample'`)
  return row?.value ?? null
}

async function writeState(db: Db, system: Claims, value: SampleState): Promise<void> {
  await db.tx(system, (tx) =>
    tx.query(sql`insert into setting (name, value) values ('sample', ${JSON.stringify(value)}::jsonb)
      on conflict (name) do update set value = excluded.value, version = setting.version + 1, updated_at = now()`),
  )
}

const SEED = 990101

/** The same county again, from its seed and the instant its ids were made from. */
function countyOf(state: SampleState): SampleCounty {
  return makeCounty(chance(SEED), state.size, Date.parse(state.start))
}

/**
 * Makes the sample county once: an empty database gets offices, enterprises, people, accounts and their history.
 * Returns null where there are records already and no sample: a real county is never touched.
 */
export async function ensureSample(deps: SampleDeps): Promise<SampleCounty | null> {
  const { db, system, progress } = deps
  const known = await readState(db, system)
  if (known?.state === 'ready') return countyOf(known)
  const [orgs] = await db.read<{ n: number }>(system, sql`select count(*)::int as n from org`)
  if ((orgs?.n ?? 0) > 0) {
    if (known)
      throw new Error('The sample county was cut off while it was made. Remove the data folder and start again, or start with --empty.')
    return null
  }
  const start = new Date(deps.now.getTime() - (deps.days + 1) * 86_400_000).toISOString()
  const state: SampleState = { state: 'making', size: deps.size, start }
  await writeState(db, system, state)
  const county = countyOf(state)
  progress(0.01, 'county')
  // People come before their posts, which row-level security lets nobody but the owner do in bulk.
  const owner = openDb(deps.ownerUrl, { max: 1 })
  const analyse = async (): Promise<void> => void (await owner.pool.query('analyze org, person, post, matter, act, outbox'))
  await writeCounty(owner, system, county)
  await writeThings(owner, system, makeThings(chance(SEED + 1), county, cstDate(deps.now)))
  const { units, subjects } = makeUnits(chance(SEED + 2), county, cstDate(deps.now))
  await writeThings(owner, system, { subjects, licences: [] })
  await writePoints(owner, system, county, chance(SEED + 40), new Date(start))
  for (const { username, post } of county.demo) {
    await deps.signIn.createAccount({ personId: post.personId, username, password: SAMPLE_PASSWORD })
  }
  // Registered when the records begin, so that figures of the months since then can be judged.
  await owner.pool.query(`update org set created_at = $1`, [start])
  const performer = makePerformer({ ...deps.matters, attach: async () => {} })
  await makeLedger({ db, deps, performer, county, dice: chance(SEED + 2), now: deps.now })
  progress(0.05, 'photos')
  const photos = await samplePhotos(db, system, path.join(deps.dataDir, 'files'))
  await makeRisks({ ...deps, folder: path.join(deps.dataDir, 'files') }, chance(SEED + 2), county)
  await makePlan({ ...deps, photos, county, folder: path.join(deps.dataDir, 'files') }, chance(SEED + 5), new Date(start), deps.now)
  const told = (share: number): void => progress(0.05 + 0.95 * share, 'history')
  await makeHistory({ ...deps, photos, county, units, analyse }, deps.days, deps.now, told)
  // Nobody is told of what happened before the program was there.
  await owner.pool.query('update outbox set done_at = now() where done_at is null')
  await owner.pool.query('update notice set read_at = at where read_at is null and at < $1', [
    new Date(deps.now.getTime() - 86_400_000).toISOString(),
  ])
  await analyse()
  await owner.close()
  await deps.seal()
  await writeState(db, system, { ...state, state: 'ready' })
  return county
}

/** The buttons of the sign-in page, while the sample runs. */
export function demoOf(county: SampleCounty): DemoPost[] {
  return county.demo.map(({ username, post }) => ({
    username,
    title: TITLES[username] ?? text(username, username),
    who: `${post.name} · ${post.orgName}`,
  }))
}
