import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Scope } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { Card, Failure, Loading, Page, useHolds, usePhone, useT } from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { permissionGroups, permissionWords, SCOPE_WORDS } from './permission-words.ts'
import { RoleSheet } from './RoleSheet.tsx'
import { homeWords, useRoles, type RoleRow } from './roles.ts'
import { sectionOf } from './sections.ts'
import './admin.css'

function Scopes({ scopes }: { scopes: readonly Scope[] | undefined }): ReactNode {
  const t = useT()
  if (!scopes || scopes.length === 0) return <span className="out-of-sight">{t(text('无', 'none'))}</span>
  return scopes.map((s) => t(SCOPE_WORDS[s])).join('、')
}

interface MatrixProps {
  readonly roles: readonly RoleRow[]
  readonly permissions: ReadonlySet<string>
  /** Absent = this post only reads. */
  readonly onEdit?: (role: RoleRow) => void
}

function Matrix({ roles, permissions, onEdit }: MatrixProps): ReactNode {
  const t = useT()
  return (
    <div className="matrix-box" tabIndex={0} role="region" aria-label={t(sectionOf('/admin/roles'))}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t(text('权限', 'Permission'))}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                {t(role.text)}
                <div className="muted matrix-home">{t(homeWords(role.home))}</div>
                {onEdit ? (
                  <Button
                    size="small"
                    icon={<EditOutlined />}
                    aria-label={t(text(`修改${role.text.zh}`, `Edit ${role.text.en}`))}
                    onClick={() => onEdit(role)}
                  />
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        {permissionGroups(permissions).map((group) => (
          <tbody key={group.object}>
            <tr className="matrix-group">
              <th scope="rowgroup" colSpan={roles.length + 1}>
                {t(group.text)}
              </th>
            </tr>
            {group.permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(permissionWords(permission).action)}</th>
                {roles.map((role) => (
                  <td key={role.id}>
                    <Scopes scopes={role.grants[permission]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** On a phone one role at a time: what it holds, by group. */
function OneRole({ roles, permissions, onEdit }: MatrixProps): ReactNode {
  const t = useT()
  const [id, setId] = useState(roles[0]?.id ?? '')
  const role = roles.find((r) => r.id === id) ?? roles[0]
  if (!role) return null
  return (
    <>
      <div className="filters">
        <Select
          aria-label={t(text('角色', 'Role'))}
          value={role.id}
          style={{ flex: 1 }}
          options={roles.map((r) => ({ value: r.id, label: t(r.text) }))}
          onChange={setId}
        />
        {onEdit ? <Button onClick={() => onEdit(role)}>{t(text('修改', 'Edit'))}</Button> : null}
      </div>
      {permissionGroups(permissions)
        .map((group) => ({ ...group, held: group.permissions.filter((p) => (role.grants[p]?.length ?? 0) > 0) }))
        .filter((group) => group.held.length > 0)
        .map((group) => (
          <section key={group.object}>
            <h3>{t(group.text)}</h3>
            <dl className="facts">
              {group.held.map((permission) => (
                <div key={permission} className="facts-pair">
                  <dt>{t(permissionWords(permission).action)}</dt>
                  <dd>
                    <Scopes scopes={role.grants[permission]} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </>
  )
}

/** Roles as data: what each may do, and how far. */
export default function RolesPage(): ReactNode {
  const t = useT()
  const phone = usePhone()
  const roles = useRoles()
  const mayEdit = useHolds()('admin.roles')
  const [editing, setEditing] = useState<RoleRow | null>(null)
  const permissions = new Set(roles.list.flatMap((r) => Object.keys(r.grants)))
  const shown = { roles: roles.list, permissions, ...(mayEdit ? { onEdit: setEditing } : {}) }
  const fresh: RoleRow = { id: '', text: text('', ''), home: roles.list[0]?.home ?? '', grants: {}, version: 0 }
  return (
    <Page
      wide
      title={<AdminTitle title={sectionOf('/admin/roles')} />}
      extra={
        mayEdit ? (
          <Button icon={<PlusOutlined />} onClick={() => setEditing(fresh)}>
            {t(text('新增角色', 'New role'))}
          </Button>
        ) : null
      }
    >
      <Card>
        <p className="muted" style={{ marginTop: 0 }}>
          {t(
            text(
              '格里写的是范围：本人、本单位、辖区、全部；空白是没有这项权限。至少要保留一名管理员。',
              'A cell says how far: own, own organisation, area, all; empty is none. One administrator must remain.',
            ),
          )}
        </p>
        {roles.error ? (
          <Failure error={roles.error} retry={roles.retry} />
        ) : roles.loading ? (
          <Loading />
        ) : phone ? (
          <OneRole {...shown} />
        ) : (
          <Matrix {...shown} />
        )}
      </Card>
      {editing ? (
        <RoleSheet
          key={`${editing.id} ${editing.version}`}
          role={editing}
          permissions={permissions}
          homes={roles.list.map((r) => r.home)}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  )
}
