import sharp from 'sharp'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { Files } from '#platform/files/index.ts'

/** More than this would make a paper of many megabytes; the rest is named by its hash. */
export const MOST_PICTURES = 40
const SIDE = 480

/** A small JPEG of a stored picture as data address; null where it cannot be shown. PDF knows no WebP. */
async function thumbnail(files: Pick<Files, 'open'>, hash: string): Promise<string | null> {
  const source = files.open(hash)
  const small = sharp({ failOn: 'error', limitInputPixels: 100_000_000 }).timeout({ seconds: 30 }).autoOrient()
  small.resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#fff' }).jpeg({ quality: 72 })
  // A stream that breaks off must end the picture too, or the paper would wait for ever.
  source.on('error', (error) => small.destroy(error))
  try {
    const bytes = await source.pipe(small).toBuffer()
    return `data:image/jpeg;base64,${bytes.toString('base64')}`
  } catch {
    return null
  }
}

/** Thumbnails of the pictures among the evidence, by hash; one after another, each picture once. */
export async function thumbnails(files: Pick<Files, 'open'>, evidence: readonly EvidenceRef[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const hashes = new Set(evidence.filter((e) => e.mediaType.startsWith('image/')).map((e) => e.hash))
  for (const hash of [...hashes].slice(0, MOST_PICTURES)) {
    const data = await thumbnail(files, hash)
    if (data) found.set(hash, data)
  }
  return found
}
