import { rule } from './rule.ts'
import { squeeze } from './text.ts'

/** Columns of target tables and task lists, by the words of their head. */

export type Column = 'index' | 'name' | 'value' | 'base' | 'unit' | 'kind' | 'change' | 'task' | 'lead' | 'responsible' | 'term' | 'other'

export const columnNames: { column: Column; rule: ReturnType<typeof rule> }[] = [
  { column: 'index', rule: rule('column-index', /^(?:序号|编号|No\.?|号)$/i, ['序号'], ['信号']) },
  {
    column: 'term',
    rule: rule('column-term', /时限|期限|完成时间|时间节点|时间要求|进度要求|整治时间|^时间$/, ['完成时限', '完成时间'], ['序号']),
  },
  { column: 'lead', rule: rule('column-lead', /牵头|主责|主办/, ['牵头单位'], ['责任单位']) },
  {
    column: 'responsible',
    rule: rule(
      'column-responsible',
      /责任(?:单位|部门|人)|配合(?:单位|部门)|参与单位|协办|实施(?:单位|主体)|落实单位/,
      ['责任单位', '配合单位'],
      ['牵头单位'],
    ),
  },
  { column: 'unit', rule: rule('column-unit', /^(?:计量)?单位$/, ['单位'], ['责任单位']) },
  { column: 'kind', rule: rule('column-kind', /属性|类型|类别|性质|指标分类|维度|领域$/, ['指标属性', '类别'], ['指标名称']) },
  { column: 'change', rule: rule('column-change', /下降率|降幅|变化|增幅|增长率|下降幅度|同比|年均增长|累计/, ['下降率'], ['目标值']) },
  { column: 'base', rule: rule('column-base', /现状|基期|基准|实际|完成值|基数/, ['2020年现状值', '基期值'], ['目标值']) },
  {
    column: 'value',
    rule: rule(
      'column-value',
      /目标|指标值|规划值|预期值|^[“”十四五三一二末期到至]*(?:19|20)\d{2}年?/,
      ['目标值', '2025年', '到2025年目标'],
      ['名称'],
    ),
  },
  { column: 'task', rule: rule('column-task', /任务|措施|内容|工程|项目|整治事项|问题/, ['重点任务', '整治内容'], ['指标']) },
  { column: 'name', rule: rule('column-name', /指标|名称/, ['指标名称'], ['时限']) },
]

/** What a column is by the words of its head. */
export function columnOf(text: string): Column {
  const t = squeeze(text)
  if (/^(?:指标|指标名称|指标内容|主要指标|名称)$/.test(t)) return 'name'
  return columnNames.find((c) => c.rule.pattern.test(t))?.column ?? 'other'
}
