import { text, type Text } from '#kernel/text.ts'
import {
  ANSWER_TEXT,
  ANSWERS,
  CONTROL_KINDS,
  CONTROL_TEXT,
  GradeInput,
  KIND_TEXT,
  KINDS,
  METHODS,
  PointInput,
  type ControlInput,
  type Factor,
  type Method,
} from './model.ts'
import { FACTOR_CLASSES, FACTORS, gradeRisk, RuleInputError, type Graded } from './rules.ts'
import { NO_BANDS } from './model.ts'

export interface TableColumn {
  readonly key: 'name' | 'kind' | 'workshop' | 'post' | 'factors' | 'accidents' | 'method' | 'values' | 'controls' | 'emergency'
  readonly text: Text
  readonly required: boolean
  readonly width: number
  readonly example: string
}

/** The columns of the table that is imported, in the order of the template. */
export const TABLE: readonly TableColumn[] = [
  { key: 'name', text: text('风险点名称', 'Risk point'), required: true, width: 24, example: '易燃液体储罐区' },
  { key: 'kind', text: text('类别', 'Kind'), required: true, width: 12, example: '部位场所' },
  { key: 'workshop', text: text('车间或区域', 'Workshop or area'), required: true, width: 16, example: '罐区' },
  { key: 'post', text: text('责任岗位', 'Post'), required: true, width: 16, example: '罐区操作工' },
  { key: 'factors', text: text('危险有害因素', 'Hazard factors'), required: true, width: 44, example: '22 易燃液体泄漏；21 静电引燃' },
  { key: 'accidents', text: text('可能的事故', 'Accidents'), required: false, width: 20, example: '火灾；泄漏' },
  { key: 'method', text: text('评价方法', 'Method'), required: false, width: 10, example: 'LEC' },
  { key: 'values', text: text('取值', 'Values'), required: false, width: 18, example: 'L=1,E=6,C=40' },
  {
    key: 'controls',
    text: text('管控措施', 'Controls'),
    required: false,
    width: 60,
    example: '监控联锁/车间/高高液位联锁切断进料；隔离封闭/岗位/防火堤完好',
  },
  { key: 'emergency', text: text('应急处置', 'Emergency steps'), required: false, width: 40, example: '切断进料；撤到上风向；打 119' },
]
export type TableKey = TableColumn['key']

export interface TableFault {
  readonly column: Text
  readonly value: string
  readonly message: Text
  readonly remedy: Text
}

export interface TableRow {
  readonly input: PointInput | null
  readonly grade: GradeInput | null
  readonly graded: Graded | null
  readonly faults: readonly TableFault[]
}

const pieces = (cell: string): string[] =>
  cell
    .split(/[；;\n]/)
    .map((s) => s.trim())
    .filter((s) => s !== '')

const keyOf = <K extends string>(keys: readonly K[], words: Readonly<Record<K, Text>>, said: string): K | undefined =>
  keys.find((k) => words[k].zh === said || words[k].en.toLowerCase() === said.toLowerCase())

const choices = <K extends string>(keys: readonly K[], words: Readonly<Record<K, Text>>): Text => ({
  zh: `可填：${keys.map((k) => words[k].zh).join('、')}`,
  en: `One of: ${keys.map((k) => words[k].en).join(', ')}`,
})

function factorOf(piece: string): Factor | null {
  const [, code, words] = /^([1-4]\d{1,5})\s*[:：]?\s*(.+)$/.exec(piece) ?? []
  if (!code || !words || !(code.slice(0, 2) in FACTOR_CLASSES)) return null
  return /^\d\d(\d\d){0,2}$/.test(code) ? { code, text: words } : null
}

function controlOf(piece: string): ControlInput | null {
  const [kindWord, levelWord, ...rest] = piece.split(/[/／]/).map((s) => s.trim())
  const kind = keyOf(CONTROL_KINDS, CONTROL_TEXT, kindWord ?? '')
  const level = keyOf(ANSWERS, ANSWER_TEXT, levelWord ?? '')
  const words = rest.join('/')
  return kind && level && words !== '' ? { kind, level, text: words, period: null, check: null } : null
}

function valuesOf(cell: string): Record<string, number> | null {
  const found: Record<string, number> = {}
  for (const pair of cell.split(/[,，、\s]+/).filter((s) => s !== '')) {
    const [, name, value] = /^([LECSM])\s*[=＝:：]\s*(\d+(?:\.\d+)?)$/i.exec(pair) ?? []
    if (!name || value === undefined) return null
    found[name.toUpperCase()] = Number(value)
  }
  return found
}

/** One row of the table as a risk point with its grading; what is wrong names column and remedy. */
export function readRow(cells: Partial<Record<TableKey, string>>, day: string): TableRow {
  const faults: TableFault[] = []
  const fault = (key: TableKey, message: Text, remedy: Text): void => {
    const column = TABLE.find((c) => c.key === key)
    if (column) faults.push({ column: column.text, value: (cells[key] ?? '').slice(0, 100), message, remedy })
  }
  for (const column of TABLE)
    if (column.required && !cells[column.key])
      fault(column.key, text('没有填', 'Empty'), text(`例如：${column.example}`, 'See the example of the template'))
  const kind = keyOf(KINDS, KIND_TEXT, cells.kind ?? '')
  if (cells.kind && !kind) fault('kind', text('没有这个类别', 'No such kind'), choices(KINDS, KIND_TEXT))
  const factors = pieces(cells.factors ?? '').map(factorOf)
  if (factors.includes(null))
    fault(
      'factors',
      text('因素要先写两位代码', 'A factor begins with its class code'),
      text('按 GB/T 13861 写两位代码加内容，用分号隔开，例如：22 易燃液体泄漏', 'Two-digit code and words, separated by semicolons'),
    )
  const controls = pieces(cells.controls ?? '').map(controlOf)
  if (controls.includes(null))
    fault(
      'controls',
      text('措施写法不对', 'A control is not written right'),
      text('每条写成 类别/层级/内容，例如：监控联锁/车间/高液位联锁', 'Kind/level/words for each'),
    )
  const method = cells.method ? METHODS.find((m) => m === cells.method?.toUpperCase()) : undefined
  if (cells.method && !method)
    fault('method', text('没有这种方法', 'No such method'), text(`可填：${METHODS.join('、')}`, `One of: ${METHODS.join(', ')}`))
  const values = valuesOf(cells.values ?? '')
  if (values === null)
    fault('values', text('取值写法不对', 'The values are not written right'), text('例如：L=1,E=6,C=40', 'For example L=1,E=6,C=40'))
  if (!method && cells.values)
    fault(
      'method',
      text('填了取值，没有填方法', 'Values without a method'),
      text(`可填：${METHODS.join('、')}`, `One of: ${METHODS.join(', ')}`),
    )
  const [grade, graded] = method && values ? tryGrade(method, values, day, fault) : [null, null]
  const parsed = PointInput.safeParse({
    kind,
    name: cells.name,
    workshop: cells.workshop,
    post: cells.post,
    factors: factors.filter((f) => f !== null),
    accidents: pieces(cells.accidents ?? ''),
    controls: controls.filter((c) => c !== null),
    emergency: pieces(cells.emergency ?? ''),
  })
  if (!parsed.success && faults.length === 0) {
    const key = TABLE.find((c) => c.key === parsed.error.issues[0]?.path[0])?.key ?? 'name'
    fault(key, text('内容太长或太多', 'Too long or too many'), text('缩短后再导入', 'Shorten it'))
  }
  return { input: parsed.success && faults.length === 0 ? parsed.data : null, grade, graded, faults }
}

function tryGrade(
  method: Method,
  values: Readonly<Record<string, number>>,
  day: string,
  fault: (key: TableKey, message: Text, remedy: Text) => void,
): [GradeInput | null, Graded | null] {
  try {
    const graded = gradeRisk(method, values, day, NO_BANDS)
    return [{ method, inputs: { ...values }, reason: 'first', note: '' }, graded]
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error
    fault(
      'values',
      text(`${error.field} 的取值不在表内`, `${error.field}: not a value of the table`),
      text(
        `${method} 要填 ${FACTORS[method].join('、')}，取值见评价方法`,
        `${method} needs ${FACTORS[method].join(', ')} with values of its table`,
      ),
    )
    return [null, null]
  }
}
