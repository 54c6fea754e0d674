import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import type { Claims } from '#kernel/access/index.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { examine, pathOf, previewPathOf } from '#platform/files/index.ts'

const SCENES = ['配电室', '储罐区', '疏散通道', '打磨车间', '装卸台', '灭火器箱', '控制室', '污水站', '冷库', '塔吊', '楼梯间', '法兰']

function drawing(n: number): string {
  const scene = SCENES[n % SCENES.length] ?? ''
  const hue = (n * 47) % 360
  const bars = Array.from({ length: 9 }, (_, i) => {
    const h = 60 + ((n * 31 + i * 53) % 260)
    return `<rect x="${30 + i * 84}" y="${520 - h}" width="62" height="${h}" fill="hsl(${(hue + i * 9) % 360} 22% ${38 + ((i * 7 + n * 5) % 30)}%)"/>`
  }).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="hsl(${hue} 24% 78%)"/>
    <rect y="520" width="800" height="80" fill="hsl(${hue} 12% 45%)"/>${bars}
    <circle cx="${120 + ((n * 97) % 560)}" cy="${90 + ((n * 41) % 120)}" r="${30 + (n % 4) * 12}" fill="hsl(${(hue + 40) % 360} 45% 60%)"/>
    <text x="24" y="50" font-size="34" fill="#222" font-family="Noto Sans CJK SC, sans-serif">样例图片 · ${scene}</text></svg>`
}

/** Keeps a drawing like an upload: the bytes by their hash, and what is known of them. */
export async function keepDrawing(
  db: Db,
  system: Claims,
  folder: string,
  svg: string,
): Promise<{ hash: string; size: number; width: number; height: number }> {
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 72 }).toBuffer()
  const hash = createHash('sha256').update(bytes).digest('hex')
  const file = pathOf(folder, hash)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, bytes)
  const { phash, width, height } = await examine(file, previewPathOf(folder, hash), new Date())
  await db.tx(system, (tx) =>
    tx.query(sql`insert into file (hash, media_type, size, preview, phash, width, height)
      values (${hash}, 'image/jpeg', ${bytes.length}, true, ${phash}, ${width}, ${height}) on conflict do nothing`),
  )
  return { hash, size: bytes.length, width, height }
}

/** Drawn pictures as evidence for the sample, plainly no photographs of anything real. Stored like any upload. */
export async function samplePhotos(db: Db, system: Claims, folder: string, count = 24): Promise<EvidenceRef[]> {
  const made: EvidenceRef[] = []
  for (let n = 0; n < count; n++) {
    const { hash, size } = await keepDrawing(db, system, folder, drawing(n))
    made.push({ hash, name: `样例图片${n + 1}.jpg`, mediaType: 'image/jpeg', size })
  }
  return made
}
