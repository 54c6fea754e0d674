import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import type { Browser } from 'playwright-core'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

interface PlanFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Lines of a plan; runs of lines that begin with | are tables. */
type Block = { readonly line: string } | { readonly rows: string[][] }

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) {
      if (line.trim() !== '') blocks.push({ line })
      continue
    }
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((c) => c.trim())
    if (cells.every((c) => /^-+$/.test(c))) continue
    const last = blocks.at(-1)
    if (last && 'rows' in last) last.rows.push(cells)
    else blocks.push({ rows: [cells] })
  }
  return blocks
}

/** The plan as an office would send it: a Word file with headings and tables. */
export async function planDocx(text: string, name: string): Promise<PlanFile> {
  const children = blocksOf(text).map((block, i) =>
    'rows' in block
      ? new Table({
          rows: block.rows.map((row) => new TableRow({ children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) })),
        })
      : new Paragraph({
          ...(i === 0
            ? { heading: HeadingLevel.TITLE }
            : /^[一二三四五六七八九十]+、/.test(block.line)
              ? { heading: HeadingLevel.HEADING_1 }
              : {}),
          children: [new TextRun(block.line)],
        }),
  )
  const buffer = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  return { name: `${name}.docx`, mimeType: DOCX, buffer }
}

/** The same plan as a PDF with text in it, printed by the browser. */
export async function planPdf(browser: Browser, text: string, name: string): Promise<PlanFile> {
  const body = blocksOf(text).map((block) =>
    'rows' in block
      ? `<table border="1">${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`
      : `<p>${block.line}</p>`,
  )
  const page = await browser.newPage()
  await page.setContent(`<meta charset="utf-8"><body style="font: 12pt/1.8 sans-serif">${body.join('')}`)
  const buffer = await page.pdf({ format: 'A4', margin: { top: '25mm', bottom: '25mm', left: '25mm', right: '25mm' } })
  await page.close()
  return { name: `${name}.pdf`, mimeType: 'application/pdf', buffer }
}
