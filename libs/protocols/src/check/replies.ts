import { encodeGb26875, gb26875Answer, inspectGb26875 } from '../gb26875/frame.ts'
import { hj212Answer, hj212RequestAnswer, hj212Result } from '../hj212/answers.ts'
import { cpText, encodeHj212, inspectHj212 } from '../hj212/frame.ts'
import { jt808Ack, jt808RegisterReply, jt808ResendRequest, jt808TimeReply } from '../jt808/answers.ts'
import { encodeJt808, inspectJt808 } from '../jt808/frame.ts'
import type { Jt808Frame } from '../jt808/frame.ts'
import { decodeJt808Body } from '../jt808/message.ts'
import type { Protocol } from '../reading.ts'

/*
 * Builds with the project's own encoders the reply that a worked reply shows. What the platform is free to choose (serial, time,
 * result, authorisation code) is taken from the worked reply; all else comes from the request where it is in the file.
 */

function jt808Reply(reply: Uint8Array, request: Uint8Array | null): Uint8Array | null {
  const shown = inspectJt808(reply)
  if ('error' in shown) return null
  const content = decodeJt808Body(shown)
  const asked = request ? inspectJt808(request) : null
  const to = (messageId: number, serial: number): Jt808Frame => (asked && !('error' in asked) ? asked : { ...shown, messageId, serial })
  switch (content.kind) {
    case 'platformAck':
      return jt808Ack(to(content.ackId, content.ackSerial), shown.serial, content.result)
    case 'registerReply':
      return jt808RegisterReply(to(0x0100, content.ackSerial), shown.serial, content.result, content.authCode)
    case 'timeReply':
      return content.time.epochMs === null ? null : jt808TimeReply(to(0x0004, 0), shown.serial, content.time.epochMs)
    case 'resendRequest':
      return jt808ResendRequest({ ...shown, firstSerial: content.firstSerial, indexes: content.indexes }, shown.serial)
    default:
      return encodeJt808(shown)
  }
}

function hj212Reply(reply: Uint8Array, request: Uint8Array | null): Uint8Array | null {
  const shown = inspectHj212(reply)
  if ('error' in shown) return null
  const asked = request ? inspectHj212(request) : null
  if (!asked || 'error' in asked) return encodeHj212(shown.head, cpText(shown.cp, shown.points))
  if (shown.head['CN'] === '9011') return hj212RequestAnswer(asked, Number(shown.cp['QnRtn']))
  if (shown.head['CN'] === '9012') return hj212Result(asked, Number(shown.cp['ExeRtn']))
  return hj212Answer(asked)
}

function gb26875Reply(reply: Uint8Array, request: Uint8Array | null): Uint8Array | null {
  const shown = inspectGb26875(reply, 'binary')
  if ('error' in shown) return null
  const asked = request ? inspectGb26875(request, 'binary') : null
  const { mainVersion, userVersion } = shown
  if (asked && !('error' in asked) && (shown.command === 3 || shown.command === 6)) {
    return gb26875Answer(asked, shown.command === 3 ? 'ack' : 'nak', shown.time.epochMs ?? 0, { mainVersion, userVersion })
  }
  return encodeGb26875({ ...shown, epochMs: shown.time.epochMs, unit: shown.unitOctets })
}

/** The own reply, or null where none would be sent. */
export function ownReply(protocol: Protocol, reply: Uint8Array, request: Uint8Array | null): Uint8Array | null {
  if (protocol === 'jt808') return jt808Reply(reply, request)
  return protocol === 'hj212' ? hj212Reply(reply, request) : gb26875Reply(reply, request)
}
