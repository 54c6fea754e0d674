import type { Text } from '../text.ts'
import type { Clause } from './sector.ts'

/** A limit rule as a sector suggests it; values null where only the designer of the plant can give them. */
export interface PointLimits {
  readonly LL?: number
  readonly L?: number
  readonly H?: number
  readonly HH?: number
  /** In units of the point. */
  readonly deadBand?: number
  /** Seconds of event time. */
  readonly onDelay?: number
  readonly offDelay?: number
  readonly priority: 'low' | 'medium' | 'high' | 'highest'
  readonly clause?: Clause
}

/** A kind of measuring point: what it measures, in what range, how often, and what is suggested as its rules. */
export interface PointType {
  readonly id: string
  readonly text: Text
  readonly unit: string
  /** Measuring range; a value beyond it is not plausible. */
  readonly low: number
  readonly high: number
  /** Seconds between two readings. */
  readonly periodS: number
  /** Types of subjects it stands at. */
  readonly subjects?: readonly string[]
  readonly limits?: PointLimits
  /** Seconds without any change after which the instrument is suspected to be stuck. */
  readonly stuckS?: number
  /** Rate of change: more than `limit` within `overS` seconds. */
  readonly rate?: { readonly limit: number; readonly overS: number }
  /** On and off instead of a measured value: 1 raises. */
  readonly binary?: boolean
}
