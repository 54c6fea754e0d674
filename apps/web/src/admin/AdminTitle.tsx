import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'

/** A heading with the way back to the administration before it. */
export function AdminTitle({ title }: { title: Text }): ReactNode {
  const t = useT()
  return (
    <>
      <Link to="/admin" className="admin-back">
        {t(text('系统', 'Administration'))}
      </Link>
      <span aria-hidden="true" className="muted">
        {' / '}
      </span>
      {t(title)}
    </>
  )
}
