import gcoord from 'gcoord'
import type { FieldDef, LicenceType, Sector, SubjectType } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'

/** The 31 characters of GB 32100-2015: no I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const SHAPE = /^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/

/** Check character of a unified social credit code (统一社会信用代码) from its first 17: GB 32100-2015, weights 3^i mod 31. */
function usccCheck(first17: string): string {
  let sum = 0
  let weight = 1
  for (const c of first17) {
    sum += ALPHABET.indexOf(c) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

/** The code as it is stored: without spaces, in capitals. */
export function normalUscc(value: string): string {
  return value.replace(/\s+/g, '').toUpperCase()
}

/** What is wrong with a code, or null. The code must be in its stored form (`normalUscc`). */
export function usccFault(code: string): Text | null {
  if (code.length !== 18) return text('统一社会信用代码应为 18 位', 'The unified social credit code has 18 characters')
  if (!SHAPE.test(code))
    return text('统一社会信用代码含有不允许的字符', 'The unified social credit code has a character that is not allowed')
  if (usccCheck(code.slice(0, 17)) !== code[17]) {
    return text('统一社会信用代码校验位不对，请核对证照', 'The check character of the code is wrong; compare with the paper')
  }
  return null
}

/** Check character of the organisation code inside (GB 11714). */
function orgCodeCheck(first8: string): string {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((s, w, i) => s + w * Number.parseInt(first8[i] ?? '0', 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * A valid but invented code for samples and tests; the division 999999 does not exist.
 * @param serial 0 to 99,999,999; the same number gives the same code
 */
export function makeUscc(serial: number): string {
  const body = String(serial).padStart(8, '0')
  const first17 = `91999999${body}${orgCodeCheck(body)}`
  return first17 + usccCheck(first17)
}

export type Crs = 'wgs84' | 'gcj02' | 'bd09'

export interface LngLat {
  readonly lng: number
  readonly lat: number
}

const round = (n: number): number => Math.round(n * 1e7) / 1e7

/** A place in WGS-84, which alone is stored. GCJ-02 is what domestic maps give, BD-09 what Baidu gives; error below 1 m. */
export function toWgs84(place: LngLat, crs: Crs): LngLat {
  if (crs === 'wgs84') return place
  const from = crs === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09
  const [lng, lat] = gcoord.transform([place.lng, place.lat], from, gcoord.WGS84)
  return { lng: round(lng), lat: round(lat) }
}

/** Does an office with this jurisdiction cover the place? An empty jurisdiction covers nothing. */
export function covers(officePath: string, path: string): boolean {
  return officePath !== '' && path.startsWith(officePath)
}

/** What an enterprise may change in its own file; where it lies, who supervises it and whether it exists is the office's. */
export const SELF_EDITABLE: readonly string[] = ['aliases', 'size', 'address', 'place', 'legalPerson', 'phone', 'fields']

export type Validity = 'none' | 'valid' | 'soon' | 'expired'

/** @param validTo last valid day; @param day today (YYYY-MM-DD); `soon` = inside the widest notice */
export function validityOf(validTo: string | null, noticeDays: readonly number[], day: string): Validity {
  if (validTo === null) return 'none'
  if (validTo < day) return 'expired'
  const left = (Date.parse(validTo) - Date.parse(day)) / 86_400_000
  return left <= Math.max(0, ...noticeDays) ? 'soon' : 'valid'
}

export function subjectTypeOf(sectors: readonly Sector[], sector: string, type: string): SubjectType | undefined {
  return sectors.find((s) => s.id === sector)?.subjects.find((t) => t.id === type)
}

export function licenceTypeOf(sectors: readonly Sector[], type: string): LicenceType | undefined {
  for (const sector of sectors) {
    const found = sector.licences.find((l) => l.id === type)
    if (found) return found
  }
  return undefined
}

function fieldFault(def: FieldDef, value: unknown): Text | null {
  switch (def.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= 500
        ? null
        : text('应为不超过 500 字的文字', 'must be a text of at most 500 characters')
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return text('应为数字', 'must be a number')
      if (def.min !== undefined && value < def.min) return text(`不能小于 ${def.min}`, `must be at least ${def.min}`)
      if (def.max !== undefined && value > def.max) return text(`不能大于 ${def.max}`, `must be at most ${def.max}`)
      return null
    case 'choice':
      return def.choices?.some((c) => c.value === value) ? null : text('不在可选项中', 'is not one of the choices')
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
        ? null
        : text('应为日期', 'must be a date')
    case 'boolean':
      return typeof value === 'boolean' ? null : text('应为是或否', 'must be yes or no')
  }
}

/** Faults of the fields of a subject against its type, by field name. Unknown names are faults: a mistyped one must not vanish. */
export function subjectFaults(type: SubjectType, fields: Readonly<Record<string, unknown>>): { field: string; message: Text }[] {
  const known = new Map(type.fields.map((f) => [f.name, f]))
  const faults: { field: string; message: Text }[] = []
  for (const [name, value] of Object.entries(fields)) {
    const def = known.get(name)
    if (!def) faults.push({ field: name, message: text(`没有“${name}”这一项`, `there is no field "${name}"`) })
    else if (value !== null && value !== '') {
      const why = fieldFault(def, value)
      if (why) faults.push({ field: name, message: { zh: `${def.text.zh}：${why.zh}`, en: `${def.text.en}: ${why.en}` } })
    }
  }
  for (const def of type.fields) {
    const value = fields[def.name]
    if (def.required && (value === undefined || value === null || value === '')) {
      faults.push({ field: def.name, message: { zh: `${def.text.zh}：必填`, en: `${def.text.en}: required` } })
    }
  }
  return faults
}
