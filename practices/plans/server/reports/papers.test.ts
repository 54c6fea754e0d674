import { expect, test } from 'vitest'
import { docxOf } from './docx.ts'
import { edited, paperOf, periodOf } from './content.ts'
import { DATA, NOW } from './data.fixture.ts'
import { unzipText } from './zip.fixture.ts'

const xmlOf = (bytes: Buffer, name: string): string => unzipText(bytes, name) ?? ''
const plain = (xml: string): string => xml.replace(/<w:footnoteReference [^>]*w:id="(\d+)"[^>]*\/>/g, '[$1]').replace(/<[^>]+>/g, '')

test('periods of papers', () => {
  expect(periodOf('month', '2026-02', DATA.plan, '2026-11-24')).toMatchObject({
    from: '2026-02-01',
    to: '2026-02-28',
    said: '2026 年 2 月',
  })
  expect(periodOf('month', null, DATA.plan, '2026-11-24').period).toBe('2026-11')
  expect(periodOf('year', '2025', DATA.plan, '2026-11-24')).toMatchObject({ from: '2025-01-01', to: '2025-12-31' })
  expect(periodOf('final', null, DATA.plan, '2026-11-24')).toMatchObject({ from: '2026-01-01', to: '2026-11-24' })
})

test('each number of the overview has its source, and a source stands once', () => {
  const paper = paperOf(DATA, 'year', '2026', NOW)
  const overview = paper.parts.find((p) => p.id === 'overview')?.paragraphs.join('') ?? ''
  expect(overview).toContain('共交办任务和项目 3〔1〕 项，已办结 1〔2〕 项')
  expect(overview.match(/\d+〔\d+〕/g)?.length).toBeGreaterThanOrEqual(11)
  const keys = paper.notes.map((n) => n.text + n.href)
  expect(new Set(keys).size).toBe(keys.length)
  expect(paper.notes.every((n) => n.href.startsWith('/'))).toBe(true)
})

test('words are corrected, tables are not', () => {
  const paper = paperOf(DATA, 'month', null, NOW)
  const next = edited(paper, '通报', [{ id: 'problems', paragraphs: ['  原因：人手不足。 ', ' '] }])
  expect(next.title).toBe('通报')
  expect(next.parts.find((p) => p.id === 'problems')?.paragraphs).toEqual(['原因：人手不足。'])
  expect(next.parts.find((p) => p.id === 'tasks-bad')).toEqual(paper.parts.find((p) => p.id === 'tasks-bad'))
})

test.each(['month', 'year', 'mid', 'final'] as const)('the %s paper as DOCX: headings, contents, numbers, sources', async (kind) => {
  const paper = paperOf(DATA, kind, null, NOW)
  const bytes = await docxOf(paper, 'GB-1.ABC', 'https://anlan.example')
  const document = xmlOf(bytes, 'word/document.xml')
  const words = plain(document)
  expect(document.match(/<w:pStyle w:val="Heading1"\/>/g)?.length).toBe(paper.parts.filter((p) => p.level === 1).length)
  expect(document.match(/<w:pStyle w:val="Heading2"\/>/g)?.length).toBe(paper.parts.filter((p) => p.level === 2).length)
  expect(document).toMatch(/TOC /)
  for (const p of paper.parts) expect(words).toContain(p.title)
  expect(words).toContain('共交办任务和项目 3[1] 项')
  expect(words).toContain('GB-1.ABC')
  const notes = plain(xmlOf(bytes, 'word/footnotes.xml'))
  for (const n of paper.notes) expect(notes).toContain(`https://anlan.example${n.href}`.replaceAll('&', '&amp;'))
  const styles = xmlOf(bytes, 'word/styles.xml')
  for (const face of ['黑体', '楷体', '仿宋']) expect(styles).toContain(face)
  expect(xmlOf(bytes, 'word/numbering.xml')).toContain('chineseCounting')
})

test('a mark that leads to no source falls away', async () => {
  const paper = edited(paperOf(DATA, 'month', null, NOW), '通报', [{ id: 'problems', paragraphs: ['无〔999〕据'] }])
  expect(plain(xmlOf(await docxOf(paper, 'X', ''), 'word/document.xml'))).toContain('无据')
})
