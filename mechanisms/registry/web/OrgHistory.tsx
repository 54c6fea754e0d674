import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Card, Failure, Loading, Nothing, useT, When } from '#platform/web/index.ts'
import type { Change } from '../model.ts'
import { useCatalog, useHistory, type Catalog } from './useRegistry.ts'
import { ENTITY_WORDS, FIELD_WORDS, ORG_KINDS, ORG_SIZES, ORG_STATUS, PART_STATUS } from './words.ts'

const CHOICES: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  kind: ORG_KINDS,
  size: ORG_SIZES,
  status: { ...PART_STATUS, ...ORG_STATUS },
}

/** A value as people say it: choices and sectors by their words, lists joined, nothing as a dash. */
function said(t: (value: Text) => string, catalog: Catalog, change: Change, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  const chosen = change.entity === 'org' || field === 'status' ? CHOICES[field]?.[String(value)] : undefined
  if (change.entity !== 'org' && field === 'status') return t(PART_STATUS[String(value)] ?? text('—', '—'))
  if (chosen) return t(chosen)
  if (field === 'sector') return t(catalog.sectorText(String(value)))
  if (field === 'type' && change.entity === 'licence') return t(catalog.licenceText(String(value)))
  if (Array.isArray(value)) return value.map(String).join('、') || '—'
  if (typeof value !== 'object') return String(value)
  const parts = Object.entries(value).filter(([, v]) => v !== null && v !== '')
  return parts.map(([k, v]) => `${k} ${String(v)}`).join('；') || '—'
}

/** Ids say nothing to people; the names beside them do. */
const HIDDEN = new Set(['orgId', 'subjectId', 'personId', 'otherId', 'parentId', 'orgName', 'subjectName'])

function Entry({ change }: { change: Change }): ReactNode {
  const t = useT()
  const catalog = useCatalog()
  const name = (field: string): string => t(FIELD_WORDS[field] ?? { zh: field, en: field })
  const fields = Object.keys(change.after).filter((f) => !HIDDEN.has(f))
  const what = t(ENTITY_WORDS[change.entity] ?? { zh: change.entity, en: change.entity })
  const called = change.after['name'] ?? change.after['holder'] ?? change.after['otherName'] ?? ''
  return (
    <li>
      <div className="timeline-head">
        <strong>{change.before === null ? t(text(`登记${what}`, `${what} entered`)) : t(text(`修改${what}`, `${what} changed`))}</strong>
        <span>{change.actor.name}</span>
        <span className="muted">
          <When at={change.at} />
        </span>
        {change.via === 'import' ? <span className="muted">{t(text('批量导入', 'by import'))}</span> : null}
      </div>
      {change.before === null ? (
        <div>{String(called)}</div>
      ) : (
        <ul className="registry-change">
          {fields.map((f) => (
            <li key={f}>
              {name(f)}：<span className="muted">{said(t, catalog, change, f, change.before?.[f])}</span> →{' '}
              {said(t, catalog, change, f, change.after[f])}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Every change of the file, newest first. */
export function OrgHistory({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const list = useHistory(orgId)
  if (list.loading) return <Loading />
  if (list.error) return <Failure error={list.error} retry={list.retry} />
  return (
    <Card title={t(text('变更记录', 'History'))}>
      {list.rows.length === 0 ? <Nothing what={text('没有变更', 'No changes')} /> : null}
      <ol className="timeline">
        {list.rows.map((change) => (
          <Entry key={change.id} change={change} />
        ))}
      </ol>
      {list.more ? (
        <div className="more">
          <Button onClick={list.more} loading={list.loadingMore}>
            {t(text('更早的', 'Earlier'))}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
