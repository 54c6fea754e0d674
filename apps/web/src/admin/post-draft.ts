/** A post as it is typed; what is null takes the organisation's place, or is not limited. */
export interface PostDraft {
  readonly orgId: string | null
  readonly role: string | null
  readonly title: string
  readonly path: string | null
  readonly sectors: readonly string[] | null
}

export const NO_POST: PostDraft = { orgId: null, role: null, title: '', path: null, sectors: null }

export const postReady = (post: PostDraft): boolean => post.orgId !== null && post.role !== null

/** What is sent of a post. */
export function postBody(post: PostDraft): Record<string, unknown> {
  return {
    orgId: post.orgId,
    role: post.role,
    title: post.title.trim(),
    sectors: post.sectors,
    ...(post.path === null ? {} : { path: post.path }),
  }
}
