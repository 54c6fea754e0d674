import { Alert } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { ApiError, useT } from '#platform/web/index.ts'

/** Why something was not done, beside the form it was asked in; what was typed stays. */
export function Fault({ error }: { error: unknown }): ReactNode {
  const t = useT()
  const here = useRef<HTMLDivElement>(null)
  // The button that was pressed may stand far below, in a dialog that scrolls.
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void here.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  if (!error) return null
  const known = error instanceof ApiError ? error : null
  const lines = known?.errors.map((e) => e.message) ?? []
  return (
    <div ref={here} style={{ marginBottom: 12 }}>
      <Alert
        type="error"
        showIcon
        title={known?.message ?? t(text('没有办成，请重试', 'It was not done; try again'))}
        description={lines.length > 0 ? lines.join('；') : known?.detail || undefined}
      />
    </div>
  )
}
