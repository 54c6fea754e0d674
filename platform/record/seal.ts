import { createPublicKey, sign, verify } from 'node:crypto'
import { canonical, sha256Hex } from '#kernel/matter/index.ts'
import type { Checkpoint, Head, RecordKeys } from './types.ts'

export const leafOf = ([matterId, seq, hash]: Head): string => `${matterId}:${seq}:${hash}`

/** What is signed: everything of a checkpoint but its number, whose place the root before it fixes. */
function signedText({ at, matters, root, prevRoot, keyId }: Omit<Checkpoint, 'id' | 'signature'>): Buffer {
  return Buffer.from(canonical({ format: 'anlan-checkpoint/1', at, matters, root, prevRoot, keyId }))
}

export function signCheckpoint(content: Omit<Checkpoint, 'id' | 'signature'>, keys: RecordKeys): string {
  return sign(null, signedText(content), keys.signing).toString('base64')
}

/** The short name of a public key (SPKI PEM). */
export const keyIdOf = (publicPem: string): string => sha256Hex(publicPem).slice(0, 16)

/** Was the checkpoint signed by the owner of this key? */
export function signatureHolds(checkpoint: Checkpoint, publicPem: string): boolean {
  return (
    checkpoint.keyId === keyIdOf(publicPem) &&
    verify(null, signedText(checkpoint), createPublicKey(publicPem), Buffer.from(checkpoint.signature, 'base64'))
  )
}
