import type { Rule } from '@anlan/rules'
import { text, type Text } from '#kernel/text.ts'

export interface RuleGroup {
  readonly id: string
  readonly text: Text
  readonly rules: readonly string[]
}

const list = (names: string): readonly string[] => names.split(' ')

/** Rules by the matter in hand, in the order in which an office meets them. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  { id: 'installation', text: text('重大危险源', 'Major hazard installations'), rules: list('gb18218 major-hazard-duty park') },
  { id: 'hazard', text: text('重大事故隐患', 'Major hidden hazards'), rules: list('major-hazard criteria-version COAL21 JS88 TL88') },
  {
    id: 'risk',
    text: text('风险评价与分类', 'Risk and classification'),
    rules: list('LEC LS MES hazard-factor accident-type accident-type-crosswalk'),
  },
  {
    id: 'accident',
    text: text('事故', 'Accidents'),
    rules: list(
      'accident-grade special-equipment report-clock death-window near-miss investigation accident-follow-up economic-loss work-loss indicator',
    ),
  },
  {
    id: 'fine',
    text: text('罚款与关闭', 'Fines and closure'),
    rules: list('penalty-range order14-fine coal-fine manager-fine concealment-fine daily-fine overdue-fine closure-113 closure-coal'),
  },
  {
    id: 'procedure',
    text: text('执法程序', 'Procedure'),
    rules: list('on-the-spot hearing decision-deadline procedure-deadline limitation penalty-record'),
  },
  {
    id: 'work',
    text: text('特殊作业', 'Special work'),
    rules: list('hot-work hot-work-distance confined-space blind-plate height lifting temp-power excavation road-cutting work-ticket'),
  },
  {
    id: 'tailings',
    text: text('尾矿库', 'Tailings ponds'),
    rules: list('tailings-grade tailings-alert tailings-thresholds tailings-duty tailings-monitoring'),
  },
  { id: 'mine', text: text('煤矿监测', 'Coal mine monitoring'), rules: list('methane methane-upkeep mine-air') },
  { id: 'emergency', text: text('应急与预警', 'Emergency and warning'), rules: list('warning-level response-level drill plan-filing') },
  {
    id: 'duty',
    text: text('标准化、信用、费用', 'Standardisation, credit, funds'),
    rules: list('standardization credit credit-listing reward safety-fund insurance'),
  },
]

/** A rule that stands in no group yet is shown last, not lost. */
export function groupsOf(rules: readonly Rule[]): { readonly id: string; readonly text: Text; readonly rules: readonly Rule[] }[] {
  const named = new Set(RULE_GROUPS.flatMap((g) => g.rules))
  const groups = RULE_GROUPS.map((g) => ({ ...g, rules: g.rules.flatMap((name) => rules.filter((r) => r.name === name)) }))
  const others = rules.filter((r) => !named.has(r.name))
  return [...groups, { id: 'other', text: text('其他', 'Other'), rules: others }].filter((g) => g.rules.length > 0)
}

/** Found by any words of title, summary, other names or clause. */
export function matches(rule: Rule, typed: string): boolean {
  const words = [
    rule.name,
    ...(rule.aliases ?? []),
    rule.title.zh,
    rule.title.en,
    rule.summary?.zh ?? '',
    rule.summary?.en ?? '',
    ...rule.versions.map((v) => v.clause),
  ]
    .join('\n')
    .toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((piece) => words.includes(piece))
}
