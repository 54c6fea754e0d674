import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, InputNumber, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, ApiError, FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import { ROLE_TEXT } from '../duties.ts'
import { GUARANTEE_ROLES, RUNNING, type Guarantor, type GuaranteeRole, type InstallationRow } from '../model.ts'
import { useRefreshInstallations } from './useInstallations.ts'
import { RUNNING_TEXT } from './words.ts'

interface Person {
  id: string
  name: string
  phone: string | null
  posts: { title: string; roleText: Text }[]
}

type Draft = Pick<InstallationRow, 'name' | 'running' | 'process' | 'population500m' | 'assessedOn' | GuaranteeRole>

/** The head of an installation: state, people around it, assessment, the three guarantee persons. */
export function HeadSheet({ row, onClose }: { row: InstallationRow; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefreshInstallations()
  const { name, running, process, population500m, assessedOn, principal, technical, operation } = row
  const [draft, set, clear] = useDraft<Draft>(`installation.${row.id}.${row.version}`, {
    name,
    running,
    process,
    population500m,
    assessedOn,
    principal,
    technical,
    operation,
  })
  const people = useQuery({
    queryKey: ['orgs', 'file', row.orgId],
    queryFn: () => api.get<{ people: Person[] | null }>(`/api/orgs/${row.orgId}`),
  })
  const list = people.data?.people ?? []
  const named = (p: Person): Guarantor => ({ id: p.id, name: p.name, title: p.posts[0]?.title ?? '', phone: p.phone ?? '' })
  const send = useMutation({
    mutationFn: () => api.patch(`/api/installations/${row.id}`, { version: row.version, ...draft, process: draft.process?.trim() || null }),
    onSuccess: () => {
      clear()
      refresh()
      onClose()
    },
  })
  const error = send.error instanceof ApiError ? send.error : null
  return (
    <Sheet
      open
      title={t(text('修改单元和包保责任人', 'Change the unit and its persons'))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
          {t(text('保存', 'Save'))}
        </Button>
      }
    >
      {send.error ? (
        <Alert
          type="error"
          showIcon
          title={error?.message ?? t(text('没有存上，请重试', 'It was not saved'))}
          description={error?.errors.map((e) => e.message).join('；')}
        />
      ) : null}
      <FieldBox id="head-name" label={t(text('单元名称', 'Name'))} required>
        <Input id="head-name" value={draft.name} maxLength={80} onChange={(e) => set({ ...draft, name: e.target.value })} />
      </FieldBox>
      <FieldBox id="head-running" group label={t(text('状态', 'State'))} required>
        <Segmented
          value={draft.running}
          options={RUNNING.map((value) => ({ value, label: t(RUNNING_TEXT[value] ?? text('—', '—')) }))}
          onChange={(value) => set({ ...draft, running: value })}
        />
      </FieldBox>
      <FieldBox
        id="head-process"
        label={t(text('重点监管的危险化工工艺', 'Supervised process'))}
        hint={t(text('不涉及就空着', 'Empty when there is none'))}
      >
        <Input id="head-process" value={draft.process ?? ''} maxLength={40} onChange={(e) => set({ ...draft, process: e.target.value })} />
      </FieldBox>
      <FieldBox id="head-people" label={t(text('厂区边界外 500 米常住人口', 'Residents within 500 m'))}>
        <InputNumber
          id="head-people"
          min={0}
          precision={0}
          style={{ width: '100%' }}
          value={draft.population500m}
          onChange={(v) => set({ ...draft, population500m: v })}
        />
      </FieldBox>
      <FieldBox id="head-assessed" label={t(text('最近一次安全评估日期', 'Last assessed on'))}>
        <Input
          id="head-assessed"
          type="date"
          value={draft.assessedOn ?? ''}
          onChange={(e) => set({ ...draft, assessedOn: e.target.value || null })}
        />
      </FieldBox>
      {GUARANTEE_ROLES.map((role) => (
        <FieldBox key={role} id={`head-${role}`} label={t(text(`包保${ROLE_TEXT[role].zh}`, `Guarantee: ${ROLE_TEXT[role].en}`))}>
          <Select
            id={`head-${role}`}
            allowClear
            style={{ width: '100%' }}
            loading={people.isPending}
            value={draft[role]?.id}
            options={[
              ...(draft[role] && !list.some((p) => p.id === draft[role]?.id) ? [{ value: draft[role].id, label: draft[role].name }] : []),
              ...list.map((p) => ({ value: p.id, label: `${p.name}（${p.posts.map((x) => x.title || t(x.roleText)).join('、')}）` })),
            ]}
            onChange={(id: string | undefined) => {
              const person = list.find((p) => p.id === id)
              set({ ...draft, [role]: id === undefined ? null : person ? named(person) : draft[role] })
            }}
          />
        </FieldBox>
      ))}
    </Sheet>
  )
}
