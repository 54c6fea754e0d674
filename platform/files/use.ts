import { fill, text } from '#kernel/text.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import type { FileAttachment, FileInfo, SimilarFile } from './types.ts'
import { HASH } from './store.ts'

/** What the program itself attaches has no person. */
const NO_PERSON = '00000000-0000-0000-0000-000000000000'

export async function attach(tx: Tx, { hashes, names, matterId, actId, by }: FileAttachment): Promise<void> {
  if (hashes.length === 0) return
  const rows = await tx.query<{ hash: string }>(sql`select distinct hash from file_use where hash = any(${[...hashes]})`)
  const known = new Set(rows.map((r) => r.hash))
  const faults = hashes.flatMap((hash, i) =>
    known.has(hash)
      ? []
      : [
          {
            field: `body.evidence.${i}`,
            message: fill(text('附件“{name}”没有上传，或您不能使用', 'The file "{name}" was not uploaded, or is not yours to use'), {
              name: names[i] ?? '',
            }),
            remedy: text('请重新上传这个附件。', 'Upload it again.'),
          },
        ],
  )
  if (faults.length > 0) throw badInput(faults)
  await tx.query(
    sql`insert into file_use (hash, person_id, org_id, matter_id, act_id, name)
      select u.hash, ${by.personId === '' ? NO_PERSON : by.personId}::uuid, ${by.orgId === '' ? null : by.orgId}::uuid,
        ${matterId}::uuid, ${actId}::uuid, coalesce(u.name, 'file')
      from unnest(${[...hashes]}::text[], ${hashes.map((_, i) => names[i] ?? null)}::text[]) as u (hash, name)
      on conflict do nothing`,
    true,
  )
}

/** Beyond 7 bits two photographs of one workshop look alike by chance, and the index no longer finds every candidate. */
const MAX_DISTANCE = 7
const MAX_SIMILAR = 50

/** A wall, a night or a blank page has almost no edges: such hashes are all alike and say nothing. */
function isFlat(phash: string): boolean {
  let ones = 0
  for (let bits = BigInt(`0x${phash}`); bits > 0n; bits &= bits - 1n) ones++
  return ones < 6 || ones > 58
}

export async function findSimilar(tx: Tx, phash: string, maxDistance: number): Promise<SimilarFile[]> {
  if (!/^[0-9a-f]{16}$/.test(phash)) throw new Error('A perceptual hash has 16 hex digits')
  if (isFlat(phash)) return []
  const most = Math.min(Math.max(0, Math.floor(maxDistance)), MAX_DISTANCE)
  return tx.query<SimilarFile>(
    sql`with near as (
      select hash, bit_count(('x' || phash)::bit(64) # ('x' || ${phash}::text)::bit(64))::int as distance from file
      where phash is not null and phash_bands(phash) && phash_bands(${phash}::text))
    select n.hash, n.distance, u.matter_id as "matterId", u.act_id as "actId", u.person_id as "personId", u.name, u.at
    from near n join file_use u on u.hash = n.hash
    where n.distance <= ${most} order by n.distance, u.at, u.hash limit ${MAX_SIMILAR}`,
  )
}

export type KnownFile = FileInfo & { readonly phash: string | null }

/** The file as the reader may know it: under the name he gave it himself, else the name it was first used under. */
export const fileInfoSql = (hash: string, personId: string) => sql`
  select f.hash, u.name, f.media_type as "mediaType", f.size, f.taken_at as "takenAt", f.preview, f.phash
  from file f join file_use u on u.hash = f.hash
  where f.hash = ${hash} order by (u.person_id::text = ${personId}) desc, u.at limit 1`

export async function fileInfo(tx: Tx, hash: string): Promise<KnownFile | null> {
  if (!HASH.test(hash)) return null
  return (await tx.query<KnownFile>(fileInfoSql(hash, '')))[0] ?? null
}
