import { LockOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import {
  api,
  Card,
  DataTable,
  Failure,
  Loading,
  Nothing,
  OrgPicker,
  Page,
  useHolds,
  useT,
  useWhen,
  type Column,
} from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { Fault } from './Fault.tsx'
import { usePeople, type PersonRow } from './people.ts'
import { PersonCreate } from './PersonCreate.tsx'
import { PersonSheet } from './PersonSheet.tsx'
import { useRoles } from './roles.ts'
import { sectionOf } from './sections.ts'
import { useDo } from './useDo.ts'
import { useResting } from './useResting.ts'
import './admin.css'

function Standing({ person }: { person: PersonRow }): ReactNode {
  const t = useT()
  const when = useWhen()
  const parts = [
    person.active ? null : t(text('已停用', 'Off')),
    person.username === null ? t(text('无账号', 'No account')) : null,
    person.secondFactor ? t(text('有第二步验证', 'Second factor')) : null,
  ].filter((p) => p !== null)
  return (
    <>
      {person.lockedUntil ? (
        <strong>
          <LockOutlined /> {t(text(`锁定到 ${when(person.lockedUntil)}`, `Locked until ${when(person.lockedUntil)}`))}{' '}
        </strong>
      ) : null}
      {parts.join(' · ')}
    </>
  )
}

function List({ q, orgId, onOpen }: { q: string; orgId: string | null; onOpen: (id: string) => void }): ReactNode {
  const t = useT()
  const roles = useRoles()
  const mayEdit = useHolds()('admin.people')
  const people = usePeople(q, orgId)
  const { run, busy, error } = useDo('people')
  if (people.error) return <Failure error={people.error} retry={() => void people.refetch()} />
  if (!people.data) return <Loading />
  const rows = people.data.pages.flatMap((p) => p.items)
  if (rows.length === 0) return <Nothing what={text('没有找到人员', 'Nobody found')} />
  const columns: Column<PersonRow>[] = [
    {
      key: 'name',
      text: text('姓名', 'Name'),
      card: 'title',
      render: (p) => (
        <Button type="link" className="admin-name" onClick={() => onOpen(p.id)}>
          {p.name}
        </Button>
      ),
    },
    {
      key: 'posts',
      text: text('岗位', 'Posts'),
      card: 'bare',
      render: (p) =>
        p.posts
          .filter((post) => post.active)
          .map((post) => (
            <div key={post.id}>
              {post.orgName} · {t(roles.nameOf(post.role))}
            </div>
          )),
    },
    { key: 'username', text: text('用户名', 'User name'), card: 'bare', render: (p) => p.username ?? '' },
    { key: 'phone', text: text('电话', 'Phone'), card: 'bare', render: (p) => <span className="num">{p.phone ?? ''}</span> },
    { key: 'standing', text: text('状态', 'State'), card: 'bare', render: (p) => <Standing person={p} /> },
    {
      key: 'acts',
      text: text('操作', 'Acts'),
      card: 'bare',
      width: 90,
      render: (p) =>
        p.lockedUntil && mayEdit ? (
          <Button
            size="small"
            disabled={busy}
            onClick={() => void run(() => api.post(`/api/people/${p.id}/unlock`), text('已解锁', 'Unlocked'))}
          >
            {t(text('解锁', 'Unlock'))}
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      <Fault error={error} />
      <DataTable rows={rows} columns={columns} rowKey={(p) => p.id} caption={sectionOf('/admin/people')} />
      {people.hasNextPage ? (
        <div className="more">
          <Button loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t(text('再看 30 人', 'Show 30 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** People within reach: search, enter, edit, unlock. */
export default function PeoplePage(): ReactNode {
  const t = useT()
  const mayEdit = useHolds()('admin.people')
  const [typed, setTyped] = useState('')
  const [orgId, setOrgId] = useState<string | null>(null)
  const [creating, setCreating] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const q = useResting(typed.trim())
  const people = usePeople(q, orgId)
  // Kept by id: after a change the sheet shows the person as the list has it now.
  const person = people.data?.pages.flatMap((p) => p.items).find((p) => p.id === open)
  return (
    <Page
      wide
      title={<AdminTitle title={sectionOf('/admin/people')} />}
      extra={
        mayEdit ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            {t(text('新增人员', 'New person'))}
          </Button>
        ) : null
      }
    >
      <Card>
        <div className="filters">
          <Input.Search
            allowClear
            value={typed}
            placeholder={t(text('姓名、电话或用户名', 'Name, phone or user name'))}
            aria-label={t(text('查找人员', 'Find people'))}
            style={{ maxWidth: 260 }}
            onChange={(e) => setTyped(e.target.value)}
          />
          <OrgPicker kind="office,enterprise,body" value={orgId} width={280} onChange={setOrgId} />
        </div>
        <List q={q} orgId={orgId} onOpen={setOpen} />
      </Card>
      {creating ? <PersonCreate onClose={() => setCreating(false)} /> : null}
      {person ? <PersonSheet key={person.id} person={person} mayEdit={mayEdit} onClose={() => setOpen(null)} /> : null}
    </Page>
  )
}
