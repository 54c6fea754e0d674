import { cstDate } from '#kernel/calendar/index.ts'
import { sql } from '#platform/db/index.ts'
import { COLOUR_WORD, KIND_TEXT, LEVELS, LEVEL_TEXT, type RiskLevel } from '../model.ts'
import type { Read } from './views.ts'

interface Figures {
  readonly points: number
  readonly controls: number
  readonly checked: number
  readonly none: number
  readonly graded: number
  readonly reviews: number
  readonly reviewsOpen: number
  readonly hazards: number
  readonly hazardsOpen: number
  readonly checksDone: number
  readonly checksMissed: number
}

const worse = (a: RiskLevel | null, b: RiskLevel | null): boolean => a !== null && b !== null && LEVELS.indexOf(a) < LEVELS.indexOf(b)

/** The yearly report in words, from the records of the enterprise; it is corrected by people and then sent. */
export async function draftReport(read: Read, org: { id: string; name: string }, year: number, now: Date): Promise<string> {
  const [from, to] = [`${year}-01-01T00:00:00+08:00`, `${year + 1}-01-01T00:00:00+08:00`]
  const inYear = sql`between ${from}::timestamptz and ${to}::timestamptz`
  const id = sql`${org.id}::uuid`
  const [n] = await read<Figures>(
    sql`select (select count(*)::int from risk_point where org_id = ${id} and status = 'active') as points,
      (select count(*)::int from risk_point where org_id = ${id} and status = 'active' and level is null) as none,
      (select count(*)::int from risk_control c join risk_point p on p.id = c.point_id where p.org_id = ${id} and c.status = 'active' and p.status = 'active') as controls,
      (select count(*)::int from risk_control c join risk_point p on p.id = c.point_id where p.org_id = ${id} and c.status = 'active' and p.status = 'active' and c.period is not null) as checked,
      (select count(*)::int from risk_grade g join risk_point p on p.id = g.point_id where p.org_id = ${id} and g.valid_from ${inYear}) as graded,
      (select count(*)::int from matter where org_id = ${id} and kind = 'risk-review' and opened_at ${inYear} and phase <> 'void') as reviews,
      (select count(*)::int from matter where org_id = ${id} and kind = 'risk-review' and opened_at ${inYear} and phase = 'open') as "reviewsOpen",
      (select count(*)::int from matter where org_id = ${id} and kind = 'hazard' and opened_at ${inYear} and phase <> 'void') as hazards,
      (select count(*)::int from matter where org_id = ${id} and kind = 'hazard' and opened_at ${inYear} and phase in ('open', 'waiting')) as "hazardsOpen",
      (select count(*)::int from matter where org_id = ${id} and kind = 'selfcheck' and opened_at ${inYear} and state in ('done', 'late')) as "checksDone",
      (select count(*)::int from matter where org_id = ${id} and kind = 'selfcheck' and opened_at ${inYear} and state in ('missed', 'lapsed')) as "checksMissed"`,
  )
  const levels = await read<{ level: RiskLevel | null; n: number }>(
    sql`select level, count(*)::int as n from risk_point where org_id = ${id} and status = 'active' group by level`,
  )
  const heads = await read<{ name: string; workshop: string; post: string; level: RiskLevel; kind: keyof typeof KIND_TEXT }>(
    sql`select name, workshop, post, level, kind from risk_point where org_id = ${id} and status = 'active' and level in ('major', 'larger')
      order by level = 'major' desc, name limit 20`,
  )
  const moves = await read<{ name: string; before: RiskLevel | null; after: RiskLevel | null; at: string }>(
    sql`select p.name, b.level as before, g.level as after, g.valid_from as at from risk_grade g join risk_point p on p.id = g.point_id
      join risk_grade b on b.point_id = g.point_id and b.valid_to = g.valid_from
      where p.org_id = ${id} and g.valid_from ${inYear} and g.level is distinct from b.level order by g.valid_from limit 30`,
  )
  const of = (level: RiskLevel): number => levels.find((l) => l.level === level)?.n ?? 0
  const spread = LEVELS.map((l) => `${LEVEL_TEXT[l].zh}（${COLOUR_WORD[l].zh}）${of(l)} 处`).join('、')
  const word = (level: RiskLevel | null): string => (level === null ? '不能判定' : LEVEL_TEXT[level].zh)
  const f = n as Figures
  return [
    `${org.name} ${year} 年度安全风险管控报告（草稿，数据截至 ${cstDate(now)}）`,
    `一、风险辨识和分级。在册风险点 ${f.points} 处：${spread}；尚未定级或不能判定 ${f.none} 处。本年度定级和复评 ${f.graded} 次。`,
    heads.length === 0
      ? '二、重大和较大风险。没有重大或较大风险。'
      : `二、重大和较大风险。${heads.map((h) => `${h.name}（${KIND_TEXT[h.kind].zh}，${h.workshop}，${LEVEL_TEXT[h.level].zh}，责任岗位：${h.post}）`).join('；')}。`,
    moves.length === 0
      ? '三、等级变化。本年度没有等级变化。'
      : `三、等级变化。${moves.map((m) => `${cstDate(new Date(m.at))}，${m.name}由${word(m.before)}${worse(m.after, m.before) ? '升' : '调整'}为${word(m.after)}`).join('；')}。`,
    `四、管控措施。现行管控措施 ${f.controls} 条，其中 ${f.checked} 条列入自查。本年度完成自查 ${f.checksDone} 次，应查未查 ${f.checksMissed} 次。`,
    `五、隐患和复评。本年度登记隐患 ${f.hazards} 项，未销号 ${f.hazardsOpen} 项；因变更、隐患或到期发起复评 ${f.reviews} 次，未完成 ${f.reviewsOpen} 次。`,
    '六、存在问题和下年度安排。（请补充）',
  ].join('\n')
}
