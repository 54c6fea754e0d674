import { htmlText } from './html.ts'
import { REFUSALS, type Refusal, type Words } from './messages.ts'
import { pdfText } from './pdf.ts'
import { decodeText } from './text.ts'

export { REFUSALS, type Refusal, type Words } from './messages.ts'
export { htmlText } from './html.ts'

export type PlanFileKind = 'docx' | 'pdf' | 'html' | 'text'

export type PlanFile = { ok: true; kind: PlanFileKind; text: string; encoding?: string } | { ok: false; reason: Refusal; message: Words }

const LIMIT = 50 * 1024 * 1024
const refuse = (reason: Refusal): PlanFile => ({ ok: false, reason, message: REFUSALS[reason] })
const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, i) => bytes[i] === b)

/** Is the text of a compound file (.doc, or an encrypted .docx) an encrypted package? The name stands in UTF-16. */
function encryptedPackage(bytes: Uint8Array): boolean {
  const name = 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'
  return new TextDecoder('latin1').decode(bytes).includes(name)
}

/** Text, one paragraph a line, as the reader counts it: line ends unified, byte order mark gone. */
function tidy(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
}

/**
 * The text of a plan file: DOCX, PDF, HTML, TXT or MD (UTF-8, UTF-16 or GB 18030), tables kept as tabbed rows.
 * The content decides the kind, the file name only where the content does not. A file that cannot be read gives the reason in words.
 */
export async function readPlanFile(bytes: Uint8Array, name = ''): Promise<PlanFile> {
  if (bytes.length === 0) return refuse('empty')
  if (bytes.length > LIMIT) return refuse('too-large')
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) {
    const read = await pdfText(bytes)
    return read.ok ? { ok: true, kind: 'pdf', text: tidy(read.text) } : refuse(read.reason)
  }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse(encryptedPackage(bytes) ? 'encrypted' : 'old-word')
  if (starts(bytes, 0x50, 0x4b)) return readDocx(bytes)
  const declared = /charset=["']?([\w-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)))?.[1]
  const decoded = decodeText(bytes, declared)
  if (decoded === null) return refuse('unknown-kind')
  const text = tidy(decoded.text)
  if (text.trim() === '') return refuse('empty')
  const html = /\.x?html?$/i.test(name) || /^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)/i.test(text)
  return html
    ? { ok: true, kind: 'html', text: htmlText(text), encoding: decoded.encoding }
    : { ok: true, kind: 'text', text, encoding: decoded.encoding }
}

async function readDocx(bytes: Uint8Array): Promise<PlanFile> {
  const { default: mammoth } = await import('mammoth')
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    )
    const text = htmlText(value)
    return text.trim() === '' ? refuse('empty') : { ok: true, kind: 'docx', text }
  } catch (error) {
    // a zip that is no Word file (a spreadsheet, an archive), or a broken one
    const message = error instanceof Error ? error.message : ''
    return refuse(/Could not find|document\.xml|main document/i.test(message) ? 'unknown-kind' : 'broken')
  }
}
