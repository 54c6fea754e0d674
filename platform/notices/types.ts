import type { Claims } from '#kernel/access/index.ts'
import type { Text } from '#kernel/text.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Route } from '#platform/http/index.ts'
import type { Log } from '#platform/observe/log.ts'
import type { OutboxHandlers } from '#platform/outbox/types.ts'

export type NoticeLevel = 'info' | 'warn' | 'urgent'

export interface NewNotice {
  readonly personIds: readonly string[]
  readonly title: Text
  readonly body: Text
  /** Path in the application, for example `/matters/…`. */
  readonly link?: string | null
  readonly level: NoticeLevel
  readonly matterId?: string | null
  /** What it is about, for filters; `general` by default. */
  readonly kind?: string
}

export interface SmsSender {
  send(to: string, text: string): Promise<void>
}

export interface SmtpConfig {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly user?: string
  readonly password?: string
  readonly from: string
}

export interface WebhookConfig {
  /** Stable name; part of the outbox rows. */
  readonly name: string
  readonly url: string
  readonly secret: string
  readonly minLevel: NoticeLevel
}

export interface NoticesDeps {
  readonly db: Db
  readonly systemClaims: Claims
  readonly now: () => Date
  readonly log: Log
  readonly smtp?: SmtpConfig
  readonly webhooks?: readonly WebhookConfig[]
  readonly sms?: SmsSender
  /** Put before links in e-mails and webhooks, for example `https://anlan.example.gov.cn`. */
  readonly baseUrl?: string
}

export interface Notices {
  /** In the transaction of the deed. People who are unknown or inactive are passed over. Returns the ids written. */
  notify(tx: Tx, notice: NewNotice): Promise<string[]>
  /** For the outbox: notice.new, notice.email, notice.sms, notice.webhook. */
  readonly handlers: OutboxHandlers
  /** GET /api/notices, POST /api/notices/:id/read, POST /api/notices/read-all, GET and PUT /api/notices/settings. */
  readonly routes: Route[]
}
