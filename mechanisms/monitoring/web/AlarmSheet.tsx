import { Link } from '@tanstack/react-router'
import { Button, Input, InputNumber, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { ApiError, Failure, Level, Loading, Sheet, useHolds, useNow, useT } from '#platform/web/index.ts'
import { ACT_TEXT, LIFE_TEXT, type AlarmAct, type AlarmView } from '../model.ts'
import { useAlarm, useAlarmActs } from './useMonitoring.ts'
import { agoText, clockText, colourOf, kindText, reasonOf, valueText } from './words.ts'

type Asked = 'shelve' | 'takeOut' | 'comment' | 'judge' | 'hazard'

const LABELS: Readonly<Record<Asked, Text>> = {
  shelve: text('搁置理由', 'Reason for shelving'),
  takeOut: text('停用理由和替代措施', 'Reason, and what protects meanwhile'),
  comment: text('备注', 'Comment'),
  judge: text('判定理由', 'Reason'),
  hazard: text('要整改什么', 'What is to be put right'),
}

function Ask({
  asked,
  busy,
  done,
  onDo,
}: {
  asked: Asked
  busy: boolean
  done: () => void
  onDo: (note: string, hours: number, verdict: 'true' | 'false') => void
}): ReactNode {
  const t = useT()
  const [note, setNote] = useState('')
  const [hours, setHours] = useState(asked === 'shelve' ? 8 : 24)
  const [verdict, setVerdict] = useState<'true' | 'false'>('false')
  return (
    <form
      className="alarm-ask"
      onSubmit={(e) => {
        e.preventDefault()
        onDo(note.trim(), hours, verdict)
      }}
    >
      {asked === 'judge' ? (
        <Radio.Group
          value={verdict}
          onChange={(e) => setVerdict(e.target.value as 'true' | 'false')}
          options={[
            { value: 'false', label: t(text('误报', 'False alarm')) },
            { value: 'true', label: t(text('属实', 'True')) },
          ]}
        />
      ) : null}
      <label>
        <span>{t(LABELS[asked])}</span>
        <Input.TextArea value={note} onChange={(e) => setNote(e.target.value)} autoFocus rows={2} maxLength={500} />
      </label>
      {asked === 'shelve' || asked === 'takeOut' ? (
        <label className="alarm-ask-hours">
          <span>{t(text('多少小时', 'Hours'))}</span>
          <InputNumber value={hours} min={1} max={asked === 'shelve' ? 24 : 2160} onChange={(v) => setHours(v ?? 1)} />
          <span className="muted">
            {asked === 'shelve'
              ? t(text('到时自动恢复，最长 24 小时', 'Ends by itself; 24 h at most'))
              : t(text('到时自动恢复', 'Ends by itself'))}
          </span>
        </label>
      ) : null}
      <div className="alarm-acts">
        <Button htmlType="submit" type="primary" loading={busy} disabled={note.trim().length < (asked === 'comment' ? 1 : 2)}>
          {t(text('确定', 'OK'))}
        </Button>
        <Button onClick={done}>{t(text('取消', 'Cancel'))}</Button>
      </div>
    </form>
  )
}

function Acts({ alarm, first }: { alarm: AlarmView; first: Asked | null }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { act, hazard } = useAlarmActs()
  const [asked, setAsked] = useState<Asked | null>(first !== null && alarm.acts.includes(first) ? first : null)
  const fault = act.error ?? hazard.error
  const send = (body: AlarmAct): void => act.mutate({ id: alarm.id, body }, { onSuccess: () => setAsked(null) })
  const onDo = (note: string, hours: number, verdict: 'true' | 'false'): void => {
    if (asked === 'hazard') hazard.mutate({ id: alarm.id, note }, { onSuccess: () => setAsked(null) })
    if (asked === 'shelve' || asked === 'takeOut') send({ act: asked, reason: note, hours })
    if (asked === 'comment') send({ act: 'comment', note })
    if (asked === 'judge') send({ act: 'judge', verdict, note })
  }
  const may = (name: string): boolean => alarm.acts.includes(name)
  const plain = (['acknowledge', 'unacknowledge', 'reset', 'restore'] as const).filter(may)
  const asking = (['shelve', 'takeOut', 'comment', 'judge'] as const).filter(may)
  return (
    <div>
      {fault instanceof ApiError ? (
        <p role="alert">{[fault.message, fault.detail, ...fault.errors.map((e) => e.message)].filter(Boolean).join(' · ')}</p>
      ) : null}
      {asked ? (
        <Ask key={asked} asked={asked} busy={act.isPending || hazard.isPending} done={() => setAsked(null)} onDo={onDo} />
      ) : (
        <div className="alarm-acts">
          {plain.map((name) => (
            <Button
              key={name}
              type={name === 'acknowledge' ? 'primary' : 'default'}
              loading={act.isPending}
              onClick={() => send({ act: name })}
            >
              {t(ACT_TEXT[name] ?? text(name, name))}
            </Button>
          ))}
          {asking.map((name) => (
            <Button key={name} onClick={() => setAsked(name)}>
              {t(ACT_TEXT[name] ?? text(name, name))}
            </Button>
          ))}
          {alarm.hazardId === null && holds('hazard.find') && may('comment') ? (
            <Button onClick={() => setAsked('hazard')}>{t(text('转隐患', 'Make it a hazard'))}</Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

/** One alarm: why it stands, what may be done, what happened. */
export function AlarmSheet({ id, first, onClose }: { id: string | null; first: Asked | null; onClose: () => void }): ReactNode {
  const t = useT()
  const { data: alarm, error, refetch } = useAlarm(id)
  const now = useNow().getTime()
  return (
    <Sheet open={id !== null} title={alarm ? alarm.title : t(text('报警', 'Alarm'))} onClose={onClose} width={640}>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !alarm ? (
        <Loading rows={4} />
      ) : (
        <div className="alarm-sheet">
          <p>
            <Level colour={colourOf(alarm.colour)} text={kindText(alarm)} strong /> {t(reasonOf(alarm))}
            {alarm.dataLost ? <span className="muted"> · {t(text('数据中断，报警保持', 'data lost; the alarm stands'))}</span> : null}
            {alarm.late ? <span className="muted"> · {t(text('补传数据发现', 'found in back-filled data'))}</span> : null}
          </p>
          <p>
            {alarm.orgName} ·{' '}
            {alarm.pointId ? (
              <Link to={'/monitoring/points/$id' as never} params={{ id: alarm.pointId } as never}>
                {alarm.pointName}
              </Link>
            ) : (
              alarm.source
            )}{' '}
            · {t(LIFE_TEXT[alarm.state] ?? text('', ''))} · {t(agoText(alarm.openedAt, now))}
            {alarm.peak !== null ? ` · ${t(text('最值', 'peak'))} ${valueText(alarm.peak, alarm.unit)}` : ''}
          </p>
          {alarm.until ? (
            <p>
              {t(text('到', 'Until'))} {clockText(alarm.until, now)} · {alarm.putBy} · {alarm.reason}
            </p>
          ) : null}
          {alarm.hazardId ? (
            <p>
              <Link to={'/matters/$id' as never} params={{ id: alarm.hazardId } as never}>
                {t(text('已转隐患', 'The hazard made of it'))}
              </Link>
            </p>
          ) : null}
          <Acts key={`${alarm.id}${alarm.state}`} alarm={alarm} first={first} />
          <ol className="alarm-events" aria-label={t(text('经过', 'History'))}>
            {alarm.events.toReversed().map((e) => (
              <li key={`${e.at}${e.act}${e.state}`}>
                <span className="num">{clockText(e.at, now)}</span> {t(ACT_TEXT[e.act] ?? text(e.act, e.act))}
                {e.value !== null ? ` ${valueText(e.value, alarm.unit)}` : ''}
                {e.by ? ` · ${e.by}` : ''}
                {e.note ? ` · ${e.note}` : ''}
              </li>
            ))}
          </ol>
        </div>
      )}
    </Sheet>
  )
}
