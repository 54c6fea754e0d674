import path from 'node:path'
import { z } from 'zod'
import type { SmtpConfig, WebhookConfig } from '#platform/notices/index.ts'
import type { OidcConfig } from '#platform/signin/index.ts'

/** A setting written as JSON. */
function json<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
}

const port = z.number().int().min(0).max(65535)
const Address = z.strictObject({ tcp: port.optional(), udp: port.optional(), host: z.string().default('127.0.0.1') })
const positive = z.number().positive()

/** Listeners for devices, loopback unless a host is named, and their limits (adapters/listen/limits.ts). */
const DeviceConfig = z.strictObject({
  jt808: Address.optional(),
  hj212: Address.omit({ udp: true }).optional(),
  gb26875: Address.optional(),
  modbus: z.boolean().optional(),
  limits: z
    .strictObject({
      links: positive,
      linksPerPeer: positive,
      octetsPerSecond: positive,
      heldOctets: positive,
      idleS: positive,
      helloS: positive,
      frameS: positive,
      rubbish: positive,
    })
    .partial()
    .optional(),
})
export type DeviceConfig = z.output<typeof DeviceConfig>

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  ANLAN_DATA: z.string().default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Shared by several processes on one database server; made anew at each start when absent. */
  ANLAN_APP_PASSWORD: z.string().min(16).optional(),
  /** Public address; https makes cookies secure. */
  ANLAN_BASE_URL: z.url().optional(),
  ANLAN_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  ANLAN_TRUST_PROXY: z.stringbool().default(false),
  /** Enterprises of the sample county and days of its history. */
  ANLAN_SAMPLE_SIZE: z.coerce.number().int().min(40).max(20_000).default(2000),
  ANLAN_SAMPLE_DAYS: z.coerce.number().int().min(1).max(400).default(183),
  /** Command that looks at an uploaded file for viruses; its path is the last argument. */
  ANLAN_SCAN: z.string().optional(),
  /** E-mail: smtp://user:password@host:port and the sender's address. */
  ANLAN_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
  ANLAN_MAIL_FROM: z.email().optional(),
  /** JSON: [{ name, url, secret, minLevel }]. */
  ANLAN_WEBHOOKS: json(
    z.array(z.object({ name: z.string(), url: z.url(), secret: z.string().min(16), minLevel: z.enum(['info', 'warn', 'urgent']) })),
  ).default([]),
  /** JSON: { id, name, discoveryUrl, clientId, clientSecret, claim? }: a city's single sign-on. */
  ANLAN_OIDC: json(
    z.object({
      id: z.string(),
      name: z.string(),
      discoveryUrl: z.url(),
      clientId: z.string(),
      clientSecret: z.string(),
      claim: z.string().optional(),
    }),
  ).optional(),
  /** Port of the MQTT broker in the process; absent = none. Loopback unless a host is named. */
  ANLAN_MQTT_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  ANLAN_MQTT_HOST: z.string().default('127.0.0.1'),
  /** Files with certificate and key (PEM): with them the broker speaks TLS only. */
  ANLAN_MQTT_CERT: z.string().optional(),
  ANLAN_MQTT_KEY: z.string().optional(),
  /** JSON: { jt808, hj212, gb26875: { tcp?, udp?, host? }, modbus?, limits? }: what listens to devices, and whether devices are asked. Absent = nothing. */
  ANLAN_DEVICES: json(DeviceConfig).default({}),
  ANLAN_METRICS_TOKEN: z.string().min(16).optional(),
  ANLAN_PER_MINUTE: z.coerce.number().int().min(60).default(6000),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly appPassword: string | undefined
  readonly baseUrl: string | undefined
  readonly logLevel: string
  readonly trustProxy: boolean
  /** False: start without the sample county. */
  readonly sample: boolean
  readonly sampleSize: number
  readonly sampleDays: number
  readonly scan: string | undefined
  readonly perMinute: number
  readonly smtp: SmtpConfig | undefined
  readonly webhooks: readonly WebhookConfig[]
  readonly oidc: OidcConfig | undefined
  readonly metricsToken: string | undefined
  readonly devices: DeviceConfig
  readonly mqtt: { readonly port: number; readonly host: string; readonly cert?: string; readonly key?: string } | undefined
}

function smtpOf(url: string | undefined, from: string | undefined): SmtpConfig | undefined {
  if (url === undefined) return undefined
  if (from === undefined) throw new Error('ANLAN_MAIL_FROM: is needed with ANLAN_SMTP')
  const u = new URL(url)
  const secure = u.protocol === 'smtps:'
  return {
    host: u.hostname,
    port: Number(u.port) || (secure ? 465 : 587),
    secure,
    from,
    ...(u.username ? { user: decodeURIComponent(u.username), password: decodeURIComponent(u.password) } : {}),
  }
}

function flag(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`))
  if (at < 0) return undefined
  const one = args[at] ?? ''
  return one.includes('=') ? one.slice(one.indexOf('=') + 1) : args[at + 1]
}

/** Settings from the environment and the command line; the command line wins. Throws with the name of what is wrong. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const given = {
    ...env,
    PORT: flag(args, 'port') ?? env['PORT'],
    ANLAN_DATA: flag(args, 'data') ?? env['ANLAN_DATA'],
    HOST: flag(args, 'host') ?? env['HOST'],
  }
  const parsed = Env.safeParse(given)
  if (!parsed.success) throw new Error(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'))
  const e = parsed.data
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: path.resolve(e.ANLAN_DATA),
    databaseUrl: e.DATABASE_URL,
    appPassword: e.ANLAN_APP_PASSWORD,
    baseUrl: e.ANLAN_BASE_URL,
    logLevel: e.ANLAN_LOG,
    trustProxy: e.ANLAN_TRUST_PROXY,
    sample: !args.includes('--empty'),
    sampleSize: e.ANLAN_SAMPLE_SIZE,
    sampleDays: e.ANLAN_SAMPLE_DAYS,
    scan: e.ANLAN_SCAN,
    perMinute: e.ANLAN_PER_MINUTE,
    smtp: smtpOf(e.ANLAN_SMTP, e.ANLAN_MAIL_FROM),
    webhooks: e.ANLAN_WEBHOOKS,
    oidc: e.ANLAN_OIDC,
    metricsToken: e.ANLAN_METRICS_TOKEN,
    devices: e.ANLAN_DEVICES,
    mqtt:
      e.ANLAN_MQTT_PORT === undefined
        ? undefined
        : {
            port: e.ANLAN_MQTT_PORT,
            host: e.ANLAN_MQTT_HOST,
            ...(e.ANLAN_MQTT_CERT ? { cert: e.ANLAN_MQTT_CERT } : {}),
            ...(e.ANLAN_MQTT_KEY ? { key: e.ANLAN_MQTT_KEY } : {}),
          },
  }
}
