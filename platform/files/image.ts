import sharp from 'sharp'
import { exifTime } from './exif.ts'

export interface Picture {
  readonly width: number
  readonly height: number
  readonly takenAt: string | null
  readonly phash: string
}

const PREVIEW_SIDE = 1280
/** A 100-megapixel picture takes about 300 MB to decode: more than any phone makes. */
const MAX_PIXELS = 100_000_000
const ATONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** Few pictures at a time: decoding is the one thing here that eats memory. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= ATONCE) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const load = (file: string) => sharp(file, { failOn: 'error', limitInputPixels: MAX_PIXELS }).timeout({ seconds: 30 })

/**
 * Difference hash: 9 x 8 grey, each bit says whether the left of two neighbours is brighter (N. Krawetz, "Kind of Like That",
 * 2013). Stays near the same under scaling, recompression and small changes of light.
 * @returns 64 bits as 16 hex digits
 */
export async function differenceHash(file: string): Promise<string> {
  const grey = await load(file).autoOrient().flatten({ background: '#fff' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let bits = 0n
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) bits = (bits << 1n) | ((grey[y * 9 + x] ?? 0) > (grey[y * 9 + x + 1] ?? 0) ? 1n : 0n)
  }
  return bits.toString(16).padStart(16, '0')
}

/**
 * Reads a picture and writes its preview: at most 1280 px, upright, without metadata (place and device stay in the
 * original, which is kept as it came). Throws for what cannot be decoded.
 */
export async function examine(file: string, previewFile: string, now: Date): Promise<Picture> {
  return inTurn(async () => {
    const about = await load(file).metadata()
    const turned = (about.orientation ?? 1) >= 5
    await load(file)
      .autoOrient()
      .resize(PREVIEW_SIDE, PREVIEW_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(previewFile)
    return {
      width: turned ? about.height : about.width,
      height: turned ? about.width : about.height,
      takenAt: about.exif ? exifTime(about.exif, now) : null,
      phash: await differenceHash(file),
    }
  })
}
