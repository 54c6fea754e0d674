import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Due, Failure, Loading, Page, useLang, useT, type Widgets } from '#platform/web/index.ts'
import type { ActResult, KindInfo, MatterPage as MatterPageData } from '../model.ts'
import { ActDialog } from './ActDialog.tsx'
import { useKinds } from './kinds.ts'
import { LevelMark, StateMark } from './Marks.tsx'
import { MatterActs } from './MatterActs.tsx'
import { FactsCard, isUnderWay, Proof } from './MatterFacts.tsx'
import { Related } from './Related.tsx'
import { Timeline } from './Timeline.tsx'
import type { ActTarget } from './useAct.ts'
import { stateText } from './words.ts'
import './matters.css'

export interface MatterViewProps {
  readonly id: string
  /** Controls for the kinds' own widgets. */
  readonly widgets?: Widgets
  /** Acts that have a page of their own, by `kind/act`. */
  readonly actLinks?: Readonly<Record<string, (matterId: string) => string>>
  /** More cards beside the timeline, for instance of a practice. */
  readonly extra?: (page: MatterPageData) => ReactNode
}

interface Wanted {
  /** An act of this matter. */
  act?: string
  /** `kind.act`: opens a matter below this one. */
  open?: string
}

/** The target of the form that the address asks for; null where there is none or it is not possible. */
function targetOf(wanted: Wanted, page: MatterPageData, kind: KindInfo, childOf: (id: string) => KindInfo | undefined): ActTarget | null {
  const { matter } = page
  if (wanted.open) {
    const [childId = '', name = ''] = wanted.open.split('.')
    const child = kind.children.includes(childId) ? childOf(childId) : undefined
    if (!child?.acts[name]) return null
    return {
      kind: child,
      act: name,
      matterId: null,
      parentId: matter.id,
      orgId: matter.orgId,
      subjectId: matter.subjectId,
      sector: matter.sector,
    }
  }
  if (!wanted.act || !page.abilities.some((a) => a.act === wanted.act && a.enabled)) return null
  return { kind, act: wanted.act, matterId: matter.id, sector: matter.sector }
}

/** A matter: how it stands and until when, what I may do, what happened. */
export function MatterView({ id, widgets, actLinks, extra }: MatterViewProps): ReactNode {
  const t = useT()
  const { lang } = useLang()
  const kinds = useKinds()
  const navigate = useNavigate()
  const wanted = useSearch({ strict: false }) as Wanted
  const [said, setSaid] = useState('')
  const [held, setHeld] = useState<{ asked: string; target: ActTarget } | null>(null)
  const {
    data: page,
    error,
    refetch,
  } = useQuery({ queryKey: ['matter', id], queryFn: () => api.get<MatterPageData>(`/api/matters/${id}`) })
  if (error && !page) return <Failure error={error} retry={() => void refetch()} />
  const kind = page && kinds.of(page.matter.kind)
  if (!page || (!kind && kinds.loading)) return <Loading />
  if (!kind) return <Failure error={kinds.error} />
  const { matter } = page
  const go = (search: Wanted): void => {
    setHeld(null)
    void navigate({ to: '/matters/$id', params: { id } as never, search: search as never, replace: true })
  }
  // A form that is open stays open when the matter moves on beneath it: it holds what was typed and says why not.
  const asked = `${wanted.act ?? ''}/${wanted.open ?? ''}`
  const possible = targetOf(wanted, page, kind, kinds.of)
  if (possible && held?.asked !== asked) setHeld({ asked, target: possible })
  const target = held?.asked === asked ? held.target : possible
  const refused = wanted.act && !target ? page.abilities.find((a) => a.act === wanted.act) : undefined
  const done = (result: ActResult): void => {
    const where = target ? stateText(target.kind, result.state) : null
    const what = target?.kind.acts[target.act]?.text
    if (what && where)
      setSaid(t(text(`已办理“${what.zh}”（${result.no}），现为“${where.zh}”。`, `Done: ${what.en} (${result.no}); now: ${where.en}.`)))
    go({})
  }
  return (
    <Page
      title={matter.title}
      extra={
        <Button icon={<PrinterOutlined />} href={`/api/matters/${id}/print.pdf?lang=${lang}`} target="_blank">
          {t(text('打印', 'Print'))}
        </Button>
      }
    >
      <div className="matter-said" role="status" aria-live="polite">
        {said}
      </div>
      {refused?.why ? <Alert type="info" showIcon title={t(refused.why)} style={{ marginBottom: 12 }} /> : null}
      <Card>
        <div className="matter-head" style={{ marginBottom: page.abilities.length > 0 ? 12 : 0 }}>
          <LevelMark kind={kind} level={matter.level} strong />
          <StateMark kind={kind} state={matter.state} phase={matter.phase} />
          {isUnderWay(matter.phase) ? <Due at={matter.dueAt} exact /> : null}
          <span className="muted">
            {t(kind.text)} {matter.no}
          </span>
        </div>
        <MatterActs page={page} kind={kind} onAct={(act) => go({ act })} links={actLinks} />
      </Card>
      <div className="two matter-two">
        <div>
          <FactsCard page={page} kind={kind} />
          <Card title={t(text('办理经过', 'What happened'))}>
            <Timeline acts={page.acts} kind={kind} sector={matter.sector} />
            <Proof page={page} />
          </Card>
        </div>
        <div>
          <Related page={page} kind={kind} kinds={kinds} onOpen={(child, act) => go({ open: `${child}.${act}` })} />
          {extra?.(page)}
        </div>
      </div>
      {target ? (
        <ActDialog
          key={`${target.matterId ?? 'new'}.${target.kind.id}.${target.act}`}
          target={target}
          widgets={widgets}
          onClose={() => go({})}
          onDone={done}
          onSwitch={target.matterId ? (act) => go({ act }) : undefined}
        />
      ) : null}
    </Page>
  )
}
