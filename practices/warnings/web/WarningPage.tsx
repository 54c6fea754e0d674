import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Page, useT } from '#platform/web/index.ts'
import { WarningDetail } from './WarningDetail.tsx'

/** One warning, made for the phone: enterprise and town answer here. */
export default function WarningPage(): ReactNode {
  const t = useT()
  const { id } = useParams({ strict: false })
  return (
    <Page title={t(text('预警', 'Warning'))} extra={<Link to={'/warnings' as never}>{t(text('全部预警', 'All warnings'))}</Link>}>
      {id ? <WarningDetail key={id} id={id} /> : null}
    </Page>
  )
}
