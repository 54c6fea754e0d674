import type { KeyObject } from 'node:crypto'
import type { ActRecord, ProofStep } from '#kernel/matter/index.ts'
import type { Text } from '#kernel/text.ts'
import type { Sql } from '#platform/db/index.ts'

/** The installation's signing key (Ed25519). */
export interface RecordKeys {
  readonly signing: KeyObject
  /** SPKI in PEM; what others need to check a signature. */
  readonly publicPem: string
  /** Short name of the key: the beginning of the hash of its public half. */
  readonly keyId: string
}

/** A sealed head of a chain, as it stands in `checkpoint.heads`. */
export type Head = readonly [matterId: string, seq: number, hash: string]

export interface Checkpoint {
  readonly id: number
  /** ISO. */
  readonly at: string
  readonly matters: number
  /** Merkle root (RFC 9162) over `matterId:seq:headHash`, ordered by matter id. */
  readonly root: string
  readonly prevRoot: string | null
  readonly keyId: string
  /** Ed25519, base64, over the canonical JSON of what `signedText` names. */
  readonly signature: string
}

/** Where a matter's head stands in a checkpoint, and the way to its root. */
export interface Inclusion {
  readonly checkpoint: Checkpoint
  readonly seq: number
  readonly headHash: string
  readonly leaf: string
  readonly proof: readonly ProofStep[]
  /** False: the chain no longer holds the act that was sealed. */
  readonly inChain: boolean
}

export interface MatterProof {
  readonly matterId: string
  readonly no: string
  readonly acts: readonly Pick<ActRecord, 'id' | 'seq' | 'act' | 'at' | 'recordedAt' | 'prevHash' | 'hash'>[]
  /** The first break of the chain; null = whole. */
  readonly fault: { readonly seq: number; readonly why: 'gap' | 'link' | 'content' } | null
  /** Null: no checkpoint holds the matter yet. */
  readonly inclusion: Inclusion | null
}

/** All that a third party needs to check one act without the database. */
export interface ActProof {
  readonly format: 'anlan-act-proof/1'
  readonly no: string
  /** The act and those after it up to the sealed head: each hash covers the content and the hash before. */
  readonly acts: readonly ActRecord[]
  /** Null: the act is newer than the newest checkpoint of its matter. */
  readonly inclusion: Inclusion | null
  readonly publicPem: string
}

/** Reads under whatever claims the caller has. */
export type Read = <T>(statement: Sql) => Promise<T[]>

export interface RecordFault {
  readonly where: 'chain' | 'matter' | 'checkpoint'
  readonly matterId: string | null
  readonly no: string | null
  readonly seq: number | null
  readonly checkpointId: number | null
  readonly what: Text
}

export interface RecordReport {
  readonly matters: number
  readonly acts: number
  readonly checkpoints: number
  /** The first ones; `faultCount` counts all. */
  readonly faults: readonly RecordFault[]
  readonly faultCount: number
  /** Matters with acts that no checkpoint holds yet. */
  readonly unsealed: number
  /** To be compared with a root that was published or kept elsewhere. */
  readonly newest: Pick<Checkpoint, 'id' | 'at' | 'root'> | null
  readonly seconds: number
  readonly actsPerSecond: number
}
