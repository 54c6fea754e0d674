import type { Block, ClauseFacts, SentenceFacts } from './blocks.ts'
import type { FoundDate } from './dates.ts'
import type { Doc } from './document.ts'
import { deadlineOf, isPlanPeriod, place, type Reader, sure } from './items.ts'
import { holds, lastMatch, matches, rule } from './rule.ts'
import { dense } from './text.ts'
import { readMasks } from './clauses.ts'
import type { SystemItem } from './types.ts'

/** Information systems, platforms, databases and monitoring networks that the plan says to have. */

type Made = Omit<SystemItem, 'id'>

const END =
  '(?:信息系统|管理系统|系统|平台|数据库|资料库|专家库|名录库|信息库|案例库|情景库|预案库|队伍库|物资库|资源库|题库|知识库|对象库|企业库|大数据中心|数据中心|大数据库|一张网”?|一张图”?|[\\u4e00-\\u9fa5]{2}库(?!房|区|容|存|内|外|坝|址|管|型|尾)|(?:监控|监测|监测预警|预警|信息|信息化|感知|监测监控)网络?|网络平台|信息网)'
export const systemName = rule(
  'system-name',
  new RegExp(`${END}(?!化|性|内|中的|工程师|安全|风险灾害|治理)`, 'g'),
  ['风险监测预警系统', '大数据平台', '执法人员名录库', '三级监控网络', '隐患治理“一张网”'],
  ['系统化', '系统性'],
)
export const notSystem = rule(
  'not-a-system',
  /(?:自动化控制|自动控制|控制|安全仪表|消火栓|灭火|报警|喷淋|通风|排水|供水|供电|电力|避险|六大|标线|标识|照明|制冷|冷却|煤气|供气|供热|供暖|供油|燃气|排烟|支撑|制动|防雷|接地|联锁|紧急切断|除尘|抽采|防撞|生态|各|本|教育|工会|运行|操作|生产|提升|运输|通信|疏散|治理|责任|交通标志|指标|上述|该|全|子|行业|公共|社会公共管理|互联网|工业互联网)(?:系统|平台)$|尾矿库|油库|气库|水库|仓库|头顶库|车库|冷库|粮库|弹药库|器材库|炸药库|材料库|储备库|装备库|火工品库|棚库|书库|化学品库|罐库|品库$|地下库|融资平台|服务平台$|推广平台$|科技平台$|检验平台$|支撑平台$|交流平台$|服务系统$/,
  ['安全仪表系统', '尾矿库', '消火栓系统', '头顶库'],
  ['监测预警系统', '专家库', '煤矿安全监控系统'],
)
export const buildVerb = rule(
  'build',
  /建设|建立|建成|构建|研发|打造|开发|搭建|组建|创建|筹建|新建|建强|上线|形成|布设/,
  ['建立健全信息系统'],
  ['完善系统'],
)
export const upgradeVerb = rule('upgrade', /完善|升级|改造|扩大|优化|健全|提升|更新|改进|拓展/, ['升级改造平台'], ['建成平台'])
export const deployVerb = rule('deploy', /安装|加装|配备|推广|推行|应用|部署|配置|实施|采用|使用/, ['安装使用视频监控系统'], ['建成平台'])
export const onlyUsed = rule(
  'only-used',
  /依托|通过|利用|运用|借助|接入|对接|联网|整合|融合|共享|登录|发挥|纳入|上传|录入|使用|统筹|畅通|互联/,
  ['依托省级平台', '接入监测系统'],
  ['建成平台'],
)
const EVERY = {
  buildVerb: new RegExp(buildVerb.pattern.source, 'g'),
  upgradeVerb: new RegExp(upgradeVerb.pattern.source, 'g'),
  deployVerb: new RegExp(deployVerb.pattern.source, 'g'),
  onlyUsed: new RegExp(onlyUsed.pattern.source, 'g'),
}
const UMBRELLA = /体系$|模块$|^(?:系统平台|信息系统|信息平台|管理系统|管理平台|信息化平台|信息网络|数据库|信息化网络|监管系统)$/
const COUNTED = /^(?:好)?(?:[一二三四五六七八九十两]|\d{1,2})(?:个|套|大)/

/** Start of the name: after the verb, the last 的, or an enumeration mark that closes another system. */
function nameStart(text: string, floor: number, end: number): number {
  let from = Math.max(floor, end - 90)
  const near = Math.max(floor, end - 90)
  const piece = text.slice(near, end)
  const verbs = [
    ...piece.matchAll(
      /(?:建设|建立|建成|构建|研发|打造|开发|搭建|组建|创建|筹建|新建|上线|完善|升级|改造|扩大|优化|健全|提升|更新|安装|加装|配备|推广|推行|应用|部署|配置|实施|采用|使用|推进|推动|加快|加强|做好|开展|强化|形成|建强|布设|完成|启动|要(?!求|素)|应(?!急)|将|与)(?:和|并|使用|统一|完善|健全|全面|逐步|先进|建设|一个|一套|起|成|了)*/g,
    ),
  ]
  const last = verbs.findLast((v) => v.index + v[0].length <= piece.length - 2)
  if (last !== undefined) from = near + last.index + last[0].length
  const of = text.slice(from, end).lastIndexOf('的')
  if (of >= 0 && end - (from + of) > 3) from += of + 1
  const comma = Math.max(text.slice(from, end).lastIndexOf(','), text.slice(from, end).lastIndexOf(':'))
  if (comma >= 0) from += comma + 1
  while (from < end - 2 && /[和及与、“]/.test(text[from] ?? '') && text[from] !== '“') from++
  return from
}

interface Governor {
  action: SystemItem['action']
  core: boolean
}

/** The verb that governs the name: after it (…系统建设) or before it. */
function governor(before: string, after: string): Governor | null {
  if (/^(?:的)?(?:开发)?(?:建设|研发|搭建|开发|构建|组建)(?!率|质量|进度|水平)/.test(after)) {
    return { action: 'build', core: !holds(onlyUsed, before.slice(-3)) }
  }
  if (/^由[^,]{2,24}(?:建设|开发|搭建|研发)/.test(after)) return { action: 'build', core: true }
  if (/^(?:的)?(?:升级|改造|完善|优化|扩容|提升)/.test(after)) return { action: 'upgrade', core: true }
  const near = before.slice(-60)
  const at = (pattern: RegExp): number => {
    const i = lastMatch(pattern, near)?.index
    return i === undefined ? -1 : i + before.length - near.length
  }
  const b = at(EVERY.buildVerb)
  const u = at(EVERY.upgradeVerb)
  const d = at(EVERY.deployVerb)
  const o = at(EVERY.onlyUsed)
  const most = Math.max(b, u, d, o)
  if (most < 0 || before.length - most > 46) return null
  if (most === o && o !== d) return null
  if (most === d) return { action: 'deploy', core: false }
  // 建立完善, 建立健全: to have it is the news
  return { action: most === b || (b >= 0 && u - b <= 3) ? 'build' : 'upgrade', core: true }
}

function readClause(
  r: Reader,
  block: Pick<Block, 'dense' | 'masks' | 'section'>,
  c: { start: number; end: number },
  date: FoundDate | null,
): Made[] {
  const { text } = block.dense
  const own = text.slice(c.start, c.end)
  const list: Made[] = []
  let floor = 0
  let carried: Governor | null = null
  for (const m of matches(systemName, own)) {
    const end = m.index + m[0].length
    const at = c.start + m.index
    if (block.masks.name[at] === 1 || end <= floor) continue
    if (block.masks.quote[at] === 1 && !/[”]/.test(text.slice(c.start + end, c.start + end + 1)) && !/一张/.test(m[0])) continue
    const after = own.slice(end)
    if (/一张/.test(m[0]) && /^[^,、。和的]{0,8}(?:系统|平台)/.test(after)) continue
    if (/^(?:的)?(?:互联|联网|对接|接入|并网)/.test(after)) {
      floor = end
      continue
    }
    if (/^(?:化|性|的(?:维护|使用|操作)|接警|管理员|操作|软件|平台|数据|库|网络|建设标准|维护|管理(?:规章|制度|办法|人员))/.test(after))
      continue
    const start = nameStart(own, floor, end)
    const name = own.slice(start, end)
    if (name.length < 3 || holds(notSystem, name) || COUNTED.test(name)) continue
    let g = governor(own.slice(floor, start), after)
    if (g === null && carried !== null && /^[、和及与]?$/.test(own.slice(floor, start).trim())) g = carried
    floor = end
    if (g === null) {
      carried = null
      continue
    }
    carried = g
    const soft = UMBRELLA.test(name) || !g.core
    list.push({
      kind: 'system',
      ...place(r, block as Block, c.start + start, c.start + end),
      name,
      action: g.action,
      deadline: date === null ? null : deadlineOf(r, block as Block, date),
      core: !soft,
      confidence: sure(soft ? 0.4 : 0.75, soft ? 'systemSoft' : 'systemBuild'),
    })
  }
  return list
}

export function readSystems(r: Reader, blocks: Block[], doc: Doc): Made[] {
  const list: Made[] = []
  for (const block of blocks) {
    const { role } = block.section
    if (role !== 'task' && role !== 'goals' && role !== 'guiding') continue
    for (const s of block.sentences) list.push(...readSentence(r, block, s).map((x) => (role === 'guiding' ? { ...x, core: false } : x)))
  }
  for (const section of doc.sections) {
    const h = section.heading
    if (h?.style !== 'run_in' || h.title === null || section.role !== 'task') continue
    const d = dense(r.src.norm, [{ start: h.title.start, end: h.title.end, breakAfter: false }])
    const body = blocks.find((b) => b.section === section)
    const date = body?.sentences[0]?.parts.flatMap((p) => p.dates)[0] ?? null
    for (const x of readClause(r, { dense: d, masks: readMasks(d.text), section }, { start: 0, end: d.text.length }, null)) {
      if (body?.dense.text.includes(x.name)) continue
      list.push({ ...x, deadline: date !== null && body !== undefined ? deadlineOf(r, body, date) : null })
    }
  }
  return list
}

function readSentence(r: Reader, block: Block, s: SentenceFacts): Made[] {
  const list: Made[] = []
  let date: FoundDate | null = null
  for (const c of s.parts as ClauseFacts[]) {
    const d = c.dates.find((x) => !isPlanPeriod(r.meta, x))
    if (d !== undefined) date = d
    list.push(...readClause(r, block, c, date))
  }
  return list
}
