/*
 * Chinese text on the wire. GB 26875.3 says GB18030, JT/T 808 says GBK; the web standard decodes both with one table.
 * The standard gives no encoder, so the two-octet table is built from the decoder on first use (about 24,000 characters).
 */
const gbk = new TextDecoder('gbk')
const utf8 = new TextDecoder('utf-8')
const utf8Encoder = new TextEncoder()

/** GBK/GB18030 octets as text; octets that are no character become U+FFFD. */
export function decodeGbk(bytes: Uint8Array): string {
  return gbk.decode(bytes)
}

let gbkOctets: Map<string, number> | undefined

function gbkTable(): Map<string, number> {
  if (gbkOctets) return gbkOctets
  const table = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = gbk.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, (lead << 8) | trail)
    }
  }
  gbkOctets = table
  return table
}

/** Text as GBK octets; a character outside GBK becomes `?`. */
export function encodeGbk(text: string): Uint8Array {
  const octets: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const pair = code < 0x80 ? undefined : gbkTable().get(char)
    if (code < 0x80) octets.push(code)
    else if (pair === undefined) octets.push(0x3f)
    else octets.push(pair >> 8, pair & 0xff)
  }
  return Uint8Array.from(octets)
}

/** Text up to the first NUL. Fixed-width fields are padded with NUL, and old buffers often leave rubbish behind it. */
export function decodeGbkUpToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return decodeGbk(end < 0 ? bytes : bytes.subarray(0, end))
}

/** Text without the padding in front or behind: both sides are met in the field (JT/T 808-2019 says behind). */
export function decodeGbkPadded(bytes: Uint8Array): string {
  let from = 0
  while (from < bytes.length && bytes[from] === 0) from++
  return decodeGbkUpToNul(bytes.subarray(from)).trim()
}

export function decodeUtf8(bytes: Uint8Array): string {
  return utf8.decode(bytes)
}

export function encodeUtf8(text: string): Uint8Array {
  return utf8Encoder.encode(text)
}

/** GBK octets cut or NUL-padded to `width`; never cuts a two-octet character in half. */
export function fixedGbk(text: string, width: number): Uint8Array {
  const field = new Uint8Array(width)
  let at = 0
  for (const char of text) {
    const octets = encodeGbk(char)
    if (at + octets.length > width) break
    field.set(octets, at)
    at += octets.length
  }
  return field
}
