import { CheckCircleFilled, ClockCircleFilled, EnvironmentOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, Result, Tag } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { usePlace, type HerePlace } from '#mechanisms/matters/web/index.ts'
import { FieldBox, Loading, Page, useMe, useT, type Me } from '#platform/web/index.ts'
import './hazards.css'
import { LinkButton } from './LinkButton.tsx'
import { Photos } from './Photos.tsx'
import { recentPlaces } from './places.ts'
import type { QueueItem } from './queue-send.ts'
import { userKey, useQueue } from './queue.ts'
import { QueueList } from './QueueList.tsx'
import { AtPoint, useAskedPoint } from './AtPoint.tsx'
import { useReport } from './useReport.ts'

const MOST_PHOTOS = 9
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

function Here({ here }: { here: HerePlace }): ReactNode {
  const t = useT()
  if (here.status === 'none') return null
  return (
    <p className="field-hint" aria-live="polite">
      <EnvironmentOutlined /> {here.status === 'looking' ? t(text('正在定位…', 'Finding your place…')) : null}
      {here.status === 'found' ? t(text('位置一并上报', 'Your position goes along')) : null}
      {here.status === 'ask' || here.status === 'found' ? (
        <Button type="link" size="small" onClick={here.status === 'ask' ? here.look : here.forget}>
          {here.status === 'ask' ? t(text('附上我的位置', 'Add my position')) : t(text('不附', 'Leave it out'))}
        </Button>
      ) : null}
    </p>
  )
}

function Places({
  user,
  value,
  onChange,
  disabled,
}: {
  user: string
  value: string
  onChange: (place: string) => void
  disabled: boolean
}): ReactNode {
  const t = useT()
  const [recent] = useState(() => recentPlaces(user))
  return (
    <FieldBox id="report-where" label={t(text('在哪里', 'Where'))}>
      <Input id="report-where" size="large" maxLength={100} value={value} disabled={disabled} onChange={(e) => onChange(e.target.value)} />
      {recent.length > 0 ? (
        <div className="quick" role="group" aria-label={t(text('最近用过的位置', 'Places used lately'))}>
          {recent.map((place) => (
            <Tag.CheckableTag key={place} checked={place === value} onChange={(on) => onChange(on ? place : '')}>
              {place}
            </Tag.CheckableTag>
          ))}
        </div>
      ) : null}
    </FieldBox>
  )
}

function Form({ me, asked, onDone }: { me: Me; asked: string | null; onDone: (item: QueueItem) => void }): ReactNode {
  const t = useT()
  const here = usePlace()
  const report = useReport(me)
  const lost = useAskedPoint(asked, report)
  const client = useQueryClient()
  const { words, photos, sending, enough } = report
  const send = async (): Promise<void> => {
    const after = await report.send(here.place)
    if (after.state === 'refused') return
    for (const topic of ['matters', 'board']) void client.invalidateQueries({ queryKey: [topic] })
    onDone(after)
  }
  return (
    <form
      className="card report"
      onSubmit={(e) => {
        e.preventDefault()
        if (enough && !sending) void send()
      }}
    >
      <p className="muted">{t(text(`报给：${me.orgName ?? ''}`, `Goes to: ${me.orgName ?? ''}`))}</p>
      <AtPoint report={report} lost={lost} />
      <Photos value={photos} onChange={report.setPhotos} max={MOST_PHOTOS} disabled={sending} />
      <FieldBox
        id="report-what"
        label={t(text('看到了什么', 'What did you see'))}
        hint={t(text('打字，或用输入法的语音说一句', 'Type, or speak to your keyboard'))}
      >
        <Input.TextArea
          id="report-what"
          size="large"
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={words.what}
          disabled={sending}
          onChange={(e) => report.change({ what: e.target.value })}
        />
      </FieldBox>
      <Places user={userKey(me)} value={words.where} disabled={sending} onChange={(where) => report.change({ where })} />
      <Checkbox checked={words.urgent} disabled={sending} onChange={(e) => report.change({ urgent: e.target.checked })}>
        {t(text('情况紧急，人员需马上撤离', 'Urgent: people must leave at once'))}
      </Checkbox>
      {words.urgent ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 8 }}
          title={t(text('先撤人，并马上打电话告诉班组长', 'Get people out first and telephone your team leader now'))}
        />
      ) : null}
      <Here here={here} />
      {report.why === null ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(text('没有发出去，内容还在', 'It was not sent; what you entered is still here'))}
          description={report.why}
          style={{ marginBottom: 8 }}
        />
      )}
      <div className="report-foot">
        <Button className="report-send" type="primary" size="large" block htmlType="submit" loading={sending} disabled={!enough}>
          {t(text('发送', 'Send'))}
        </Button>
        {enough ? null : (
          <p className="field-hint">{t(text('拍一张照片，或写一句话，就可以发送', 'A photograph or a sentence is enough'))}</p>
        )}
      </div>
    </form>
  )
}

function Receipt({ item: handedIn, again }: { item: QueueItem; again: () => void }): ReactNode {
  const t = useT()
  // What waited when it was handed in may have gone meanwhile.
  const item = useQueue(handedIn.user).find((i) => i.id === handedIn.id) ?? handedIn
  const { receipt } = item
  return (
    <section className="card report" aria-live="polite">
      <Result
        icon={receipt ? <CheckCircleFilled className="report-mark" /> : <ClockCircleFilled className="report-mark" />}
        title={
          receipt
            ? t(text('收到了，谢谢', 'Received, thank you'))
            : t(text('已存在本机，有网络时自动发送', 'Kept on this device; it goes when there is a connection'))
        }
        subTitle={
          receipt ? (
            <>
              {t(text('编号', 'Number'))} <strong className="report-no num">{receipt.no}</strong>
            </>
          ) : (
            item.lastError
          )
        }
        extra={
          <div className="report-next">
            {receipt ? (
              <LinkButton to={`/matters/${receipt.matterId}`} size="large">
                {t(text('看办理进度', 'See how it stands'))}
              </LinkButton>
            ) : null}
            <Button type="primary" size="large" onClick={again} autoFocus>
              {t(text('再报一条', 'Report another'))}
            </Button>
          </div>
        }
      />
    </section>
  )
}

/** Three taps: photograph, a sentence if one likes, send. */
export default function ReportPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const { point } = useSearch({ strict: false }) as { point?: unknown }
  const asked = typeof point === 'string' && UUID.test(point) ? point : null
  const [turn, setTurn] = useState(0)
  const [done, setDone] = useState<QueueItem | null>(null)
  if (!me) return <Loading />
  return (
    <Page title={t(text('报隐患', 'Report a hazard'))}>
      {done ? (
        <Receipt
          item={done}
          again={() => {
            setDone(null)
            // A new form makes new ids: the next report is another one.
            setTurn(turn + 1)
          }}
        />
      ) : (
        <Form key={`${turn}.${asked ?? ''}`} me={me} asked={asked} onDone={setDone} />
      )}
      <QueueList user={userKey(me)} />
    </Page>
  )
}
