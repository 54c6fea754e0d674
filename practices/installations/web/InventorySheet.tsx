import { HAZARD_CLASSES, NAMED_SUBSTANCES } from '@anlan/rules'
import { useMutation } from '@tanstack/react-query'
import { Alert, AutoComplete, Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { api, ApiError, Sheet, useDraft, useT } from '#platform/web/index.ts'
import type { InstallationPage, Item } from '../model.ts'
import { grade } from '../rules.ts'
import { figure, Rank } from './parts.tsx'
import { useRefreshInstallations } from './useInstallations.ts'

const CLASSES = HAZARD_CLASSES.map((c) => ({ value: c.symbol, label: `${c.symbol} ${c.category} ${c.text}` }))
const NAMES = NAMED_SUBSTANCES.map((s) => ({ value: s.name }))

const blank = (): Item => ({
  id: uuidv7(Date.now()),
  subjectId: null,
  label: '',
  substance: '',
  no: null,
  quantityT: null,
  classes: [],
  beta: null,
  supervised: null,
})

function Line({ item, n, change, drop }: { item: Item; n: number; change: (patch: Partial<Item>) => void; drop: () => void }): ReactNode {
  const t = useT()
  const at = (name: string): string => `line-${n}-${name}`
  return (
    <div className="inst-line">
      <div>
        <label htmlFor={at('label')}>{t(text('位号', 'Tag'))}</label>
        <Input id={at('label')} value={item.label} maxLength={60} onChange={(e) => change({ label: e.target.value })} />
      </div>
      <div>
        <label htmlFor={at('substance')}>{t(text('物质', 'Substance'))}</label>
        <AutoComplete
          id={at('substance')}
          style={{ width: '100%' }}
          value={item.substance}
          options={NAMES}
          showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
          onChange={(substance: string) => change({ substance })}
        />
      </div>
      <div>
        <label htmlFor={at('q')}>{t(text('设计最大量（t）', 'Design maximum (t)'))}</label>
        <InputNumber
          id={at('q')}
          min={0}
          style={{ width: '100%' }}
          value={item.quantityT}
          onChange={(quantityT) => change({ quantityT })}
        />
      </div>
      <div>
        <label htmlFor={at('classes')}>{t(text('危险性类别（安全技术说明书）', 'Hazard class'))}</label>
        <Select
          id={at('classes')}
          mode="multiple"
          maxCount={6}
          style={{ width: '100%' }}
          value={[...item.classes]}
          options={CLASSES}
          onChange={(classes: string[]) => change({ classes })}
        />
      </div>
      <Button danger onClick={drop} aria-label={t(text(`去掉第 ${n + 1} 行`, `Remove line ${n + 1}`))}>
        {t(text('去掉', 'Remove'))}
      </Button>
    </div>
  )
}

/** The inventory as a whole: what is typed is kept, and what it would make is shown before it is saved. */
export function InventorySheet({ page, today, onClose }: { page: InstallationPage; today: string; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefreshInstallations()
  const { installation } = page
  const [items, set, clear] = useDraft<readonly Item[]>(`inventory.${installation.id}.${installation.version}`, page.items)
  const change = (n: number, patch: Partial<Item>): void => set(items.map((item, i) => (i === n ? { ...item, ...patch } : item)))
  const full = items.filter((i) => i.substance.trim() !== '')
  const next = grade(full, installation.population500m, today)
  const send = useMutation({
    mutationFn: () => api.put(`/api/installations/${installation.id}/inventory`, { version: installation.version, items: full }),
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
      width={980}
      title={t(text(`物料清单：${installation.name}`, `Inventory: ${installation.name}`))}
      onClose={onClose}
      footer={
        <div className="inst-answer">
          <span role="status">
            {t(text('存后：', 'After saving: '))}
            <Rank rank={next.rank} />{' '}
            <span className="num muted">
              S = {figure(next.s)}，R = {figure(next.r)}
            </span>
            {next.rank !== installation.rank ? t(text('，级别将变化，须重新评估备案', '; the level changes and must be filed')) : ''}
          </span>
          <Button onClick={onClose}>{t(text('先放着', 'Leave it'))}</Button>
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
            {t(text('保存', 'Save'))}
          </Button>
        </div>
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
      {items.map((item, n) => (
        <Line key={item.id} item={item} n={n} change={(patch) => change(n, patch)} drop={() => set(items.filter((_, i) => i !== n))} />
      ))}
      <Button block style={{ marginTop: 10 }} onClick={() => set([...items, blank()])}>
        {t(text('加一行', 'Add a line'))}
      </Button>
    </Sheet>
  )
}
