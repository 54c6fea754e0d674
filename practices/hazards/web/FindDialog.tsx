import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { ActResult, KindInfo } from '#mechanisms/matters/model.ts'
import { ActDialog } from '#mechanisms/matters/web/index.ts'
import { FieldBox, OrgPicker, Sheet, useT, type OrgItem } from '#platform/web/index.ts'

export interface FindDialogProps {
  readonly kind: KindInfo
  /** The enterprise, where it is known: my own, or the one that the list is about. */
  readonly orgId: string | null
  readonly onClose: () => void
  readonly onDone: (result: ActResult) => void
}

/** Records a finding: at which enterprise, where that is not known, then the form of the act. */
export function FindDialog({ kind, orgId, onClose, onDone }: FindDialogProps): ReactNode {
  const t = useT()
  const [picked, setPicked] = useState<OrgItem | null>(null)
  const [chosen, setChosen] = useState<string | null>(orgId)
  if (chosen !== null) {
    return <ActDialog key={chosen} target={{ kind, act: 'find', matterId: null, orgId: chosen }} onClose={onClose} onDone={onDone} />
  }
  return (
    <Sheet
      open
      title={t(text('登记隐患：哪家单位', 'Record a finding: at which enterprise'))}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
          <Button type="primary" disabled={picked === null} onClick={() => setChosen(picked?.id ?? null)}>
            {t(text('下一步', 'Next'))}
          </Button>
        </>
      }
    >
      <FieldBox id="find-org" required label={t(text('单位', 'Enterprise'))}>
        <OrgPicker id="find-org" value={picked?.id ?? null} valueName={picked?.name} onChange={(_, org) => setPicked(org)} />
      </FieldBox>
    </Sheet>
  )
}
