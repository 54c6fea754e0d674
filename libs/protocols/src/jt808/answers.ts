import { beBytes, concatBytes } from '../bytes.ts'
import { encodeGbk } from '../text.ts'
import { epochToWall } from '../time.ts'
import { bcdTime, encodeJt808 } from './frame.ts'
import type { Jt808Frame } from './frame.ts'
import type { MissingParts } from './assemble.ts'

/** Whom to answer: the phone and header form of the request; the platform counts its own serials. */
export interface AnswerTo {
  phone: string
  protocolVersion: number | null
}

/** Results of 0x8001. `alarmHandled` makes the terminal clear the alarm bits that wait for an acknowledgement. */
export const JT808_RESULT = { ok: 0, failed: 1, wrongMessage: 2, notSupported: 3, alarmHandled: 4 } as const

/** Results of 0x8100. */
export const JT808_REGISTER_RESULT = { ok: 0, vehicleRegistered: 1, noSuchVehicle: 2, terminalRegistered: 3, noSuchTerminal: 4 } as const

function send(to: AnswerTo, messageId: number, serial: number, body: Uint8Array): Uint8Array {
  return encodeJt808({ messageId, phone: to.phone, protocolVersion: to.protocolVersion, serial, body })
}

/** 0x8001, general acknowledgement of `request`. Send it only after the content is stored. */
export function jt808Ack(request: Jt808Frame, serial: number, result: number = JT808_RESULT.ok): Uint8Array {
  const body = [...beBytes(request.serial, 2), ...beBytes(request.messageId, 2), result]
  return send(request, 0x8001, serial, Uint8Array.from(body))
}

/** 0x8100, answer to a registration; the code is sent with result 0 only. */
export function jt808RegisterReply(request: Jt808Frame, serial: number, result: number, authCode = ''): Uint8Array {
  const head = Uint8Array.from([...beBytes(request.serial, 2), result])
  return send(request, 0x8100, serial, result === JT808_REGISTER_RESULT.ok ? concatBytes([head, encodeGbk(authCode)]) : head)
}

/** 0x8004, server time in UTC (2019). */
export function jt808TimeReply(request: Jt808Frame, serial: number, epochMs: number): Uint8Array {
  return send(request, 0x8004, serial, bcdTime(epochToWall(epochMs, 0)))
}

/** 0x8003, asks for missing sub-packages; the count has one octet in 2013 and two in 2019. */
export function jt808ResendRequest(missing: MissingParts, serial: number): Uint8Array {
  const count = missing.protocolVersion === null ? 1 : 2
  const indexes = missing.indexes.slice(0, count === 1 ? 255 : 500)
  const body = [...beBytes(missing.firstSerial, 2), ...beBytes(indexes.length, count), ...indexes.flatMap((index) => beBytes(index, 2))]
  return send(missing, 0x8003, serial, Uint8Array.from(body))
}
