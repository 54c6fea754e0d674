import { Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import type { OwnEntry } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { DayField, FieldBox, labelId, useT } from '#platform/web/index.ts'

type Shared = Pick<OwnEntry, 'source' | 'status' | 'from'>

/** Where an own entry stands, how it was read, and from when it holds. */
export function OwnEntryFields({ entry, onChange }: { entry: Shared; onChange: (patch: Partial<Shared>) => void }): ReactNode {
  const t = useT()
  return (
    <>
      <FieldBox
        id="own-source"
        label={t(text('出处', 'Source'))}
        required
        hint={t(text('文件名称和编号，例如 GB 35181-2025、某省应急厅〔2025〕8号', 'Title and number of the document'))}
      >
        <Input id="own-source" value={entry.source} maxLength={160} onChange={(e) => onChange({ source: e.target.value })} />
      </FieldBox>
      <div className="form-two">
        <FieldBox id="own-status" label={t(text('怎么录的', 'Entered from'))} required group>
          <Radio.Group
            aria-labelledby={labelId('own-status')}
            value={entry.status}
            optionType="button"
            options={[
              { value: 'verified', label: t(text('对照原文', 'The text itself')) },
              { value: 'secondary', label: t(text('据转载', 'A quotation')) },
            ]}
            onChange={(e) => onChange({ status: e.target.value as Shared['status'] })}
          />
        </FieldBox>
        <FieldBox id="own-from" label={t(text('生效日期', 'In force from'))} required>
          <DayField id="own-from" value={entry.from} allowClear={false} onChange={(from) => (from ? onChange({ from }) : undefined)} />
        </FieldBox>
      </div>
    </>
  )
}
