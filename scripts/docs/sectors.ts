/** docs/reference/sectors.md: what each sector brings. */
import type { Clause, Sector, SourceStatus } from '#kernel/sector/index.ts'
import { code, document, HEAD, pair, table, type Page } from './table.ts'

const STATUSES: readonly SourceStatus[] = ['verified', 'secondary', 'from-knowledge', 'uncertain']

function countStatus(clauses: readonly (Clause | undefined)[]): string {
  const counts = STATUSES.map((s) => [s, clauses.filter((c) => c?.status === s).length] as const).filter(([, n]) => n > 0)
  const none = clauses.filter((c) => c === undefined).length
  return [...counts.map(([s, n]) => `${s} ${n}`), ...(none > 0 ? [`no clause ${none}`] : [])].join(', ') || '–'
}

const dates = (from: string, to?: string): string => `${from} – ${to ?? ''}`.trim()

function sectorPart(s: Sector): string[] {
  const items = s.checklists.flatMap((c) => c.items)
  const sets = new Map<string, number>()
  for (const c of s.criteria) {
    const key = `${dates(c.effectiveFrom, c.effectiveTo)}\n${c.clause.status}\n${c.id.split('-')[0] ?? c.id}`
    sets.set(key, (sets.get(key) ?? 0) + 1)
  }
  const criteria = [...sets].map(([key, n]) => {
    const [when = '', status = '', set = ''] = key.split('\n')
    return [code(set), String(n), when, status]
  })
  const lists = s.checklists.map((c) => [
    code(c.id),
    pair(c.text),
    c.period,
    c.level,
    c.sizes?.join(', ') ?? 'all',
    String(c.items.length),
    dates(c.effectiveFrom, c.effectiveTo),
  ])
  return [
    `## ${s.text.zh} ${s.text.en} (\`${s.id}\`)`,
    `Clauses and how sure each is: [sources.md](../../sectors/${s.id}/sources.md).`,
    `Subjects: ${s.subjects.map((t) => `${code(t.id)} ${t.text.zh}`).join(', ') || 'none'}.`,
    `Licences: ${s.licences.map((l) => `${code(l.id)} ${l.text.zh}${l.months === null ? '' : ` (${l.months} months)`}`).join(', ') || 'none'}.`,
    lists.length > 0 ? table(['checklist', '检查表', 'period', 'level', 'sizes', 'items', 'in force'], lists) : 'No checklists.',
    `Sources of the ${items.length} items: ${countStatus(items.map((i) => i.clause))}.`,
    criteria.length > 0 ? table(['criteria of major hazards', 'count', 'in force', 'source'], criteria) : 'No criteria of major hazards.',
  ]
}

/** Subjects, licences, checklists and criteria of each sector with counts and the state of their sources. */
export function sectorsPage(sectors: readonly Sector[]): Page {
  const rows = sectors.map((s) => [
    `[${code(s.id)}](#${encodeURI(
      `${s.text.zh}-${s.text.en}-${s.id}`
        .toLowerCase()
        .replaceAll(' ', '-')
        .replace(/[^\p{L}\p{N}-]/gu, ''),
    )})`,
    pair(s.text),
    String(s.subjects.length),
    String(s.licences.length),
    String(s.checklists.length),
    String(s.checklists.reduce((n, c) => n + c.items.length, 0)),
    String(s.criteria.length),
    countStatus(s.criteria.map((c) => c.clause)),
  ])
  const intro = 'A day decides which list and which criterion holds: in force from the first day up to, and not including, the last.'
  return {
    name: 'sectors.md',
    text: document(
      '# Sectors (行业)',
      `${HEAD} ${intro}`,
      table(['sector', '行业', 'subjects', 'licences', 'checklists', 'items', 'criteria', 'sources of the criteria'], rows),
      ...sectors.flatMap(sectorPart),
    ),
  }
}
