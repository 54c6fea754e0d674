import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sha256Hex } from '#kernel/matter/index.ts'

export interface Keys {
  /** Signs cookies. */
  readonly secret: string
  /** Signs the record's checkpoints (Ed25519). */
  readonly signing: KeyObject
  readonly publicPem: string
  /** Short name of the signing key: the beginning of the hash of its public half. */
  readonly keyId: string
}

function once(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8')
}

/** The keys of this installation, made at the first start in a folder that only its user may read. */
export function loadKeys(dataDir: string): Keys {
  const folder = path.join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secret = once(path.join(folder, 'secret'), () => randomBytes(32).toString('hex'))
  const pem = once(path.join(folder, 'signing.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const signing = createPrivateKey(pem)
  const publicPem = createPublicKey(signing).export({ type: 'spki', format: 'pem' }).toString()
  return { secret: secret.trim(), signing, publicPem, keyId: sha256Hex(publicPem).slice(0, 16) }
}
