import type { Claims } from '#kernel/access/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Route } from '#platform/http/index.ts'

export interface ObserveDeps {
  readonly db: Db
  readonly systemClaims: Claims
  /** Bearer token that opens /metrics from elsewhere; without one it answers loopback only. */
  readonly metricsToken?: string
  /** What must hold before traffic is sent here, besides the database; false or a throw = not ready. */
  readonly ready?: Readonly<Record<string, () => Promise<boolean> | boolean>>
  readonly version?: string
}

export interface Observe {
  /** Wire as `observe` of buildHttp: counts a request by its route, never by its URL. */
  readonly request: (route: Route, status: number, seconds: number) => void
  /** GET /metrics, /healthz, /readyz. */
  readonly routes: Route[]
  /** A counter that its keeper counts; asked when it is scraped. */
  counter(name: string, help: string, labels: readonly string[], read: () => readonly { labels: Record<string, string>; n: number }[]): void
  /** The metrics in Prometheus text format. */
  metrics(): Promise<string>
}
