import type { Block, SentenceFacts } from './blocks.ts'
import type { Doc, Section } from './document.ts'
import { place, type Reader, spanIn, sure } from './items.ts'
import { matches, rule } from './rule.ts'
import { spanOf } from './text.ts'
import type { Responsibility, Span } from './types.ts'
import { splitUnits, unitEnd } from './units.ts'

/** Who leads and who answers: bracketed blocks, labelled lines, and 牵头 or 负责 in running text; and the part of the plan they govern. */

type Made = Omit<Responsibility, 'id'>

const LABEL_SOURCE =
  '(?:(?:[\\u4e00-\\u9fa5]{0,4}?)(?:牵头|责任|配合|参与|主责|主办|协办|协同|实施|落实|责任落实)(?:单位|部门|主体|人|领导)?|完成时限|完成时间|时限要求|整改时限|时间节点)'
export const label = rule(
  'label',
  new RegExp(`(?<=^|[;,。、(\\n])(${LABEL_SOURCE}):`, 'g'),
  ['责任单位:区应急管理局', '区级牵头部门:区委办'],
  ['牵头单位要负起责任'],
)
export const blockText = rule(
  'block',
  new RegExp(
    `^(?:${LABEL_SOURCE}:|[^。]{1,400}?牵头(?:负责)?(?:,|;|$)|[^。]{1,500}?(?:按照?(?:各自)?职责(?:分工)?|按[^,。]{0,14}要求)?(?:负责|配合|分工负责|组织实施|抓好落实)(?:,?下同)?$)`,
  ),
  ['责任单位:各镇、街道', '区发改局牵头,区工信局等部门按职责分工负责', '各有关单位按职责分工负责', '市应急局负责,下同'],
  ['含国有煤矿2处', '违章指挥、违章作业', '包括主要负责人'],
)
/** 长期坚持: says until when, not who. */
const TERM_WORD = /^(?:长期|持续|立即|即时|常态化?|全年|按时|定期)(?:坚持|推进|开展|实施|整改|落实|执行|抓好)?$/
const RUN_ON_LABEL = /([^;,。、(\n级])((?:牵头|责任|配合|参与|协办|主责)(?:单位|部门):)/g
const ROLE_LEAD = /牵头|主责|主办/

interface Found {
  start: number
  end: number
  lead: string[]
  responsible: string[]
  open: boolean
  same: boolean
}

/** The inside of a block → units. */
export function readUnits(inside: string): { lead: string[]; responsible: string[]; open: boolean } {
  const lead: string[] = []
  const responsible: string[] = []
  let open = false
  const add = (to: string[], text: string): void => {
    const u = splitUnits(text)
    open ||= u.open
    for (const name of u.units) if (!to.includes(name) && name.length > 1 && !TERM_WORD.test(name)) to.push(name)
  }
  // blanks between two labels on one line are gone in dense text
  inside = inside.replace(RUN_ON_LABEL, '$1;$2')
  const labels = matches(label, inside)
  const plain = (text: string): void => {
    const at = text.lastIndexOf('牵头')
    if (at < 0) add(responsible, text)
    else {
      add(lead, text.slice(0, at).replace(/(?:分别|共同|联合|按职责|按照职责|按职责分别)+$/, ''))
      add(responsible, text.slice(at + 2).replace(/^(?:负责|组织实施)?[,;、]?/, ''))
    }
  }
  if (labels.length === 0) plain(inside)
  else {
    const first = labels[0]
    if (first !== undefined && first.index > 0) plain(inside.slice(0, first.index).replace(/[;,、\n]$/, ''))
    for (const [i, m] of labels.entries()) {
      const text = inside.slice(m.index + m[0].length, labels[i + 1]?.index ?? inside.length).replace(/[;,、。\n]+$/, '')
      // a term is no unit; it is read by commitments.ts
      if (/时/.test(m[1] ?? '')) continue
      add(ROLE_LEAD.test(m[1] ?? '') ? lead : responsible, text)
    }
  }
  return { lead, responsible: responsible.filter((u) => !lead.includes(u)), open }
}

function findBlocks(block: Block): Found[] {
  const { text } = block.dense
  const found: Found[] = []
  for (let i = text.indexOf('('); i >= 0; i = text.indexOf('(', i + 1)) {
    const close = block.masks.closes[i] ?? -1
    if (close < 0 || close - i < 5) continue
    const inside = text.slice(i + 1, close).replace(/\n/g, '')
    if (!blockText.pattern.test(inside.replace(/[。.]$/, '')) || /要求的|的$/.test(inside)) continue
    found.push({ start: i, end: close + 1, ...readUnits(inside), same: /下同/.test(inside) })
    i = close
  }
  // labelled lines without brackets: 牵头单位:… 责任单位:…
  let line: Found | null = null
  for (const s of block.sentences) {
    if (block.masks.bracket[s.start] === 1 || !/^(?:[\u4e00-\u9fa5]{0,4})(?:牵头|责任|配合|参与|主责)(?:单位|部门):/.test(s.text)) {
      line = null
      continue
    }
    const u = readUnits(s.text)
    if (line !== null && s.start - line.end <= 2) {
      line.end = s.end
      line.lead.push(...u.lead)
      line.responsible.push(...u.responsible)
    } else {
      line = { start: s.start, end: s.end, ...u, same: false }
      found.push(line)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** From the number of the task it closes to just before it; siblings before it without a block are in. */
function governed(r: Reader, block: Block, f: Found, previous: Found | null, blocked: Set<Section>): Span {
  const end = block.dense.map[f.start] ?? 0
  const section = block.section
  if (f.same) {
    let top: Section = section
    while (top.parent !== null && top.level > 1) top = top.parent
    return spanOf(r.src, block.dense.map[f.start] ?? 0, top.end, false)
  }
  if (previous !== null) return spanOf(r.src, block.dense.map[Math.min(previous.end, f.start)] ?? 0, end)
  let start = section.heading?.start ?? section.start
  const siblings = section.parent?.children ?? []
  for (let i = siblings.indexOf(section) - 1; i >= 0; i--) {
    const s = siblings[i]
    if (s === undefined || blocked.has(s) || s.level !== section.level) break
    start = s.start
  }
  return spanOf(r.src, start, end, false)
}

function hasBlock(s: Section, own: Set<Section>): boolean {
  return own.has(s) || s.children.some((c) => hasBlock(c, own))
}

export const proseKey = rule(
  'prose-lead',
  /负责牵头|牵头(?!单位|部门|人|责任|作用)|(?<!谁|各)负责(?!人|任|制|同志|对象|。|$|、)|按照?职责分工/g,
  ['由市应急局牵头,', '区能源局负责日常监管', '各部门要按照职责分工'],
  ['主要负责人', '谁主管谁负责', '牵头单位要负责任'],
)

function unitsBefore(text: string): { units: string[]; start: number; open: boolean } | null {
  const from = Math.max(text.lastIndexOf(',') + 1, 0)
  let piece = text.slice(from)
  const by = piece.lastIndexOf('由')
  let start = from
  if (by >= 0 && !/理由|自由|缘由/.test(piece.slice(Math.max(0, by - 1), by + 1))) {
    start = from + by
    piece = piece.slice(by + 1)
  }
  piece = piece
    .replace(/^(?:明确|确定|以)/, '')
    .replace(/(?:要|应|应当|须|按照?职责(?:分工)?|根据职责|分别|共同|联合|主要|具体|统一|认真|切实)+$/, '')
  if (piece.length < 3 || piece.length > 120) return null
  const u = splitUnits(piece)
  if (
    u.units.length === 0 ||
    !u.units.every((x) => unitEnd.pattern.test(x) && x.length <= 22) ||
    /企业$|生产经营单位|委托|主体$/.test(piece)
  )
    return null
  return { units: u.units, start, open: u.open }
}

function readProse(r: Reader, block: Block, s: SentenceFacts, onlyParagraph: boolean): Made | null {
  const { masks } = block
  const lead: string[] = []
  const responsible: string[] = []
  let start = -1
  let end = -1
  let open = false
  for (const m of matches(proseKey, s.text)) {
    const at = s.start + m.index
    if (masks.quote[at] === 1 || masks.bracket[at] === 1 || masks.name[at] === 1) continue
    const found = unitsBefore(s.text.slice(0, m.index))
    if (found === null) continue
    if (start >= 0 && s.start + found.start > end + 1) continue
    const to = m[0].endsWith('牵头') ? lead : responsible
    for (const u of found.units) if (!lead.includes(u) && !responsible.includes(u)) to.push(u)
    open ||= found.open || m[0].startsWith('按')
    if (start < 0) start = s.start + found.start
    const part = s.parts.find((p) => at >= p.start && at < p.end)
    end = part?.end ?? at + m[0].length
  }
  // 由A牵头,B按照职责,…
  if (lead.length > 0 && responsible.length === 0) {
    const next = s.parts.find((p) => p.start === end + 1)
    const m = next === undefined ? null : /^(.{3,60}?)(?:按照?职责|配合|参与)/.exec(next.text)
    const units = m === null ? null : unitsBefore(m[1] ?? '')
    if (next !== undefined && units !== null) {
      responsible.push(...units.units)
      open = true
      end = next.end
    }
  }
  if (start < 0 || lead.length + responsible.length === 0) return null
  const head = onlyParagraph && block.sentences[0] === s && lead.length > 0
  const governs = head ? spanOf(r.src, block.dense.map[s.start] ?? 0, block.section.end, true) : spanIn(r, block, s.start, s.end)
  return {
    kind: 'responsibility',
    ...place(r, block, start, end),
    form: 'prose_lead',
    lead,
    responsible,
    open_ended: open,
    governs,
    core: true,
    confidence: sure(0.75, 'prose'),
  }
}

export const subjectDuty = rule(
  'subject-duty',
  /^由?([^,。;:]{3,60}?)(?:要(?!求|素|点|害)|应当?(?!急)|将(?!来)|须|会同)/,
  ['区教体局要加强校园安全', '科技部门将科技进步纳入规划'],
  ['应急管理局'],
)

function readSubject(r: Reader, block: Block, s: SentenceFacts): Made | null {
  const m = subjectDuty.pattern.exec(s.text)
  const first = s.parts[0]
  if (m === null || first === undefined) return null
  const u = splitUnits(m[1] ?? '')
  if (u.units.length === 0 || !u.units.every((x) => unitEnd.pattern.test(x) && x.length <= 20) || /^各|企业|生产经营单位/.test(m[1] ?? ''))
    return null
  return {
    kind: 'responsibility',
    ...place(r, block, first.start, first.end),
    form: 'subject',
    lead: [],
    responsible: u.units,
    open_ended: u.open,
    governs: spanIn(r, block, s.start, s.end),
    core: false,
    confidence: sure(0.4, 'subject'),
  }
}

/** The last sentence of a part that names the part: “…负责消防安全专项整治工程” speaks for the whole section. */
function wholeSection(r: Reader, block: Block, made: Made): Made {
  for (let s: Section | null = block.section; s !== null && s.level >= 2; s = s.parent) {
    const t = s.heading?.title
    if (!t || s.end > block.section.end + 2) continue
    const title = r.src.norm.slice(t.start, t.end).replace(/\s/g, '')
    if (title.length >= 4 && made.quote.replace(/\s/g, '').includes(title) && s !== block.section)
      return { ...made, governs: spanOf(r.src, s.start, s.end) }
  }
  return made
}

export function readResponsibilities(r: Reader, doc: Doc, blocks: Map<Section, Block>): Made[] {
  const list: Made[] = []
  const found = new Map<Section, Found[]>()
  for (const [section, block] of blocks) found.set(section, section.role === 'basis' ? [] : findBlocks(block))
  const own = new Set([...found].filter(([, f]) => f.length > 0).map(([s]) => s))
  const blocked = new Set(doc.sections.filter((s) => hasBlock(s, own)))
  for (const [section, block] of blocks) {
    let previous: Found | null = null
    for (const f of found.get(section) ?? []) {
      list.push({
        kind: 'responsibility',
        ...place(r, block, f.start, f.end),
        form: 'block',
        lead: f.lead,
        responsible: f.responsible,
        open_ended: f.open,
        governs: governed(r, block, f, previous, blocked),
        core: true,
        confidence: sure(0.95, 'label'),
      })
      previous = f
    }
    if (section.role !== 'task' && section.role !== 'goals') continue
    const only = block.section.body.length <= 3
    for (const s of block.sentences) {
      if ((found.get(section) ?? []).some((f) => s.start >= f.start && s.start < f.end)) continue
      const prose = readProse(r, block, s, only)
      if (prose !== null) list.push(s === block.sentences.at(-1) ? wholeSection(r, block, prose) : prose)
      else {
        const subject = readSubject(r, block, s)
        if (subject !== null) list.push(subject)
      }
    }
  }
  return list
}
