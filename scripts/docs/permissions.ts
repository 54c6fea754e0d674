/** docs/reference/permissions.md: role × permission, and the route table by permission. */
import type { Role } from '#kernel/access/index.ts'
import type { Route } from '#platform/http/index.ts'
import { code, document, HEAD, pair, table, type Page } from './table.ts'

function routeRows(routes: readonly Route[]): string[][] {
  const sorted = routes.toSorted((a, b) =>
    a.permission === b.permission ? (a.path < b.path ? -1 : 1) : a.permission < b.permission ? -1 : 1,
  )
  return sorted.map((r) => [code(r.permission), `${r.method} ${code(r.path)}`, code(r.audit), pair(r.text)])
}

/** What each role may do as it is delivered, and what each route asks for. */
export function permissionsPage(roles: readonly Role[], known: readonly string[], routes: readonly Route[]): Page {
  const rows = known.map((p) => [code(p), ...roles.map((r) => r.grants[p]?.join(', ') ?? '')])
  return {
    name: 'permissions.md',
    text: document(
      '# Permissions (权限)',
      `${HEAD} Roles are data: loaded at the first start and edited under 系统 → 角色与权限.`,
      [
        'Scopes: `self` rows that name the person; `office` rows of the own organisation, as owner or as supervising office; `area` rows in the jurisdiction',
        'of the post, limited to its sectors; `all` every row, limited to its sectors. `x.read` decides which rows exist for a post: outside it a record answers 404.',
      ].join('\n'),
      table(['permission', ...roles.map((r) => `${r.text.zh}<br>${code(r.id)}`)], rows),
      '## Routes (接口)',
      'A route asks for a permission that the post must hold somewhere; on which rows, the policy decides. `signed-in`: any post. `public`: no sign-in.',
      table(['permission', 'route', 'audit name', '用途'], routeRows(routes)),
    ),
  }
}
