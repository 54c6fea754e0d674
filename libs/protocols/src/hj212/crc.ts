/**
 * Check value of HJ 212-2017 annex A: the register is shifted right by 8 BEFORE the octet is mixed in, so it is not Modbus CRC16.
 * It yields 256 different values only and misses about 1.1 % of two-digit changes: a match is no proof (own count over
 * two-digit changes of one reading; see the monitoring facts, section 0.4).
 */
export function hj212Crc(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let register = 0xffff
  for (let at = from; at < to; at++) register = mix((register >> 8) ^ (bytes[at] ?? 0))
  return register
}

/** Modbus CRC16: some loggers send it by mistake. Accepted only where a device is known to. */
export function modbusCrc(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let register = 0xffff
  for (let at = from; at < to; at++) register = mix(register ^ (bytes[at] ?? 0))
  return register
}

function mix(value: number): number {
  let register = value
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  return register
}

/** Four hex digits, upper case, high octet first, as annex A prints it. */
export function crcText(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
