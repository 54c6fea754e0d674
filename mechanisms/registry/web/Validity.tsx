import { ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { LicenceRow } from '../model.ts'
import { validityOf } from '../rules.ts'

/** The last valid day, exactly and in words. */
export function ValidityMark({ licence, today }: { licence: LicenceRow; today: string }): ReactNode {
  const t = useT()
  const { validTo, status } = licence
  if (validTo === null) return <span className="muted">{t(text('没有期限', 'No end'))}</span>
  if (status === 'ended') return <span className="muted num">{validTo}</span>
  const days = Math.round((Date.parse(validTo) - Date.parse(today)) / 86_400_000)
  const state = validityOf(validTo, licence.noticeDays, today)
  const words =
    days < 0
      ? text(`已过期 ${-days} 天`, `ended ${-days} d ago`)
      : days === 0
        ? text('今天到期', 'ends today')
        : text(`还剩 ${days} 天`, `${days} d left`)
  return (
    <span className={state === 'expired' ? 'due due-over' : state === 'soon' ? 'due due-soon' : 'due'}>
      {state === 'expired' ? <ExclamationCircleFilled /> : state === 'soon' ? <ClockCircleOutlined /> : null}{' '}
      <span className="num">{validTo}</span> {state === 'valid' ? null : t(words)}
    </span>
  )
}
