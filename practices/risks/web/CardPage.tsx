import { Link, useParams } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Failure, Loading, useT, useWhen } from '#platform/web/index.ts'
import { CONTROL_TEXT, type CardView } from '../model.ts'
import { RiskMark } from './parts.tsx'
import { useCard } from './useRisks.ts'
import './risks.css'

function Points({ view }: { view: CardView }): ReactNode {
  const t = useT()
  return view.points.map((p) => (
    <section key={p.id} className="card">
      <div className="risk-head">
        <h2>{p.name}</h2>
        <RiskMark level={p.level} strong />
      </div>
      <p className="muted">{p.workshop}</p>
      <h3>{t(text('有什么危险', 'What is dangerous'))}</h3>
      <ul>
        {p.factors.map((f) => (
          <li key={f}>{f}</li>
        ))}
      </ul>
      {p.accidents.length > 0 ? <p>{t(text(`可能造成：${p.accidents.join('、')}`, `May lead to: ${p.accidents.join(', ')}`))}</p> : null}
      <h3>{t(text('怎么防范', 'How to be safe'))}</h3>
      <ul>
        {p.controls.map((c) => (
          <li key={c.text}>
            {c.text} <span className="muted">{t(CONTROL_TEXT[c.kind])}</span>
          </li>
        ))}
      </ul>
      <h3>{t(text('出事怎么办', 'What to do'))}</h3>
      <ol>
        {p.emergency.map((s) => (
          <li key={s}>{s}</li>
        ))}
      </ol>
      <p className="live-card-report">
        <Link to={'/report' as never} search={{ point: p.id } as never}>
          {t(text('看到不对，在这里报隐患', 'Something wrong? Report a hazard here'))}
        </Link>
      </p>
    </section>
  ))
}

/** What a posted card's code opens, on any phone and without sign-in. */
export function CardPage(): ReactNode {
  const t = useT()
  const when = useWhen()
  const { code } = useParams({ strict: false }) as { code: string }
  const card = useCard(code)
  useEffect(() => {
    document.title = t(text('岗位风险告知卡', 'Risk card'))
  }, [t])
  if (card.error) return <Failure error={card.error} />
  if (!card.data) return <Loading />
  const view = card.data
  return (
    <main className="live-card" id="main">
      <header>
        <p className="muted">{view.orgName}</p>
        <h1>
          {view.kind === 'board'
            ? t(text('安全风险告知栏', 'Risk notice board'))
            : t(text(`岗位风险告知卡：${view.name}`, `Risk card: ${view.name}`))}
        </h1>
        <RiskMark level={view.level} strong />
      </header>
      <p className="live-card-call">
        <a href="tel:119">{t(text('火警 119', 'Fire 119'))}</a>
        <a href="tel:120">{t(text('急救 120', 'Ambulance 120'))}</a>
        {view.phone ? <a href={`tel:${view.phone}`}>{t(text(`本单位 ${view.phone}`, `Here ${view.phone}`))}</a> : null}
      </p>
      <Points view={view} />
      {view.updatedAt ? <p className="muted">{t(text(`内容更新于 ${when(view.updatedAt)}`, `Updated ${when(view.updatedAt)}`))}</p> : null}
    </main>
  )
}
