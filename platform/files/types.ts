import type { Readable } from 'node:stream'
import type { Claims } from '#kernel/access/index.ts'
import type { Actor } from '#kernel/matter/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { ReadContext, Route } from '#platform/http/index.ts'
import type { Log } from '#platform/observe/log.ts'

/** Looks at one file before it is kept. A throw = could not be judged: the upload is refused for now. */
export type FileScan = (path: string) => Promise<{ readonly clean: boolean; readonly word: string }>

export interface FilesDeps {
  readonly db: Db
  readonly systemClaims: Claims
  /** Data folder for the bytes; made when absent. */
  readonly folder: string
  readonly scan?: FileScan
  readonly limits?: {
    /** Bytes of one file; 50 MB by default (the HTTP server's own limit binds too). */
    readonly bytes?: number
    /** Uploads of one person in 24 hours; 2000 by default. */
    readonly perDay?: number
  }
  readonly log: Log
}

/** What the uploader gets, and what goes into the evidence of an act. */
export interface FileInfo {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** When the photograph says it was taken (ISO); null where it does not say. */
  readonly takenAt: string | null
  readonly preview: boolean
}

export interface FileAttachment {
  readonly hashes: readonly string[]
  readonly names: readonly string[]
  readonly matterId: string
  readonly actId: string
  readonly by: Actor
}

export interface SimilarFile {
  readonly hash: string
  /** Bits that differ, 0 to 7. */
  readonly distance: number
  readonly matterId: string | null
  readonly actId: string | null
  readonly personId: string
  readonly name: string
  readonly at: string
}

export interface Files {
  /** POST /api/files, GET /api/files/:hash, …/preview, …/exists. */
  readonly routes: Route[]
  /** One upload from first byte to rows, for a streaming route that does more with it. Takes md and html too, as plain text; refuses else as POST /api/files does. */
  receive(context: ReadContext): Promise<FileInfo>
  /** MatterDeps.attach: refuses (400, names the place) a hash that is unknown or not this person's to use. */
  attach(tx: Tx, use: FileAttachment): Promise<void>
  /** Uses of pictures that look like this one, within the claims of the transaction, nearest first, at most 50. */
  findSimilar(tx: Tx, phash: string, maxDistance: number): Promise<SimilarFile[]>
  /** A file that the claims of the transaction may read, else null. phash is null for what is no picture. */
  fileInfo(tx: Tx, hash: string): Promise<(FileInfo & { readonly phash: string | null }) | null>
  /** The bytes, for use inside the server (documents, export): asks nobody's leave. */
  open(hash: string): Readable
  /** Removes what uploads that broke off left behind; call at start. */
  sweep(): Promise<number>
}
