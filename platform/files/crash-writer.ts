import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pathOf, receive, settle } from './store.ts'

/** For the crash test: keeps files without end and names each one once it is kept. */
const folder = process.argv[2] ?? ''
for (;;) {
  const bytes = randomBytes(200_000)
  const { temp, hash } = await receive(folder, Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]))
  await settle(temp, pathOf(folder, hash))
  process.stdout.write(`${hash}\n`)
}
