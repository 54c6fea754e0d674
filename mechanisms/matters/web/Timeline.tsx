import { FilePdfOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { fileUrl, previewUrl, useT, useWhen, When } from '#platform/web/index.ts'
import type { Act, KindInfo } from '../model.ts'
import { Facts } from './Value.tsx'
import './matters.css'
import { formFacts, stateText } from './words.ts'

/** Photographs and documents, small; a click opens the whole. */
export function Evidence({ items }: { items: Act['evidence'] }): ReactNode {
  const t = useT()
  if (items.length === 0) return null
  return (
    <div className="photos">
      {items.map((one) => (
        <a
          key={one.hash}
          href={fileUrl(one.hash)}
          target="_blank"
          rel="noreferrer"
          aria-label={t(text(`打开 ${one.name}`, `Open ${one.name}`))}
          title={one.name}
        >
          {one.mediaType.startsWith('image/') ? (
            <img src={previewUrl(one.hash)} alt={one.name} loading="lazy" />
          ) : (
            <>
              <FilePdfOutlined /> {one.name}
            </>
          )}
        </a>
      ))}
    </div>
  )
}

function Effect({ act, before, kind }: { act: Act; before: Act | undefined; kind: KindInfo | undefined }): ReactNode {
  const t = useT()
  const when = useWhen()
  const { state, dueAt, dueClause } = act.effect
  return (
    <div className="muted">
      {before?.effect.state === state ? null : <span>→ {t(stateText(kind, state))} </span>}
      {dueAt ? (
        <span>
          {t(text(`期限 ${when(dueAt)}`, `due ${when(dueAt)}`))}
          {dueClause ? t(text(`（${dueClause.zh}）`, ` (${dueClause.en})`)) : ''}
        </span>
      ) : null}
    </div>
  )
}

function WhereWhen({ act }: { act: Act }): ReactNode {
  const t = useT()
  // Done without signal and sent later: both times count.
  const late = Date.parse(act.recordedAt) - Date.parse(act.at) > 10 * 60_000
  return (
    <>
      {late ? (
        <span className="muted">
          {t(text('补传于 ', 'sent '))}
          <When at={act.recordedAt} />
        </span>
      ) : null}
      {act.place ? (
        <span className="muted">
          {act.place.text ?? `${act.place.lng.toFixed(5)}, ${act.place.lat.toFixed(5)}`}
          {act.place.accuracy === undefined
            ? ''
            : t(text(`（±${Math.round(act.place.accuracy)} 米）`, ` (±${Math.round(act.place.accuracy)} m)`))}
        </span>
      ) : null}
    </>
  )
}

/** The acts of a matter, the latest first: who, when, where, what was said, what it changed, with its evidence. */
export function Timeline({ acts, kind, sector }: { acts: readonly Act[]; kind: KindInfo | undefined; sector: string | null }): ReactNode {
  const t = useT()
  const ordered = [...acts].sort((a, b) => b.seq - a.seq)
  return (
    <ol className="timeline" reversed>
      {ordered.map((act, i) => {
        const facts = formFacts(kind, act.act, act.form)
        return (
          <li key={act.id} id={`act-${act.seq}`}>
            <div className="timeline-head">
              <strong>{t(kind?.acts[act.act]?.text ?? { zh: act.act, en: act.act })}</strong>
              <When at={act.at} />
              <span>{act.actor.name}</span>
              <WhereWhen act={act} />
            </div>
            <Effect act={act} before={ordered[i + 1]} kind={kind} />
            {facts.length > 0 ? <Facts facts={facts} sector={sector} className="timeline-form" /> : null}
            <Evidence items={act.evidence} />
          </li>
        )
      })}
    </ol>
  )
}
