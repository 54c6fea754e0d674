import type { Claims } from '#kernel/access/index.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { defaultRoles } from './roles.ts'

/** The program itself, in the record and in the audit. */
export const SYSTEM_PERSON = '00000000-0000-7000-8000-000000000001'
export const SYSTEM_NAME = '系统'

const OBJECTS = [
  'org',
  'subject',
  'licence',
  'person',
  'admin',
  'stats',
  'notice',
  'job',
  'measure',
  'plan',
  'point',
  'alarm',
  'installation',
  'risk',
]

/** Claims of the program: it reads everything, and does only the acts that are the clock's. */
export function systemClaims(kinds: Iterable<MatterKind>): Claims {
  const grants: Record<string, readonly ['all']> = {}
  for (const object of OBJECTS) grants[`${object}.read`] = ['all']
  for (const kind of kinds) {
    grants[`${kind.id}.read`] = ['all']
    for (const act of Object.values(kind.acts)) if (act.system || act.from === null) grants[act.permission] = ['all']
  }
  return { personId: SYSTEM_PERSON, postId: SYSTEM_PERSON, orgId: SYSTEM_PERSON, role: 'system', path: '', sectors: null, grants }
}

export function systemDoer(claims: Claims): (now: Date) => Doer {
  const actor = { personId: SYSTEM_PERSON, postId: SYSTEM_PERSON, orgId: SYSTEM_PERSON, role: 'system', name: SYSTEM_NAME }
  return (now) => ({ claims, actor, now, system: true })
}

/** Nobody: for routes without sign-in. Reads nothing. */
export const NOBODY: Claims = { personId: '', postId: '', orgId: '', role: '', path: '', sectors: [], grants: {} }

/** Every permission that exists: of the kinds and of the roles as delivered. A role may hold no other. */
export function knownPermissions(kinds: ReadonlyMap<string, MatterKind>): string[] {
  const found = new Set<string>(defaultRoles.flatMap((r) => Object.keys(r.grants)))
  for (const kind of kinds.values()) {
    found.add(`${kind.id}.read`)
    for (const act of Object.values(kind.acts)) if (!act.system) found.add(act.permission)
  }
  return [...found].sort()
}
