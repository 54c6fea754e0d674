import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Card, Stat, useT } from '#platform/web/index.ts'
import { useKinds } from '#mechanisms/matters/web/index.ts'
import type { OrgFile } from '../model.ts'
import { validityOf } from '../rules.ts'
import { useCatalog } from './useRegistry.ts'
import { MATTER_PHASES, ORG_SIZES, ORG_STATUS, word } from './words.ts'

/** What is wrong first: open matters and licences that end; each number opens its list. */
function Heads({ file, show }: { file: OrgFile; show: (tab: string) => void }): ReactNode {
  const t = useT()
  const { org, matters, licences, today } = file
  const sum = (phases: readonly string[]): number => matters.filter((m) => phases.includes(m.phase)).reduce((n, m) => n + m.count, 0)
  const ending = licences.filter((l) => l.status === 'active').map((l) => validityOf(l.validTo, l.noticeDays, today))
  const expired = ending.filter((v) => v === 'expired').length
  const soon = ending.filter((v) => v === 'soon').length
  const count = (value: number, label: Text, tab: string): ReactNode => (
    <button type="button" className="stat stat-door registry-door" onClick={() => show(tab)}>
      <span className="stat-value">{value}</span> <span className="stat-label">{t(label)}</span>
    </button>
  )
  return (
    <div className="registry-heads">
      <Stat
        label={text('在办事项', 'Matters under way')}
        value={sum(['open', 'waiting'])}
        to="/matters"
        search={{ orgId: org.id, phase: 'open,waiting' }}
      />
      <Stat
        label={text('已办结事项', 'Matters closed')}
        value={sum(['closed'])}
        to="/matters"
        search={{ orgId: org.id, phase: 'closed' }}
      />
      {count(expired, text('证照已过期', 'Licences ended'), 'licences')}
      {count(soon, text('证照快到期', 'Licences ending'), 'licences')}
      {count(file.subjects.filter((s) => s.status === 'active').length, text('监管对象', 'Subjects'), 'subjects')}
    </div>
  )
}

function MattersByKind({ file }: { file: OrgFile }): ReactNode {
  const t = useT()
  const kinds = useKinds()
  if (file.matters.length === 0) return null
  return (
    <Card
      title={t(text('事项', 'Matters'))}
      extra={
        <Link to={'/matters' as never} search={{ orgId: file.org.id } as never}>
          {t(text('全部事项', 'All matters'))}
        </Link>
      }
    >
      <ul className="rows">
        {file.matters.map((m) => {
          const kind = kinds.of(m.kind)
          return (
            <li key={`${m.kind}.${m.phase}`} className="row">
              <Link className="row-title" to={'/matters' as never} search={{ orgId: file.org.id, kind: m.kind, phase: m.phase } as never}>
                {kind ? t(kind.text) : m.kind} · {t(MATTER_PHASES[m.phase] ?? { zh: m.phase, en: m.phase })}
              </Link>
              <span className="num">{m.count}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** What is not on file yet: who may enter it, and the way there for those who may. */
function Gap({ file, onEdit }: { file: OrgFile; onEdit: () => void }): ReactNode {
  const t = useT()
  const office = file.org.officeName ?? t(text('监管部门', 'the supervising office'))
  return (
    <span className="registry-gap">
      {t(text('尚未登记', 'Not on file'))}
      {file.abilities.edit ? (
        <Button type="link" size="small" onClick={onEdit}>
          {t(text('补填', 'Enter it'))}
        </Button>
      ) : (
        <span className="muted">{t(text(`（由本单位安全员或${office}补填）`, ` (by its safety manager or ${office})`))}</span>
      )}
    </span>
  )
}

/** The head facts of a file. */
export function OrgOverview({ file, show, onEdit }: { file: OrgFile; show: (tab: string) => void; onEdit: () => void }): ReactNode {
  const t = useT()
  const gap = <Gap file={file} onEdit={onEdit} />
  const { org } = file
  const { sectorText } = useCatalog()
  const size = word(ORG_SIZES, org.size)
  const facts: [Text, ReactNode][] = [
    [
      text('统一社会信用代码', 'Unified social credit code'),
      <span key="c" className="num">
        {org.uscc ?? gap}
      </span>,
    ],
    [text('状态', 'Status'), t(word(ORG_STATUS, org.status) ?? text('—', '—'))],
    [text('行业', 'Sector'), org.sector ? t(sectorText(org.sector)) : gap],
    [text('规模', 'Size'), size ? t(size) : gap],
    [text('监管部门', 'Supervising office'), org.officeName ?? t(text('尚未指定监管部门', 'No office yet'))],
    [text('所在地区', 'Division'), org.divisionName ?? org.path],
    [text('地址', 'Address'), org.address ?? gap],
    [text('位置', 'Place'), org.lng === null ? gap : <span key="p" className="num">{`${org.lng}, ${org.lat} (WGS-84)`}</span>],
    [text('主要负责人', 'Principal'), org.legalPerson ?? gap],
    [
      text('电话', 'Telephone'),
      org.phone ? (
        <a key="t" href={`tel:${org.phone}`}>
          {org.phone}
        </a>
      ) : (
        gap
      ),
    ],
  ]
  if (org.aliases.length > 0) facts.push([text('别名', 'Other names'), org.aliases.join('、')])
  if (org.parentId) {
    facts.push([
      text('上级单位', 'Parent'),
      <Link key="u" to={'/registry/$id' as never} params={{ id: org.parentId } as never}>
        {org.parentName ?? org.parentId}
      </Link>,
    ])
  }
  return (
    <>
      <Heads file={file} show={show} />
      <Card title={t(text('基本情况', 'Facts'))}>
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label.en} className="registry-pair">
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <MattersByKind file={file} />
    </>
  )
}
