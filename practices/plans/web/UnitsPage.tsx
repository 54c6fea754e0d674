import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Select, Tag } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import {
  api,
  ApiError,
  Card,
  DataTable,
  Failure,
  Loading,
  Nothing,
  OrgPicker,
  Page,
  Sheet,
  useT,
  type Column,
} from '#platform/web/index.ts'
import { usePlans, type UnitList, type UnitRow } from './data.ts'
import './plans.css'
import { useFilters } from './search.ts'

const HOW: Readonly<Record<UnitRow['how'], Text>> = {
  alias: text('人工对照', 'matched by hand'),
  name: text('名称一致', 'by its name'),
  none: text('对不上', 'not found'),
  many: text('对上不止一个，请选定', 'fits several, choose'),
}

interface Org {
  readonly id: string
  readonly name: string
}

function Bind({
  planId,
  row,
  onDone,
  onClose,
}: {
  planId: string
  row: UnitRow
  onDone: (list: UnitList) => void
  onClose: () => void
}): ReactNode {
  const t = useT()
  const [orgs, setOrgs] = useState<readonly Org[]>(row.how === 'many' ? [] : row.orgs)
  const [kind, setKind] = useState<'office' | 'enterprise'>('office')
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      onDone(await api.post<UnitList>(`/api/plans/${planId}/units`, { unit: row.unit, orgIds: orgs.map((o) => o.id) }))
      onClose()
    } catch (error) {
      setFailure(error instanceof ApiError ? error : null)
    } finally {
      setBusy(false)
    }
  }
  const add = (org: Org | null): void => {
    if (org && !orgs.some((o) => o.id === org.id)) setOrgs([...orgs, org])
  }
  return (
    <Sheet
      open
      title={t(text(`“${row.unit}”是哪个单位`, `Which organisation is “${row.unit}”`))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {t(text('保存', 'Save'))}
        </Button>
      }
    >
      <p className="muted">
        {t(
          text(
            '选定后，本地所有规划里的这个名称都按它认。一个名称可以对应几个单位（如“各镇街”）。',
            'From then on this name means it in all plans here. One name can stand for several.',
          ),
        )}
      </p>
      {row.how === 'many' ? (
        <div className="quick" style={{ marginBottom: 8 }}>
          {row.orgs.map((org) => (
            <Button key={org.id} size="small" onClick={() => add(org)}>
              {org.name}
            </Button>
          ))}
        </div>
      ) : null}
      <div style={{ display: 'flex', gap: 8 }}>
        <Select
          aria-label={t(text('单位类别', 'Kind of organisation'))}
          value={kind}
          style={{ width: 110 }}
          onChange={setKind}
          options={[
            { value: 'office', label: t(text('政府部门', 'Offices')) },
            { value: 'enterprise', label: t(text('企业', 'Enterprises')) },
          ]}
        />
        <OrgPicker value={null} kind={kind} onChange={(_, org) => add(org)} label={t(text('加一个单位', 'Add an organisation'))} />
      </div>
      <p>
        {orgs.map((org) => (
          <Tag key={org.id} closable onClose={() => setOrgs(orgs.filter((o) => o.id !== org.id))}>
            {org.name}
          </Tag>
        ))}
      </p>
      {failure ? <Alert type="error" showIcon role="alert" title={failure.message} description={failure.detail} /> : null}
    </Sheet>
  )
}

function Loaded({ planId, onlyOpen }: { planId: string; onlyOpen: boolean }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const key = ['plans', 'units', planId, 'page']
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => api.get<UnitList>(`/api/plans/${planId}/units`) })
  const [binding, setBinding] = useState<UnitRow | null>(null)
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const open = (r: UnitRow): boolean => r.how === 'none' || r.how === 'many'
  const rows = data.items.filter((r) => !onlyOpen || open(r))
  const columns: readonly Column<UnitRow>[] = [
    { key: 'unit', text: text('规划里的写法', 'As the plan writes it'), card: 'title', render: (r) => <strong>{r.unit}</strong> },
    {
      key: 'orgs',
      text: text('对应单位', 'Organisation'),
      card: 'bare',
      render: (r) => (r.orgs.length > 0 ? r.orgs.map((o) => o.name).join('、') : <span className="muted">{t(text('没有', 'none'))}</span>),
    },
    { key: 'how', text: text('怎么对上的', 'How'), card: 'bare', width: 180, render: (r) => t(HOW[r.how]) },
    { key: 'items', text: text('涉及条目', 'Items'), width: 100, render: (r) => <span className="num">{r.items}</span> },
    { key: 'leads', text: text('其中牵头', 'As lead'), width: 100, render: (r) => <span className="num">{r.leads}</span> },
    {
      key: 'do',
      text: text('办理', 'Do'),
      card: 'bare',
      width: 100,
      render: (r) => (
        <Button size="small" onClick={() => setBinding(r)} aria-label={t(text(`对照 ${r.unit}`, `Match ${r.unit}`))}>
          {t(text('对照', 'Match'))}
        </Button>
      ),
    },
  ]
  return (
    <Card
      title={t(
        text(`${data.items.length} 个名称，${data.unresolved} 个对不上`, `${data.items.length} names, ${data.unresolved} not found`),
      )}
    >
      {rows.length === 0 ? (
        <Nothing what={text('都对上了', 'All are found')} />
      ) : (
        <DataTable rows={rows} columns={columns} rowKey={(r) => r.unit} caption={text('单位名称对照', 'Names of units')} />
      )}
      {binding ? (
        <Bind
          planId={planId}
          row={binding}
          onClose={() => setBinding(null)}
          onDone={(list) => {
            client.setQueryData(key, list)
            void client.invalidateQueries({ queryKey: ['plans'] })
          }}
        />
      ) : null}
    </Card>
  )
}

/** Names of units in the plans and the organisations that they are. */
export default function UnitsPage(): ReactNode {
  const t = useT()
  const [search, set] = useFilters()
  const plans = usePlans()
  const id = search['plan'] ?? plans.data?.items[0]?.id
  const onlyOpen = search['all'] === undefined
  return (
    <Page
      wide
      title={t(text('单位名称对照', 'Names of units'))}
      extra={
        <Checkbox checked={onlyOpen} onChange={(e) => set({ all: e.target.checked ? undefined : '1' })}>
          {t(text('只看对不上的', 'Only those not found'))}
        </Checkbox>
      }
    >
      {plans.error ? <Failure error={plans.error} retry={() => void plans.refetch()} /> : null}
      {plans.isPending ? <Loading /> : null}
      {plans.data && !id ? <Nothing what={text('还没有规划', 'No plan yet')} /> : null}
      {id ? (
        <>
          <div className="filters">
            <Select
              aria-label={t(text('规划', 'Plan'))}
              style={{ minWidth: 280, maxWidth: '100%' }}
              value={id}
              onChange={(plan) => set({ plan })}
              options={(plans.data?.items ?? []).map((p) => ({ value: p.id, label: p.title }))}
            />
          </div>
          <Loaded planId={id} onlyOpen={onlyOpen} />
        </>
      ) : null}
    </Page>
  )
}
