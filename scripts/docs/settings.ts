/** docs/reference/settings.md: environment of the process and settings of the administrator. */
import { z } from 'zod'
import { readConfig, type Config } from '#apps/server/config.ts'
import type { SettingDef } from '#platform/settings/index.ts'
import { code, document, HEAD, pair, table, type Page } from './table.ts'

interface Variable {
  readonly text: { readonly zh: string; readonly en: string }
  /** Where its value stands in the configuration, to print what holds without it. */
  readonly key: keyof Config | null
  readonly option?: string
}

const v = (key: keyof Config | null, zh: string, en: string, option?: string): Variable => ({
  text: { zh, en },
  key,
  ...(option ? { option } : {}),
})

/** Words of each variable of apps/server/config.ts; `environment` holds the two lists equal. */
const VARIABLES: Readonly<Record<string, Variable>> = {
  PORT: v('port', '端口', 'Port; 0 takes a free one', '--port N'),
  HOST: v('host', '监听地址', 'Address to listen on; keep it on the loopback behind a proxy', '--host H'),
  ANLAN_DATA: v(null, '数据目录', 'Folder of database, evidence and keys (`.data` in the working folder)', '--data DIR'),
  DATABASE_URL: v('databaseUrl', '外部数据库', 'A PostgreSQL of your own, 15 or later, UTF-8; absent = the built-in one'),
  ANLAN_APP_PASSWORD: v(
    'appPassword',
    '数据库应用角色的口令',
    'Password of the role anlan_app, 16 characters or more; needed by several processes on one server',
  ),
  ANLAN_BASE_URL: v('baseUrl', '对外网址', 'Public address; https makes cookies secure'),
  ANLAN_LOG: v('logLevel', '日志级别', 'debug, info, warn, error or silent'),
  ANLAN_TRUST_PROXY: v('trustProxy', '信任反向代理', 'Takes the address of the client from the proxy'),
  ANLAN_SAMPLE_SIZE: v('sampleSize', '样例县企业数', 'Enterprises of the sample county, 40 to 20,000'),
  ANLAN_SAMPLE_DAYS: v('sampleDays', '样例县历史天数', 'Days of its history, 1 to 400'),
  ANLAN_SCAN: v('scan', '病毒扫描命令', 'Command that looks at an upload; 0 = clean, 1 = infected, the path is its argument'),
  ANLAN_SMTP: v('smtp', '发信服务器', 'smtp://user:password@host:port or smtps://…'),
  ANLAN_MAIL_FROM: v(null, '发信地址', "The sender's address; needed with ANLAN_SMTP"),
  ANLAN_WEBHOOKS: v('webhooks', '推送地址', 'JSON: [{ name, url, secret, minLevel }]'),
  ANLAN_MQTT_PORT: v('mqtt', '物联网消息端口', 'Port of the MQTT broker in the process; absent = none'),
  ANLAN_MQTT_HOST: v(null, '物联网消息监听地址', 'Its address, the loopback unless told'),
  ANLAN_MQTT_CERT: v(null, '物联网消息证书文件', 'PEM file; with it and the key the broker speaks TLS only'),
  ANLAN_MQTT_KEY: v(null, '物联网消息私钥文件', 'PEM file'),
  ANLAN_DEVICES: v('devices', '设备接入', 'Listeners for devices, JSON: see [connect devices](../how-to/devices.md); absent = none'),
  ANLAN_OIDC: v('oidc', '统一身份认证', 'JSON: { id, name, discoveryUrl, clientId, clientSecret, claim? }'),
  ANLAN_METRICS_TOKEN: v('metricsToken', '指标令牌', 'Bearer token for /metrics from another machine, 16 characters or more'),
  ANLAN_PER_MINUTE: v('perMinute', '每分钟请求上限', 'Requests a minute and session, or address'),
}

/**
 * Names of the variables that the program reads, from the source of its configuration.
 * @throws when a variable has no words here, or words stand for none
 */
function environment(source: string): string[] {
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): (?:z|json)\b/gm)].map((m) => m[1] ?? '')
  const wordless = names.filter((n) => !(n in VARIABLES))
  const gone = Object.keys(VARIABLES).filter((n) => !names.includes(n))
  if (wordless.length + gone.length > 0) {
    throw new Error(
      `scripts/docs/settings.ts: no words for ${wordless.join(', ') || 'none'}; not read any more: ${gone.join(', ') || 'none'}`,
    )
  }
  return names
}

function byDefault(variable: Variable, config: Config): string {
  const value = variable.key === null ? undefined : config[variable.key]
  return value === undefined ? '' : code(JSON.stringify(value))
}

function shapeOf(def: SettingDef): string {
  const { $schema: _none, ...schema } = z.toJSONSchema(def.schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
  return JSON.stringify(schema)
}

/** @param configSource the text of apps/server/config.ts */
export function settingsPage(configSource: string, defs: readonly SettingDef[]): Page {
  const config = readConfig({}, [])
  const variables = environment(configSource).map((name) => {
    const one = VARIABLES[name]
    return one ? [code(name), one.option ? code(one.option) : '', pair(one.text), byDefault(one, config)] : [name, '', '', '']
  })
  const settings = defs.map((d) => [code(d.name), pair(d.text), code(JSON.stringify(d.initial))])
  const shapes = defs.filter((d, i) => defs.findIndex((e) => shapeOf(e) === shapeOf(d)) === i)
  return {
    name: 'settings.md',
    text: document(
      '# Settings (设置)',
      HEAD,
      '## Environment of the process',
      'An option of the command line wins over its variable. A value that does not fit stops the start and names the variable.',
      table(['variable', 'option', '含义', 'without it'], variables),
      '## Settings of the administrator',
      'Kept in the database, changed under 系统 or by `PUT /api/settings/{name}` with the version they were read at; each change is in the audit.',
      table(['setting', '含义', 'as delivered'], settings),
      ...shapes.map(
        (d) =>
          `Shape of \`${d.name}\`${d.name.startsWith('ladder.') ? ' and the other ladders' : ''}:\n\n\`\`\`json\n${shapeOf(d)}\n\`\`\``,
      ),
    ),
  }
}
