import { rule } from './rule.ts'

/** Names of responsible units: where one ends, what belongs together, what is a mere suffix. */

export const unitEnd = rule(
  'unit-end',
  /(?:局|委|办|部|厅|队|会|院|署|处|科|所|站|中心|公司|政府|部门|单位|机构|机关|镇|乡|街道|办事处|园区|开发区|示范区|度假区|集团|企业|银行|学校|县区|区县|各县|各区|各地|各市|县|区|党委|党工委|政法委|编办|团委|妇联|工会|指挥部|办公室|委员会|领导|领导小组|村|社区|物业)(?:\([^)]*\))?$/,
  ['区应急管理局', '各镇(街道)', '市消防救援大队', '区委组织部', '工业园区'],
  ['市住房', '自然资源'],
)

const SUFFIX =
  /(?:等(?:各)?(?:级)?(?:有关|相关|职能)?(?:部门|单位|成员单位)?(?:和单位)?)?(?:按照?(?:各自|职能)?(?:职责|职能)(?:分工|范围)?(?:分别)?(?:分工)?|按“[^”]{1,10}”要求|根据职责分工|根据各自职责|共同|分别|依职责|各负其责|分工|具体|联合)*(?:负责(?:落实|实施|推进)?|配合|参与|牵头|落实|抓好落实|组织实施)?(?:,?下同)?[。.]?$/
export const genericUnit = rule('generic-unit', /有关|相关|各部门|各单位|负有/, ['各有关部门'], ['区应急管理局'])

/** Splits “区住建局、商务局,各镇、街道等部门按职责分工负责” into its units. */
export function splitUnits(list: string): { units: string[]; open: boolean } {
  let text = list.replace(/\s/g, '')
  let open = /等(?:[^、,;]{0,12})?$|等.{0,8}(?:部门|单位|职责)/.test(text)
  const cut = (s: string): string =>
    s
      .replace(SUFFIX, '')
      .replace(/(?:按照?|根据)(?:职责|各自职责|“[^”]*”要求).*$/, '')
      .replace(/等(?:各)?(?:有关|相关)?(?:部门|单位|成员单位)?$/, '')
  text = cut(text)
  const raw: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i <= text.length; i++) {
    const c = text[i]
    if (c === '(') depth++
    if (c === ')') depth = Math.max(0, depth - 1)
    if (i === text.length || (depth === 0 && (c === '、' || c === ',' || c === ';' || c === '。' || c === '\n'))) {
      raw.push(text.slice(from, i))
      from = i + 1
    }
  }
  const units: string[] = []
  for (const piece of raw) {
    const t = cut(piece)
      .replace(/^(?:由|以及|及|和)/, '')
      .replace(/^(?:区级|市级|县级)?(?:责任|牵头|配合)(?:单位|部门):/, '')
    if (t === '') continue
    const last = units.at(-1)
    // 各镇、街道 and 区党委、政府 are one unit
    if (
      last !== undefined &&
      /^(?:街道|街道办|街道办事处|政府|人民政府|园区管委会\b)$/.test(t) &&
      (/^各(?:乡)?镇?乡?县?$/.test(last) || /党委$|党工委$/.test(last))
    ) {
      units[units.length - 1] = `${last}、${t}`
      continue
    }
    units.push(...splitAnd(t))
  }
  if (units.some((u) => genericUnit.pattern.test(u))) open = true
  return { units, open }
}

/** 区应急管理局及区级其它部门 are two, 区自然资源和规划局 is one. */
function splitAnd(t: string): string[] {
  for (let i = 1; i < t.length - 2; i++) {
    if (!/[和及与]/.test(t[i] ?? '')) continue
    const left = t.slice(0, i)
    const right = t.slice(i + 1).replace(/^其/, '其')
    if (
      left.length >= 3 &&
      right.length >= 3 &&
      unitEnd.pattern.test(left) &&
      !/^(?:单位|规划|城乡|信息|社会|草原|旅游|体育|改革)/.test(right) &&
      !/[(]/.test(left.slice(left.lastIndexOf(')') + 1))
    )
      return [left, ...splitAnd(right)]
  }
  return [t]
}
