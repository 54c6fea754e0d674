import { inspectHj212 } from '../hj212/frame.ts'
import type { Hj212Packet } from '../hj212/frame.ts'
import type { View } from './compare.ts'

export function hj212PacketView(packet: Hj212Packet): View {
  return {
    declared_len: packet.declaredLength,
    crc_recv: packet.crcSent,
    crc_calc: packet.crcComputed,
    crc_ok: packet.crcOk,
    cp_closed: packet.cpClosed,
    head: packet.head,
    flag: packet.flag && {
      version: packet.flag.version,
      has_packet_no: packet.flag.hasPacketNumber,
      need_ack: packet.flag.needsAnswer,
    },
    cp: packet.cp,
    points: packet.points,
  }
}

/** One frame in the vocabulary of the worked frames; `error` where it is none. */
export function hj212View(bytes: Uint8Array): View {
  const packet = inspectHj212(bytes)
  return 'error' in packet ? { error: packet.error } : { ...hj212PacketView(packet), tail_ok: packet.tailOk }
}
