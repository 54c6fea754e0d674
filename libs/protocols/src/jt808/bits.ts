import { bitNames } from '../bits.ts'

/** Names of the alarm bits of 0x0200, bit 0 first (JT/T 808-2019 table 24; bit 31 only in 2013, 15-17 only in 2019). */
export const JT808_ALARM_BITS = [
  'emergency',
  'overspeed',
  'fatigue',
  'dangerous_driving',
  'gnss_fault',
  'gnss_antenna_open',
  'gnss_antenna_short',
  'main_power_undervoltage',
  'main_power_lost',
  'lcd_fault',
  'tts_fault',
  'camera_fault',
  'ic_card_fault',
  'overspeed_prewarn',
  'fatigue_prewarn',
  'driving_violation',
  'tyre_pressure_prewarn',
  'right_turn_blind_spot',
  'day_driving_overtime',
  'overtime_parking',
  'area_in_out',
  'route_in_out',
  'segment_time',
  'route_departure',
  'vss_fault',
  'fuel_abnormal',
  'stolen',
  'illegal_ignition',
  'illegal_move',
  'collision_rollover',
  'rollover_prewarn',
  'illegal_door_open',
] as const

/**
 * Bits that the terminal clears once the platform has acknowledged them (0, 20, 21, 22, 27, 28). The others hold while the
 * condition lasts: raise an alarm on the rising edge, a repeated 1 is no new alarm.
 */
export const JT808_CLEARED_BY_ACK = (1 << 0) | (1 << 20) | (1 << 21) | (1 << 22) | (1 << 27) | (1 << 28)

/** What the status word of a location says. `load`: 0 empty, 1 half, 2 reserved, 3 full. `doors`: open doors 1-5. */
export interface Jt808Status {
  accOn: boolean
  positioned: boolean
  south: boolean
  west: boolean
  outOfService: boolean
  coordinatesEncrypted: boolean
  forwardCollisionWarning: boolean
  laneDepartureWarning: boolean
  load: number
  fuelLineCut: boolean
  powerLineCut: boolean
  doorsLocked: boolean
  doorsOpen: number[]
  gnss: string[]
  moving: boolean
}

const GNSS = ['gps', 'beidou', 'glonass', 'galileo']

/** Takes the status word apart (JT/T 808-2019 table 25; bits 6, 7 and 22 are 2019). */
export function jt808Status(bits: number): Jt808Status {
  const on = (bit: number) => ((bits >>> bit) & 1) === 1
  return {
    accOn: on(0),
    positioned: on(1),
    south: on(2),
    west: on(3),
    outOfService: on(4),
    coordinatesEncrypted: on(5),
    forwardCollisionWarning: on(6),
    laneDepartureWarning: on(7),
    load: (bits >>> 8) & 3,
    fuelLineCut: on(10),
    powerLineCut: on(11),
    doorsLocked: on(12),
    doorsOpen: [1, 2, 3, 4, 5].filter((door) => on(12 + door)),
    gnss: bitNames(bits >>> 18, GNSS),
    moving: on(22),
  }
}
