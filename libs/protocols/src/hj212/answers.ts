import { epochToDigits } from '../time.ts'
import { HJ212_COMMANDS } from './codes.ts'
import { encodeHj212 } from './frame.ts'
import type { Hj212Head, Hj212Packet } from './frame.ts'

/** System type of answers: 91 = interaction between systems. */
const INTERACTION = '91'

/** Head of an answer: the same QN, password and MN; the edition of the request, no packet number, no answer wanted. */
function answerHead(request: Hj212Packet, cn: string): Hj212Head {
  const { QN, PW, MN } = request.head
  return { QN, ST: INTERACTION, CN: cn, PW, MN, Flag: String((request.flag?.version ?? 1) << 2) }
}

/**
 * The answer that a packet asks for, or null where it wants none: 9014 for data, 9013 for a notice. Each part of a split message
 * is answered with its own QN. Send it only after the content is stored.
 */
export function hj212Answer(packet: Hj212Packet): Uint8Array | null {
  if (!packet.flag?.needsAnswer) return null
  const role = HJ212_COMMANDS[packet.head['CN'] ?? '']?.role
  if (role === 'data') return encodeHj212(answerHead(packet, '9014'), '')
  if (role === 'notice') return encodeHj212(answerHead(packet, '9013'), '')
  return null
}

/** 9011: whether a request is taken up (`qnRtn`: HJ212_QN_RTN). */
export function hj212RequestAnswer(request: Hj212Packet, qnRtn: number): Uint8Array {
  return encodeHj212(answerHead(request, '9011'), `QnRtn=${qnRtn}`)
}

/** 9012: how a request ended (`exeRtn`: HJ212_EXE_RTN). */
export function hj212Result(request: Hj212Packet, exeRtn: number): Uint8Array {
  return encodeHj212(answerHead(request, '9012'), `ExeRtn=${exeRtn}`)
}

/** Whom a request of the platform goes to. `qnEpochMs` becomes the QN and must differ between requests. */
export interface Hj212Target {
  mn: string
  password: string
  st: string
  qnEpochMs: number
}

function request(target: Hj212Target, cn: string, cp: string): Uint8Array {
  const head = { QN: epochToDigits(target.qnEpochMs, true), ST: target.st, CN: cn, PW: target.password, MN: target.mn, Flag: '5' }
  return encodeHj212(head, cp)
}

/** 1012: sets the clock of the logger, or of one instrument with `polId`. */
export function hj212SetClock(target: Hj212Target, epochMs: number, polId?: string): Uint8Array {
  return request(target, '1012', `${polId ? `PolId=${polId};` : ''}SystemTime=${epochToDigits(epochMs)}`)
}

/** Fetches stored data of an outage: `cn` is 2051, 2061, 2031 or 2041; times in milliseconds since 1970 UTC. */
export function hj212FetchHistory(target: Hj212Target, cn: string, fromMs: number, toMs: number): Uint8Array {
  return request(target, cn, `BeginTime=${epochToDigits(fromMs)};EndTime=${epochToDigits(toMs)}`)
}

/** Any other request, with its CP text. */
export function hj212Request(target: Hj212Target, cn: string, cp: string): Uint8Array {
  return request(target, cn, cp)
}
