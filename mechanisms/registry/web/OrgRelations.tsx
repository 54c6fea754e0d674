import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, DataTable, Nothing, toBody, useT, type Column, type FormValues } from '#platform/web/index.ts'
import type { OrgFile, RelationRow } from '../model.ts'
import { EndButton, PartForm, withCleared } from './PartForm.tsx'
import { relationPatchSchema, relationSchema } from './schemas.ts'
import { PART_STATUS, RELATION_KINDS } from './words.ts'

/** The same relation seen from the other end. */
const BACK: Readonly<Record<string, Text>> = {
  owner: text('承租单位', 'Tenant'),
  contractor: text('发包单位', 'Client'),
  parent: text('下级单位', 'Subsidiary'),
}

/** Owner, contractor, parent: where two organisations share a danger or a duty. */
export function OrgRelations({ file }: { file: OrgFile }): ReactNode {
  const t = useT()
  const [editing, setEditing] = useState<RelationRow | 'new' | null>(null)
  const mine = (r: RelationRow): boolean => r.orgId === file.org.id
  const columns: Column<RelationRow>[] = [
    {
      key: 'other',
      text: text('对方单位', 'Other organisation'),
      card: 'title',
      render: (r) => {
        const id = mine(r) ? r.otherId : r.orgName === null ? null : r.orgId
        const name = mine(r) ? r.otherName : (r.orgName ?? t(text('辖区外单位', 'Outside your jurisdiction')))
        return id ? (
          <Link to={'/registry/$id' as never} params={{ id } as never} className="row-title">
            {name}
          </Link>
        ) : (
          <strong>{name}</strong>
        )
      },
    },
    {
      key: 'kind',
      text: text('是本单位的', 'Is its'),
      card: 'bare',
      render: (r) => t((mine(r) ? RELATION_KINDS[r.kind] : BACK[r.kind]) ?? { zh: r.kind, en: r.kind }),
    },
    {
      key: 'since',
      text: text('起止', 'Term'),
      card: 'bare',
      render: (r) => <span className="num">{`${r.since ?? ''} – ${r.until ?? ''}`}</span>,
    },
    { key: 'note', text: text('备注', 'Note'), card: 'hide', render: (r) => r.note ?? '' },
    { key: 'status', text: text('状态', 'Status'), card: 'bare', render: (r) => t(PART_STATUS[r.status] ?? text('—', '—')) },
  ]
  if (file.abilities.edit) {
    columns.push({
      key: 'acts',
      text: text('操作', 'Acts'),
      card: 'bare',
      render: (r) =>
        mine(r) ? (
          <span className="row-acts">
            <Button size="small" onClick={() => setEditing(r)}>
              {t(text('修改', 'Change'))}
            </Button>
            <EndButton url={`/api/relations/${r.id}`} version={r.version} status={r.status} />
          </span>
        ) : null,
    })
  }
  const add = file.abilities.edit ? (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t(text('登记', 'Enter'))}
    </Button>
  ) : null
  const row = editing === 'new' ? null : editing
  const send = (values: FormValues): Promise<unknown> =>
    row
      ? api.patch(`/api/relations/${row.id}`, { version: row.version, ...withCleared(relationPatchSchema, values) })
      : api.post('/api/relations', { orgId: file.org.id, ...toBody(values) })
  return (
    <Card title={t(text('关系', 'Relations'))} extra={add}>
      {file.relations.length === 0 ? (
        <Nothing what={text('还没有登记关系', 'No relation is entered yet')} />
      ) : (
        <DataTable rows={file.relations} columns={columns} rowKey={(r) => r.id} caption={text('关系', 'Relations')} />
      )}
      {editing ? (
        <PartForm
          title={row ? text('修改关系', 'Change the relation') : text('登记关系', 'Enter a relation')}
          schema={row ? relationPatchSchema : relationSchema}
          initial={row ? { since: row.since ?? undefined, until: row.until ?? undefined, note: row.note ?? undefined } : {}}
          send={send}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Card>
  )
}
