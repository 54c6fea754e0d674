import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const IMAGES = ['image/jpeg', 'image/png', 'image/webp']
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  [DOCX]: 'docx',
  [XLSX]: 'xlsx',
  'text/csv': 'csv',
  'text/plain': 'txt',
}

export const isImage = (mediaType: string): boolean => IMAGES.includes(mediaType)

/** The extension that belongs to a type we keep. */
export const extensionOf = (mediaType: string): string => EXTENSIONS[mediaType] ?? 'bin'

/** How much of a text is looked at: a table of years is not read whole only to be let in. */
const TEXT_SAMPLE = 64 * 1024

/** Tables from offices are often GB 18030. A cut character at the end of the sample is no fault. */
function looksLikeText(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false
  }
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
      return true
    } catch {
      return false
    }
  })
}

async function head(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(TEXT_SAMPLE), 0, TEXT_SAMPLE, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/**
 * The media type by content, never by what the browser says; null when it is not one we keep. Plain text has no signs of
 * its own: there the name decides between table and text.
 */
export async function sniff(file: string, name: string, documents = false): Promise<string | null> {
  const found = await fileTypeFromFile(file)
  if (found) return EXTENSIONS[found.mime] ? found.mime : null
  // A web page is a document to be read here and nothing that is ever served: as plain text, and only where it is asked for.
  const wanted = documents ? /\.(csv|txt|md|html?)$/i : /\.(csv|txt)$/i
  const extension = wanted.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) return null
  return looksLikeText(await head(file)) ? (extension === 'csv' ? 'text/csv' : 'text/plain') : null
}
