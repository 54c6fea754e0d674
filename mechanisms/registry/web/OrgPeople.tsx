import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, DataTable, Nothing, useT, type Column } from '#platform/web/index.ts'
import type { OrgFile } from '../model.ts'

type Person = NonNullable<OrgFile['people']>[number]

/** People of the organisation with their posts; they are entered under administration. */
export function OrgPeople({ file }: { file: OrgFile }): ReactNode {
  const t = useT()
  const columns: Column<Person>[] = [
    { key: 'name', text: text('姓名', 'Name'), card: 'title', render: (p) => <strong>{p.name}</strong> },
    {
      key: 'posts',
      text: text('岗位', 'Posts'),
      card: 'bare',
      render: (p) => p.posts.map((post) => post.title || t(post.roleText)).join('、'),
    },
    {
      key: 'phone',
      text: text('电话', 'Telephone'),
      card: 'bare',
      render: (p) => (p.phone ? <a href={`tel:${p.phone}`}>{p.phone}</a> : '—'),
    },
  ]
  return (
    <Card title={t(text('人员', 'People'))}>
      {file.people === null ? (
        <Nothing what={text('您的岗位不看人员信息', 'Your post does not see people')} />
      ) : file.people.length === 0 ? (
        <Nothing what={text('还没有登记人员', 'Nobody is entered yet')} />
      ) : (
        <DataTable rows={file.people} columns={columns} rowKey={(p) => p.id} caption={text('人员', 'People')} />
      )}
    </Card>
  )
}
