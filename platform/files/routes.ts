import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, readRoute, streamRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { extensionOf, isImage } from './sniff.ts'
import { HASH, pathOf, previewPathOf, readBytes } from './store.ts'
import type { FilesDeps } from './types.ts'
import { upload } from './upload.ts'
import { fileInfoSql, type KnownFile } from './use.ts'

const None = z.object({})
const Params = z.object({ hash: z.string().regex(HASH) })

const Info = z.object({
  hash: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  takenAt: z.string().nullable(),
  preview: z.boolean(),
})

async function readable(context: ReadContext, hash: string): Promise<KnownFile> {
  const [file] = await context.read<KnownFile>(fileInfoSql(hash, context.session.claims.personId), true)
  if (!file) throw notFound()
  return file
}

/** RFC 6266: an ASCII name for old programs and the true one beside it. */
export function disposition(name: string, mediaType: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  // Only pictures open in the page; all else is saved, so that no document runs in our origin.
  return `${isImage(mediaType) ? 'inline' : 'attachment'}; filename="file.${extensionOf(mediaType)}"; filename*=UTF-8''${encoded}`
}

interface Answer {
  readonly file: string
  readonly etag: string
  readonly mediaType: string
  readonly name: string
}

async function sendBytes(context: ReadContext, { file, etag, mediaType, name }: Answer): Promise<void> {
  const { reply, raw } = context
  reply
    .header('etag', etag)
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('vary', 'cookie, authorization')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
  if (raw.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
    await reply.code(304).send()
    return
  }
  const { size } = await stat(file)
  reply.header('content-length', size).header('content-disposition', disposition(name, mediaType))
  await reply.type(mediaType).send(readBytes(file))
}

export function fileRoutes(deps: FilesDeps): Route[] {
  return [
    streamRoute({
      method: 'POST',
      path: '/api/files',
      audit: 'file.upload',
      text: text('上传文件', 'Upload a file'),
      permission: 'signed-in',
      params: None,
      query: None,
      body: 'stream',
      response: Info,
      perMinute: 120,
      handler: (context) => upload(deps, context),
    }),
    readRoute({
      method: 'GET',
      path: '/api/files/:hash',
      audit: 'file.read',
      text: text('查看文件', 'Read a file'),
      permission: 'signed-in',
      params: Params,
      query: None,
      response: 'stream',
      handler: async (context, { params }) => {
        const { mediaType, name } = await readable(context, params.hash)
        await sendBytes(context, { file: pathOf(deps.folder, params.hash), etag: `"${params.hash}"`, mediaType, name })
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/files/:hash/preview',
      audit: 'file.preview',
      text: text('查看图片预览', 'Preview of a picture'),
      permission: 'signed-in',
      params: Params,
      query: None,
      response: 'stream',
      handler: async (context, { params }) => {
        const { preview, name } = await readable(context, params.hash)
        if (!preview) throw notFound()
        const file = previewPathOf(deps.folder, params.hash)
        await sendBytes(context, { file, etag: `"${params.hash}-preview"`, mediaType: 'image/webp', name: `${name}.webp` })
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/files/:hash/exists',
      audit: 'file.exists',
      text: text('是否已上传过', 'Was it uploaded already'),
      permission: 'signed-in',
      params: Params,
      query: None,
      response: z.object({ file: Info.nullable() }),
      // Own uploads alone: whether somebody else holds the same bytes is not told.
      handler: async (context, { params }) => {
        const { personId } = context.session.claims
        const [file] = await context.read<KnownFile>(
          sql`select f.hash, u.name, f.media_type as "mediaType", f.size, f.taken_at as "takenAt", f.preview
            from file f join file_use u on u.hash = f.hash
            where f.hash = ${params.hash} and u.person_id = ${personId}::uuid order by u.at limit 1`,
        )
        return { file: file ?? null }
      },
    }),
  ]
}
