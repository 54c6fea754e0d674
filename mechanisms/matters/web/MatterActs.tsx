import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { KindInfo, MatterPage } from '../model.ts'
import './matters.css'

interface MatterActsProps {
  readonly page: MatterPage
  readonly kind: KindInfo
  readonly onAct: (act: string) => void
  /** Acts that have a page of their own, by `kind/act`. */
  readonly links?: Readonly<Record<string, (matterId: string) => string>>
}

const RANK: Readonly<Record<string, number>> = { primary: 0, plain: 1, danger: 2 }

/** What I may do now as buttons; what I may do but not yet says why. */
export function MatterActs({ page, kind, onAct, links = {} }: MatterActsProps): ReactNode {
  const t = useT()
  const tone = (act: string): string => kind.acts[act]?.tone ?? 'plain'
  const ordered = [...page.abilities].sort(
    (a, b) => Number(b.enabled) - Number(a.enabled) || (RANK[tone(a.act)] ?? 1) - (RANK[tone(b.act)] ?? 1),
  )
  if (ordered.length === 0) return null
  return (
    <div className="matter-acts" role="group" aria-label={t(text('可办理', 'What you may do'))}>
      {ordered.map((one) => {
        const look = { type: tone(one.act) === 'primary' ? ('primary' as const) : ('default' as const), danger: tone(one.act) === 'danger' }
        const link = links[`${kind.id}/${one.act}`]
        if (!one.enabled) {
          return (
            <span key={one.act} className="matter-acts-no">
              <Button disabled>{t(one.text)}</Button>
              {one.why ? <small>{t(one.why)}</small> : null}
            </span>
          )
        }
        if (link) {
          return (
            <Link key={one.act} to={link(page.matter.id)}>
              <Button {...look} tabIndex={-1}>
                {t(one.text)}
              </Button>
            </Link>
          )
        }
        return (
          <Button key={one.act} {...look} onClick={() => onAct(one.act)}>
            {t(one.text)}
          </Button>
        )
      })}
    </div>
  )
}
