import { fromHex, toHex } from '../bytes.ts'
import type { Protocol } from '../reading.ts'
import { encodeUtf8 } from '../text.ts'
import { differences, isView } from './compare.ts'
import type { View } from './compare.ts'
import { gb26875View } from './gb26875-view.ts'
import { hj212View } from './hj212-view.ts'
import { jt808View } from './jt808-view.ts'
import { ownReply } from './replies.ts'
import { streamView } from './streams.ts'

/** Outcome of one worked frame, stream or reply; `faults` is empty when it came out as expected. */
export interface CheckResult {
  section: string
  id: string
  faults: string[]
}

const PROTOCOLS: readonly Protocol[] = ['jt808', 'hj212', 'gb26875']
const VIEWS: Readonly<Record<Protocol, (bytes: Uint8Array) => View>> = { jt808: jt808View, hj212: hj212View, gb26875: gb26875View }

function isProtocol(value: unknown): value is Protocol {
  return PROTOCOLS.some((protocol) => protocol === value)
}

function frameBytes(entry: View): Uint8Array {
  if (typeof entry['hex'] === 'string') return fromHex(entry['hex'])
  if (typeof entry['ascii'] === 'string') return encodeUtf8(entry['ascii'])
  throw new RangeError('no hex')
}

function expectation(entry: View): View {
  const expected = entry['expect']
  if (!isView(expected) || Object.keys(expected).length === 0) throw new RangeError('nothing is expected')
  return expected
}

function checkFrame(protocol: Protocol, entry: View): string[] {
  return differences(expectation(entry), VIEWS[protocol](frameBytes(entry)))
}

/** A stream is fed twice, as it is cut in the file and octet by octet: both must give the same. */
function checkStream(entry: View): string[] {
  const { protocol, chunks_hex: chunksHex } = entry
  if (!isProtocol(protocol) || !Array.isArray(chunksHex)) throw new RangeError('no protocol or chunks')
  const chunks = chunksHex.map((hex) => fromHex(String(hex)))
  const octets = chunks.flatMap((chunk) => Array.from(chunk, (octet) => Uint8Array.of(octet)))
  const faults = differences(expectation(entry), streamView(protocol, chunks))
  const cut = differences(streamView(protocol, chunks), streamView(protocol, octets))
  return [...faults, ...cut.map((fault) => `octet by octet: ${fault}`)]
}

/** Fields of a reply that depend on serial, time and order of fields, which the platform may choose. */
const FREE = new Set(['serial', 'time', 'checksum', 'crc_recv', 'crc_calc'])

function checkReply(entry: View, requests: ReadonlyMap<string, Uint8Array>): string[] {
  const { protocol, reply_hex: replyHex, request } = entry
  if (!isProtocol(protocol) || typeof replyHex !== 'string') throw new RangeError('no protocol or reply')
  const expected = expectation(entry)
  const reply = fromHex(replyHex)
  const faults = differences(expected, VIEWS[protocol](reply))
  const own = ownReply(protocol, reply, requests.get(String(request)) ?? null)
  if (own === null) return [...faults, 'own reply: none']
  if (toHex(own) === toHex(reply)) return faults
  const fixed = Object.fromEntries(Object.entries(expected).filter(([name]) => !FREE.has(name)))
  return [...faults, ...differences(fixed, VIEWS[protocol](own)).map((fault) => `own reply: ${fault}`)]
}

function attempt(section: string, entry: unknown, check: (entry: View) => string[]): CheckResult {
  const id = isView(entry) && typeof entry['id'] === 'string' ? entry['id'] : '?'
  try {
    return { section, id, faults: isView(entry) ? check(entry) : ['not an object'] }
  } catch (error) {
    return { section, id, faults: [error instanceof Error ? error.message : String(error)] }
  }
}

function collectRequests(file: View): Map<string, Uint8Array> {
  const requests = new Map<string, Uint8Array>()
  for (const protocol of PROTOCOLS) {
    const entries: unknown = file[protocol]
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (!isView(entry) || typeof entry['id'] !== 'string' || typeof entry['hex'] !== 'string') continue
      // A frame whose hex is broken fails on its own; it must not take the rest of the file with it.
      if (/^([0-9a-f]{2})+$/i.test(entry['hex'])) requests.set(entry['id'], fromHex(entry['hex']))
    }
  }
  return requests
}

/**
 * Runs a file of worked frames (sections `jt808`, `hj212`, `gb26875`, `streams`, `replies`; `meta` is for people), one result
 * for each entry. Throws RangeError where the file has no such form at all.
 */
export function checkFrames(file: unknown): CheckResult[] {
  if (!isView(file)) throw new RangeError('not a file of worked frames')
  const requests = collectRequests(file)
  return Object.entries(file).flatMap(([section, entries]): CheckResult[] => {
    if (section === 'meta') return []
    if (!Array.isArray(entries)) return [{ section, id: '?', faults: ['not a list'] }]
    return entries.map((entry: unknown) => {
      if (section === 'streams') return attempt(section, entry, checkStream)
      if (section === 'replies') return attempt(section, entry, (reply) => checkReply(reply, requests))
      if (isProtocol(section)) return attempt(section, entry, (frame) => checkFrame(section, frame))
      return { section, id: '?', faults: [`unknown section ${section}`] }
    })
  })
}
