/** PDF → lines of text. Runs on one base line are one line; a wide gap between them is a table cell. */

interface Run {
  text: string
  x: number
  y: number
  width: number
  size: number
}

export type PdfResult = { ok: true; text: string } | { ok: false; reason: 'encrypted' | 'scanned' | 'broken' }

const isRun = (item: object): item is { str: string; transform: number[]; width: number; height: number } =>
  'str' in item && 'transform' in item

function runsOf(items: readonly object[]): Run[] {
  return items.filter(isRun).flatMap((i) => {
    const size = Math.hypot(i.transform[2] ?? 0, i.transform[3] ?? 0) || i.height || 10
    return i.str === '' ? [] : [{ text: i.str, x: i.transform[4] ?? 0, y: i.transform[5] ?? 0, width: i.width, size }]
  })
}

/** Lines of one page from top to bottom. */
export function pageLines(runs: readonly Run[]): string[] {
  const rows: Run[][] = []
  for (const run of [...runs].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row !== undefined && first !== undefined && Math.abs(first.y - run.y) < Math.max(2, first.size * 0.4)) row.push(run)
    else rows.push([run])
  }
  return rows.map((row) => {
    row.sort((a, b) => a.x - b.x)
    let line = ''
    let right: number | null = null
    for (const run of row) {
      if (run.text.trim() === '') continue
      const gap = right === null ? 0 : run.x - right
      if (gap > run.size * 1.8) line += '\t'
      else if (gap > run.size * 0.6 && /[\w)]$/.test(line) && /^\w/.test(run.text)) line += ' '
      line += run.text.trim()
      right = run.x + run.width
    }
    return line
  })
}

/** Text of a PDF, pages parted by a blank line. */
export async function pdfText(bytes: Uint8Array): Promise<PdfResult> {
  // Only here: the reader takes 90 MB of memory, and most servers never read a PDF.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: true,
    disableFontFace: true,
    isEvalSupported: false,
    verbosity: 0,
  })
  try {
    const pdf = await task.promise
    const pages: string[] = []
    let letters = 0
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n)
      const content = await page.getTextContent()
      const lines = pageLines(runsOf(content.items)).filter((l) => l.trim() !== '')
      letters += lines.join('').length
      pages.push(lines.join('\n'))
      page.cleanup()
    }
    return letters < pdf.numPages * 10 ? { ok: false, reason: 'scanned' } : { ok: true, text: pages.join('\n\n') }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return { ok: false, reason: name === 'PasswordException' ? 'encrypted' : 'broken' }
  } finally {
    await task.destroy()
  }
}
