import type pg from 'pg'

/** Rows of the roll-up's benchmark, made by the database itself: a county with a year of grades, hazards, alarms and warnings. */

export const COUNTY = '990101'
export const OFFICE = '00000000-0000-7000-8000-000000000001'
const ACTOR = JSON.stringify({ personId: OFFICE, postId: OFFICE, orgId: OFFICE, role: 'officer', name: '甲' })

export interface Size {
  readonly enterprises: number
  readonly points: number
  readonly hazards: number
  readonly alarms: number
}

const id = (letter: string, n: string): string => `('${letter}0000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`
const level = (n: string): string => `(array['major', 'larger', 'general', 'general', 'low', 'low', 'low'])[1 + (${n}) % 7]`

async function enterprises(owner: pg.Pool, { enterprises: many }: Size): Promise<void> {
  await owner.query(
    `insert into division (path, code, name, level, parent, source) values ('${COUNTY}', '${COUNTY}', '甲县', 'county', null, 'bench')`,
  )
  await owner.query(`insert into division (path, code, name, level, parent, source)
    select '${COUNTY}' || lpad(i::text, 3, '0'), '${COUNTY}' || lpad(i::text, 3, '0'), '乡镇' || i, 'town', '${COUNTY}', 'bench' from generate_series(1, 13) i`)
  await owner.query(
    `insert into org (id, kind, name, path, created_at) values ('${OFFICE}', 'office', '县局', '${COUNTY}', now() - interval '2 years')`,
  )
  await owner.query(`insert into org (id, kind, name, path, office_id, sector, created_at)
    select ${id('1', 'i')}, 'enterprise', '企业' || i, '${COUNTY}' || lpad((1 + i % 13)::text, 3, '0'), '${OFFICE}', 'hazchem', now() - interval '2 years'
    from generate_series(0, ${many - 1}) i`)
}

/** One point in seven was graded again during the year. */
async function points(owner: pg.Pool, { enterprises: many, points: n }: Size): Promise<void> {
  await owner.query(`insert into risk_point (id, org_id, kind, name, workshop, post, path, office_id, sector, level, graded_at, created_at, updated_at)
    select ${id('2', 'i')}, ${id('1', `i % ${many}`)}, 'equipment', '风险点' || i, '车间' || i % 9, '岗位' || i % 5,
      '${COUNTY}' || lpad((1 + (i % ${many}) % 13)::text, 3, '0'), '${OFFICE}', 'hazchem', ${level('i')}, now() - interval '300 days',
      now() - interval '400 days', now() - interval '300 days' from generate_series(0, ${n - 1}) i`)
  const grade = (key: string, of: string, from: string, to: string, where: string): Promise<unknown> =>
    owner.query(
      `insert into risk_grade (id, point_id, method, inputs, level, steps, clause, source_status, tables, reason, actor, valid_from, valid_to)
      select ${id(key, 'i')}, ${id('2', 'i')}, 'LEC', '{"L":1,"E":6,"C":15}', ${level(of)}, array['1×6×15=90'], 'x', 'uncertain', '{}', 'first', $1::jsonb,
        ${from}, ${to} from generate_series(0, ${n - 1}) i where ${where}`,
      [ACTOR],
    )
  const first = `now() - interval '400 days' + (i % 90) * interval '1 day'`
  const again = `now() - interval '200 days' + (i % 150) * interval '1 day'`
  await grade('3', 'i + 1', first, again, 'i % 7 = 0')
  await grade('4', 'i', `case when i % 7 = 0 then ${again} else ${first} end`, 'null', 'true')
}

/** Hazards over a year, four acts each; one in ten is still open. */
async function hazards(owner: pg.Pool, { enterprises: many, hazards: n }: Size): Promise<void> {
  const opened = `now() - (i * 365.0 / ${n}) * interval '1 day'`
  const closed = `case when i % 10 = 0 or ${opened} > now() - interval '12 days' then null else ${opened} + interval '12 days' end`
  const client = await owner.connect()
  await client.query('begin')
  await client.query(`insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, closed_at, due_at, seq, head_hash, updated_at)
    select ${id('5', 'i')}, 'hazard', 'YH' || i, '隐患' || i, 'x', case when ${closed} is null then 'open' else 'closed' end,
      case when i % 50 = 0 then 'major' else 'general' end, '${COUNTY}' || lpad((1 + (i % ${many}) % 13)::text, 3, '0'), ${id('1', `i % ${many}`)},
      '${OFFICE}', '${OFFICE}', ${opened}, ${opened}, ${closed}, ${opened} + interval '10 days', 4, 'h', coalesce(${closed}, ${opened} + interval '3 days')
    from generate_series(0, ${n - 1}) i`)
  await client.query(
    `insert into act (id, matter_id, kind, seq, act, kind_version, at, recorded_at, actor, form, evidence, effect, prev_hash, hash)
    select ${id('6', 'i * 4 + s')}, ${id('5', 'i')}, 'hazard', s, 'x', 1, ${opened} + s * interval '1 day', ${opened} + s * interval '1 day', $1::jsonb, '{}', '[]',
      jsonb_build_object('state', 'x', 'phase', 'open', 'set', jsonb_build_object('level', case when i % 50 = 0 then 'major' else 'general' end),
        'dueAt', ${opened} + interval '10 days'), 'p', 'h' from generate_series(0, ${n - 1}) i, generate_series(1, 4) s`,
    [ACTOR],
  )
  await client.query('commit')
  client.release()
}

async function alarms(owner: pg.Pool, { enterprises: many, alarms: n }: Size): Promise<void> {
  const opened = `now() - (i * 365.0 / ${n}) * interval '1 day'`
  await owner.query(`insert into alarm (id, org_id, office_id, path, sector, rule, kind, level, priority, colour, title, state, present, opened_at, since, cleared_at, closed_at, first_at, updated_at)
    select ${id('7', 'i')}, ${id('1', `i % ${many}`)}, '${OFFICE}', '${COUNTY}' || lpad((1 + (i % ${many}) % 13)::text, 3, '0'), 'hazchem', 'limits', 'limits', 'H',
      (array['low', 'medium', 'high', 'highest'])[1 + i % 4], 'gold', '高液位', case when i < 200 then 'unacknowledged' else 'normal' end, i < 200,
      ${opened}, ${opened}, case when i < 200 then null else ${opened} + interval '1 hour' end, case when i < 200 then null else ${opened} + interval '2 hours' end,
      ${opened}, ${opened} from generate_series(0, ${n - 1}) i`)
  await owner.query(
    `insert into weather_warning (id, path, level, what, source, from_at, to_at, actor, created_at)
    select ${id('8', 'i')}, '${COUNTY}', 'orange', '暴雨', '气象台', now() - i * interval '9 days', now() - i * interval '9 days' + interval '1 day', $1::jsonb, now()
    from generate_series(1, 40) i`,
    [ACTOR],
  )
}

export async function fillCounty(owner: pg.Pool, size: Size): Promise<void> {
  await enterprises(owner, size)
  await points(owner, size)
  await hazards(owner, size)
  await alarms(owner, size)
  await owner.query('vacuum analyze')
}
