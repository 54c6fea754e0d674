import { FilePdfOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Alert, Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Failure, FieldBox, Loading, Nothing, OrgPicker, Page, Sheet, useMe, useT } from '#platform/web/index.ts'
import type { PlanRow } from '../model.ts'
import { AreaList, PlanDesk } from './PlanDesk.tsx'
import { PlanView } from './PlanView.tsx'
import { usePlans, useRefresh } from './useRisks.ts'
import './risks.css'

function Begin({
  orgId,
  placed,
  onClose,
  onMade,
}: {
  orgId: string
  placed: boolean
  onClose: () => void
  onMade: (id: string) => void
}): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const [name, setName] = useState(t(text('厂区总平面', 'Site plan')))
  const [file, setFile] = useState<File | null>(null)
  const make = useMutation({
    mutationFn: async () => {
      const picture = file ? (await api.upload<{ hash: string }>('/api/files', file)).hash : null
      return api.post<{ id: string }>('/api/risks/plans', { orgId, name, picture })
    },
    onSuccess: ({ id }) => {
      refresh()
      onMade(id)
      onClose()
    },
  })
  return (
    <Sheet
      open
      title={t(text('新建四色图', 'Begin a plan'))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={make.isPending} disabled={name.trim() === '' || (!file && !placed)} onClick={() => make.mutate()}>
          {t(text('建立', 'Begin'))}
        </Button>
      }
    >
      {make.error ? <Alert type="error" showIcon title={make.error.message} /> : null}
      <FieldBox id="plan-name" label={t(text('名称', 'Name'))} required>
        <Input id="plan-name" value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
      </FieldBox>
      <FieldBox
        id="plan-file"
        label={t(text('厂区平面图（JPG、PNG）', 'Plan of the site, JPG or PNG'))}
        hint={
          placed
            ? t(
                text(
                  '不选图片，就在企业所在位置 400 米见方的网格上画',
                  'Without a picture it is drawn on a grid of 400 m around the enterprise',
                ),
              )
            : null
        }
      >
        <input id="plan-file" type="file" accept="image/jpeg,image/png,image/webp" onChange={(e) => setFile(e.target.files?.[0] ?? null)} />
      </FieldBox>
    </Sheet>
  )
}

function Viewer({ plan }: { plan: PlanRow }): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <div className="plan-two">
      <Card>
        <PlanView plan={plan} areas={plan.areas} chosen={chosen} onChoose={setChosen} />
      </Card>
      <Card>
        <AreaList areas={plan.areas} />
      </Card>
    </div>
  )
}

function Plans({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const plans = usePlans(orgId)
  const [id, setId] = useState<string | null>(null)
  const [begin, setBegin] = useState(false)
  if (plans.error) return <Failure error={plans.error} retry={() => void plans.refetch()} />
  if (!plans.data) return <Loading />
  const { items, mayDraw, placed } = plans.data
  const plan = items.find((p) => p.id === id) ?? items[0]
  return (
    <>
      <div className="risk-filters">
        <span className="muted">{plans.data.orgName}</span>
        {items.length > 1 && plan ? (
          <Select
            aria-label={t(text('选择图', 'Plan'))}
            value={plan.id}
            options={items.map((p) => ({ value: p.id, label: p.name }))}
            onChange={setId}
          />
        ) : null}
        {plan ? (
          <Button icon={<FilePdfOutlined />} href={`/api/risks/map.pdf?id=${plan.id}`} target="_blank">
            {t(text('打印', 'Print'))}
          </Button>
        ) : null}
        {mayDraw ? <Button onClick={() => setBegin(true)}>{t(text('新建四色图', 'Begin a plan'))}</Button> : null}
      </div>
      {plan ? plan.editable ? <PlanDesk key={`${plan.id}.${plan.version}`} plan={plan} /> : <Viewer key={plan.id} plan={plan} /> : null}
      {plan ? null : <Nothing what={text('还没有四色图', 'No plan yet')} />}
      {begin ? <Begin orgId={orgId} placed={placed} onClose={() => setBegin(false)} onMade={setId} /> : null}
    </>
  )
}

/** One enterprise one map (一企一图): who may draws, everybody else looks. */
export default function MapPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const asked = (useSearch({ strict: false }) as { orgId?: string }).orgId
  const own = me?.home === 'plant' || me?.home === 'worker'
  const [picked, setPicked] = useState<string | null>(asked ?? null)
  if (!me) return <Loading />
  const orgId = picked ?? (own ? me.orgId : null)
  return (
    <Page wide title={t(text('安全风险四色图', 'Four-colour plan'))}>
      {own ? null : (
        <div className="risk-filters">
          <OrgPicker value={picked} onChange={setPicked} width={360} />
        </div>
      )}
      {orgId ? <Plans key={orgId} orgId={orgId} /> : <Nothing what={text('先选一家企业', 'Choose an enterprise first')} />}
    </Page>
  )
}
