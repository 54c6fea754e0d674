import { createRequire } from 'node:module'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { ROOT } from './setup.ts'

const require = createRequire(import.meta.url)
type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
const PDFJS = path.join(ROOT, 'node_modules/pdfjs-dist/legacy/build')

/** The first page of a PDF as the browser draws it, in points times `scale`. The context must bypass the policy of the page. */
async function drawn(context: BrowserContext, pdf: Buffer, scale: number): Promise<Buffer> {
  const page = await context.newPage()
  await page.goto('/public/plans')
  for (const name of ['pdf.worker.mjs', 'pdf.mjs']) await page.addScriptTag({ path: path.join(PDFJS, name), type: 'module' })
  await page.waitForFunction('globalThis.pdfjsLib !== undefined && globalThis.pdfjsWorker !== undefined')
  const url = await page.evaluate(
    `(async () => {
      const data = Uint8Array.from(atob(${JSON.stringify(pdf.toString('base64'))}), (c) => c.charCodeAt(0))
      const first = await (await globalThis.pdfjsLib.getDocument({ data, verbosity: 0 }).promise).getPage(1)
      const viewport = first.getViewport({ scale: ${scale} })
      const canvas = document.createElement('canvas')
      canvas.width = viewport.width
      canvas.height = viewport.height
      await first.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise
      return canvas.toDataURL('image/png')
    })()`,
  )
  await page.close()
  return Buffer.from(String(url).split(',')[1] ?? '', 'base64')
}

/** What the code on the first page of a PDF says, read from its picture as a phone would. @throws where no code is found */
export async function codeOnPage(context: BrowserContext, pdf: Buffer): Promise<string> {
  const picture = await drawn(context, pdf, 3)
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const found = (require('jsqr') as Decode)(new Uint8ClampedArray(data), info.width, info.height)
  if (!found) throw new Error('No code could be read on the page')
  return found.data
}
