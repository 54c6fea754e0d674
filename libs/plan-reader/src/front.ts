import { type Builder, chain, open, slice } from './builder.ts'
import { annex, markerAt, subtitle, titleWord } from './outline.ts'

/** Titles without numbers: annexes, and what stands before the first numbered heading. */

/** 附件N and its title, on the same line or on the next. Returns the number of lines used, 0 when it is no annex heading. */
export function addAnnex(b: Builder, i: number): number {
  const line = b.lines[i]
  const m = line === undefined ? null : annex.pattern.exec(line.text)
  if (line === undefined || m === null || !line.text.startsWith('附件') || (line.text.length > 60 && m[1] === undefined)) return 0
  let used = 1
  let at = line.start + m[0].length
  let end = line.end
  if (at >= end) {
    while (b.lines[i + used]?.kind === 'blank') used++
    const next = b.lines[i + used]
    if (next?.kind !== 'text') return 0
    at = next.start
    end = next.end
    used++
  }
  const text = slice(b, at, end)
  if (markerAt(text) !== null || /[。;]/.test(text.slice(0, 20))) return 0
  const cut = annexTitle(text)
  if (cut === 0) return 0
  const number = b.src.text.slice(line.start, line.start + m[0].length).replace(/[\s:：.、-]+$/, '')
  open(
    b,
    { start: line.start, end: at + cut, level: 1, number, title: { start: at, end: at + cut }, style: 'annex_title', core: true },
    slice(b, at, at + cut),
  )
  b.lastArabic = 0
  if (at + cut < end) chain(b, at + cut, end, true)
  return used
}

function annexTitle(text: string): number {
  const head = text.slice(0, 120)
  for (const m of head.matchAll(/\s+/g)) {
    const before = head.slice(0, m.index)
    if (titleWord.pattern.test(before) || markerAt(head.slice(m.index + m[0].length)) !== null) return before.length
  }
  return text.length <= 60 && !/[。;,]/.test(text) ? text.length : 0
}

/** Titles before the first numbered heading. */
export function frontMatter(b: Builder, first: number): string | null {
  let title: string | null = null
  const web = b.lines.slice(0, 12).some((l) => l.kind === 'furniture')
  const candidates = b.lines
    .slice(0, first)
    .flatMap((l, i) => (l.kind === 'text' && l.text.length <= 60 && !/[。;,]/.test(l.text) && !l.text.startsWith('附件') ? [{ l, i }] : []))
  const named = candidates.filter((c) => titleWord.pattern.test(c.l.text.replace(/\s/g, '')))
  const main = named.at(-1)
  const firstFurniture = b.lines.findIndex((l) => l.kind === 'furniture')
  for (const c of candidates) {
    const { l, i } = c
    const isSub = subtitle.pattern.test(l.text.replace(/\s/g, ''))
    const page = web && i < firstFurniture && c !== main
    if (!isSub && !page && !named.includes(c)) continue
    let start = l.start
    const above = b.lines[i - 1]
    if (
      c === main &&
      above?.kind === 'text' &&
      above.text.length <= 25 &&
      !/(?:政府|局|委员会|办公室|厅|部|[:。;,)]|\d)$/.test(above.text) &&
      /^(?:“|安全|规划|[（(])/.test(l.text)
    )
      start = above.start
    open(
      b,
      {
        start,
        end: l.end,
        level: page ? 0 : 1,
        number: null,
        title: { start, end: l.end },
        style: page ? 'page_title' : isSub ? 'subtitle' : 'doc_title',
        core: c === main,
      },
      '',
    )
    b.current = b.root
    if (c === main) title = b.src.text.slice(start, l.end).replace(/\s/g, '')
    l.kind = 'furniture'
  }
  return title
}
