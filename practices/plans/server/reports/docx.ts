import { docx, type DocxBlock, type DocxText } from '#mechanisms/documents/index.ts'
import type { Paper } from '../../model-papers.ts'

/**
 * A paper as DOCX. Its marks 〔3〕 behind numbers become footnotes; a mark that leads to no source falls away.
 * @param code verifies the paper; stands at its end
 * @param base address of this program, so that a source can be followed from the printed page
 */
export function docxOf(paper: Paper, code: string, base: string): Promise<Buffer> {
  const said = (text: string): DocxText[] => {
    const pieces = text.split(/〔(\d+)〕/)
    return pieces.flatMap((piece, i): DocxText[] => {
      if (i % 2 === 1) return []
      const note = paper.notes[Number(pieces[i + 1]) - 1]
      if (!note) return piece === '' ? [] : [piece]
      return [{ text: piece, source: `来源：${note.text}（${base}${note.href}）` }]
    })
  }
  return docx({
    title: paper.title,
    office: paper.issuer,
    contents: '目  录',
    numbered: true,
    blocks: paper.parts.flatMap((p): DocxBlock[] => [
      { heading: p.title, level: p.level },
      ...p.paragraphs.map((text) => ({ text: said(text) })),
      ...(p.table ? [{ table: { head: p.table.columns, rows: p.table.rows } }] : []),
    ]),
    signed: [paper.issuer, paper.date],
    small: `验证码：${code}（${base}/verify/${code}）`,
    pageOf: ['第 ', ' 页 共 ', ' 页'],
  })
}
