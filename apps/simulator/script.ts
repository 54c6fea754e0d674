import { z } from 'zod'

/** How a quantity behaves. Times in hours unless named otherwise; values in the unit that the device sends. */
export const Model = z.discriminatedUnion('kind', [
  /** A tank that is filled to `full`, rests, is drawn down to `empty`; leak = lost a second, high = the inflow does not stop. */
  z.object({
    kind: z.literal('tank'),
    empty: z.number(),
    full: z.number(),
    rise: z.number().positive().default(1),
    start: z.number().optional(),
  }),
  /** Gas in air: a background, and what escapes is blown away with a time constant. leak = value that it settles at. */
  z.object({
    kind: z.literal('gas'),
    background: z.number().default(0),
    noise: z.number().min(0).default(0.2),
    awayS: z.number().positive().default(120),
  }),
  /** Water behind a dam: rises with the rain, is drained slowly. high = rain of `size` an hour. */
  z.object({
    kind: z.literal('pond'),
    normal: z.number(),
    drainH: z.number().positive().default(24),
    noise: z.number().min(0).default(0.01),
  }),
  /** A calm value that swings with the day. high = off by `size`. */
  z.object({ kind: z.literal('swing'), low: z.number(), high: z.number(), noise: z.number().min(0).default(0) }),
  /** Off, and on while it is tripped. */
  z.object({ kind: z.literal('switch') }),
  /** Counts on, as a meter does; `rate` an hour. high = rate × size. */
  z.object({ kind: z.literal('meter'), rate: z.number().min(0), start: z.number().default(0) }),
])
export type Model = z.output<typeof Model>

const Channel = z.object({ key: z.string().min(1).max(80), model: Model })
const base = { id: z.string().min(1).max(60), everyS: z.number().int().min(1).max(3600).default(10) }

export const Device = z.discriminatedUnion('protocol', [
  z.object({ ...base, protocol: z.literal('http'), token: z.string().min(1), channels: z.array(Channel).min(1) }),
  z.object({
    ...base,
    protocol: z.literal('mqtt'),
    username: z.string().min(1),
    secret: z.string().min(1),
    channels: z.array(Channel).min(1),
  }),
  z.object({
    ...base,
    protocol: z.literal('hj212'),
    mn: z.string().min(1).max(24),
    password: z.string().min(1).max(32),
    st: z
      .string()
      .regex(/^[0-9A-Z]{2}$/)
      .default('32'),
    channels: z.array(Channel).min(1).max(40),
  }),
  z.object({
    ...base,
    protocol: z.literal('gb26875'),
    address: z.string().regex(/^[0-9A-F]{12}$/),
    /** `1.1.40.3/fire` or `11.1.99.1/pressure` (kPa), `…/temperature`, `…/height`. */
    channels: z
      .array(Channel.extend({ key: z.string().regex(/^\d+\.\d+\.\d+\.\d+\/(fire|fault|pressure|temperature|height)$/) }))
      .min(1)
      .max(20),
  }),
  z.object({
    ...base,
    protocol: z.literal('jt808'),
    phone: z.string().regex(/^[1-9]\d{5,19}$/),
    edition: z.enum(['2013', '2019']).default('2019'),
    plate: z.string().max(20).default('测A00001'),
    /** It drives to and fro along these places at `speed` km/h. */
    route: z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).min(2),
    speed: z.number().positive().max(150).default(60),
  }),
])
export type Device = z.output<typeof Device>

/**
 * What goes wrong: `leak`, `high`, `trip` (switch), `stuck` on a channel, `speeding` and `sos` on a vehicle, `cut` on a device,
 * which keeps what it measures and sends it when it is back.
 */
export const Fault = z.object({
  atS: z.number().min(0),
  forS: z.number().positive(),
  device: z.string(),
  channel: z.string().optional(),
  kind: z.enum(['leak', 'high', 'trip', 'stuck', 'speeding', 'sos', 'cut']),
  size: z.number().default(1),
})
export type Fault = z.output<typeof Fault>

const Address = z.string().regex(/^[^\s:]+:\d{1,5}$/)

export const Script = z
  .object({
    name: z.string().min(1).max(80),
    seed: z.number().int().default(1),
    server: z
      .object({
        http: z.url().optional(),
        mqtt: Address.optional(),
        hj212: Address.optional(),
        gb26875: Address.optional(),
        jt808: Address.optional(),
      })
      .default({}),
    devices: z.array(Device).min(1).max(5000),
    faults: z.array(Fault).max(10_000).default([]),
  })
  .superRefine((script, context) => {
    const ids = new Set(script.devices.map((d) => d.id))
    if (ids.size !== script.devices.length) context.addIssue({ code: 'custom', path: ['devices'], message: 'two devices have one id' })
    for (const [i, fault] of script.faults.entries()) {
      const device = script.devices.find((d) => d.id === fault.device)
      const channels = device && 'channels' in device ? device.channels.map((c) => c.key) : []
      if (!device) context.addIssue({ code: 'custom', path: ['faults', i, 'device'], message: `there is no device ${fault.device}` })
      else if (fault.channel !== undefined && !channels.includes(fault.channel))
        context.addIssue({
          code: 'custom',
          path: ['faults', i, 'channel'],
          message: `device ${fault.device} has no channel ${fault.channel}`,
        })
    }
  })
export type Script = z.output<typeof Script>
