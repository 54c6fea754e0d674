import { fileRoutes } from './routes.ts'
import { pathOf, readBytes, sweepTemp } from './store.ts'
import type { Files, FilesDeps } from './types.ts'
import { attach, fileInfo, findSimilar } from './use.ts'

/** Uploads by content hash: the bytes in the data folder, the knowledge about them in the database. */
export function createFiles(deps: FilesDeps): Files {
  return {
    routes: fileRoutes(deps),
    attach,
    findSimilar,
    fileInfo,
    open: (hash) => readBytes(pathOf(deps.folder, hash)),
    sweep: () => sweepTemp(deps.folder),
  }
}
