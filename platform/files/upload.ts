import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { fill, text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { Problem, type ReadContext } from '#platform/http/index.ts'
import { examine, type Picture } from './image.ts'
import { isImage, sniff } from './sniff.ts'
import { pathOf, previewPathOf, receive, settle, tempPath, type Received } from './store.ts'
import type { FileInfo, FilesDeps } from './types.ts'

const KEPT_TYPES = text(
  '可上传：JPG、PNG、WEBP 图片，PDF，Word（docx），Excel（xlsx），CSV 和 TXT 文本。',
  'JPG, PNG, WEBP, PDF, docx, xlsx, CSV and TXT may be uploaded.',
)
const NOTHING_KEPT = text('文件没有保存，请重新上传。', 'The file was not kept; please upload it again.')

export const DEFAULT_BYTES = 50 * 1024 * 1024
export const DEFAULT_PER_DAY = 2000

/** A name that is safe to show and to save under: no folders, no control or direction marks. */
export function cleanName(raw: string): string {
  const base = raw.split(/[/\\]/).pop() ?? ''
  const plain = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim()
  if (plain.length <= 200) return plain === '' ? 'file' : plain
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  return plain.slice(0, 200 - extension.length) + extension
}

function refusal(error: unknown, bytes: number): unknown {
  const code = (error as { code?: string } | null)?.code ?? ''
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    const size = Math.floor(bytes / 1024 / 1024)
    return new Problem(413, 'too-large', fill(text('文件超过 {n} MB', 'The file is larger than {n} MB'), { n: size }), {
      detail: NOTHING_KEPT,
    })
  }
  if (code === 'FST_FILES_LIMIT')
    return new Problem(400, 'bad-input', text('一次只能上传一个文件', 'One file at a time'), { detail: NOTHING_KEPT })
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') {
    return new Problem(415, 'media-type', text('请以表单方式上传文件', 'Send the file as multipart/form-data'))
  }
  if (error instanceof Problem || code === 'ENOSPC') return error
  const broken = code.startsWith('FST_') || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
  const fromParser = error instanceof Error && /multipart|unexpected end|part terminated|boundary/i.test(error.message)
  return broken || fromParser
    ? new Problem(400, 'bad-input', text('上传的内容不完整', 'The upload is incomplete'), { detail: NOTHING_KEPT })
    : error
}

/** The one file of the request, on disk under a temporary name. */
async function takeFile(request: FastifyRequest, folder: string, bytes: number): Promise<Received & { name: string }> {
  let got: (Received & { name: string }) | null = null
  try {
    for await (const part of request.parts({ limits: { fileSize: bytes, files: 1, fields: 20, parts: 21 } })) {
      if (part.type !== 'file') continue
      got = { ...(await receive(folder, part.file as Readable)), name: cleanName(part.filename ?? '') }
    }
  } catch (error) {
    if (got) await rm(got.temp, { force: true })
    throw refusal(error, bytes)
  }
  if (!got) throw new Problem(400, 'bad-input', text('没有收到文件', 'No file was received'))
  if (got.size > 0) return got
  await rm(got.temp, { force: true })
  throw new Problem(400, 'bad-input', text('文件是空的', 'The file is empty'), {
    detail: text('请检查文件能否打开后再上传。', 'Check that it opens, then upload it again.'),
  })
}

async function checkDay(context: ReadContext, perDay: number): Promise<void> {
  const since = new Date(context.now.getTime() - 86_400_000).toISOString()
  const [row] = await context.read<{ n: number }>(
    sql`select count(*)::int as n from file_use
      where person_id = ${context.session.claims.personId}::uuid and matter_id is null and at > ${since}::timestamptz`,
  )
  if ((row?.n ?? 0) >= perDay) {
    throw new Problem(429, 'too-many', fill(text('一天最多上传 {n} 个文件', 'At most {n} uploads a day'), { n: perDay }))
  }
}

async function scanned(deps: FilesDeps, context: ReadContext, file: Received & { name: string }): Promise<'none' | 'clean'> {
  if (!deps.scan) return 'none'
  let verdict: { clean: boolean; word: string }
  try {
    verdict = await deps.scan(file.temp)
  } catch (error) {
    deps.log.error({ err: error }, 'The virus scan failed; the upload was refused')
    throw new Problem(
      503,
      'scan-failed',
      text('病毒检查暂时不能进行，文件没有保存', 'The virus scan is not available; the file was not kept'),
      {
        detail: text('请稍后再上传，或告知管理员。', 'Try again later or tell the administrator.'),
      },
    )
  }
  if (verdict.clean) return 'clean'
  const { session } = context
  await deps.db.tx(session.claims, (tx) =>
    writeAudit(tx, {
      name: 'file.infected',
      session,
      info: context,
      object: 'file',
      objectId: file.hash,
      detail: { name: file.name, word: verdict.word },
    }),
  )
  throw new Problem(422, 'infected', text('文件带有病毒，没有保存', 'The file carries a virus and was not kept'), {
    detail: text('请用杀毒软件检查本机。', 'Check this device for viruses.'),
  })
}

async function pictureOf(file: Received, previewTemp: string, now: Date): Promise<Picture> {
  try {
    return await examine(file.temp, previewTemp, now)
  } catch {
    throw new Problem(400, 'bad-input', text('图片损坏或过大，打不开', 'The picture is damaged or too large to open'), {
      detail: NOTHING_KEPT,
    })
  }
}

interface NewFile {
  readonly info: FileInfo
  readonly picture: Picture | null
  readonly scan: 'none' | 'clean'
}

async function writeRows(tx: Tx, context: ReadContext, { info, picture, scan }: NewFile): Promise<void> {
  const { claims } = context.session
  const at = context.now.toISOString()
  await tx.query(
    sql`insert into file (hash, media_type, size, preview, taken_at, phash, width, height, scan, created_at)
      values (${info.hash}, ${info.mediaType}, ${info.size}, ${info.preview}, ${info.takenAt}::timestamptz, ${picture?.phash ?? null},
        ${picture?.width ?? null}, ${picture?.height ?? null}, ${scan}, ${at}::timestamptz)
      on conflict (hash) do update set scan = excluded.scan where excluded.scan = 'clean' and file.scan <> 'clean'`,
    true,
  )
  await tx.query(
    sql`insert into file_use (hash, person_id, org_id, name, at)
      values (${info.hash}, ${claims.personId}::uuid, ${claims.orgId === '' ? null : claims.orgId}::uuid, ${info.name}, ${at}::timestamptz)
      on conflict do nothing`,
    true,
  )
  const detail = { name: info.name, mediaType: info.mediaType, size: info.size, scan }
  await writeAudit(tx, { name: 'file.upload', session: context.session, info: context, object: 'file', objectId: info.hash, detail })
}

/**
 * One upload from first byte to answer. When it answers, the bytes and the rows are on disk; when it refuses, nothing is
 * kept. Bytes without rows (the process died in between) harm nothing: the same upload later finds its place taken.
 */
export async function upload(deps: FilesDeps, context: ReadContext, documents = false): Promise<FileInfo> {
  await checkDay(context, deps.limits?.perDay ?? DEFAULT_PER_DAY)
  const file = await takeFile(context.raw, deps.folder, deps.limits?.bytes ?? DEFAULT_BYTES)
  const previewTemp = await tempPath(deps.folder)
  try {
    const mediaType = await sniff(file.temp, file.name, documents).catch(() => null)
    if (mediaType === null) {
      throw new Problem(415, 'media-type', text('不支持这种文件', 'This type of file is not supported'), { detail: KEPT_TYPES })
    }
    const scan = await scanned(deps, context, file)
    const picture = isImage(mediaType) ? await pictureOf(file, previewTemp, context.now) : null
    if (picture) await settle(previewTemp, previewPathOf(deps.folder, file.hash))
    await settle(file.temp, pathOf(deps.folder, file.hash))
    const info = {
      hash: file.hash,
      name: file.name,
      mediaType,
      size: file.size,
      takenAt: picture?.takenAt ?? null,
      preview: picture !== null,
    }
    await deps.db.tx(context.session.claims, (tx) => writeRows(tx, context, { info, picture, scan }))
    return info
  } finally {
    await rm(file.temp, { force: true })
    await rm(previewTemp, { force: true })
  }
}
