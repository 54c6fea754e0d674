import { noticeHandlers } from './deliver.ts'
import { notify } from './notify.ts'
import { noticeRoutes } from './routes.ts'
import type { Notices, NoticesDeps } from './types.ts'

/** Telling people: always in the application; by e-mail, text message and webhook where these are wired and wanted. */
export function createNotices(deps: NoticesDeps): Notices {
  return {
    notify: (tx, notice) => notify(tx, notice, deps.now(), deps.webhooks ?? []),
    handlers: noticeHandlers(deps),
    routes: noticeRoutes({ email: deps.smtp !== undefined, sms: deps.sms !== undefined }),
  }
}
