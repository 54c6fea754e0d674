import { ARABIC, CHINESE, readNumber } from './numerals.ts'
import { lastMatch, matches, rule } from './rule.ts'
import type { QuantityOp } from './types.ts'

/** Quantities and their units in one clause: the number, how it binds, and whether it is a target, a limit or only a scope. */

export interface FoundQuantity {
  /** widest reading, with the comparing word when it stands next to the number */
  start: number
  end: number
  op: QuantityOp
  value: number | [number, number]
  unit: string | null
  role: 'target' | 'limit' | 'scope'
  weak: boolean
  /** a bare count without any comparing word */
  bare: boolean
  chinese: boolean
}

const MEASURE =
  '个百分点|平方公里|平方千米|平方米|立方米|公里|千米|海里|厘米|毫米|公斤|千克|千瓦|兆瓦|千伏|公顷|人次|人日|学时|课时|小时|分钟|个月|个工作日|工作日|车次|台套|台次|台件|台班|户次|家次|件次|亿元|吨位|' +
  '元|吨|米|亩|人|名|户|家|座|处|个|支|套|台|辆|艘|栋|幢|间|所|条|项|件|起|例|次|场|期|批|轮|部|架|张|块|只|口|眼|对|组|队|班|位|篇|册|份|本|种|类|天|日|周|月|年|岁|度|升|枚|具|根|盏|门|宗|片|村|镇|乡|县|校|企|矿|井|级|℃|%|‰'
const PER = '(?:\\/(?:年度|年|月|日|天|人|亿元?|万人|次|座|户|家|个|台|辆|车|万车|公里|百万吨|万台))?'

const NUMBER = rule(
  'quantity',
  new RegExp(
    `(?<![A-Za-z\\d.\\/-])(百分之)?(${ARABIC})(?!\\d)(?:[-~至到](${ARABIC})(?!\\d))?(余|多)?(万亿|万|亿|千万)?(余|多)?(${MEASURE})?${PER}(?![A-Za-z])|(?<![第之零一二三四五六七八九十百千两])(${CHINESE})(余|多)?(万)?(${MEASURE})(?![一二三四五六七八九十])|百分之(${CHINESE})`,
    'g',
  ),
  ['95%', '60万吨/年', '1500余万元', '3户', '不少于一次', '30-50人', '百分之九十', '1起/年度'],
  ['GB36894', '5G', '3D打印'],
)

export const COMPARE: { pattern: RegExp; op: QuantityOp }[] = [
  { pattern: /(?:不得少于|不得小于|不得短于|不少于|不低于|不得低于|不小于|不短于|至少|最低|≥|>=|大于等于|高于等于|保底)/, op: 'ge' },
  {
    pattern:
      /(?:不得超过|不得大于|不得长于|不超过|不得多于|不多于|不高于|不得高于|不大于|不突破|至多|最多|≤|<=|控制在|限制在|小于等于|压减至|压减到)/,
    op: 'le',
  },
  { pattern: /(?:低于|小于|少于|不足|不满|<)/, op: 'lt' },
  { pattern: /(?:超过|高于|大于|超(?=\d)|多于|突破|>)/, op: 'gt' },
  {
    pattern: /(?:下降|减少|降低|压减|压缩|降幅|缩减|(?<!起)降(?=[了至到]|$))(?:率|幅度|幅)?(?:达到|达|为|了|不低于|不少于|至少|超过|约)?/,
    op: 'dec',
  },
  { pattern: /(?:增长|提高|增加|提升|上升|增幅)(?:率|幅度)?(?:达到|达|了|不低于|不少于|至少|超过|约)?(?!到|至)/, op: 'inc' },
  { pattern: /(?:达到|达|完成|提高到|提升到|提高至|提升至|增加到|增至|覆盖|稳定在|保持在|实现)/, op: 'ge' },
]

const ENDING = COMPARE.map((c) => new RegExp(`${c.pattern.source}$`))
const EVERY = COMPARE.map((c, i) => ({ op: c.op, soft: i === COMPARE.length - 1, all: new RegExp(c.pattern.source, 'g') }))

export const listNoun = rule(
  'list-count',
  /^(?:(?:个|类|项|大|种|方面|条)?(?:重点|主要|关键|专项|具体|方面|部门|清单|环节|体系|机制|步骤|阶段|行业|领域|系统|任务|问题|原则|机构|维度|层面|专题|工程|行动|统一|一批|责任|不放过|必须|坚持))/,
  ['个部门', '个方面', '项重点', '大工程', '个重点行业领域'],
  ['个乡镇', '名', '支队伍', '项制度'],
)

/** 200米以上的露天矿山: the number only says which objects. */
export const scopeAfter = rule(
  'scope-after',
  /^(?:及|含)?(?:以上|以下|以内|之内|及以上|及以下)(?:的?[\u4e00-\u9fa5“(]{2,})/,
  ['以上的露天矿山', '以下煤矿关闭退出'],
  ['以上', '以内', '以上。'],
)
/** 配备3名以上专职人员: the number is what the deed brings. */
export const objectVerb = rule(
  'object-verb',
  /(?:配备|配齐|建设|新建|改建|建成|培育|培养|打造|创建|组建|设立|新增|安排|投入|购置|举办|完成|培训|引进|治理|改造|储备)(?:了|成)?$/,
  ['建设', '新增'],
  ['边坡高度'],
)
export const forbidding = rule(
  'forbidding',
  /(?:停止(?:审批|核准|建设|新建)|严禁|禁止|不得(?!少于|低于|超过|高于|多于)|不再|不予|不准|一律|淘汰|不允许)/,
  ['停止审批', '严禁新建', '一律不得'],
  ['不得少于5人'],
)

const UNITLESS_STOP = /^(?:号|令|条|款|版|型|期|楼|层|届|月|日|点|时|分|级|度|\.|、\d|类|#)/

/** Quantities of a clause. `skip` marks places already read as dates, recurrences, names or brackets. */
export function readQuantities(text: string, skip: Uint8Array): FoundQuantity[] {
  if (!/[\d%零一二三四五六七八九十百千两]/.test(text)) return []
  const list: FoundQuantity[] = []
  let from = 0
  const forbid = forbidding.pattern.test(text)
  for (const m of matches(NUMBER, text)) {
    const [all, pc, low, high, odd1, scale = '', odd2, unit, han1, hodd, hscale = '', hunit, hanPercent] = m
    const han = han1 ?? hanPercent
    const start = m.index
    const end = start + all.length
    if (skip[start] === 1 || skip[end - 1] === 1) continue
    const after = text.slice(end, end + 24)
    const before = text.slice(Math.max(from, start - 26), start)
    const chinese = han !== undefined
    const word = (unit ?? hunit) !== undefined ? all.slice(all.lastIndexOf(unit ?? hunit ?? '')) : null
    if (/[第(〔[]$/.test(before) || word === '级' || word === '月' || (word === '日' && before.endsWith('月'))) continue
    if (!chinese && word === null && pc === undefined && (UNITLESS_STOP.test(after) || !comparing(before) || /^[-/]/.test(after))) continue
    if (chinese && /(?:统|同|唯|万|专|单|逐|进|不|合|之|任|某|每|同)$/.test(before) && /^[一十百千万]/.test(han)) continue
    if (
      chinese &&
      /^(?:一|三)$/.test(han) &&
      /^(?:定|体|般|致|切|律|方|线|旦|贯|同|直|些|边|手|次性|年行动|年整治|年专项|年计划|年攻坚|年提升)/.test(all.slice(han.length) + after)
    )
      continue
    if (chinese && /^(?:个|级|类|批|期)$/.test(hunit ?? '') && /^(?:必须|不放过|坚持|统一|到位|一批|体系)/.test(after)) continue
    if (word !== null && word.startsWith('年') && /^(?:行动|计划|规划|整治|攻坚|专项|提升|目标|内)/.test(after)) continue
    if (word === '年' && (/^(?:19|20)\d\d$/.test(low ?? '') || /[近连]$|连续$/.test(before))) continue
    if (/^(?:次)$/.test(word ?? '') && before.endsWith('一')) continue
    if (/^(?:小时|分钟)$/.test(word ?? '') && /^(?:值|值班|在岗|监控|不间断|待命|运行|应急|备勤)/.test(after)) continue
    if (chinese && word === '期' && !/(?:举办|开办|组织|开展|培训|少于|至少)$/.test(before)) continue
    if (chinese && (word === '批' || /^(?:百|千|百千)$/.test(han))) continue
    if (
      /[由从](?:(?:19|20)\d{2}年(?:底|末)?的?)?$/.test(before) &&
      /(?:减少|下降|压减|降低|增加|提高|提升|上升|增长|扩大|降|增|升|减)[到至为]/.test(after)
    )
      continue
    const odd = odd1 ?? odd2 ?? hodd
    const expand = odd1 === undefined && (hodd === undefined || hscale === '')
    const a = readNumber(han ?? low ?? '', expand ? hscale || scale : '')
    const b = high === undefined ? null : readNumber(high, scale)
    if (a === null) continue
    const percent = pc !== undefined || hanPercent !== undefined || word === '%' || word === '‰'
    const q = bind({ before, after, start, end, forbid, percent, value: a, odd: odd !== undefined })
    const listCount =
      listNoun.pattern.test(`${word === null ? '' : /^(?:个|项|类|大|种|条)$/.test(word) ? word : ''}${after}`) &&
      !percent &&
      q.bare &&
      (chinese || /^(?:个|项|类|大|种|条)$/.test(word ?? ''))
    const weak = (chinese && q.bare && !percent) || listCount
    list.push({
      ...q,
      value: b === null ? q.value : [a, b],
      op: b === null ? q.op : 'range',
      unit: percent ? (word === '‰' ? '‰' : '%') : word === null ? null : !expand && (scale || hscale) ? `${scale || hscale}${word}` : word,
      weak,
      chinese,
    })
    from = end
  }
  // 分别下降38.5%、41%: the later numbers bind as the first
  for (const [i, q] of list.entries()) {
    const before = list[i - 1]
    if (before === undefined || !/^(?:以上|以下)?[、,和与及]$/.test(text.slice(before.end, q.start)) || !/分别/.test(text)) continue
    if (/^(?:dec|inc)/.test(before.op) && !/^(?:dec|inc)/.test(q.op)) q.op = before.op
  }
  return list
}

function comparing(before: string): boolean {
  return ENDING.some((p) => p.test(before)) || /(?:为|到|至|由|从)$/.test(before)
}

interface Context {
  before: string
  after: string
  start: number
  end: number
  forbid: boolean
  percent: boolean
  value: number
  odd: boolean
}

/** How the number binds, from the words before and after it. */
function bind(c: Context): Omit<FoundQuantity, 'unit' | 'weak' | 'chinese'> {
  let op: QuantityOp | null = null
  let at = -1
  let soft = false
  let bestEnd = -1
  for (const k of EVERY) {
    const last = lastMatch(k.all, c.before)
    if (last === null) continue
    const gap = c.before.slice(last.index + last.length)
    // between the word and the number: nothing, or the base of a percentage
    if (gap.length > (c.percent ? 22 : 4) || /[,;。、]/.test(gap) || (!c.percent && gap.includes('的'))) continue
    // the word next to the number decides; 不低于 goes before 低于 when both end there
    const reach = last.index + last.length
    if (reach < bestEnd || (reach === bestEnd && last.index >= at)) continue
    bestEnd = reach
    at = last.index
    soft = k.soft
    op = (k.op === 'dec' || k.op === 'inc') && /^[到至为]/.test(gap) ? 'eq' : k.op
  }
  const tail = /^(?:\([^)]{0,12}\))?(及?以上|及?以下|以内|之内|左右|上下|以外|内(?![容外部蒙]))/.exec(c.after)?.[1]
  const scoped =
    scopeAfter.pattern.test(c.after) && !c.percent && !(objectVerb.pattern.test(c.before) && !/^(?:及|含)?以[上下内]的/.test(c.after))
  const bare = op === null && tail === undefined && !c.percent && !c.odd
  let role: FoundQuantity['role'] = 'target'
  if (c.forbid && (op !== null || scoped)) role = 'limit'
  else if (scoped && op !== 'ge' && op !== 'le') role = 'scope'
  else if ((op === 'gt' || op === 'lt') && /^(?:的|及)/.test(c.after)) role = 'scope'
  let final: QuantityOp = op ?? 'eq'
  if (op === 'dec' || op === 'inc') final = tail !== undefined && tail.endsWith('上') ? (`${op}_ge` as const) : op
  else if (tail === undefined) {
    // 达到95% is a floor, 达到396人 a count
    if (op === 'ge' && (c.percent ? c.value >= 100 : soft)) final = 'eq'
    else if (op === null && c.percent) final = c.value >= 100 ? 'eq' : 'ge'
  } else if (tail.endsWith('上')) final = 'ge'
  else if (/[内下]$/.test(tail) && tail !== '上下') final = tail.endsWith('下') ? 'lt' : 'le'
  else if (/^(?:左右|上下)$/.test(tail)) final = 'approx'
  if (c.odd && final === 'eq') final = 'ge'
  const from = at >= 0 ? c.start - (c.before.length - at) : c.start
  return { start: from, end: c.end + (tail !== undefined ? c.after.indexOf(tail) + tail.length : 0), op: final, value: c.value, role, bare }
}
