import { Button, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import type { ItemFields, ItemKind, PlanItem } from '../../model.ts'
import { DIRECTION_WORDS, KIND_WORDS } from '../words.ts'

export interface Editing {
  readonly kind: ItemKind
  readonly fields: ItemFields
  readonly quote: string
  /** The item that is edited; null = a new one from chosen words. */
  readonly item: PlanItem | null
  readonly place: { readonly start: number; readonly end: number }
}

interface EditSheetProps {
  readonly editing: Editing
  readonly onSave: (kind: ItemKind, fields: ItemFields, place: Editing['place'] | null) => Promise<boolean>
  readonly onClose: () => void
  /** The words chosen in the document just now. */
  readonly chosen: { readonly start: number; readonly end: number } | null
  readonly trouble: string | null
}

const units = (typed: string): string[] =>
  typed
    .split(/[、,，;；\n]+/)
    .map((u) => u.trim())
    .filter((u) => u !== '')
const ACTIONS: readonly [string, Text][] = [
  ['build', text('新建', 'Build')],
  ['upgrade', text('升级', 'Upgrade')],
  ['deploy', text('安装应用', 'Deploy')],
]

interface Typed {
  readonly kind: ItemKind
  readonly fields: ItemFields
  readonly lead: string
  readonly responsible: string
}

function Amounts({ fields, set }: { fields: ItemFields; set: (patch: Partial<ItemFields>) => void }): ReactNode {
  const t = useT()
  return (
    <div className="edit-row">
      <FieldBox id="edit-direction" label={t(text('要求', 'Direction'))}>
        <Select
          id="edit-direction"
          style={{ width: '100%' }}
          value={fields.direction}
          options={Object.entries(DIRECTION_WORDS).map(([value, word]) => ({ value, label: t(word) }))}
          onChange={(direction: ItemFields['direction']) => set({ direction })}
        />
      </FieldBox>
      <FieldBox id="edit-value" label={t(text('数值', 'Value'))}>
        <InputNumber id="edit-value" style={{ width: '100%' }} value={fields.value ?? null} onChange={(value) => set({ value })} />
      </FieldBox>
      <FieldBox id="edit-unit" label={t(text('计量单位', 'Unit'))}>
        <Input id="edit-unit" maxLength={40} value={fields.unit ?? ''} onChange={(e) => set({ unit: e.target.value || null })} />
      </FieldBox>
      <FieldBox id="edit-year" label={t(text('目标年', 'Target year'))}>
        <InputNumber
          id="edit-year"
          min={1990}
          max={2100}
          precision={0}
          style={{ width: '100%' }}
          value={fields.targetYear ?? null}
          onChange={(targetYear) => set({ targetYear })}
        />
      </FieldBox>
    </div>
  )
}

/** Corrects what was read; what is typed is kept over a reload until it is saved or dropped. */
export function EditSheet({ editing, onSave, onClose, chosen, trouble }: EditSheetProps): ReactNode {
  const t = useT()
  const { item } = editing
  const key = item ? `plans.item.${item.id}.${item.version}` : `plans.new.${editing.place.start}-${editing.place.end}`
  const [typed, setTyped, clear] = useDraft<Typed>(key, {
    kind: editing.kind,
    fields: editing.fields,
    lead: (editing.fields.lead ?? []).join('、'),
    responsible: (editing.fields.responsible ?? []).join('、'),
  })
  const [place, setPlace] = useState<Editing['place'] | null>(item ? null : editing.place)
  const [saving, setSaving] = useState(false)
  const { fields, kind } = typed
  const set = (patch: Partial<ItemFields>): void => setTyped({ ...typed, fields: { ...fields, ...patch } })
  const dated = kind === 'commitment' || kind === 'system'
  const save = async (): Promise<void> => {
    setSaving(true)
    const done = await onSave(kind, { ...fields, lead: units(typed.lead), responsible: units(typed.responsible) }, place)
    setSaving(false)
    if (done) {
      clear()
      onClose()
    }
  }
  const ready = fields.name.trim() !== ''
  return (
    <Sheet
      open
      title={item ? t(text('修改条目', 'Edit the item')) : t(text('补一条', 'Add an item'))}
      onClose={onClose}
      footer={
        <>
          <Button
            onClick={() => {
              clear()
              onClose()
            }}
          >
            {t(text('放弃修改', 'Discard'))}
          </Button>
          <Button type="primary" loading={saving} disabled={!ready} onClick={() => void save()}>
            {t(text('保存', 'Save'))}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(e) => {
          e.preventDefault()
          if (ready && !saving) void save()
        }}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && ready && !saving) void save()
        }}
      >
        <blockquote className="edit-quote">{editing.quote}</blockquote>
        {item && chosen ? (
          <p>
            <Button size="small" onClick={() => setPlace(chosen)} disabled={place !== null}>
              {place
                ? t(text('已改为所选文字', 'The chosen words are taken'))
                : t(text('改为文中所选的文字', 'Take the words chosen in the text'))}
            </Button>
          </p>
        ) : null}
        {item ? null : (
          <FieldBox id="edit-kind" label={t(text('类别', 'Kind'))} required>
            <Select
              id="edit-kind"
              style={{ width: '100%' }}
              value={kind}
              options={Object.entries(KIND_WORDS).map(([value, word]) => ({ value, label: t(word.text) }))}
              onChange={(next: ItemKind) => setTyped({ ...typed, kind: next })}
            />
          </FieldBox>
        )}
        <FieldBox
          id="edit-name"
          label={kind === 'commitment' ? t(text('要做什么', 'What is to be done')) : t(text('名称', 'Name'))}
          required
        >
          <Input.TextArea
            id="edit-name"
            autoFocus
            maxLength={600}
            autoSize={{ minRows: 1, maxRows: 5 }}
            value={fields.name}
            onChange={(e) => set({ name: e.target.value })}
          />
        </FieldBox>
        {kind === 'indicator' || kind === 'achievement' ? <Amounts fields={fields} set={set} /> : null}
        {kind === 'system' ? (
          <FieldBox id="edit-action" label={t(text('怎么建', 'What is done'))}>
            <Select
              id="edit-action"
              style={{ width: '100%' }}
              value={fields.action}
              options={ACTIONS.map(([value, word]) => ({ value, label: t(word) }))}
              onChange={(action: ItemFields['action']) => set({ action })}
            />
          </FieldBox>
        ) : null}
        {dated ? (
          <FieldBox id="edit-date" label={t(text('完成期限', 'Deadline'))} hint={fields.deadline?.words}>
            <Input
              id="edit-date"
              type="date"
              value={fields.deadline?.date ?? ''}
              onChange={(e) =>
                set({
                  deadline: e.target.value ? { type: 'by', start: null, words: '', ...fields.deadline, date: e.target.value } : null,
                })
              }
            />
          </FieldBox>
        ) : null}
        {kind === 'achievement' ? null : (
          <>
            <FieldBox id="edit-lead" label={t(text('牵头单位', 'Lead units'))} hint={t(text('多个用顿号隔开', 'Several with 、 between'))}>
              <Input id="edit-lead" value={typed.lead} onChange={(e) => setTyped({ ...typed, lead: e.target.value })} />
            </FieldBox>
            <FieldBox id="edit-responsible" label={t(text('责任单位', 'Units in charge'))}>
              <Input
                id="edit-responsible"
                value={typed.responsible}
                onChange={(e) => setTyped({ ...typed, responsible: e.target.value })}
              />
            </FieldBox>
          </>
        )}
        {trouble ? (
          <p className="field-fault" role="alert">
            {trouble}
          </p>
        ) : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Sheet>
  )
}
