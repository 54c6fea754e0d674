import { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'

export const PROTOCOLS = ['mqtt', 'jt808', 'hj212', 'gb26875', 'modbus'] as const
export type SourceProtocol = (typeof PROTOCOLS)[number]

/** How a protocol names devices and their quantities, and what to say where the name is none. */
export interface ProtocolWords {
  readonly text: Text
  readonly device: { readonly text: Text; readonly shape: RegExp; readonly remedy: Text } | null
  readonly key: { readonly shape: RegExp; readonly remedy: Text } | null
}

export const PROTOCOL: Readonly<Record<SourceProtocol, ProtocolWords>> = {
  mqtt: { text: text('MQTT 网关', 'MQTT gateway'), device: null, key: null },
  jt808: {
    text: text('JT/T 808 车载终端', 'JT/T 808 terminal'),
    device: {
      text: text('终端手机号', 'Phone of the terminal'),
      shape: /^[1-9]\d{0,19}$/,
      remedy: text('只填数字，不带前面的 0', 'Digits only, without leading zeros'),
    },
    key: {
      shape: /^[a-z][a-z0-9_.]{0,59}$/,
      remedy: text('如 speed、latitude、alarm.overspeed', 'For example speed, latitude, alarm.overspeed'),
    },
  },
  hj212: {
    text: text('HJ 212 数采仪', 'HJ 212 logger'),
    device: {
      text: text('设备编号（MN）', 'Device number (MN)'),
      shape: /^[A-Za-z0-9]{6,24}$/,
      remedy: text('6 至 24 位字母和数字', '6 to 24 letters and digits'),
    },
    key: {
      shape: /^[A-Za-z0-9]{2,8}(-[A-Za-z]{1,12})?$/,
      remedy: text('如 w01018 或 w01018-Avg', 'For example w01018 or w01018-Avg'),
    },
  },
  gb26875: {
    text: text('GB/T 26875.3 用户信息传输装置', 'GB/T 26875.3 transmission device'),
    device: {
      text: text('源地址', 'Source address'),
      shape: /^[0-9A-F]{12}$/,
      remedy: text('12 位十六进制数，高位在前', '12 hexadecimal digits, most significant first'),
    },
    key: {
      shape: /^(device|\d{1,3}\.\d{1,3}(\.\d{1,3}\.\d{1,10})?)\/[A-Za-z][A-Za-z0-9_.]{0,39}$/,
      remedy: text(
        '如 1.1/fire（系统类型.系统地址/状态）、1.1.40.3/fire（再加部件类型.部件地址）、device/fault',
        'For example 1.1/fire (system type.address/state), 1.1.40.3/fire (with component type.address), device/fault',
      ),
    },
  },
  modbus: {
    text: text('Modbus TCP 设备', 'Modbus TCP device'),
    device: {
      text: text('地址（主机:端口）', 'Address (host:port)'),
      shape: /^[A-Za-z0-9.-]{1,200}:\d{1,5}$/,
      remedy: text('如 10.1.2.3:502', 'For example 10.1.2.3:502'),
    },
    key: {
      shape: /^\d{1,3}\/(holding|input)\/\d{1,5}\/(int16|uint16|((int32|uint32|float32)\/(ABCD|CDAB|BADC|DCBA)))$/,
      remedy: text(
        '单元号/寄存器/地址/类型[/字序]，如 1/holding/40/float32/CDAB',
        'unit/register/address/type[/word order], for example 1/holding/40/float32/CDAB',
      ),
    },
  },
}

export const SourceEntry = z.object({
  key: z.string().trim().min(1).max(80).meta({ zh: '设备量', en: 'Quantity' }),
  /** Code of the point. */
  point: z.string().trim().min(1).max(80).meta({ zh: '点位编号', en: 'Code of the point' }),
  /** Value of the point = value × scale + add. */
  scale: z.number().default(1).meta({ zh: '系数', en: 'Scale' }),
  add: z.number().default(0).meta({ zh: '加', en: 'Add' }),
})
export type SourceEntry = z.output<typeof SourceEntry>

export const SourceOptions = z.object({
  /** Addresses from which it may come; none named = any. The only fence of protocols without a secret. */
  peers: z
    .array(z.union([z.ipv4(), z.ipv6()]))
    .max(20)
    .optional(),
  /** How the device writes its times. */
  timeFormat: z.enum(['auto', 'binary', 'bcd']).optional(),
  /** False: it is not asked for what it kept while it was cut off. */
  history: z.boolean().optional(),
  /** Seconds between two questions to a device that is asked. */
  everyS: z.number().min(1).max(3600).optional(),
})
export type SourceOptions = z.output<typeof SourceOptions>

export const SourceRow = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  active: z.boolean(),
  protocol: z.enum(PROTOCOLS),
  device: z.string().nullable(),
  map: z.array(SourceEntry),
  options: SourceOptions,
  lastSeenAt: z.string().nullable(),
  /** Links that stand now. */
  links: z.number(),
  /** What of it was refused since the program started, by cause. */
  refused: z.array(z.object({ cause: z.string(), text: z.object({ zh: z.string(), en: z.string() }), n: z.number() })),
  /** Quantities that it sends and that are no point yet. */
  unmapped: z.array(z.object({ key: z.string(), value: z.number(), at: z.string() })),
})
export type SourceRow = z.output<typeof SourceRow>

/** Why something a device sent was not taken; causes of frames that are not listed here are named by the protocol. */
const CAUSES: Readonly<Record<string, Text>> = {
  'bad-password': text('口令不对', 'Wrong password'),
  'bad-checksum': text('校验不对', 'Wrong checksum'),
  'bad-crc': text('校验不对', 'Wrong check value'),
  'bad-head': text('报文头不对', 'Wrong head'),
  'bad-length': text('长度不符', 'Length does not fit'),
  'too-long': text('报文过长', 'Frame too long'),
  'outside-frame': text('报文之外的字节', 'Octets outside frames'),
  'outside-flags': text('报文之外的字节', 'Octets outside frames'),
  unfinished: text('报文不完整', 'Unfinished frame'),
  malformed: text('内容不符合报文类型', 'Content does not fit its type'),
  peer: text('来自未登记的地址', 'From an address that is not registered'),
  'other-device': text('冒用其他设备编号', 'Names another device'),
  'not-authenticated': text('未鉴权', 'Not authenticated'),
  time: text('时间不对', 'Wrong time'),
  'no-point': text('对应的点位不存在', 'The point does not exist'),
  'not-stored': text('未能入库，等待重传', 'Not stored; to be sent again'),
  idle: text('长时间无数据，已断开', 'Silent too long; cut off'),
  slow: text('报文迟迟不完整，已断开', 'A frame took too long; cut off'),
  rubbish: text('无效数据过多，已断开', 'Too much rubbish; cut off'),
  'too-fast': text('超过流量上限', 'Too many octets a second'),
  held: text('积压过多，已断开', 'Holds too much; cut off'),
  'not-read': text('设备不接收应答，已断开', 'Does not read the answers; cut off'),
  'no-answer': text('无应答', 'No answer'),
  exception: text('设备报错', 'The device reports a fault'),
}

/** A cause in words, the protocol's own name where there are none. */
export const causeText = (cause: string): Text => CAUSES[cause] ?? text(cause, cause)
