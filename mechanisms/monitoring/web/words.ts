import { text, type Text } from '#kernel/text.ts'
import type { ApiError, Colour } from '#platform/web/index.ts'
import type { AlarmRow } from '../model.ts'
import { LEVEL_TEXT, RULE_TEXT } from '../rules.ts'

export const COLOUR_TEXT: Readonly<Record<string, Text>> = {
  red: text('红', 'Red'),
  orange: text('橙', 'Orange'),
  gold: text('黄', 'Yellow'),
  blue: text('蓝', 'Blue'),
}

const KNOWN: readonly string[] = ['red', 'orange', 'gold', 'blue']
export const colourOf = (colour: string | null): Colour => (colour !== null && KNOWN.includes(colour) ? (colour as Colour) : 'grey')

export const kindText = (alarm: Pick<AlarmRow, 'kind' | 'level'>): Text =>
  LEVEL_TEXT[alarm.level] ?? RULE_TEXT[alarm.kind] ?? { zh: alarm.kind, en: alarm.kind }

/** A measured value as people read it; a dash where there is none. */
export function valueText(value: number | null | undefined, unit = ''): string {
  if (value === null || value === undefined) return '—'
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  return `${Number(value.toFixed(digits))}${unit ? ` ${unit}` : ''}`
}

/** Why the alarm stands, in one sentence. */
export function reasonOf(alarm: AlarmRow): Text {
  const value = valueText(alarm.value, alarm.unit)
  if (alarm.limit !== null && alarm.value !== null) {
    const limit = valueText(alarm.limit, alarm.unit)
    // What has returned is told by how far it went, not by the calm value at its end.
    if (!alarm.present && alarm.peak !== null) {
      const peak = valueText(alarm.peak, alarm.unit)
      return text(`最重 ${peak}，限值 ${limit}`, `worst ${peak}, limit ${limit}`)
    }
    return text(`${value}，限值 ${limit}`, `${value}, limit ${limit}`)
  }
  if (alarm.kind === 'source') return text(`网关下 ${alarm.members} 个点位没有数据`, `${alarm.members} points of the gateway are silent`)
  return alarm.value === null ? (RULE_TEXT[alarm.kind] ?? text('', '')) : text(value, value)
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** Time of an instant in Beijing, with the day where it is not today. */
export function clockText(iso: string, nowMs: number): string {
  const at = new Date(Date.parse(iso) + 28_800_000)
  const now = new Date(nowMs + 28_800_000)
  const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`
  const same = at.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)
  return same ? time : `${at.getUTCMonth() + 1}-${pad(at.getUTCDate())} ${time.slice(0, 5)}`
}

/** How long ago, in the largest unit that fits. */
export function agoText(iso: string, nowMs: number): Text {
  const s = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1000))
  if (s < 60) return text(`${s} 秒`, `${s} s`)
  if (s < 3600) return text(`${Math.floor(s / 60)} 分钟`, `${Math.floor(s / 60)} min`)
  if (s < 86_400) return text(`${Math.floor(s / 3600)} 小时`, `${Math.floor(s / 3600)} h`)
  return text(`${Math.floor(s / 86_400)} 天`, `${Math.floor(s / 86_400)} d`)
}

/** What a fault says, with the remedies of its fields. */
export const faultText = (fault: ApiError): string =>
  [fault.message, fault.detail, ...fault.errors.map((e) => e.message)].filter(Boolean).join(' · ')
