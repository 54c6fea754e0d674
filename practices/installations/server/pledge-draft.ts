import { text, type Text } from '#kernel/text.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import type { PledgeName } from '../forms.ts'

export interface DraftLine {
  readonly name: PledgeName
  /** Null: the record does not say; the principal fills it in. */
  readonly value: number | boolean | null
  readonly why: Text
  /** The list behind the figure. */
  readonly to: string | null
  readonly search: Readonly<Record<string, string>>
}

type Read = <T>(statement: Sql) => Promise<T[]>

/** Special work of the day by kind; null where no permits are kept. A named provider, so that the practice of permits can answer. */
export interface WorkToday {
  readonly hotSpecial: number
  readonly hot1: number
  readonly hot2: number
  readonly confined: number
  readonly otherWork: number
}
export type WorkProvider = (read: Read, orgId: string, day: string) => Promise<WorkToday | null>

interface Facts {
  units: number
  running: number
  stopped: number
  overhaul: number
  trial: number
  storage: number
  hazards: number
  majors: number
  interlocks: number
  overhauls: number
}

const facts = (orgId: string): Sql => sql`select
    (count(*) filter (where unit = 'production'))::int as units,
    (count(*) filter (where unit = 'production' and running in ('running', 'trial')))::int as running,
    (count(*) filter (where unit = 'production' and running = 'stopped'))::int as stopped,
    (count(*) filter (where unit = 'production' and running = 'overhaul'))::int as overhaul,
    (count(*) filter (where running = 'trial'))::int as trial,
    (count(*) filter (where unit = 'storage'))::int as storage,
    (select count(*) from matter where kind = 'hazard' and org_id = ${orgId}::uuid and phase in ('open', 'waiting'))::int as hazards,
    (select count(*) from matter where kind = 'hazard' and org_id = ${orgId}::uuid and phase in ('open', 'waiting') and level = 'major')::int as majors,
    (select count(*) from matter where kind = 'installation-notice' and org_id = ${orgId}::uuid and state in ('inForce', 'ordered') and fields->>'what' = 'interlock')::int as interlocks,
    (select count(*) from matter where kind = 'installation-notice' and org_id = ${orgId}::uuid and state in ('inForce', 'ordered') and fields->>'what' = 'overhaul')::int as overhauls
  from installation where org_id = ${orgId}::uuid and status = 'active'`

const UNKNOWN_WORK = text('没有当日作业票记录，请按实填写', 'No permits of the day are recorded; fill in what is true')
const FROM_WORK = text('取自当日有效的作业票', 'From the permits in force today')

/** The day's pledge, half written: every figure from the records, with where it came from. */
export async function draftPledge(read: Read, orgId: string, day: string, work: WorkProvider): Promise<DraftLine[]> {
  const [[found], today] = await Promise.all([read<Facts>(facts(orgId)), work(read, orgId, day)])
  const f: Facts = found ?? {
    units: 0,
    running: 0,
    stopped: 0,
    overhaul: 0,
    trial: 0,
    storage: 0,
    hazards: 0,
    majors: 0,
    interlocks: 0,
    overhauls: 0,
  }
  const ledger = text('取自重大危险源台账的生产单元状态', 'From the state of the production units')
  const unit = { to: '/installations', search: { orgId } }
  const line = (name: PledgeName, value: number | boolean | null, why: Text, door: Pick<DraftLine, 'to' | 'search'>): DraftLine => ({
    name,
    value,
    why,
    ...door,
  })
  const nowhere = { to: null, search: {} }
  const matters = (kind: string, more: Record<string, string>) => ({ to: '/matters', search: { kind, orgId, ...more } })
  const notices = matters('installation-notice', { state: 'inForce,ordered' })
  const workLine = (name: keyof WorkToday): DraftLine => line(name, today ? today[name] : null, today ? FROM_WORK : UNKNOWN_WORK, nowhere)
  const safe = f.majors === 0 && f.interlocks === 0
  const reasons = [f.majors > 0 ? `有 ${f.majors} 项重大隐患未销号` : '', f.interlocks > 0 ? `有 ${f.interlocks} 处联锁摘除` : '']
  const reasonsEn = [f.majors > 0 ? `${f.majors} major hazards open` : '', f.interlocks > 0 ? `${f.interlocks} interlocks bypassed` : '']
  const say = (list: string[], mark: string): string => list.filter((w) => w !== '').join(mark)
  return [
    line('units', f.units, ledger, unit),
    line('running', f.running, ledger, unit),
    line('stopped', f.stopped, ledger, unit),
    line(
      'overhaul',
      f.overhaul,
      text(`台账中检修的单元；在办检维修报告 ${f.overhauls} 件`, `Units in overhaul; ${f.overhauls} notices in force`),
      notices,
    ),
    workLine('hotSpecial'),
    workLine('hot1'),
    workLine('hot2'),
    workLine('confined'),
    workLine('otherWork'),
    line('interlocks', f.interlocks, text('在办的联锁摘除报告', 'Interlock bypasses in force'), notices),
    line(
      'openHazards',
      f.hazards,
      text(`未销号的隐患，其中重大 ${f.majors} 项`, `Open hazards, ${f.majors} of them major`),
      matters('hazard', { phase: 'open,waiting' }),
    ),
    line(
      'trial',
      f.trial > 0,
      text(f.trial > 0 ? `台账中 ${f.trial} 个单元在试生产` : '台账中没有试生产的单元', `${f.trial} units in trial production`),
      unit,
    ),
    line('startStop', null, text('开停车没有记录，请按实填写', 'Starting and stopping is not recorded; fill in what is true'), nowhere),
    line(
      'safe',
      safe,
      safe
        ? text(`${f.storage} 个储存单元没有重大隐患和联锁摘除`, `${f.storage} storage units without major hazard or bypass`)
        : text(`${say(reasons, '，')}，不能自动判为安全`, `${say(reasonsEn, ', ')}: not judged safe`),
      f.majors > 0 ? matters('hazard', { level: 'major', phase: 'open,waiting' }) : notices,
    ),
  ]
}

/** The figures alone, as the signer's page got them. */
export const draftValues = (lines: readonly DraftLine[]): Record<string, number | boolean | null> =>
  Object.fromEntries(lines.map((line) => [line.name, line.value]))
