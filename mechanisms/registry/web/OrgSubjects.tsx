import { Button, Input, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, DataTable, FieldBox, Nothing, toBody, useT, type Column, type FormValues } from '#platform/web/index.ts'
import type { OrgFile, SubjectRow } from '../model.ts'
import { EndButton, PartForm, withCleared } from './PartForm.tsx'
import { subjectSchema } from './schemas.ts'
import { useCatalog, type SubjectTypeInfo } from './useRegistry.ts'
import { PART_STATUS } from './words.ts'

/** The fields of a subject in one line, with their units. */
function Fields({ row, type }: { row: SubjectRow; type: SubjectTypeInfo | undefined }): ReactNode {
  const t = useT()
  const said = (type?.fields ?? []).flatMap((f) => {
    const value = row.fields[f.name]
    if (value === undefined || value === null || value === '') return []
    const choice = f.choices.find((c) => c.value === value)
    const shown = choice
      ? t(choice.text)
      : typeof value === 'boolean'
        ? t(value ? text('是', 'yes') : text('否', 'no'))
        : `${String(value)}${f.unit ? ` ${f.unit}` : ''}`
    return [`${t(f.text)}：${shown}`]
  })
  return <span className="muted">{said.join('；') || '—'}</span>
}

function SubjectForm({ file, row, onClose }: { file: OrgFile; row: SubjectRow | null; onClose: () => void }): ReactNode {
  const t = useT()
  const id = useId()
  const { list, subjectType } = useCatalog()
  const [sector, setSector] = useState(row?.sector ?? file.org.sector ?? 'common')
  const [type, setType] = useState<string | undefined>(row?.type)
  const [name, setName] = useState(row?.name ?? '')
  const known = type ? subjectType(sector, type) : undefined
  const schema = known ? subjectSchema(known) : { type: 'object', properties: {} }
  const send = (values: FormValues): Promise<unknown> => {
    const named = name.trim() === '' && known ? t(known.text) : name.trim()
    // A tick box that was left alone means no.
    const boxes = Object.fromEntries(
      (known?.fields ?? []).filter((f) => f.kind === 'boolean').map((f) => [f.name, values[f.name] === true]),
    )
    return row
      ? api.patch(`/api/subjects/${row.id}`, { version: row.version, name: named, fields: { ...withCleared(schema, values), ...boxes } })
      : api.post('/api/subjects', { orgId: file.org.id, sector, type, name: named, fields: { ...toBody(values), ...boxes } })
  }
  const sectorHere = list.find((s) => s.id === sector)
  return (
    <PartForm
      title={row ? text('修改监管对象', 'Change the subject') : text('登记监管对象', 'Enter a subject')}
      schema={schema}
      initial={row?.fields ?? {}}
      ready={known !== undefined}
      send={send}
      onClose={onClose}
      before={
        <>
          {row ? null : (
            <>
              <FieldBox id={`${id}-sector`} label={t(text('行业', 'Sector'))} required>
                <Select
                  id={`${id}-sector`}
                  style={{ width: '100%' }}
                  value={sector}
                  options={list.filter((s) => s.subjects.length > 0).map((s) => ({ value: s.id, label: t(s.text) }))}
                  onChange={(value) => {
                    setSector(value)
                    setType(undefined)
                  }}
                />
              </FieldBox>
              <FieldBox id={`${id}-type`} label={t(text('类型', 'Type'))} required>
                <Select
                  id={`${id}-type`}
                  style={{ width: '100%' }}
                  value={type}
                  options={(sectorHere?.subjects ?? []).map((s) => ({ value: s.id, label: t(s.text) }))}
                  onChange={setType}
                />
              </FieldBox>
            </>
          )}
          <FieldBox
            id={`${id}-name`}
            label={t(text('名称或编号', 'Name or number'))}
            hint={t(text('不填就用类型的名称', 'The name of the type unless given'))}
          >
            <Input id={`${id}-name`} value={name} maxLength={200} onChange={(e) => setName(e.target.value)} />
          </FieldBox>
        </>
      }
    />
  )
}

/** What is supervised here, with its fields. */
export function OrgSubjects({ file }: { file: OrgFile }): ReactNode {
  const t = useT()
  const { subjectType } = useCatalog()
  const [editing, setEditing] = useState<SubjectRow | 'new' | null>(null)
  const columns: Column<SubjectRow>[] = [
    { key: 'name', text: text('名称', 'Name'), card: 'title', width: 200, render: (s) => <strong>{s.name}</strong> },
    {
      key: 'type',
      text: text('类型', 'Type'),
      card: 'bare',
      width: 160,
      render: (s) => t(subjectType(s.sector, s.type)?.text ?? { zh: s.type, en: s.type }),
    },
    {
      key: 'fields',
      text: text('主要参数', 'Main figures'),
      card: 'bare',
      render: (s) => <Fields row={s} type={subjectType(s.sector, s.type)} />,
    },
    { key: 'status', text: text('状态', 'Status'), card: 'bare', width: 90, render: (s) => t(PART_STATUS[s.status] ?? text('—', '—')) },
  ]
  if (file.abilities.subjects) {
    columns.push({
      key: 'acts',
      text: text('操作', 'Acts'),
      card: 'bare',
      width: 150,
      render: (s) => (
        <span className="row-acts">
          <Button size="small" onClick={() => setEditing(s)}>
            {t(text('修改', 'Change'))}
          </Button>
          <EndButton url={`/api/subjects/${s.id}`} version={s.version} status={s.status} />
        </span>
      ),
    })
  }
  const add = file.abilities.subjects ? (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t(text('登记', 'Enter'))}
    </Button>
  ) : null
  return (
    <Card title={t(text('对象设施', 'Subjects'))} extra={add}>
      {file.subjects.length === 0 ? (
        <Nothing what={text('还没有登记监管对象', 'No subject is entered yet')} />
      ) : (
        <DataTable rows={file.subjects} columns={columns} rowKey={(s) => s.id} caption={text('对象设施', 'Subjects')} />
      )}
      {editing ? <SubjectForm file={file} row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Card>
  )
}
