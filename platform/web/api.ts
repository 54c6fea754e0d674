import { storedLang } from './i18n.tsx'

export interface ProblemFault {
  field: string
  message: string
  remedy?: string
}

/** A refusal of the server, in the user's language. `status` 0 = no connection. */
export class ApiError extends Error {
  readonly status: number
  readonly type: string
  readonly detail: string
  readonly errors: readonly ProblemFault[]
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body['title'] ?? status))
    this.status = status
    this.type = String(body['type'] ?? '')
    this.detail = String(body['detail'] ?? '')
    this.errors = (body['errors'] as ProblemFault[] | undefined) ?? []
    this.body = body
  }
}

const OFFLINE = {
  zh: { title: '没有网络', detail: '您填写的内容已保留在本机，恢复网络后可继续。' },
  en: { title: 'No connection', detail: 'What you typed is kept on this device; go on when the connection is back.' },
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  const body = (await response.json().catch(() => ({ title: response.statusText }))) as Record<string, unknown>
  // The page's own question who is signed in answers itself; all others tell it that the session has ended.
  if (response.status === 401 && !/\/api\/(me$|auth\/)/.test(new URL(response.url).pathname))
    window.dispatchEvent(new Event('anlan:signed-out'))
  throw new ApiError(response.status, body)
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, { ...init, headers: { 'accept-language': storedLang(), ...init.headers }, credentials: 'same-origin' })
  } catch {
    throw new ApiError(0, { type: 'offline', ...OFFLINE[storedLang()] })
  }
  return answer<T>(response)
}

type Query = Readonly<Record<string, string | number | boolean | undefined | null>>

/** A URL with the query values that are set. */
export function withQuery(url: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  return pairs.length === 0 ? url : `${url}?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)])).toString()}`
}

const write = <T>(method: string, url: string, body: unknown, key?: string): Promise<T> =>
  send<T>(url, {
    method,
    body: JSON.stringify(body ?? {}),
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
  })

export const api = {
  get: <T>(url: string, query?: Query): Promise<T> => send<T>(withQuery(url, query), { method: 'GET' }),
  post: <T>(url: string, body?: unknown, key?: string): Promise<T> => write<T>('POST', url, body, key),
  put: <T>(url: string, body?: unknown): Promise<T> => write<T>('PUT', url, body),
  patch: <T>(url: string, body?: unknown): Promise<T> => write<T>('PATCH', url, body),
  delete: <T>(url: string): Promise<T> => send<T>(url, { method: 'DELETE' }),
  /** One file as multipart; answers what the server knows of it. */
  upload: <T>(url: string, file: File): Promise<T> => {
    const form = new FormData()
    form.append('file', file, file.name)
    return send<T>(url, { method: 'POST', body: form })
  },
}
