import { parseArgs } from 'node:util'
import { isUuid } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { openDb } from '#platform/db/index.ts'
import { actProof } from '#platform/record/index.ts'
import { NOBODY } from '../server/system.ts'
import type { Io } from './main.ts'
import { both, configOf, publicKeyOf, withDatabase } from './opening.ts'
import { prove } from './proven.ts'

/** The proof of one act as JSON; checked by verifyActProof of platform/record, or by anyone who follows its README. */
async function printAct(ownerUrl: string, act: string, publicPem: string, io: Io): Promise<number> {
  if (!isUuid(act)) throw new Error(both(text(`不是行为编号：${act}`, `not the id of an act: ${act}`)))
  // The owner is bound by no policy: whose claims the connection carries does not matter.
  const db = openDb(ownerUrl, { max: 1 })
  try {
    const proof = await actProof((s) => db.read(NOBODY, s), act, publicPem)
    if (!proof) {
      io.err(both(text(`没有这次行为：${act}`, `no such act: ${act}`)))
      return 1
    }
    io.out(JSON.stringify(proof, null, 2))
    if (proof.inclusion?.inChain) return 0
    const open = text(
      '这次行为还没有签名封存，目前只有链可以证明；每十分钟封存一次',
      'the act is not sealed yet: only its chain proves it; checkpoints are made every ten minutes',
    )
    const broken = text('封存的链头已不在链里，请运行 npx anlan verify', 'the sealed head is no longer in the chain; run npx anlan verify')
    io.err(both(proof.inclusion ? broken : open))
    return proof.inclusion ? 1 : 0
  } finally {
    await db.close()
  }
}

/**
 * `anlan verify [--data DIR] [--act ID] [--key PUBLIC.pem] [--no-files]`: says what is proven of the record and of the evidence.
 * @returns 0 when all is proven, 1 with faults
 */
export async function verifyCommand(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, act: { type: 'string' }, key: { type: 'string' }, 'no-files': { type: 'boolean' } },
  })
  const config = configOf(values.data)
  return withDatabase(config, async ({ ownerUrl }) => {
    const publicPem = publicKeyOf(config.dataDir, values.key)
    if (values.act !== undefined) return printAct(ownerUrl, values.act, publicPem, io)
    const faults = await prove(io, { ownerUrl, dataDir: config.dataDir, publicPem, files: !values['no-files'] })
    return faults === 0 ? 0 : 1
  })
}
