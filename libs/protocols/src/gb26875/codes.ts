/** Names of state bits by what they belong to, bit 0 first (GB/T 26875.3-2011 8.2). */
export const SYSTEM_STATE_BITS = [
  'normal_run',
  'fire',
  'fault',
  'shield',
  'supervise',
  'start',
  'feedback',
  'delay',
  'main_power_fault',
  'backup_power_fault',
  'bus_fault',
  'manual',
  'config_changed',
  'reset',
] as const

export const COMPONENT_STATE_BITS = [
  'normal_run',
  'fire',
  'fault',
  'shield',
  'supervise',
  'start',
  'feedback',
  'delay',
  'power_fault',
] as const

/** State bits of the transmission device (用户信息传输装置). */
export const DEVICE_STATE_BITS = [
  'normal_watch',
  'fire',
  'fault',
  'main_power_fault',
  'backup_power_fault',
  'centre_link_fault',
  'monitored_line_fault',
] as const

export const OPERATION_BITS = ['reset', 'silence', 'manual_alarm', 'clear_alarm', 'self_test', 'confirm', 'test'] as const

export const DEVICE_OPERATION_BITS = ['reset', 'silence', 'manual_alarm', 'clear_alarm', 'self_test', 'guard_check_reply', 'test'] as const

/** Analog types: quantity, unit, and by what the raw number is divided. */
export interface AnalogType {
  quantity: string
  unit: string
  divisor: number
}

export const ANALOG_TYPES: Readonly<Record<number, AnalogType>> = {
  1: { quantity: 'count', unit: '', divisor: 1 },
  2: { quantity: 'height', unit: 'm', divisor: 100 },
  3: { quantity: 'temperature', unit: '℃', divisor: 10 },
  4: { quantity: 'pressure', unit: 'MPa', divisor: 10 },
  5: { quantity: 'pressure', unit: 'kPa', divisor: 10 },
  6: { quantity: 'gas', unit: '%LEL', divisor: 10 },
  7: { quantity: 'time', unit: 's', divisor: 1 },
  8: { quantity: 'voltage', unit: 'V', divisor: 10 },
  9: { quantity: 'current', unit: 'A', divisor: 10 },
  10: { quantity: 'flow', unit: 'L/s', divisor: 10 },
  11: { quantity: 'air_volume', unit: 'm³/min', divisor: 10 },
  12: { quantity: 'wind_speed', unit: 'm/s', divisor: 1 },
}

/** Commands of the frame head. 128 and above belong to the maker. */
export const GB26875_COMMAND = { control: 1, send: 2, ack: 3, request: 4, reply: 5, nak: 6 } as const

const COMMAND_NAMES: Readonly<Record<number, string>> = { 1: 'control', 2: 'send_data', 3: 'ack', 4: 'request', 5: 'reply', 6: 'nak' }

export function commandName(command: number): string {
  return COMMAND_NAMES[command] ?? (command >= 128 ? 'user' : 'reserved')
}

/** Fire-protection systems by type code; 128 and above belong to the user. */
export const SYSTEM_TYPES: Readonly<Record<number, { zh: string; en: string }>> = {
  0: { zh: '通用', en: 'general' },
  1: { zh: '火灾报警系统', en: 'fire alarm' },
  10: { zh: '消防联动控制器', en: 'linkage controller' },
  11: { zh: '消火栓系统', en: 'hydrants' },
  12: { zh: '自动喷水灭火系统', en: 'sprinklers' },
  13: { zh: '气体灭火系统', en: 'gas extinguishing' },
  14: { zh: '水喷雾灭火系统（泵启动）', en: 'water spray (pump)' },
  15: { zh: '水喷雾灭火系统（压力容器启动）', en: 'water spray (pressure)' },
  16: { zh: '泡沫灭火系统', en: 'foam' },
  17: { zh: '干粉灭火系统', en: 'powder' },
  18: { zh: '防烟排烟系统', en: 'smoke control' },
  19: { zh: '防火门及卷帘系统', en: 'doors and shutters' },
  20: { zh: '消防电梯', en: 'lift' },
  21: { zh: '消防应急广播', en: 'broadcast' },
  22: { zh: '消防应急照明和疏散指示系统', en: 'emergency light' },
  23: { zh: '消防电源', en: 'fire power' },
  24: { zh: '消防电话', en: 'telephone' },
}
