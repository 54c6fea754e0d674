import { z } from 'zod'
import type { MatterKind } from '#kernel/matter/index.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import { say, text } from '#kernel/text.ts'
import type { Files } from '#platform/files/index.ts'
import { notFound, readRoute, type Route } from '#platform/http/index.ts'
import { VerifyAnswer, VerifyParams } from '../model.ts'
import { chineseDate, paperDate } from '../rules.ts'
import { matterCode } from './code.ts'
import { listingContent } from './listing-paper.ts'
import { findMatter, loadMatter, orgName } from './load.ts'
import { matterContent } from './matter-paper.ts'
import { pdf } from './pdf.ts'
import { baseOf, InLang, langOf, PDF, sendPaper, verifyUrl } from './send.ts'
import { verify, verifyPage, type VerifyDeps } from './verify.ts'

/** What every maker of papers needs. */
export interface PaperDeps {
  /** Secret of the installation; codes made with another one do not verify. */
  readonly secret: string
  /** Public address for the QR codes; the address of the request where there is none. */
  readonly baseUrl?: string
  readonly checklist: (id: string) => Checklist | undefined
}

export interface DocumentDeps extends PaperDeps, VerifyDeps {
  readonly kinds: ReadonlyMap<string, MatterKind>
  readonly files: Pick<Files, 'open'>
}

const none = z.object({})
const byId = z.object({ id: z.uuid() })

/** Rendering takes a tenth of a second of the one process: enough for people, too few to hold it up. */
export const PAPERS_PER_MINUTE = 30

export function documentRoutes(deps: DocumentDeps): Route[] {
  const { kinds, secret, baseUrl } = deps
  return [
    readRoute({
      method: 'GET',
      path: '/api/matters/:id/print.pdf',
      audit: 'document.matter',
      text: text('打印事项', 'Print a matter'),
      permission: 'signed-in',
      params: byId,
      query: InLang,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, query }) => {
        const lang = langOf(context, query)
        const whole = await loadMatter(context, params.id)
        const { view } = whole
        const kind = kinds.get(view.kind)
        const code = matterCode(secret, view)
        const bytes = await pdf({
          issuer: view.orgName ?? view.officeName ?? '',
          title: say(text(`${kind?.text.zh ?? ''}办理档案`, `File: ${kind?.text.en ?? ''}`), lang),
          number: view.no,
          date: paperDate(context.now, lang),
          lang,
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          content: await matterContent({ ...deps, kind, lang }, whole),
        })
        await sendPaper(context, bytes, PDF, `${view.no}.pdf`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/matters/:id/listing.pdf',
      audit: 'document.listing',
      text: text('挂牌督办通知书', 'Notice of supervised listing'),
      permission: 'signed-in',
      params: byId,
      query: none,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params }) => {
        const listing = await loadMatter(context, params.id)
        const { view, acts } = listing
        const first = acts[0]
        if (view.kind !== 'listing' || !first) throw notFound()
        // Who may see the listing may not always see what is listed; the notice then goes without its title.
        const listed = view.parentId ? await findMatter(context, view.parentId) : null
        const level = kinds.get('listing')?.levels?.[String(first.form['level'])]?.text.zh ?? ''
        // Offices are known to everybody; the snapshot in the record is the last resort.
        const issuer = (await orgName(context, first.actor.orgId)) ?? view.officeName ?? first.actor.name
        const code = matterCode(secret, view)
        const bytes = await pdf({
          issuer,
          title: '挂牌督办通知书',
          number: String(first.form['notice'] ?? view.no),
          date: chineseDate(first.at),
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          layout: 'official',
          content: listingContent({ listing, listed: listed?.view ?? null, issuer, level }),
        })
        await sendPaper(context, bytes, PDF, `挂牌督办通知书 ${view.no}.pdf`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/verify/:code',
      audit: 'document.verify',
      text: text('文书验真', 'Verify a paper'),
      permission: 'public',
      params: VerifyParams,
      query: none,
      response: VerifyAnswer,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (_context, { params }) => verify(deps, params.code),
    }),
    readRoute({
      method: 'GET',
      path: '/verify/:code',
      audit: 'document.verify-page',
      text: text('文书验真页', 'Page that verifies a paper'),
      permission: 'public',
      params: VerifyParams,
      query: none,
      response: 'stream',
      perMinute: PAPERS_PER_MINUTE,
      handler: async ({ reply, lang }, { params }) => {
        const answer = await verify(deps, params.code)
        await reply
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(verifyPage(answer, params.code, lang))
      },
    }),
  ]
}
