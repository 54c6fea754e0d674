import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Nothing, Page, useHolds, useT } from '#platform/web/index.ts'
import { adminSections } from './sections.ts'
import './admin.css'

/** The administration: one door for each thing that can be set. */
export default function AdminIndex(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const open = adminSections.filter((s) => s.needs.some(holds))
  return (
    <Page title={t(text('系统', 'Administration'))}>
      {open.length === 0 ? <Nothing what={text('您的岗位没有系统管理权限', 'Your post has nothing to administer')} /> : null}
      <ul className="admin-doors">
        {open.map((section) => (
          <li key={section.path}>
            <Link to={section.path} className="card admin-door">
              <strong>{t(section.text)}</strong>
              <span className="muted">{t(section.about)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
