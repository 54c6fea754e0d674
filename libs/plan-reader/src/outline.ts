import { rule } from './rule.ts'

/** Outline styles: how a numbered heading begins, its level, and where its title ends. */

export interface Marker {
  /** number as it is kept: without 、 and full stop, brackets kept; length in the normalised text */
  numberLength: number
  /** marker with its separator */
  length: number
  level: number
  style: 'chapter' | 'han' | 'han-bracket' | 'section' | 'arabic' | 'arabic-bracket' | 'circled' | 'decimal' | 'box'
  /** ordinal value, to follow a sequence */
  ordinal: number
}

const HAN = '[一二三四五六七八九十]{1,3}'

export const chapter = rule(
  'chapter',
  new RegExp(`^第(${HAN}|\\d{1,2})(?:章|编|篇|部分)[ 、:.]{0,3}`),
  ['第一章 总则', '第二部分 主要任务'],
  ['第一批', '第一,'],
)
export const sectionMark = rule('section', new RegExp(`^第(${HAN}|\\d{1,2})节[ 、:.]{0,3}`), ['第一节 指导思想'], ['第一季度'])
export const hanMark = rule('han', new RegExp(`^(${HAN}) ?[、.] ?`), ['一、总则', '十二、保障措施', '三. 目标'], ['一是', '一体化'])
export const hanBracket = rule('han-bracket', new RegExp(`^\\( ?(${HAN}) ?\\)[ 、.]?`), ['(一)规划背景', '( 二 ) 目标'], ['(一期)', '(含)'])
export const arabicMark = rule('arabic', /^(\d{1,2}) ?[.、](?!\d) ?/, ['1.加强', '2、推进', '10. 交通'], ['1.1 总则', '2020年', '100.'])
export const arabicBracket = rule('arabic-bracket', /^(?:\( ?(\d{1,2}) ?\)|(\d{1,2})\))[ 、.]?/, ['(1)落实', '3)推进'], ['(2020)', '1.'])
export const circled = rule('circled', /^[①②③④⑤⑥⑦⑧⑨⑩] ?/, ['①加强'], ['一'])
export const decimalMark = rule(
  'decimal',
  /^(\d{1,2}(?:\.\d{1,2}){1,3})[.、 ]{0,2}(?=[^\d%.,;。、年月万亿人起个米元吨-])/,
  ['1.1 总则', '2.3.1 加强监管'],
  ['1.5%', '0.14人', '1.'],
)
export const box = rule('box', /^专栏 ?(\d{1,2}|[一二三四五六七八九十]{1,3})[ :、.]{0,3}/, ['专栏1 重点工程', '专栏二:指标'], ['专栏专题'])

const HAN_VALUE = '零一二三四五六七八九十'
function ordinal(s: string | undefined): number {
  if (s === undefined) return 0
  if (/^\d/.test(s)) return Number(s.split('.').at(-1))
  if (s.length === 1) return HAN_VALUE.indexOf(s)
  const tens = s.startsWith('十') ? 1 : HAN_VALUE.indexOf(s[0] ?? '')
  const ones = s.endsWith('十') ? 0 : HAN_VALUE.indexOf(s.at(-1) ?? '')
  return tens * 10 + ones
}

/** The marker at the beginning of `s` (normalised, no leading blanks), or null. */
export function markerAt(s: string): Marker | null {
  const first = s.charCodeAt(0)
  // quick way out for ordinary text
  if (!(first === 40 || (first >= 48 && first <= 57) || /^[第一二三四五六七八九十①-⑩专]/.test(s))) return null
  const made = (m: RegExpExecArray | null, level: number, style: Marker['style'], number: number): Marker | null =>
    m === null ? null : { numberLength: number, length: m[0].length, level, style, ordinal: ordinal(m[1] ?? m[2]) }
  const plain = (m: RegExpExecArray | null): number => (m === null ? 0 : (m[1] ?? m[0]).length)
  const upTo = (m: RegExpExecArray | null, mark: RegExp): number => (m === null ? 0 : (mark.exec(m[0])?.[0] ?? m[0]).length)
  let m = chapter.pattern.exec(s)
  if (m) return made(m, 2, 'chapter', upTo(m, /^第[^章编篇部]+(?:章|编|篇|部分)/))
  m = sectionMark.pattern.exec(s)
  if (m) return made(m, 3, 'section', upTo(m, /^第[^节]+节/))
  m = box.pattern.exec(s)
  if (m) return made(m, 5, 'box', upTo(m, /^专栏 ?(?:\d+|[一二三四五六七八九十]+)/))
  m = hanMark.pattern.exec(s)
  if (m) return made(m, 2, 'han', plain(m))
  m = hanBracket.pattern.exec(s)
  if (m) return made(m, 3, 'han-bracket', upTo(m, /^\([^)]+\)/))
  m = decimalMark.pattern.exec(s)
  if (m) return made(m, 1 + (m[1] ?? '').split('.').length, 'decimal', plain(m))
  m = arabicMark.pattern.exec(s)
  if (m) return made(m, 4, 'arabic', plain(m))
  m = arabicBracket.pattern.exec(s)
  if (m) return made(m, 5, 'arabic-bracket', upTo(m, /^\(?[^)]+\)/))
  m = circled.pattern.exec(s)
  return m ? { numberLength: 1, length: m[0].length, level: 6, style: 'circled', ordinal: '①②③④⑤⑥⑦⑧⑨⑩'.indexOf(m[0][0] ?? '') + 1 } : null
}

export const bareWord = rule(
  'front-matter',
  /^(?:前 *言|目 *录|目 *次|引 *言|序 *言|导 *言|结 *语|附 *则)$/,
  ['前 言', '目录'],
  ['前言部分'],
)
export const annex = rule(
  'annex',
  /^附件 ?(\d{1,2}|[一二三四五六七八九十]{1,3})?[ :.、-]{0,3}/,
  ['附件1:', '附件', '附件二 方案'],
  ['附近'],
)
export const titleWord = rule(
  'title-word',
  /(?:规划|计划|方案|纲要|要点|意见|行动|办法|清单|任务书)(?:\(.{1,30}\))?$/,
  ['某县“十五五”安全生产规划', '实施方案', '规划(2026-2030年)'],
  ['规划背景'],
)
export const furniture = rule(
  'page-furniture',
  /(?:发布时间|来源|点击|浏览|阅读|字号|打印|作者|信息来源|索引号|上一篇|下一篇|责任编辑|关闭窗口)[::]?/,
  ['来源:某网 发布时间:2021-01-15 点击:', '上一篇:无'],
  ['火灾预防'],
)
export const pageNumber = rule(
  'page-number',
  /^(?:-{0,2} ?\d{1,4} ?-{0,2}|第 ?\d{1,4} ?页(?:[ ,/]*共 ?\d{1,4} ?页)?|\d{1,4} ?\/ ?\d{1,4})$/,
  ['- 12 -', '第 3 页 共 20 页', '7'],
  ['1.', '2020年'],
)
export const tocLine = rule(
  'toc-line',
  /(?:\.{2,}|…+|·{2,}|\t| {2,}|-{4,})[\s.…·]*\d{1,4}$/,
  ['(一) 规划背景.....\t4', '一、总则……12'],
  ['共5个'],
)
export const subtitle = rule(
  'subtitle',
  /^\(?(?:19|20)\d{2}(?:年)?[-~至到]{1,2}(?:19|20)\d{2}年?\)?$|^\((?:征求意见|送审|报批|草案|讨论|试行|修订)稿?\)$/,
  ['(2021-2025)', '2021-2025年', '(征求意见稿)'],
  ['2021年'],
)

const INDICATORLIKE = /\d(?:\.\d+)?%|\d+(?:人|起|户|家|个|次)(?:以内|以下|以上)|下降\d|控制在\d/

/** Could this be a title: short, at most one comma, no figures of a target, no list punctuation. */
/** A sentence with a rhythm or a count of its own is a duty and no title. */
const DUTY = /每(?:半?年|季度?|月|周|旬|日)|\d(?:%|次|人|名|家|户|个|座|套|月|日|年底)/

export function plausibleTitle(s: string, runIn: boolean): boolean {
  const t = s.trim()
  if (t.length < 1 || t.length > 42) return false
  if (/[;。!?]/.test(t)) return false
  const commas = t.split(',').length - 1
  if (commas > (runIn ? 1 : 2)) return false
  if (/^《.*》$/.test(t) || INDICATORLIKE.test(t)) return false
  return /[\u4e00-\u9fa5A-Za-z]/.test(t)
}

export interface TitleCut {
  /** length of the title within `rest` */
  length: number
  /** where the text goes on within `rest` */
  next: number
  kind: 'standalone' | 'run_in' | 'bare'
}

/** Where does the title in `rest` (a line after its marker) end? */
export function cutTitle(rest: string): TitleCut {
  const bare: TitleCut = { length: 0, next: 0, kind: 'bare' }
  const head = rest.slice(0, 120)
  const stop = head.search(/[。:;]/)
  const whole = stop < 0 && rest.length <= 120
  // blanks: a title ends where the next marker or running text begins
  for (let at = head.search(/\S\s+\S/); at >= 0 && (stop < 0 || at < stop);) {
    const before = head.slice(0, at + 1)
    const gap = /^\s+/.exec(head.slice(at + 1))?.[0].length ?? 1
    const after = rest.slice(at + 1 + gap)
    if (/[,、(“《]\s*$/.test(before)) break
    const next = markerAt(after)
    const running = !whole && /[。;,]/.test(after) && before.replace(/\s/g, '').length >= 2
    if (plausibleTitle(before, true) && !/^[\dA-Za-z]/.test(after.trimStart()) && (running || (next !== null && next.style !== 'arabic')))
      return { length: at + 1, next: at + 1 + gap, kind: 'run_in' }
    if (plausibleTitle(before, true) && next !== null && (next.style === 'arabic' || next.style === 'arabic-bracket'))
      return { length: at + 1, next: at + 1 + gap, kind: 'run_in' }
    const more = head.slice(at + 1).search(/\S\s+\S/)
    if (more < 0) break
    at = at + 1 + more
  }
  if (whole)
    return plausibleTitle(rest, false)
      ? { length: rest.trimEnd().replace(/[,、]$/, '').length, next: rest.length, kind: 'standalone' }
      : bare
  if (stop < 0 || head[stop] === ';') return bare
  const title = head.slice(0, stop)
  const end = rest.slice(stop + 1).trim() === ''
  if (end && head[stop] === '。' && (title.length > 22 || title.includes(','))) return bare
  if (!plausibleTitle(title, !end) || (head[stop] === '。' && DUTY.test(title.replace(/\([^)]*\)/g, '')))) return bare
  return { length: stop, next: stop + 1, kind: end ? 'standalone' : 'run_in' }
}
