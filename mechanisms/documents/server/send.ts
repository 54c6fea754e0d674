import { z } from 'zod'
import type { Lang } from '#kernel/text.ts'
import type { RequestInfo } from '#platform/http/index.ts'

export const PDF = 'application/pdf'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const PLAIN: Readonly<Record<string, string>> = { [PDF]: 'paper.pdf', [XLSX]: 'paper.xlsx', [DOCX]: 'paper.docx' }

/** Sends a paper: PDF opens in the page, a spreadsheet is saved. It holds what only this reader may see, so nothing keeps it. */
export async function sendPaper({ reply }: Pick<RequestInfo, 'reply'>, bytes: Buffer, mediaType: string, name: string): Promise<void> {
  // RFC 6266: an ASCII name for old programs and the true one beside it.
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  const plain = PLAIN[mediaType] ?? 'paper'
  await reply
    .header('content-disposition', `${mediaType === PDF ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .type(mediaType)
    .send(bytes)
}

/** Language of a paper: links name that of the page, because the browser asks in its own. */
export const InLang = z.object({ lang: z.enum(['zh', 'en']).optional() })

export const langOf = ({ lang }: Pick<RequestInfo, 'lang'>, query: z.output<typeof InLang>): Lang => query.lang ?? lang

/** Address at which a code is verified: the public one, or the one by which the reader came. */
export function baseOf({ raw }: Pick<RequestInfo, 'raw'>, baseUrl: string | undefined): string {
  return (baseUrl ?? `${raw.protocol}://${raw.host}`).replace(/\/+$/, '')
}

export const verifyUrl = (base: string, code: string): string => `${base}/verify/${code}`
