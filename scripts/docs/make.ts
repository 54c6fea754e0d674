/** Writes docs/reference from the declarations: npx tsx scripts/docs/make.ts */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '#platform/postgres/index.ts'
import { REFERENCE, referencePages } from './pages.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'anlan-docs-'))
// Started by root, the database runs as nobody and must be able to enter.
await chmod(folder, 0o711)
try {
  const server = await startEmbedded({ dataDir: path.join(folder, 'data') })
  try {
    const pages = await referencePages(server.ownerUrl, path.join(folder, 'keys'))
    await mkdir(REFERENCE, { recursive: true })
    for (const page of pages) await writeFile(path.join(REFERENCE, page.name), page.text)
    console.log(pages.map((p) => `docs/reference/${p.name}: ${p.text.length} characters`).join('\n'))
  } finally {
    await server.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
