import { createHash } from 'node:crypto'
import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/** Where the server listens: a Unix socket in a private folder, or a loopback port with a password. */
export type Endpoint = { kind: 'socket'; folder: string; port: number } | { kind: 'tcp'; port: number }

export const OWNER = 'anlan'
export const DATABASE = 'anlan'

/** With a socket the port is only the ending of the socket's name. */
export const SOCKET_PORT = 5432

/** A server log file is closed at this size or after a day; the launcher keeps the newest `LOG_FILES`. */
const LOG_FILE_MEGABYTES = 10
export const LOG_FILES = 8

const quote = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

function settingsOf(endpoint: Endpoint, logs: string): [string, string][] {
  const listening: [string, string][] =
    endpoint.kind === 'socket'
      ? [
          ['listen_addresses', ''],
          ['unix_socket_directories', `"${endpoint.folder}"`],
          ['unix_socket_permissions', '0700'],
        ]
      : [
          ['listen_addresses', '127.0.0.1'],
          ['unix_socket_directories', ''],
        ]
  // The server notices within seconds that a client died in the middle of a long query (the option exists on Linux and macOS only).
  const clientCheck: [string, string][] = process.platform === 'win32' ? [] : [['client_connection_check_interval', '5s']]
  return [
    ...listening,
    ...clientCheck,
    ['port', String(endpoint.port)],
    ['max_connections', '60'],
    ['shared_buffers', '128MB'],
    ['wal_level', 'replica'],
    ['max_wal_size', '1GB'],
    ['fsync', 'on'],
    ['full_page_writes', 'on'],
    ['synchronous_commit', 'on'],
    ['password_encryption', 'scram-sha-256'],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ['lc_messages', 'C'],
    ['lc_monetary', 'C'],
    ['lc_numeric', 'C'],
    ['lc_time', 'C'],
    ['default_text_search_config', 'pg_catalog.simple'],
    ['cluster_name', 'anlan'],
    ['logging_collector', 'on'],
    ['log_directory', logs],
    ['log_filename', 'server-%Y%m%d-%H%M%S.log'],
    ['log_file_mode', '0600'],
    ['log_rotation_size', `${LOG_FILE_MEGABYTES}MB`],
    ['log_rotation_age', '1d'],
    ['log_line_prefix', '%m [%p] %q%u@%d '],
  ]
}

/** Settings text and a digest of everything a running server must agree with before it may be adopted. */
export type ServerSettings = { conf: string; hba: string; digest: string }

export function serverSettings(endpoint: Endpoint, logs: string, binaries: Binaries): ServerSettings {
  const lines = settingsOf(endpoint, logs).map(([name, value]) => `${name} = ${quote(value)}`)
  // Inside the private socket folder only the owner's account can connect; a loopback port is open to every local user.
  const hba = endpoint.kind === 'socket' ? 'local all all trust\n' : 'host all all 127.0.0.1/32 scram-sha-256\n'
  const digest = createHash('sha256')
    .update([binaries.folder, binaries.version, hba, ...lines].join('\n'))
    .digest('hex')
  const head = '# Written anew at every start. Lasting changes of your own: ALTER SYSTEM (they go to postgresql.auto.conf).'
  return { conf: [head, ...lines, `anlan.settings = '${digest}'`, ''].join('\n'), hba, digest }
}

export function writeSettings(cluster: string, settings: ServerSettings, account: Account): void {
  for (const [name, text] of [
    ['postgresql.conf', settings.conf],
    ['pg_hba.conf', settings.hba],
    ['pg_ident.conf', ''],
  ] as const) {
    const path = join(cluster, name)
    writeFileSync(path, text, { mode: 0o600 })
    if (account.switchUser) chownSync(path, account.uid, account.gid)
  }
}

/** Connection string for node-postgres (libpq reads it too). */
export function connectionString(endpoint: Endpoint, password: string, database = DATABASE): string {
  if (endpoint.kind === 'socket') {
    return `postgresql://${OWNER}@/${database}?host=${encodeURIComponent(endpoint.folder)}&port=${endpoint.port}`
  }
  return `postgresql://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${endpoint.port}/${database}`
}
