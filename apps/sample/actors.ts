import { claimsOf, type Role } from '#kernel/access/index.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import type { SampleCounty, SampleOrg, SamplePost } from './county.ts'

/** Who does what in the sample: every act is done by a person in a post, under that post's permissions. */
export interface Cast {
  readonly plants: readonly SampleOrg[]
  by(post: SamplePost, now: Date): Doer
  inOrg(orgId: string, role: string): readonly SamplePost[]
  /** The clerk of the place, or an officer of the county office that supervises the enterprise. */
  supervisor(org: SampleOrg): SamplePost
  officer(org: SampleOrg): SamplePost
}

export function castOf(county: SampleCounty, roles: ReadonlyMap<string, Role>): Cast {
  const byOrg = new Map<string, SamplePost[]>()
  for (const post of county.posts) byOrg.set(post.orgId, [...(byOrg.get(post.orgId) ?? []), post])
  const clerks = new Map(county.posts.filter((p) => p.role === 'clerk').map((p) => [p.path, p]))
  const officers = county.posts.filter((p) => p.role === 'officer')
  const first = officers[0]
  if (!first) throw new Error('The sample has no officer')
  const officer = (org: SampleOrg): SamplePost =>
    officers.find((p) => p.orgId === org.officeId) ??
    officers.find((p) => p.sectors !== null && p.sectors.includes(org.sector ?? '')) ??
    officers.find((p) => p.sectors === null) ??
    first
  return {
    plants: county.orgs.filter((o) => o.kind === 'enterprise'),
    by: (post, now) => ({
      claims: claimsOf({ ...post, id: post.id }, roles),
      actor: {
        personId: post.personId,
        postId: post.id,
        orgId: post.orgId,
        role: post.role,
        name: `${post.name}（${post.orgName} ${post.title}）`,
      },
      now,
    }),
    inOrg: (orgId, role) => (byOrg.get(orgId) ?? []).filter((p) => p.role === role),
    officer,
    supervisor: (org) => clerks.get(org.path) ?? officer(org),
  }
}
