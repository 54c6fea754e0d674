/**
 * A connection string as a URL. The socket form `postgresql://user@/db?host=/folder` has no host, which the URL standard
 * refuses; the `host` parameter wins over the name put in here.
 */
function parse(url: string): URL {
  return new URL(url.replace(/^(postgres(?:ql)?:\/\/[^/]*@)\//, '$1localhost/'))
}

/** The same server and settings, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = parse(url)
  changed.pathname = `/${database}`
  return changed.toString()
}

/** The same server and database, another role. An absent password is left out. */
export function withUser(url: string, user: string, password?: string): string {
  const changed = parse(url)
  changed.username = user
  changed.password = password ?? ''
  return changed.toString()
}

export function hasPassword(url: string): boolean {
  return parse(url).password !== ''
}
