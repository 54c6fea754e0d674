/** Bytes of a text file → text. UTF-8 and GB 18030 are told apart by trying: a GB 18030 text is hardly ever valid UTF-8. */

export interface Decoded {
  text: string
  encoding: 'utf-8' | 'utf-16' | 'gb18030'
}

/** Decodes plain text. A byte order mark decides first. Returns null when the bytes are no text (NUL bytes, no Chinese or Latin). */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' }
  if (bytes.subarray(0, 4096).includes(0)) return null
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    // not UTF-8: the other encoding of Chinese offices
  }
  const text = new TextDecoder(declared !== undefined && /^utf-?8$/i.test(declared) ? 'utf-8' : 'gb18030').decode(bytes)
  const sample = text.slice(0, 20_000)
  const bad = [...sample].filter((c) => c === '\ufffd' || (c < ' ' && !'\n\r\t\f'.includes(c))).length
  return bad > sample.length / 20 ? null : { text, encoding: 'gb18030' }
}
