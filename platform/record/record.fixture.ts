import { generateKeyPairSync } from 'node:crypto'
import type { Pool } from 'pg'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { applyAct, GENESIS, hashAct, type ActRecord, type MatterView } from '#kernel/matter/index.ts'
import { keyIdOf } from './seal.ts'
import type { RecordKeys } from './types.ts'

/** Matters with acts for tests and measurements, written as the owner: the fold and the hashes are the kernel's own. */

const BEGAN = Date.UTC(2026, 2, 1)
const ORG = '00000000-0000-7000-8000-00000000000a'

export const SYSTEM: Claims = {
  personId: '00000000-0000-7000-8000-000000000001',
  postId: '00000000-0000-7000-8000-000000000001',
  orgId: '00000000-0000-7000-8000-000000000001',
  role: 'system',
  path: '',
  sectors: null,
  grants: { 'hazard.read': ['all'] },
}

export function makeKeys(): RecordKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return { signing: privateKey, publicPem, keyId: keyIdOf(publicPem) }
}

export interface Made {
  readonly acts: readonly ActRecord[]
  readonly view: MatterView
}

/** A matter of `length` acts: found, then rectified again and again, all with forms of an ordinary size. */
export function makeMatter(n: number, length: number): Made {
  const matterId = uuidv7(BEGAN + n * 1000)
  const acts: ActRecord[] = []
  let view: MatterView | null = null
  for (let seq = 1; seq <= length; seq++) {
    const at = new Date(BEGAN + n * 1000 + seq * 3_600_000).toISOString()
    const content = {
      id: uuidv7(Date.parse(at)),
      matterId,
      kind: 'hazard',
      seq,
      act: seq === 1 ? 'find' : 'rectify',
      kindVersion: 1,
      at,
      recordedAt: at,
      actor: { personId: SYSTEM.personId, postId: ORG, orgId: ORG, role: 'safety', name: '王建国（宏达有限公司 安全员）' },
      place: { lng: 119.36 + n / 1e6, lat: 31.98, accuracy: 12 },
      form: { text: `第 ${n} 号储罐防火堤内有积水，液位计根部阀渗漏`, measures: '停用并更换垫片，清理积水后复查', cost: 1250.5, seq },
      evidence: [],
      effect: {
        state: seq === 1 ? 'found' : 'rectified',
        phase: 'open' as const,
        dueAt: new Date(Date.parse(at) + 86_400_000).toISOString(),
        dueClause: { zh: '一般隐患十五日内整改', en: 'Within fifteen days' },
        set: { title: `隐患 ${n}`, level: 'general', path: '990101', fields: { place: '罐区', [`step${seq}`]: seq } },
        ...(seq === 1 ? { open: { no: `YH-2026-${String(n).padStart(7, '0')}`, parentId: null } } : {}),
      },
      prevHash: view?.headHash ?? GENESIS,
    }
    const act: ActRecord = { ...content, hash: hashAct(content) }
    acts.push(act)
    view = applyAct(view, act)
  }
  if (!view) throw new Error('A matter has at least one act')
  return { acts, view }
}

/** Writes matters and their acts in two statements. */
export async function writeMatters(owner: Pool, made: readonly Made[]): Promise<void> {
  const views = made.map((m) => m.view)
  await owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, sector, subject_id, parent_id, opened_by, opened_at,
        assignee_id, state_since, closed_at, due_at, due_clause, place, fields, done_by, seq, head_hash)
      select id, kind, no, title, state, phase, level, path, "orgId", "officeId", sector, "subjectId", "parentId", "openedBy", "openedAt",
        "assigneeId", "stateSince", "closedAt", "dueAt", "dueClause", place, fields, "doneBy", seq, "headHash"
      from jsonb_to_recordset($1::jsonb) as r (id uuid, kind text, no text, title text, state text, phase text, level text, path text,
        "orgId" uuid, "officeId" uuid, sector text, "subjectId" uuid, "parentId" uuid, "openedBy" uuid, "openedAt" timestamptz, "assigneeId" uuid,
        "stateSince" timestamptz, "closedAt" timestamptz, "dueAt" timestamptz, "dueClause" jsonb, place jsonb, fields jsonb, "doneBy" jsonb,
        seq integer, "headHash" text)
      on conflict (id) do update set seq = excluded.seq, head_hash = excluded.head_hash, state = excluded.state, phase = excluded.phase,
        state_since = excluded.state_since, due_at = excluded.due_at, fields = excluded.fields, done_by = excluded.done_by`,
    [JSON.stringify(views)],
  )
  await owner.query(
    `insert into act (id, matter_id, kind, seq, act, kind_version, at, recorded_at, actor, place, form, evidence, effect, prev_hash, hash)
      select id, "matterId", kind, seq, act, "kindVersion", at, "recordedAt", actor, place, form, evidence, effect, "prevHash", hash
      from jsonb_to_recordset($1::jsonb) as r (id uuid, "matterId" uuid, kind text, seq integer, act text, "kindVersion" integer,
        at timestamptz, "recordedAt" timestamptz, actor jsonb, place jsonb, form jsonb, evidence jsonb, effect jsonb, "prevHash" text, hash text)
      on conflict (matter_id, seq) do nothing`,
    [JSON.stringify(made.flatMap((m) => m.acts))],
  )
}
