import pg from 'pg'
import { applyAct, canonical, findBreak, GENESIS, type ActRecord, type MatterView } from '#kernel/matter/index.ts'
import { createAnlan } from '#apps/server/app.ts'
import { readConfig } from '#apps/server/config.ts'

/** A made-up county: 20 towns, each with its office; enterprises and matters are dealt out to the towns in turn. */
export const COUNTY = '990101'
export const TOWNS = 20
/** The town whose clerk asks: one twentieth of everything. */
export const TOWN = `${COUNTY}003`
export const CLERK = { username: 'bench', password: 'Bench-2026-town' }

export interface Size {
  readonly orgs: number
  readonly matters: number
}

const DAY = 86_400_000
const SPAN_DAYS = 3 * 365

/** An id of UUIDv7 form, the same at every making. `ms` and `seed` are SQL. */
const idSql = (ms: string, seed: string): string =>
  `(lpad(to_hex(${ms}), 12, '0') || '7' || substr(md5(${seed}), 1, 3) || '8' || substr(md5(${seed}), 4, 15))::uuid`
const orgId = (n: string): string => idSql('1700000000000::bigint', `'org' || ${n}`)
const officeId = (town: string): string => idSql('1700000000000::bigint', `'office' || ${town}`)
const personId = (town: string): string => idSql('1700000000000::bigint', `'person' || ${town}`)
const postId = (town: string): string => idSql('1700000000000::bigint', `'post' || ${town}`)
const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Varying parts of a record: mark in the specimen → SQL that gives its text. Marks hold nothing that JSON escapes. */
const MARKS: Readonly<Record<string, string>> = {
  '<act1>': 'g.act1::text',
  '<act2>': 'g.act2::text',
  '<matter>': 'g.id::text',
  '<org>': 'g.org::text',
  '<office>': 'g.office::text',
  '<person>': 'g.person::text',
  '<post>': 'g.post::text',
  '<path>': 'g.path',
  '<opened>': iso('g.opened'),
  '<ended>': iso('g.ended'),
  '<due>': iso('g.due'),
  '<no>': 'g.no',
  '<title>': 'g.title',
  '<level>': 'g.level',
  '<state>': `case g.level when 'major' then 'planning' else 'rectifying' end`,
  '<hash1>': 'g.hash1',
}

const literal = (text: string): string => pg.escapeLiteral(text)

/** The kernel's own JSON of a specimen as a SQL expression: set-based, yet the same text that `hashAct` hashes. */
function jsonSql(value: unknown): string {
  return canonical(value)
    .split(/(<[a-z]+[12]?>)/)
    .filter((part) => part !== '')
    .map((part) => MARKS[part] ?? literal(part))
    .join(' || ')
}

const actor = { personId: '<person>', postId: '<post>', orgId: '<office>', role: 'clerk', name: '王镇安（镇应急办 乡镇干部）' }
const clause = { zh: '整改责任单位或监管部门确定的期限', en: 'The time limit set by the enterprise or the office' }

/** A finding of the town's office, as `find` records it. */
const found: ActRecord = {
  id: '<act1>',
  matterId: '<matter>',
  kind: 'hazard',
  seq: 1,
  act: 'find',
  kindVersion: 1,
  at: '<opened>',
  recordedAt: '<opened>',
  actor,
  place: null,
  form: { what: '<title>', level: '<level>', deadline: '2026-01-01' },
  evidence: [],
  effect: {
    state: '<state>',
    phase: 'open',
    dueAt: '<due>',
    dueClause: clause,
    set: {
      title: '<title>',
      level: '<level>',
      orgId: '<org>',
      officeId: '<office>',
      path: '<path>',
      sector: null,
      subjectId: null,
      place: null,
      fields: { what: '<title>', source: 'office', foundBy: '<office>' },
    },
    open: { no: '<no>', parentId: null },
  },
  prevHash: GENESIS,
  hash: '<hash1>',
}

/** Its closing, for the matters that are closed; what lies between is left out. */
const verified: ActRecord = {
  ...found,
  id: '<act2>',
  seq: 2,
  act: 'verify',
  at: '<ended>',
  recordedAt: '<ended>',
  form: { note: '现场复查，已整改到位' },
  effect: { state: 'closed', phase: 'closed', set: {} },
  prevHash: '<hash1>',
  hash: '<hash2>',
}

const hashSql = ({ hash: _none, ...content }: ActRecord): string => `encode(sha256(convert_to(${jsonSql(content)}, 'UTF8')), 'hex')`

const WORDS = [
  '配电箱未上锁',
  '消防通道堆放杂物',
  '灭火器压力不足',
  '安全出口指示灯不亮',
  '气瓶未固定',
  '未佩戴安全帽',
  '接地线脱落',
  '储罐液位计失灵',
]

/** Open for two in ten, every tenth of them major; the rest is closed: what a county looks like after three years. */
function generateSql(from: number, to: number, size: Size): string {
  const step = (SPAN_DAYS * DAY) / size.matters
  return `insert into bench_g
    select i, ${idSql('ms', `'m' || i`)} as id, ${idSql('ms', `'a' || i`)} as act1, ${idSql('ms', `'b' || i`)} as act2,
      ${orgId('org_n')} as org, ${officeId('town')} as office, ${personId('town')} as person, ${postId('town')} as post,
      '${COUNTY}' || lpad(town::text, 3, '0') as path, at as opened, at + interval '9 days' as ended, at + interval '15 days' as due,
      'YH-2024-' || lpad(i::text, 7, '0') as no, (array[${WORDS.map(literal).join(', ')}])[1 + i % ${WORDS.length}] || '（第' || i || '处）' as title,
      case when i % 10 = 7 then 'major' else 'general' end as level, (i / 10) % 10 >= 2 as closed
    from (select i, i % ${size.orgs} as org_n, 1 + (i % ${size.orgs}) % ${TOWNS} as town, to_timestamp(ms / 1000.0) as at, ms
      from (select i, (1700000000000 + floor(i::float8 * ${step}))::bigint as ms from generate_series(${from}, ${to}) i) s) t`
}

/** The folds of both cases, by the kernel. */
const openView = applyAct(null, found)
const closedView = applyAct(openView, verified)

function matterSql(view: MatterView, when: string): string {
  const closed = view.phase === 'closed'
  const state = jsonSql(view.state).replaceAll(`'"' || `, '').replaceAll(` || '"'`, '')
  return `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, closed_at,
      due_at, due_clause, fields, done_by, seq, head_hash, updated_at)
    select g.id, 'hazard', g.no, g.title, ${closed ? `'closed'` : state}, '${view.phase}', g.level, g.path, g.org, g.office, g.person,
      g.opened, ${closed ? 'g.ended' : 'g.opened'}, ${closed ? 'g.ended' : 'null'}, ${closed ? 'null' : 'g.due'},
      ${closed ? 'null' : literal(canonical(clause))}::jsonb, (${jsonSql(view.fields)})::jsonb, (${jsonSql(view.doneBy)})::jsonb, ${view.seq},
      ${closed ? 'g.hash2' : 'g.hash1'}, ${closed ? 'g.ended' : 'g.opened'} from bench_h g where ${when} order by g.i`
}

function actSql(act: ActRecord, when: string): string {
  const at = act.seq === 1 ? 'g.opened' : 'g.ended'
  return `insert into act (id, matter_id, kind, seq, act, kind_version, at, recorded_at, actor, place, form, evidence, effect, prev_hash, hash)
    select g.act${act.seq}, g.id, 'hazard', ${act.seq}, '${act.act}', 1, ${at}, ${at}, (${jsonSql(act.actor)})::jsonb, null,
      (${jsonSql(act.form)})::jsonb, '[]', (${jsonSql(act.effect)})::jsonb, ${act.seq === 1 ? literal(GENESIS) : 'g.hash1'}, g.hash${act.seq}
    from bench_h g where ${when} order by g.i`
}

/** Organisations, town offices with one clerk each, and the divisions. `t` counts towns, `n` enterprises. */
function registrySql(size: Size): string {
  return `
    insert into division (path, code, name, level, parent, source)
      select '${COUNTY}' || lpad(t::text, 3, '0'), '', '第' || t || '镇', 'town', '${COUNTY}', 'bench' from generate_series(1, ${TOWNS}) t;
    insert into org (id, kind, name, path)
      select ${officeId('t')}, 'office', '第' || t || '镇应急办', '${COUNTY}' || lpad(t::text, 3, '0') from generate_series(1, ${TOWNS}) t;
    insert into org (id, kind, name, pinyin, uscc, path, office_id, sector, fields)
      select ${orgId('n')}, 'enterprise', '示例企业' || n || '有限公司', 'slqy' || n, 'B' || lpad(n::text, 17, '0'),
        '${COUNTY}' || lpad(town::text, 3, '0'), ${officeId('town')}, null, '{}'
      from (select n, 1 + n % ${TOWNS} as town from generate_series(0, ${size.orgs - 1}) n) e;
    insert into person (id, name) select ${personId('t')}, '王镇安' from generate_series(1, ${TOWNS}) t;
    insert into post (id, person_id, org_id, role, title, path)
      select ${postId('t')}, ${personId('t')}, ${officeId('t')}, 'clerk', '乡镇干部', '${COUNTY}' || lpad(t::text, 3, '0')
      from generate_series(1, ${TOWNS}) t;`
}

const CHUNK = 100_000

/** Indexes are built after the rows, which is several times faster; those of constraints stay. */
async function withoutIndexes(client: pg.Client, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text from pg_index i
     where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  for (const { text } of rows) await client.query(text)
}

/** Proves that what SQL wrote is what the kernel would have: chains and folds of some matters. */
async function prove(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ acts: ActRecord[]; head: string; phase: string }>(
    `select m.head_hash as head, m.phase, (select jsonb_agg(jsonb_build_object('id', a.id, 'matterId', a.matter_id, 'kind', a.kind, 'seq', a.seq,
        'act', a.act, 'kindVersion', a.kind_version, 'at', ${iso('a.at')}, 'recordedAt', ${iso('a.recorded_at')}, 'actor', a.actor,
        'place', a.place, 'form', a.form, 'evidence', a.evidence, 'effect', a.effect, 'prevHash', a.prev_hash, 'hash', a.hash) order by a.seq)
      from act a where a.matter_id = m.id) as acts from matter m where m.no like 'YH-2024-%7' limit 200`,
  )
  for (const { acts, head, phase } of rows) {
    const last = acts.at(-1)
    const broken = findBreak(acts)
    if (broken || last?.hash !== head || last.effect.phase !== phase)
      throw new Error(`The generated record is broken: ${JSON.stringify(broken)}`)
  }
}

/** Fills a fresh database of Anlan; leaves one that holds this size already. Returns what it took in seconds, or null. */
export async function fillAnlan(ownerUrl: string, dataDir: string, size: Size): Promise<number | null> {
  const began = performance.now()
  const config = readConfig({ ANLAN_DATA: dataDir }, ['--empty'])
  const anlan = await createAnlan({ config, ownerUrl })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from org')
    if ((rows[0]?.n ?? 0) > 0) return null
    await client.query('set session_replication_role = replica')
    await client.query('set synchronous_commit = off')
    await client.query(registrySql(size))
    await withoutIndexes(client, ['matter', 'act'], async () => {
      for (let from = 1; from <= size.matters; from += CHUNK) {
        await client.query(`drop table if exists bench_g, bench_h; create temp table bench_g (i int, id uuid, act1 uuid, act2 uuid, org uuid,
          office uuid, person uuid, post uuid, path text, opened timestamptz, ended timestamptz, due timestamptz, no text, title text,
          level text, closed boolean)`)
        await client.query(generateSql(from, Math.min(size.matters, from + CHUNK - 1), size))
        await client.query(`create temp table bench_h as select g.*, case when closed then ${hashSql(verified)} end as hash2
          from (select g.*, ${hashSql(found)} as hash1 from bench_g g) g`)
        await client.query(matterSql(openView, 'not g.closed'))
        await client.query(matterSql(closedView, 'g.closed'))
        await client.query(actSql(found, 'true'))
        await client.query(actSql(verified, 'g.closed'))
      }
    })
    await client.query(`select setval('matter_no', ${size.matters})`)
    const { rows: clerk } = await client.query<{ id: string }>(`select person_id as id from post where path = '${TOWN}'`)
    await anlan.signIn.createAccount({ personId: clerk[0]?.id ?? '', ...CLERK })
    await prove(client)
    await client.query('vacuum analyze')
    return (performance.now() - began) / 1000
  } finally {
    await client.end()
    await anlan.stop()
  }
}
