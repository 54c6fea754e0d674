import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Failure, Loading, Page, useT } from '#platform/web/index.ts'
import type { OrgFile } from '../model.ts'
import { OrgEdit } from './OrgEdit.tsx'
import { OrgHistory } from './OrgHistory.tsx'
import { OrgLicences } from './OrgLicences.tsx'
import { OrgOverview } from './OrgOverview.tsx'
import { OrgPeople } from './OrgPeople.tsx'
import { OrgRelations } from './OrgRelations.tsx'
import { OrgSubjects } from './OrgSubjects.tsx'
import { useOrgFile } from './useRegistry.ts'
import './registry.css'

interface Tab {
  readonly key: string
  readonly text: Text
  readonly count?: (file: OrgFile) => number
  readonly body: (file: OrgFile, show: (tab: string) => void, onEdit: () => void) => ReactNode
}

const TABS: readonly Tab[] = [
  {
    key: 'overview',
    text: text('概况', 'Overview'),
    body: (file, show, onEdit) => <OrgOverview file={file} show={show} onEdit={onEdit} />,
  },
  { key: 'subjects', text: text('对象设施', 'Subjects'), count: (f) => f.subjects.length, body: (file) => <OrgSubjects file={file} /> },
  { key: 'licences', text: text('证照', 'Licences'), count: (f) => f.licences.length, body: (file) => <OrgLicences file={file} /> },
  { key: 'people', text: text('人员', 'People'), count: (f) => f.people?.length ?? 0, body: (file) => <OrgPeople file={file} /> },
  { key: 'relations', text: text('关系', 'Relations'), count: (f) => f.relations.length, body: (file) => <OrgRelations file={file} /> },
  { key: 'history', text: text('变更记录', 'History'), body: (file) => <OrgHistory orgId={file.org.id} /> },
]

/** The file of one organisation (一企一档). `blocks` are what practices add to its overview. */
export function OrgFileView({ blocks }: { blocks?: (orgId: string) => ReactNode }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false }) as { id: string }
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const [editing, setEditing] = useState(false)
  const found = useOrgFile(id)
  const show = (next: string): void =>
    void navigate({ to: '/registry/$id' as never, params: { id } as never, search: { tab: next } as never, replace: true })
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const file = found.data
  const here = TABS.find((one) => one.key === tab)?.key ?? 'overview'
  return (
    <Page
      title={file.org.name}
      extra={
        <>
          <Link to={'/matters' as never} search={{ orgId: id } as never}>
            <Button tabIndex={-1}>{t(text('事项', 'Matters'))}</Button>
          </Link>
          {file.abilities.edit ? (
            <Button type="primary" onClick={() => setEditing(true)}>
              {t(text('修改', 'Change'))}
            </Button>
          ) : null}
        </>
      }
    >
      {/* Links instead of antd's tabs: those put a button into the tab list where it overflows, which readers cannot follow. */}
      <nav className="org-tabs" aria-label={t(text('档案内容', 'Parts of the file'))}>
        {TABS.map((one) => {
          const count = one.count?.(file) ?? 0
          return (
            <Button
              key={one.key}
              type={one.key === here ? 'primary' : 'text'}
              aria-current={one.key === here ? 'page' : undefined}
              onClick={() => show(one.key)}
            >
              {count > 0 ? `${t(one.text)} ${count}` : t(one.text)}
            </Button>
          )
        })}
      </nav>
      {here === 'overview' && file.org.kind === 'enterprise' ? blocks?.(file.org.id) : null}
      {TABS.find((one) => one.key === here)?.body(file, show, () => setEditing(true))}
      {file.cut ? <p className="muted">{t(text('有的表只列出前 500 项', 'Some lists show the first 500 only'))}</p> : null}
      {editing ? (
        <OrgEdit org={file.org} editAll={file.abilities.editAll} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
      ) : null}
    </Page>
  )
}
