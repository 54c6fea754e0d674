import { Client, type QueryResultRow } from 'pg'
import { makeCalendar, type Calendar } from '#kernel/calendar/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import { migrationState } from '#platform/db/index.ts'
import { MAX_TRIES } from '#platform/outbox/outbox.ts'
import { OLDEST_VERSION } from '#platform/postgres/index.ts'
import { MIGRATIONS } from '../server/app.ts'
import { CalendarSetting } from '../server/settings.ts'
import { bad, good, notice, type Finding } from './doctor-machine.ts'
import { LAST_BACKUP } from './keep.ts'
import type { Opened } from './opening.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

type One = <T extends QueryResultRow>(statement: string, values?: unknown[]) => Promise<T | undefined>

/** '3 hours' in both languages. */
function ageText(ms: number): Text {
  if (ms < 2 * HOUR) return fill(text('{n} 分钟前', '{n} minutes ago'), { n: Math.max(0, Math.round(ms / 60_000)) })
  if (ms < 2 * DAY) return fill(text('{n} 小时前', '{n} hours ago'), { n: Math.round(ms / HOUR) })
  return fill(text('{n} 天前', '{n} days ago'), { n: Math.round(ms / DAY) })
}

const withAge = (what: Text, ms: number): Text => ({
  zh: what.zh.replace('{age}', ageText(ms).zh),
  en: what.en.replace('{age}', ageText(ms).en),
})

interface Facts extends QueryResultRow {
  number: number
  version: string
  encoding: string
  locale: string
  chinese: boolean
  fsync: string
  bytes: number
  serving: boolean
}

async function checkServer(one: One, how: Opened['how']): Promise<{ findings: Finding[]; serving: boolean }> {
  const facts = await one<Facts>(
    `select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1) as version,
      current_setting('server_encoding') as encoding, d.datcollate as locale, current_setting('fsync') as fsync,
      exists (select from pg_collation where collname = 'zh-x-icu') as chinese, pg_database_size(d.oid)::float8 as bytes,
      exists (select from pg_stat_activity where application_name = 'anlan') as serving
    from pg_database d where d.datname = current_database()`,
  )
  if (!facts) throw new Error('the server told nothing about itself')
  const gaps = { v: facts.version, e: facts.encoding, l: facts.locale, mb: (facts.bytes / 1e6).toFixed(0) }
  const findings = [
    good(fill(text('数据库 PostgreSQL {v}，{e}，区域 {l}，{mb} MB', 'database PostgreSQL {v}, {e}, locale {l}, {mb} MB'), gaps)),
  ]
  if (Math.floor(facts.number / 10_000) < OLDEST_VERSION || facts.encoding !== 'UTF8') {
    const what = text('数据库版本或编码不合要求', 'the version or encoding of the database does not serve')
    findings.push(
      bad(what, fill(text('需要 PostgreSQL {v} 以上、UTF8 编码', 'PostgreSQL {v} or later with UTF8 is needed'), { v: OLDEST_VERSION })),
    )
  }
  if (!facts.chinese) {
    const mend = text('请换用带 ICU 的 PostgreSQL', 'use a PostgreSQL built with ICU')
    findings.push(notice(text('数据库没有中文排序规则（zh-x-icu）', 'the database has no Chinese collation (zh-x-icu)'), mend))
  }
  if (facts.fsync !== 'on') {
    const mend = text('请在 postgresql.conf 打开 fsync', 'turn fsync on in postgresql.conf')
    findings.push(bad(text('数据库关闭了 fsync，断电会丢数据', 'fsync is off: a power cut loses data'), mend))
  }
  if (how === 'running' && !facts.serving) {
    const what = text(
      '数据库在运行，但没有安澜进程在用它（上次进程可能被强制结束）',
      'the database runs and no Anlan process uses it (the last one was perhaps killed)',
    )
    findings.push(notice(what, text('再次 anlan serve 会接管它，数据不受影响', 'the next anlan serve takes it over; nothing is lost')))
  }
  return { findings, serving: facts.serving }
}

async function checkMigrations(ownerUrl: string): Promise<Finding> {
  const { applied, pending, altered } = await migrationState(ownerUrl, MIGRATIONS)
  if (altered.length > 0) {
    const what = fill(text('已执行的迁移被改过：{f}', 'applied migrations were changed: {f}'), { f: altered.join(', ') })
    const mend = text('请恢复原文件（重装安澜），否则无法启动', 'restore the files (install Anlan anew); it does not start otherwise')
    return bad(what, mend)
  }
  if (pending.length > 0) {
    const what = fill(text('有 {n} 个迁移尚未执行：{f}', '{n} migrations are not applied yet: {f}'), {
      n: pending.length,
      f: pending.join(', '),
    })
    return notice(what, text('下次 anlan serve 时自动执行；请先备份', 'the next anlan serve applies them; back up first'))
  }
  return good(fill(text('{n} 个迁移都已执行', 'all {n} migrations are applied'), { n: applied.length }))
}

async function checkClock(one: One, now: Date): Promise<Finding> {
  const row = await one<{ newest: string | null; database: string }>(
    `select greatest((select max(recorded_at) from act), (select max(at) from audit)) as newest, clock_timestamp() as database`,
  )
  const newest = row?.newest ? Date.parse(row.newest) : null
  const apart = Math.abs(Date.parse(row?.database ?? '') - now.getTime())
  const mend = text('请打开系统对时（NTP），再检查时区', 'turn on time synchronisation (NTP) and look at the time zone')
  if (newest !== null && newest - now.getTime() > 2 * 60_000) {
    return bad(text('本机时钟比最新的记录还早，时钟不准', 'the clock is behind the newest record: it is wrong'), mend)
  }
  if (apart > 5000) return bad(text('本机与数据库的时钟相差 5 秒以上', 'the clocks here and of the database differ by more than 5 s'), mend)
  if (newest === null) return good(text('时钟：还没有记录可比', 'clock: no record to compare with yet'))
  return good(withAge(text('时钟正常，最新记录在 {age}', 'the clock is sane; newest record {age}'), now.getTime() - newest))
}

async function checkOutbox(one: One): Promise<Finding> {
  const row = await one<{ dead: number; waiting: number }>(
    `select count(*) filter (where tries >= $1)::int as dead, count(*) filter (where tries < $1)::int as waiting from outbox where done_at is null`,
    [MAX_TRIES],
  )
  const what = fill(text('待发消息 {w} 条，已放弃 {d} 条', '{w} messages waiting, {d} given up'), {
    w: row?.waiting ?? 0,
    d: row?.dead ?? 0,
  })
  if ((row?.dead ?? 0) === 0) return good(what)
  return notice(
    what,
    text('请管理员在“系统管理 · 待发消息”查看原因后重新发送', 'see why under administration, messages, and send them again'),
  )
}

async function checkJobs(one: One, serving: boolean): Promise<Finding> {
  const row = await one<{ stuck: number; waiting: number }>(
    `select count(*) filter (where state = 'running' and beat_at < now() - interval '5 minutes')::int as stuck,
      count(*) filter (where state = 'queued' and queued_at < now() - interval '1 hour')::int as waiting
    from job_run where state in ('queued', 'running')`,
  )
  const [stuck, waiting] = [row?.stuck ?? 0, row?.waiting ?? 0]
  if (stuck + waiting === 0) return good(text('没有卡住的任务', 'no job is stuck'))
  const what = fill(text('{s} 个任务没有动静，{w} 个等了一小时以上', '{s} jobs show no sign of life, {w} have waited over an hour'), {
    s: stuck,
    w: waiting,
  })
  const mend = serving
    ? text('请重启安澜；仍然如此请看日志', 'restart Anlan; if it stays so, look at the log')
    : text('安澜启动后会自动处理', 'they are dealt with when Anlan starts')
  return notice(what, mend)
}

async function checkSealing(one: One, serving: boolean, now: Date): Promise<Finding> {
  const row = await one<{ last: string | null; open: number; any: boolean }>(
    `select (select max(at) from checkpoint) as last, exists (select from matter) as any,
      (select count(*)::int from matter m left join checkpoint_head h on h.matter_id = m.id where h.seq is distinct from m.seq) as open`,
  )
  const age = row?.last ? now.getTime() - Date.parse(row.last) : null
  if (!row?.any) return good(text('校验点：还没有事项', 'checkpoints: no matter yet'))
  const gaps = { n: row.open }
  if (row.open === 0 && age !== null)
    return good(withAge(text('全部事项都已签名封存，最近一次在 {age}', 'everything is sealed; newest checkpoint {age}'), age))
  const what = fill(text('{n} 件事项最近的行为还没有签名封存', '{n} matters have acts that are not sealed yet'), gaps)
  if (age !== null && age < HOUR / 2)
    return good(text(`${what.zh}，每十分钟自动封存一次，不用处理`, `${what.en}; that is done every ten minutes, nothing to do`))
  if (!serving) return notice(what, text('安澜运行时每十分钟封存一次', 'they are sealed every ten minutes while Anlan runs'))
  const mend = text(
    '封存任务没有运行：请在“系统 · 后台任务与投递”查看',
    'the sealing job does not run: see Administration, Jobs and delivery',
  )
  return age !== null && age < DAY ? notice(what, mend) : bad(what, mend)
}

async function checkBackup(one: One, how: Opened['how'], now: Date): Promise<Finding> {
  const mend = text(
    '请执行 npx anlan backup 备份文件.tar.gz，并把备份放到另一台机器',
    'run npx anlan backup OUT.tar.gz and keep the archive on another machine',
  )
  if (how === 'external') {
    return notice(
      text('数据库由外部管理，安澜不知道它的备份', 'the database is run elsewhere; Anlan knows nothing of its backups'),
      text('请确认有人备份数据库，并备份证据目录和密钥目录', 'make sure that it is backed up, and back up the folders files and keys'),
    )
  }
  const row = await one<{ at: string }>(`select value ->> 'at' as at from setting where name = $1`, [LAST_BACKUP])
  if (!row) return notice(text('还没有备份过', 'there was no backup yet'), mend)
  const age = now.getTime() - Date.parse(row.at)
  const what = withAge(text('最近一次备份在 {age}', 'last backup {age}'), age)
  return age > 8 * DAY ? notice(what, mend) : good(what)
}

export interface DatabaseState {
  readonly findings: Finding[]
  /** Whether an Anlan process works on it now. */
  readonly serving: boolean
  /** With what the administrator entered. */
  readonly calendar: Calendar
}

async function calendarOf(one: One): Promise<Calendar> {
  const row = await one<{ value: unknown }>(`select value from setting where name = 'calendar'`)
  return makeCalendar(CalendarSetting.safeParse(row?.value).data)
}

/** What can be seen in the database. */
export async function checkDatabase({ ownerUrl, how }: Opened, now: Date): Promise<DatabaseState> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'anlan-doctor' })
  client.on('error', () => undefined)
  await client.connect()
  const one: One = async <T extends QueryResultRow>(statement: string, values: unknown[] = []) =>
    (await client.query<T>(statement, values)).rows[0]
  try {
    const { findings, serving } = await checkServer(one, how)
    findings.push(await checkMigrations(ownerUrl))
    // The rest asks tables that an older or an empty database does not have.
    const tables = await one<{ all: boolean }>(
      `select to_regclass('checkpoint_head') is not null and to_regclass('job_run') is not null as all`,
    )
    if (!tables?.all) return { findings, serving, calendar: makeCalendar() }
    findings.push(
      await checkClock(one, now),
      await checkOutbox(one),
      await checkJobs(one, serving),
      await checkSealing(one, serving, now),
      await checkBackup(one, how, now),
    )
    return { findings, serving, calendar: await calendarOf(one) }
  } finally {
    await client.end()
  }
}
