import gcoord from 'gcoord'
import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { pathOfCode } from '#kernel/divisions/index.ts'
import { text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, parseInput, Problem, readRoute, streamRoute, type Route } from '#platform/http/index.ts'
import type { RegistryDeps } from './deps.ts'

const none = z.object({})
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const ring = z.array(position).min(4)
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
type Geometry = z.output<typeof Geometry>

const label = z.union([z.string(), z.number()]).optional()
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ adcode: label, code: label, path: label, name: label }).nullable(),
        geometry: Geometry,
      }),
    )
    .min(1)
    .max(5000),
})
type Feature = z.output<typeof Collection>['features'][number]

const ShapesQuery = z.object({
  /** Approval number of the map (审图号), for example GS(2024)0650号. */
  approval: z.string().trim().min(4).max(60).optional(),
  /** A drawing that claims no accuracy and shows no boundary officially. */
  schematic: z.stringbool().default(false),
  crs: z.enum(['wgs84', 'gcj02']).default('wgs84'),
})

interface Known {
  readonly path: string
  readonly code: string
  readonly name: string
}

/** The division a feature means: by path or code, else by a name that only one division here bears. */
function divisionOf(feature: Feature, divisions: readonly Known[]): Known | undefined {
  const { adcode, code, path, name } = feature.properties ?? {}
  if (path !== undefined) return divisions.find((d) => d.path === String(path))
  const digits = String(adcode ?? code ?? '')
  if (/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(digits)) {
    const wanted = pathOfCode(digits)
    return divisions.find((d) => d.path === wanted)
  }
  const named = divisions.filter((d) => d.name === name)
  return named.length === 1 ? named[0] : undefined
}

const ringFromGcj02 = (points: z.output<typeof ring>): z.output<typeof ring> =>
  points.map(([lng, lat]) => gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84))

function fromGcj02(geometry: Geometry): Geometry {
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ringFromGcj02) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(ringFromGcj02)) }
}

async function upload(context: { raw: { file: () => Promise<{ toBuffer: () => Promise<Buffer> } | undefined> } }): Promise<unknown> {
  const part = await context.raw.file()
  if (!part) throw badInput([{ field: 'file', message: text('没有收到文件', 'No file was received') }])
  try {
    return JSON.parse((await part.toBuffer()).toString('utf8')) as unknown
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw badInput([{ field: 'file', message: text('不是有效的 GeoJSON 文件', 'Not a valid GeoJSON file') }])
  }
}

async function storeShapes(tx: Tx, items: readonly { path: string; shape: Geometry }[], note: string): Promise<void> {
  await tx.query(
    sql`update division d set shape = r.shape, shape_note = ${note}
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r (path text, shape jsonb) where d.path = r.path`,
  )
}

/** Boundaries of divisions: import with the map's approval number, and reading as GeoJSON. */
export function shapeRoutes({ db }: RegistryDeps): Route[] {
  return [
    streamRoute({
      method: 'POST',
      path: '/api/divisions/shapes',
      audit: 'division.shapes',
      text: text('导入区划边界', 'Import boundaries of divisions'),
      permission: 'admin.org',
      params: none,
      query: ShapesQuery,
      body: 'stream',
      response: z.object({ stored: z.number().int(), unknown: z.array(z.string()), note: z.string() }),
      handler: async (context, { query }) => {
        if (!query.approval && !query.schematic) {
          throw new Problem(
            400,
            'bad-input',
            text('须填写审图号，或声明为示意图', 'Give the approval number of the map, or declare it schematic'),
            {
              errors: [
                {
                  field: 'query.approval',
                  message: text('公开使用的行政区划边界须有审图号', 'Boundaries in public use need an approval number'),
                },
              ],
            },
          )
        }
        const collection = parseInput(Collection, await upload(context), 'file')
        const divisions = await context.read<Known>(sql`select path, code, name from division`)
        const { claims } = context.session
        const found = new Map<string, Geometry>()
        const unknown: string[] = []
        for (const feature of collection.features) {
          const division = divisionOf(feature, divisions)
          const mine = division && can(claims, 'admin.org', { path: division.path, orgIds: [], personIds: [], sector: null })
          if (!mine) unknown.push(String(feature.properties?.name ?? feature.properties?.adcode ?? feature.properties?.code ?? '?'))
          else found.set(division.path, query.crs === 'gcj02' ? fromGcj02(feature.geometry) : feature.geometry)
        }
        const note = query.approval ? `审图号：${query.approval}` : '示意图，不作为划界依据'
        await db.tx(claims, async (tx) => {
          await storeShapes(
            tx,
            [...found].map(([path, shape]) => ({ path, shape })),
            note,
          )
          const detail = { stored: found.size, unknown: unknown.length, note }
          await writeAudit(tx, { name: 'division.shapes', session: context.session, info: context, object: 'division', detail })
        })
        return { stored: found.size, unknown: unknown.slice(0, 100), note }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/divisions/shapes',
      audit: 'division.shapes-read',
      text: text('区划边界', 'Boundaries of divisions'),
      permission: 'signed-in',
      params: none,
      query: z.object({
        path: z
          .string()
          .regex(/^[0-9a-z]+$/)
          .max(40),
        /** Only this level, for example the towns of a county. */
        level: z.enum(['province', 'city', 'county', 'town', 'own']).optional(),
      }),
      response: z.object({
        type: z.literal('FeatureCollection'),
        features: z.array(
          z.object({
            type: z.literal('Feature'),
            properties: z.object({ path: z.string(), code: z.string(), name: z.string(), level: z.string(), note: z.string() }),
            geometry: z.record(z.string(), z.unknown()),
          }),
        ),
        /** The notes of all shapes, each once; shown beside the map. */
        notes: z.array(z.string()),
      }),
      handler: async ({ read }, { query }) => {
        const rows = await read<Known & { level: string; note: string; shape: Geometry }>(
          sql`select path, code, name, level, coalesce(shape_note, '') as note, shape from division
            where path >= ${query.path} and path < ${`${query.path}~`} and shape is not null
              and (${query.level ?? null}::text is null or level = ${query.level ?? null}) order by path`,
        )
        return {
          type: 'FeatureCollection' as const,
          features: rows.map(({ shape, ...properties }) => ({ type: 'Feature' as const, properties, geometry: { ...shape } })),
          notes: [...new Set(rows.map((r) => r.note).filter((n) => n !== ''))],
        }
      },
    }),
  ]
}
