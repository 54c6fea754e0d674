import { createPrivateKey, createPublicKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cstDate, cstTime } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { connectExternal, runningOwnerUrl, startEmbedded } from '#platform/postgres/index.ts'
import { readConfig, type Config } from '../server/config.ts'

/** An instant as the clock on the wall says it in China. */
export const wall = (iso: string): string => `${cstDate(new Date(iso))} ${cstTime(new Date(iso))}`

/** A sentence in both languages on one line, as every command speaks. */
export const both = (value: Text): string => `${value.zh} / ${value.en}`

/** Settings of the environment with the data folder of the command line. */
export function configOf(data: string | undefined, port?: string): Config {
  return readConfig(process.env, [...(data === undefined ? [] : ['--data', data]), ...(port === undefined ? [] : ['--port', port])])
}

export interface Opened {
  readonly ownerUrl: string
  /** `running`: another process runs it; `started`: by this command, stopped afterwards; `external`: DATABASE_URL. */
  readonly how: 'running' | 'started' | 'external'
}

const NO_DATA = text('目录 {dir} 里没有安澜的数据', 'there is no data of Anlan in {dir}')

/** Whether a data folder holds a database. */
export const hasCluster = (dataDir: string): boolean => existsSync(path.join(dataDir, 'pg'))

/**
 * Works on the database of the settings: the one of DATABASE_URL, the one that a server is running on the data folder, or
 * else the one in the data folder, started for the while. Never makes a new one.
 */
export async function withDatabase<T>(config: Config, work: (opened: Opened) => Promise<T>): Promise<T> {
  if (config.databaseUrl) {
    const { ownerUrl } = await connectExternal(config.databaseUrl)
    return work({ ownerUrl, how: 'external' })
  }
  const running = runningOwnerUrl(config.dataDir)
  if (running !== undefined) return work({ ownerUrl: running, how: 'running' })
  if (!hasCluster(config.dataDir)) throw new Error(both(NO_DATA).replaceAll('{dir}', config.dataDir))
  const server = await startEmbedded({ dataDir: config.dataDir })
  try {
    return await work({ ownerUrl: server.ownerUrl, how: 'started' })
  } finally {
    await server.stop()
  }
}

/** The public key that checkpoints must be signed with: the given file, or the one of the data folder. */
export function publicKeyOf(dataDir: string, file: string | undefined): string {
  if (file !== undefined) return createPublicKey(readFileSync(file, 'utf8')).export({ type: 'spki', format: 'pem' }).toString()
  const own = path.join(dataDir, 'keys', 'signing.pem')
  if (!existsSync(own)) {
    throw new Error(both(text(`没有找到密钥 ${own}，请用 --key 指定公钥文件`, `there is no key ${own}; name the public key with --key`)))
  }
  return createPublicKey(createPrivateKey(readFileSync(own, 'utf8')))
    .export({ type: 'spki', format: 'pem' })
    .toString()
}
