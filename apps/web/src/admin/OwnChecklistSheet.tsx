import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import type { CheckLevel, CheckPeriod, OwnChecklist, OwnItem } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { CHECK_LEVELS, PERIODS } from '#practices/hazards/web/index.ts'
import { FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { blankItem } from './own-lists.ts'
import type { OwnSheetProps } from './OwnCriterionSheet.tsx'
import { OwnEntryFields } from './OwnEntryFields.tsx'

export interface CriterionOption {
  readonly value: string
  readonly text: Text
}

interface ItemProps {
  readonly item: OwnItem
  readonly n: number
  readonly criteria: readonly CriterionOption[]
  readonly onChange: (patch: Partial<OwnItem>) => void
  readonly onRemove: (() => void) | null
}

function Item({ item, n, criteria, onChange, onRemove }: ItemProps): ReactNode {
  const t = useT()
  const name = (part: Text): string => t(text(`第 ${n} 项：${part.zh}`, `Item ${n}: ${part.en}`))
  return (
    <li className="own-item">
      <Input
        aria-label={name(text('查什么', 'what is checked'))}
        placeholder={t(text('查什么（必填）', 'What is checked (required)'))}
        value={item.text}
        maxLength={300}
        onChange={(e) => onChange({ text: e.target.value })}
      />
      <div className="own-item-more">
        <Input
          aria-label={name(text('怎么查', 'how'))}
          placeholder={t(text('怎么查', 'How'))}
          value={item.method}
          maxLength={300}
          onChange={(e) => onChange({ method: e.target.value })}
        />
        <Input
          aria-label={name(text('条款', 'clause'))}
          placeholder={t(text('条款', 'Clause'))}
          value={item.clause}
          maxLength={80}
          onChange={(e) => onChange({ clause: e.target.value })}
        />
        <Select<string | null>
          aria-label={name(text('有问题时对照的判定标准', 'criterion for a finding'))}
          placeholder={t(text('对照的判定标准', 'Criterion'))}
          value={item.criterion}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={criteria.map((c) => ({ value: c.value, label: t(c.text) }))}
          onChange={(next) => onChange({ criterion: next ?? null })}
        />
        {onRemove ? <Button type="text" icon={<DeleteOutlined />} aria-label={name(text('删除', 'remove'))} onClick={onRemove} /> : null}
      </div>
    </li>
  )
}

/** Writes a self-check list: when, by whom, and item by item what is looked at. */
export function OwnChecklistSheet({
  editing,
  criteria,
  busy,
  error,
  onSave,
  onClose,
}: OwnSheetProps<OwnChecklist> & { readonly criteria: readonly CriterionOption[] }): ReactNode {
  const t = useT()
  const [entry, setEntry, drop] = useDraft<OwnChecklist>(`own-checklist.${editing.draft}`, editing.entry)
  const change = (patch: Partial<OwnChecklist>): void => setEntry({ ...entry, ...patch })
  const put = (at: number, patch: Partial<OwnItem>): void =>
    change({ items: entry.items.map((item, i) => (i === at ? { ...item, ...patch } : item)) })
  const empty = entry.items.filter((i) => i.text.trim().length < 2).length
  const faulty = [entry.text, entry.source].some((v) => v.trim().length < 2) || empty > 0
  const store = async (): Promise<void> => {
    if (!(await onSave({ ...editing, entry: { ...entry, id: editing.entry.id, sector: editing.entry.sector } }))) return
    drop()
    onClose()
  }
  return (
    <Sheet
      open
      width={860}
      onClose={onClose}
      title={t(editing.follows ? text('自查表改版', 'New version of a checklist') : text('录入自查表', 'Enter a checklist'))}
      footer={
        <>
          <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
          <Button type="primary" disabled={faulty} loading={busy} onClick={() => void store()}>
            {t(text('保存', 'Save'))}
          </Button>
        </>
      }
    >
      <Fault error={error} />
      <FieldBox id="own-name" label={t(text('名称', 'Name'))} required>
        <Input id="own-name" value={entry.text} maxLength={80} onChange={(e) => change({ text: e.target.value })} />
      </FieldBox>
      <div className="form-two">
        <FieldBox id="own-period" label={t(text('多久查一次', 'How often'))} required>
          <Select<CheckPeriod>
            id="own-period"
            value={entry.period}
            style={{ width: '100%' }}
            options={Object.entries(PERIODS).map(([value, words]) => ({ value: value as CheckPeriod, label: t(words) }))}
            onChange={(period) => change({ period })}
          />
        </FieldBox>
        <FieldBox id="own-level" label={t(text('谁来查', 'By whom'))} required>
          <Select<CheckLevel>
            id="own-level"
            value={entry.level}
            style={{ width: '100%' }}
            options={Object.entries(CHECK_LEVELS).map(([value, words]) => ({ value: value as CheckLevel, label: t(words) }))}
            onChange={(level) => change({ level })}
          />
        </FieldBox>
      </div>
      <OwnEntryFields entry={entry} onChange={change} />
      <h3>{t(text(`检查项（${entry.items.length}）`, `Items (${entry.items.length})`))}</h3>
      <ol className="own-items">
        {entry.items.map((item, i) => (
          <Item
            key={item.id}
            item={item}
            n={i + 1}
            criteria={criteria}
            onChange={(patch) => put(i, patch)}
            onRemove={entry.items.length > 1 ? () => change({ items: entry.items.filter((_, at) => at !== i) }) : null}
          />
        ))}
      </ol>
      {empty > 0 ? <p className="muted">{t(text(`还有 ${empty} 项没写查什么`, `${empty} items say nothing yet`))}</p> : null}
      {entry.items.length < 120 ? (
        <Button icon={<PlusOutlined />} onClick={() => change({ items: [...entry.items, blankItem()] })}>
          {t(text('加一项', 'Add an item'))}
        </Button>
      ) : null}
    </Sheet>
  )
}
