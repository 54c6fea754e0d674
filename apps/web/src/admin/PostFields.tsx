import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { FieldBox, OrgPicker, useT } from '#platform/web/index.ts'
import { useDivisions, useSectorNames } from './people.ts'
import type { PostDraft } from './post-draft.ts'
import { useRoles } from './roles.ts'

interface PostFieldsProps {
  readonly post: PostDraft
  readonly orgName?: string | undefined
  readonly onChange: (post: PostDraft) => void
}

/** Organisation, role, title, jurisdiction and sectors of a post. */
export function PostFields({ post, orgName, onChange }: PostFieldsProps): ReactNode {
  const t = useT()
  const roles = useRoles()
  const divisions = useDivisions()
  const sectors = useSectorNames()
  return (
    <div className="form-two">
      <FieldBox id="post-org" label={t(text('单位', 'Organisation'))} required>
        <OrgPicker
          id="post-org"
          kind="office,enterprise,body"
          value={post.orgId}
          valueName={orgName ?? null}
          onChange={(orgId) => onChange({ ...post, orgId })}
        />
      </FieldBox>
      <FieldBox id="post-role" label={t(text('角色', 'Role'))} required>
        <Select
          id="post-role"
          value={post.role}
          loading={roles.loading}
          style={{ width: '100%' }}
          options={roles.list.map((r) => ({ value: r.id, label: t(r.text) }))}
          onChange={(role) => onChange({ ...post, role })}
        />
      </FieldBox>
      <FieldBox id="post-title" label={t(text('职务', 'Title'))}>
        <Input id="post-title" value={post.title} maxLength={60} onChange={(e) => onChange({ ...post, title: e.target.value })} />
      </FieldBox>
      <FieldBox
        id="post-path"
        label={t(text('辖区', 'Jurisdiction'))}
        hint={t(text('不选时按单位所在地', 'Empty: where the organisation lies'))}
      >
        <Select
          id="post-path"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={post.path}
          style={{ width: '100%' }}
          options={divisions.list.map((d) => ({ value: d.path, label: d.name }))}
          onChange={(path) => onChange({ ...post, path: path ?? null })}
        />
      </FieldBox>
      <FieldBox id="post-sectors" label={t(text('限定行业', 'Limited to sectors'))} hint={t(text('不选为所有行业', 'Empty: every sector'))}>
        <Select
          id="post-sectors"
          mode="multiple"
          value={[...(post.sectors ?? [])]}
          style={{ width: '100%' }}
          options={sectors.list.map((s) => ({ value: s.id, label: t(s.text) }))}
          onChange={(list: string[]) => onChange({ ...post, sectors: list.length === 0 ? null : list })}
        />
      </FieldBox>
    </div>
  )
}
