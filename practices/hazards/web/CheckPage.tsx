import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Progress } from 'antd'
import { useCallback, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { MatterPage } from '#mechanisms/matters/model.ts'
import { MatterLink, usePlace } from '#mechanisms/matters/web/index.ts'
import { api, Due, Failure, Loading, Page, useLang, useMe, useT, withQuery, type Me } from '#platform/web/index.ts'
import { missing, MOST_PHOTOS, toAct } from './answers.ts'
import { CheckItemCard, lineId } from './CheckItemCard.tsx'
import { CheckDone, CheckRefused } from './CheckDone.tsx'
import { useChecklist, type ChecklistItem, type ChecklistPage } from './checklist.ts'
import './hazards.css'
import { useCheck, type Check, type DoneCheck } from './useCheck.ts'
import { CHECK_LEVELS, PERIODS } from './words.ts'

interface LinesProps {
  readonly page: MatterPage
  readonly list: ChecklistPage
  readonly act: string
  readonly me: Me
  readonly onDone: (done: DoneCheck) => void
}

function Lines({ page, list, act, me, onDone }: LinesProps): ReactNode {
  const t = useT()
  const here = usePlace()
  const check = useCheck(page.matter.id, me)
  const [marked, setMarked] = useState(false)
  const [uploading, setUploading] = useState<readonly string[]>([])
  const busy = useCallback(
    (item: string, on: boolean): void =>
      setUploading((now) => (now.includes(item) === on ? now : on ? [...now, item] : now.filter((i) => i !== item))),
    [],
  )
  const ids = list.items.map((i) => i.id)
  const open = ids.filter((id) => missing(check.answers[id]) !== null)
  const { results, evidence } = toAct(ids, check.answers)
  const found = results.filter((r) => r.result === 'hazard').length
  const tooMany = evidence.length > MOST_PHOTOS
  const done = ids.length - open.length
  const submit = async (): Promise<void> => {
    const first = open[0]
    setMarked(true)
    if (first !== undefined) {
      document.getElementById(lineId(first))?.scrollIntoView({ block: 'center' })
      document.querySelector<HTMLElement>(`#${CSS.escape(lineId(first))} input`)?.focus({ preventScroll: true })
      return
    }
    const sent = await check.send(act, ids, here.place)
    if (sent) onDone(sent)
  }
  return (
    <>
      <div className="check-bar">
        <Progress
          strokeColor="var(--accent)"
          status="normal"
          percent={Math.round((done / Math.max(1, ids.length)) * 100)}
          format={() => `${done}/${ids.length}`}
          aria-label={t(text(`已查 ${done} 项，共 ${ids.length} 项`, `${done} of ${ids.length} done`))}
        />
      </div>
      <ol className="check-list">
        {list.items.map((item, i) => (
          <Line key={item.id} item={item} index={i} check={check} marked={marked} busy={busy} />
        ))}
      </ol>
      {check.failure ? <CheckRefused failure={check.failure} /> : null}
      {tooMany ? (
        <Alert
          type="warning"
          showIcon
          title={t(text(`一次最多 ${MOST_PHOTOS} 张照片，请去掉几张`, `At most ${MOST_PHOTOS} photographs at once`))}
        />
      ) : null}
      <div className="check-end">
        <Button
          type="primary"
          size="large"
          loading={check.sending}
          disabled={uploading.length > 0 || tooMany}
          onClick={() => void submit()}
        >
          {uploading.length > 0 ? t(text('等待照片上传…', 'Uploading…')) : t(text('提交检查', 'Send the check'))}
        </Button>
        <span className="muted" aria-live="polite">
          {open.length > 0
            ? t(text(`还有 ${open.length} 项没查完`, `${open.length} left`))
            : t(text(`发现 ${found} 处隐患`, `${found} hazard(s) found`))}
        </span>
      </div>
    </>
  )
}

interface LineProps {
  readonly item: ChecklistItem
  readonly index: number
  readonly check: Check
  readonly marked: boolean
  readonly busy: (item: string, on: boolean) => void
}

function Line({ item, index, check, marked, busy }: LineProps): ReactNode {
  const tell = useCallback((on: boolean) => busy(item.id, on), [busy, item.id])
  return (
    <CheckItemCard
      item={item}
      index={index}
      answer={check.answers[item.id]}
      onChange={(answer) => check.answer(item.id, answer)}
      onBusy={tell}
      disabled={check.sending}
      marked={marked}
    />
  )
}

/** One self-check: every line is answered by itself; nothing answers the rest at one stroke. */
export default function CheckPage(): ReactNode {
  const t = useT()
  const { lang } = useLang()
  const { id } = useParams({ strict: false }) as { id: string }
  const { me } = useMe()
  const [done, setDone] = useState<DoneCheck | null>(null)
  const page = useQuery({ queryKey: ['matter', id], queryFn: () => api.get<MatterPage>(`/api/matters/${id}`) })
  const checklist = page.data?.matter.fields['checklist']
  const list = useChecklist(typeof checklist === 'string' ? checklist : undefined)
  const error = page.error ?? list.error
  if (done)
    return (
      <Page title={t(text('自查', 'Self-check'))}>
        <CheckDone done={done} />
      </Page>
    )
  if (error) return <Failure error={error} retry={() => void page.refetch()} />
  if (!me || !page.data) return <Loading />
  const { matter, abilities } = page.data
  const act = abilities.find((a) => (a.act === 'do' || a.act === 'doLate') && a.enabled)
  return (
    <Page title={matter.title} extra={<MatterLink id={id}>{matter.no}</MatterLink>}>
      {list.data ? (
        <p className="row-sub">
          <span>{t(PERIODS[list.data.period])}</span>
          <span>{t(CHECK_LEVELS[list.data.level])}</span>
          <Due at={matter.dueAt} exact />
          {matter.orgId ? (
            <>
              <a
                href={withQuery(`/api/checklists/${list.data.id}/card.pdf`, { orgId: matter.orgId, lang })}
                target="_blank"
                rel="noreferrer"
              >
                {t(text('打印一岗一卡', 'Print the card'))}
              </a>
              <a href={withQuery(`/api/checklists/${list.data.id}/card.xlsx`, { orgId: matter.orgId, lang })}>
                {t(text('卡片表格', 'Card as a spreadsheet'))}
              </a>
            </>
          ) : null}
        </p>
      ) : null}
      {act ? null : (
        <Alert
          type="info"
          showIcon
          title={
            matter.phase === 'open'
              ? t(text('您的岗位不能做这次检查', 'Your post may not do this check'))
              : t(text('这次检查已经结束', 'This check is over'))
          }
          description={<MatterLink id={id}>{t(text('查看检查记录', 'See its record'))}</MatterLink>}
        />
      )}
      {act && list.data ? <Lines page={page.data} list={list.data} act={act.act} me={me} onDone={setDone} /> : null}
      {act && list.isPending ? <Loading /> : null}
    </Page>
  )
}
