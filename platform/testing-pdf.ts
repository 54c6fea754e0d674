import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPage {
  /** All text of the page, white space taken out: a line break may stand anywhere in Chinese. */
  readonly text: string
  /** Points. */
  readonly width: number
  readonly height: number
  /** Every piece of text lies within the page. */
  readonly inside: boolean
}

/** Reads a PDF back, for tests: what is on which page, and whether anything is cut off. */
export async function readPdf(bytes: Buffer): Promise<ReadPage[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: ReadPage[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    let text = ''
    let inside = true
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue
      text += item.str
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])]
      if (x < left - 1 || x + item.width > right + 1 || y < bottom || y > top) inside = false
    }
    pages.push({ text: text.replace(/\s+/g, ''), width: right - left, height: top - bottom, inside })
  }
  await document.destroy()
  return pages
}
