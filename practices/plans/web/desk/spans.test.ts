import { expect, test } from 'vitest'
import { byParagraph, cutPoints, paragraphs, segments, slice } from './spans.ts'

const TEXT = '一、目标\n到2025年，事故下降20%，\n\n𠀀镇建成平台；县应急局牵头。'

test('paragraphs know their place in code points, also behind a character outside the basic plane', () => {
  const lines = paragraphs(TEXT, [{ start: 0, level: 2 }])
  expect(lines.map((l) => l.level)).toEqual([2, null, null])
  const points = Array.from(TEXT)
  for (const l of lines) expect(points.slice(l.start, l.end).join('')).toBe(l.text)
})

test('items stand in every paragraph that they touch', () => {
  const lines = paragraphs(TEXT, [])
  const a = { id: 'a', start: 5, end: 12 }
  const b = { id: 'b', start: 12, end: lines[2]?.end ?? 0 }
  expect(byParagraph(lines, [b, a]).map((list) => list.map((i) => i.id))).toEqual([[], ['a', 'b'], ['b']])
})

test('segments join to the paragraph, and name the shortest item first', () => {
  const line = paragraphs(TEXT, [])[2]
  if (!line) throw new Error('no line')
  const inner = { id: 'inner', start: line.start + 1, end: line.start + 3 }
  const outer = { id: 'outer', start: line.start, end: line.start + 6 }
  const cut = segments(line, [outer, inner])
  expect(cut.map((s) => s.text).join('')).toBe(line.text)
  expect(cut.map((s) => s.items)).toEqual([['outer'], ['inner', 'outer'], ['outer'], []])
  expect(cut[0]?.text).toBe('𠀀')
})

test('an item is cut behind its commas, strictly inside', () => {
  expect(cutPoints({ start: 10, quote: '甲，乙；丙。' })).toEqual([12, 14])
  expect(cutPoints({ start: 3, quote: '甲乙丙' })).toEqual([4, 5])
  expect(slice('𠀀甲乙', 1, 2)).toBe('甲')
})
