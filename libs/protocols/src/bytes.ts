/** Two lower-case hex digits per octet value; a table, because hex is made for every frame that is kept or refused. */
const HEX_PAIRS: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'))

/** The two hex digits of one octet, lower case. */
export function hexPair(octet: number): string {
  return HEX_PAIRS[octet & 0xff] ?? '00'
}

/** Lower-case hex of `bytes[from, to)`. */
export function toHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = ''
  for (let at = from; at < to; at++) text += HEX_PAIRS[bytes[at] ?? 0]
  return text
}

/** Octets of a hex text. Blanks between digits are allowed. Throws RangeError on anything else that is not hex. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s+/g, '')
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new RangeError('not a hex text')
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

/** Hex with a prefix and a fixed width, upper case: `0x0200`. */
export function hexNumber(value: number, width: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(width, '0')}`
}

/** The octet at `at`; 0 beyond the end, so callers check lengths first. */
export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}

export function u16be(bytes: Uint8Array, at: number): number {
  return (u8(bytes, at) << 8) | u8(bytes, at + 1)
}

export function i16be(bytes: Uint8Array, at: number): number {
  return (u16be(bytes, at) << 16) >> 16
}

export function u32be(bytes: Uint8Array, at: number): number {
  return ((u8(bytes, at) << 24) | (u8(bytes, at + 1) << 16) | (u8(bytes, at + 2) << 8) | u8(bytes, at + 3)) >>> 0
}

export function u16le(bytes: Uint8Array, at: number): number {
  return u8(bytes, at) | (u8(bytes, at + 1) << 8)
}

export function i16le(bytes: Uint8Array, at: number): number {
  return (u16le(bytes, at) << 16) >> 16
}

export function u32le(bytes: Uint8Array, at: number): number {
  return (u8(bytes, at) | (u8(bytes, at + 1) << 8) | (u8(bytes, at + 2) << 16) | (u8(bytes, at + 3) << 24)) >>> 0
}

/** Big-endian octets of `value`, `width` of them. */
export function beBytes(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, at) => Math.floor(value / 256 ** (width - 1 - at)) % 256)
}

/** Little-endian octets of `value`, `width` of them. */
export function leBytes(value: number, width: number): number[] {
  return beBytes(value, width).toReversed()
}

/** Two decimal digits in one octet (8421 code). */
export function bcd(value: number): number {
  return (Math.floor(value / 10) % 10) * 16 + (value % 10)
}

/** The value of one BCD octet, or -1 where a half octet is no decimal digit. */
export function fromBcd(octet: number): number {
  const tens = octet >> 4
  const ones = octet & 15
  return tens > 9 || ones > 9 ? -1 : tens * 10 + ones
}

/** One array out of several. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
