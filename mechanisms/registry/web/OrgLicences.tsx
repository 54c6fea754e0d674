import { Button, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, DataTable, FieldBox, Nothing, toBody, useT, type Column, type FormValues } from '#platform/web/index.ts'
import type { LicenceRow, OrgFile } from '../model.ts'
import { EndButton, PartForm, withCleared } from './PartForm.tsx'
import { licenceSchema } from './schemas.ts'
import { useCatalog } from './useRegistry.ts'
import { ValidityMark } from './Validity.tsx'
import { PART_STATUS } from './words.ts'

function LicenceForm({ file, row, onClose }: { file: OrgFile; row: LicenceRow | null; onClose: () => void }): ReactNode {
  const t = useT()
  const id = useId()
  const { list } = useCatalog()
  const [type, setType] = useState<string | undefined>(row?.type)
  const [subjectId, setSubjectId] = useState<string | null>(row?.subjectId ?? null)
  const mine = list.filter((s) => s.id === 'common' || s.id === file.org.sector || file.subjects.some((x) => x.sector === s.id))
  const known = list.flatMap((s) => s.licences).find((l) => l.id === type)
  const send = (values: FormValues): Promise<unknown> => {
    // Holder and number are never empty in the record, so an emptied one is left as it is.
    const { holder, number, ...rest } = withCleared(licenceSchema, values)
    return row
      ? api.patch(`/api/licences/${row.id}`, {
          version: row.version,
          ...rest,
          number: number ?? '',
          ...(holder === null ? {} : { holder }),
        })
      : api.post('/api/licences', { orgId: file.org.id, type, subjectId, ...toBody(values) })
  }
  return (
    <PartForm
      title={row ? text('修改证照', 'Change the licence') : text('登记证照', 'Enter a licence')}
      schema={licenceSchema}
      initial={row ? Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) : {}}
      ready={type !== undefined}
      send={send}
      onClose={onClose}
      before={
        row ? null : (
          <>
            <FieldBox
              id={`${id}-type`}
              label={t(text('证照种类', 'Type'))}
              required
              hint={known?.clause ? t(known.clause.text) : undefined}
            >
              <Select
                id={`${id}-type`}
                style={{ width: '100%' }}
                showSearch={{ optionFilterProp: 'label' }}
                value={type}
                options={mine.map((s) => ({ label: t(s.text), options: s.licences.map((l) => ({ value: l.id, label: t(l.text) })) }))}
                onChange={setType}
              />
            </FieldBox>
            {known?.holder === 'subject' ? (
              <FieldBox id={`${id}-subject`} label={t(text('属于哪个对象', 'Of which subject'))}>
                <Select
                  id={`${id}-subject`}
                  style={{ width: '100%' }}
                  allowClear
                  value={subjectId}
                  options={file.subjects.filter((s) => s.status === 'active').map((s) => ({ value: s.id, label: s.name }))}
                  onChange={(value: string | undefined) => setSubjectId(value ?? null)}
                />
              </FieldBox>
            ) : null}
          </>
        )
      }
    />
  )
}

/** Licences and certificates with how long they still hold. */
export function OrgLicences({ file }: { file: OrgFile }): ReactNode {
  const t = useT()
  const { licenceText } = useCatalog()
  const [editing, setEditing] = useState<LicenceRow | 'new' | null>(null)
  const columns: Column<LicenceRow>[] = [
    { key: 'type', text: text('证照', 'Licence'), card: 'title', render: (l) => <strong>{t(licenceText(l.type))}</strong> },
    { key: 'holder', text: text('持证', 'Holder'), card: 'bare', render: (l) => l.subjectName ?? l.holder },
    { key: 'number', text: text('编号', 'Number'), width: 160, render: (l) => <span className="num">{l.number || '—'}</span> },
    {
      key: 'valid',
      text: text('有效期止', 'Valid until'),
      card: 'bare',
      width: 230,
      render: (l) => <ValidityMark licence={l} today={file.today} />,
    },
    { key: 'status', text: text('状态', 'Status'), card: 'bare', width: 90, render: (l) => t(PART_STATUS[l.status] ?? text('—', '—')) },
  ]
  if (file.abilities.licences) {
    columns.push({
      key: 'acts',
      text: text('操作', 'Acts'),
      card: 'bare',
      width: 150,
      render: (l) => (
        <span className="row-acts">
          <Button size="small" onClick={() => setEditing(l)}>
            {t(text('修改', 'Change'))}
          </Button>
          <EndButton url={`/api/licences/${l.id}`} version={l.version} status={l.status} />
        </span>
      ),
    })
  }
  const add = file.abilities.licences ? (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t(text('登记', 'Enter'))}
    </Button>
  ) : null
  return (
    <Card title={t(text('证照', 'Licences'))} extra={add}>
      {file.licences.length === 0 ? (
        <Nothing what={text('还没有登记证照', 'No licence is entered yet')} />
      ) : (
        <DataTable rows={file.licences} columns={columns} rowKey={(l) => l.id} caption={text('证照', 'Licences')} />
      )}
      {editing ? <LicenceForm file={file} row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Card>
  )
}
