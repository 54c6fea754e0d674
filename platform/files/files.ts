import { fileRoutes } from './routes.ts'
import { pathOf, readBytes, sweepTemp } from './store.ts'
import type { Files, FilesDeps } from './types.ts'
import { upload } from './upload.ts'
import { attach, fileInfo, findSimilar } from './use.ts'

/** Uploads by content hash: the bytes in the data folder, the knowledge about them in the database. */
export function createFiles(deps: FilesDeps): Files {
  return {
    routes: fileRoutes(deps),
    receive: (context) => upload(deps, context, true),
    attach,
    findSimilar,
    fileInfo,
    open: (hash) => readBytes(pathOf(deps.folder, hash)),
    sweep: () => sweepTemp(deps.folder),
  }
}
