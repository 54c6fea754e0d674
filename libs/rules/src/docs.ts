import { compare } from './examples.ts'
import { applyRule } from './core/run.ts'
import { CRITERIA_SETS, type CriteriaSet } from './criteria/sets.ts'
import type { Field, Rule, RuleVersion, SourceStatus } from './core/types.ts'
import { rules } from './registry.ts'
import { TABLES_AS_OF } from './examples.ts'

const STATUS: Readonly<Record<SourceStatus, string>> = {
  verified: 'verified 已核全文',
  secondary: 'secondary 二手来源,须对照官方文本',
  'from-knowledge': 'from-knowledge 凭知识,可配置',
  uncertain: 'uncertain 未核实或约定,须提示用户',
}

export interface DocPage {
  readonly path: string
  readonly text: string
}

/** Every page of docs/law: an index, a page a rule, a page a set of criteria. Pure: the same declarations give the same pages. */
export function lawPages(): readonly DocPage[] {
  const sets = CRITERIA_SETS.filter((set) => set.items.length > 0)
  return [
    { path: 'README.md', text: indexPage(sets) },
    ...rules.map((rule) => ({ path: `${fileName(rule.name)}.md`, text: rulePage(rule) })),
    ...sets.map((set) => ({ path: `criteria-${fileName(set.id)}.md`, text: criteriaPage(set) })),
  ]
}

function fileName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9-]+/g, '-')
}

function indexPage(sets: readonly CriteriaSet[]): string {
  const lines = [
    '# What law and standards compute (法规计算)',
    '',
    'Generated from the declarations in `libs/rules` by `anlan rule docs docs/law`; do not edit.',
    `Tables as of ${TABLES_AS_OF}. A result holds for the day of the event; before the first version nothing is judged.`,
    '',
    '| rule | 名称 | in force | source |',
    '|---|---|---|---|',
    ...rules.map((rule) => {
      const last = rule.versions.at(-1)
      return `| [${rule.name}](${fileName(rule.name)}.md) | ${rule.title.zh} | ${rule.versions.map(daysOf).join('<br>')} | ${last?.sourceStatus ?? ''} |`
    }),
    '',
    '## Criteria of major hidden hazards (重大事故隐患判定标准)',
    '',
    '| set | instrument | in force | items | source |',
    '|---|---|---|---|---|',
    ...sets.map(
      (set) =>
        `| [${set.id}](criteria-${fileName(set.id)}.md) | ${set.instrument} | ${daysOf(set)} | ${set.items.length} | ${set.sourceStatus} |`,
    ),
    '',
    'Known but not held item by item: ' +
      CRITERIA_SETS.filter((set) => set.items.length === 0)
        .map((set) => `${set.instrument}(${daysOf(set)})`)
        .join('; ') +
      '.',
  ]
  return `${lines.join('\n')}\n`
}

function daysOf(version: { readonly effectiveFrom: string; readonly effectiveTo?: string }): string {
  return `${version.effectiveFrom} – ${version.effectiveTo ?? ''}`.trimEnd()
}

function rulePage(rule: Rule): string {
  const lines = [
    `# ${rule.title.zh} / ${rule.title.en}`,
    '',
    `Rule \`${rule.name}\`${rule.aliases ? ` (also ${rule.aliases.map((name) => `\`${name}\``).join(', ')})` : ''}.`,
    ...(rule.summary ? ['', rule.summary.zh, '', rule.summary.en] : []),
    '',
    '## Inputs',
    '',
    '| name | 名称 | English | kind | unit | needed |',
    '|---|---|---|---|---|---|',
    ...rule.fields.flatMap((one) => fieldRows(one, '')),
    ...rule.versions.flatMap((version) => versionLines(version)),
    '',
    '## Examples',
    ...rule.examples.flatMap((example) => {
      const on = example.on ?? TABLES_AS_OF
      const result = applyRule(rule, example.inputs, on)
      const same = compare(example.expected, result.value).length === 0
      if (!same) throw new Error(`example of ${rule.name} does not hold: ${example.title.en}`)
      return [
        '',
        `**${example.title.zh} / ${example.title.en}** (${on})`,
        '',
        '```json',
        JSON.stringify(example.inputs),
        JSON.stringify(result.value),
        '```',
        '',
        ...result.steps.map((step) => `- ${step}`),
      ]
    }),
  ]
  return `${lines.join('\n')}\n`
}

function fieldRows(one: Field, prefix: string): string[] {
  const also = one.aliases ? ` (${one.aliases.join(', ')})` : ''
  const kind = one.choices && one.choices.length <= 12 ? `choice: ${one.choices.map((c) => c.value).join(' / ')}` : one.kind
  const row = `| ${prefix}${one.name}${also} | ${one.label.zh} | ${one.label.en} | ${kind} | ${one.unit ?? ''} | ${one.optional ? '' : 'yes'} |`
  return [row.replaceAll('\n', ' '), ...(one.itemFields ?? []).flatMap((inner) => fieldRows(inner, `${prefix}${one.name}[].`))]
}

function versionLines(version: RuleVersion): string[] {
  return [
    '',
    `## In force ${daysOf(version)}`,
    '',
    `Clause: ${version.clause}`,
    '',
    `Source: ${STATUS[version.sourceStatus]}`,
    ...(version.note ? ['', `${version.note.zh} ${version.note.en}`] : []),
    ...tableLines(version.tables, 'overridable'),
    ...tableLines(version.reference ?? {}, 'fixed'),
  ]
}

function tableLines(tables: unknown, kind: string): string[] {
  if (typeof tables !== 'object' || tables === null) return []
  return Object.entries(tables).flatMap(([name, table]) => ['', `Table \`${name}\` (${kind}):`, '', ...asMarkdown(table)])
}

/** A list of records as a table, anything else as JSON. */
function asMarkdown(table: unknown): string[] {
  if (Array.isArray(table) && table.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)) && table.length > 0) {
    const rows = table as readonly Readonly<Record<string, unknown>>[]
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    return [
      `| ${names.join(' | ')} |`,
      `|${'---|'.repeat(names.length)}`,
      ...rows.map((row) => `| ${names.map((name) => cell(row[name])).join(' | ')} |`),
    ]
  }
  return ['```json', JSON.stringify(table), '```']
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text =
    typeof value === 'string'
      ? value
      : Array.isArray(value) && value.every((one) => typeof one === 'string')
        ? value.join('; ')
        : JSON.stringify(value)
  return text.replaceAll('|', '\\|')
}

function criteriaPage(set: CriteriaSet): string {
  const lines = [
    `# ${set.id}: ${set.instrument}`,
    '',
    `In force ${daysOf(set)}. Source: ${STATUS[set.sourceStatus]}.`,
    ...(set.titlesOnly ? ['', 'Titles only: the official wording decides. 只收录条文标题,以官方文本为准。'] : []),
    '',
    'A finding that meets any item is a major hidden hazard (Work Safety Law arts 41, 102, 113). Answer each item with yes, no, unknown or not-applicable.',
    '',
    ...(set.notes ?? []).flatMap((note) => [note, '']),
    '| id | clause | group | criterion | evidence | source |',
    '|---|---|---|---|---|---|',
    ...set.items.map(
      (one) => `| ${one.id} | ${cell(one.clause)} | ${cell(one.group)} | ${cell(one.text)} | ${cell(one.evidence)} | ${one.sourceStatus} |`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
