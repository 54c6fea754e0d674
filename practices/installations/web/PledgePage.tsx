import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Input, InputNumber, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, Due, Failure, FieldBox, Loading, Page, useDraft, useHolds, useMe, useT, When } from '#platform/web/index.ts'
import { Figures } from './Figures.tsx'
import { isUp, useDraftPledge, type Draft, type DraftLine } from './usePledges.ts'
import { PLEDGE_TEXT } from './words.ts'
import './installations.css'

type Value = number | boolean | null

interface Typed {
  readonly actId: string
  readonly values: Readonly<Record<string, Value>>
  readonly corrections: string
  readonly statement: string
}

function LineField({ line, value, change }: { line: DraftLine; value: Value; change: (value: Value) => void }): ReactNode {
  const t = useT()
  const id = `pledge-${line.name}`
  const differs = line.value !== null && value !== line.value
  const recorded = typeof line.value === 'boolean' ? t(line.value ? text('是', 'yes') : text('否', 'no')) : String(line.value)
  return (
    <li>
      <label htmlFor={id} id={`${id}-label`}>
        {t(PLEDGE_TEXT[line.name] ?? text('—', '—'))}
      </label>
      {line.name === 'trial' || line.name === 'startStop' || line.name === 'safe' ? (
        <Radio.Group
          id={id}
          aria-labelledby={`${id}-label`}
          optionType="button"
          value={value === null ? undefined : value}
          options={[
            { value: true, label: t(text('是', 'Yes')) },
            { value: false, label: t(text('否', 'No')) },
          ]}
          onChange={(e) => change(e.target.value as boolean)}
        />
      ) : (
        <InputNumber
          id={id}
          min={0}
          max={9999}
          precision={0}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={change}
        />
      )}
      <small>
        {line.to ? (
          <Link to={line.to} search={line.search as never}>
            {t(line.why)}
          </Link>
        ) : (
          t(line.why)
        )}
        {differs ? <strong>{t(text(`（记录为 ${recorded}，已改）`, ` (recorded ${recorded}, corrected)`))}</strong> : null}
      </small>
    </li>
  )
}

function SignForm({ draft, reload }: { draft: Draft; reload: () => void }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const { me } = useMe()
  const { pledge, lines } = draft
  const recorded = Object.fromEntries(lines.map((l) => [l.name, l.value]))
  const [empty] = useState<Typed>(() => ({ actId: uuidv7(Date.now()), values: {}, corrections: '', statement: draft.statement }))
  const [typed, set, clear] = useDraft<Typed>(`pledge.${me?.person.id ?? ''}.${pledge.id}`, empty)
  const figures: Readonly<Record<string, Value>> = { ...recorded, ...typed.values }
  const open = lines.filter((l) => figures[l.name] === null || figures[l.name] === undefined)
  const differs = lines.some((l) => l.value !== null && figures[l.name] !== l.value)
  const send = useMutation({
    mutationFn: () =>
      api.post(`/api/matters/${pledge.id}/acts`, {
        id: typed.actId,
        act: pledge.state === 'due' ? 'sign' : 'signLate',
        form: {
          figures,
          drafted: recorded,
          statement: typed.statement.trim(),
          ...(typed.corrections.trim() === '' ? {} : { corrections: typed.corrections.trim() }),
        },
        evidence: [],
        place: null,
      }),
    onSuccess: () => {
      clear()
      void client.invalidateQueries({ queryKey: ['matters'] })
    },
    // The record may have moved on: the figures are fetched again, what was typed stays.
    onError: (error) => {
      set({ ...typed, actId: uuidv7(Date.now()) })
      if (error instanceof ApiError && error.status === 409) reload()
    },
  })
  const error = send.error instanceof ApiError ? send.error : null
  return (
    <Card title={t(text('核对每个数字，与实际不同就改', 'Look at each figure and correct it'))} extra={<Due at={pledge.dueAt} />}>
      <ul className="pledge-lines">
        {lines.map((line) => (
          <LineField
            key={line.name}
            line={line}
            value={figures[line.name] ?? null}
            change={(value) => set({ ...typed, values: { ...typed.values, [line.name]: value } })}
          />
        ))}
      </ul>
      {differs ? (
        <FieldBox id="pledge-corrections" label={t(text('与记录不同的原因', 'Why it differs'))} required>
          <Input.TextArea
            id="pledge-corrections"
            maxLength={500}
            autoSize={{ minRows: 2 }}
            value={typed.corrections}
            onChange={(e) => set({ ...typed, corrections: e.target.value })}
          />
        </FieldBox>
      ) : null}
      <FieldBox id="pledge-statement" label={t(text('承诺', 'Pledge'))} required>
        <Input.TextArea
          id="pledge-statement"
          maxLength={300}
          autoSize={{ minRows: 3 }}
          value={typed.statement}
          onChange={(e) => set({ ...typed, statement: e.target.value })}
        />
      </FieldBox>
      {send.error ? (
        <Alert
          type="error"
          showIcon
          title={error?.message ?? t(text('没有签成，请重试', 'It was not signed'))}
          description={[error?.detail ?? '', ...(error?.errors.map((e) => e.message) ?? [])].filter((w) => w !== '').join('；')}
        />
      ) : null}
      <p role="status" className="muted">
        {open.length > 0
          ? t(
              text(
                `还有 ${open.length} 项记录里没有，请填：${open.map((l) => PLEDGE_TEXT[l.name]?.zh ?? '').join('、')}`,
                `${open.length} figures are not in the record; fill them in`,
              ),
            )
          : ''}
      </p>
      <Button
        type="primary"
        size="large"
        block
        loading={send.isPending}
        disabled={open.length > 0 || (differs && typed.corrections.trim().length < 2) || typed.statement.trim().length < 2}
        onClick={() => send.mutate()}
      >
        {t(text(`${me?.person.name ?? ''} 签发并公告`, `Sign and publish as ${me?.person.name ?? ''}`))}
      </Button>
    </Card>
  )
}

/** One pledge: half written and to be signed, or as it was published. */
export default function PledgePage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { me } = useMe()
  const { id } = useParams({ strict: false }) as { id?: string }
  const draft = useDraftPledge(id)
  if (draft.error) return <Failure error={draft.error} retry={() => void draft.refetch()} />
  if (draft.isPending) return <Loading />
  const { pledge, lines } = draft.data
  const signable = (pledge.state === 'due' || pledge.state === 'missed') && holds('safety-pledge.sign') && me?.orgId === pledge.orgId
  return (
    <Page
      title={t(text(`${pledge.day} 安全承诺公告`, `Safety pledge ${pledge.day}`))}
      extra={
        <Link to="/matters/$id" params={{ id: pledge.id } as never}>
          {t(text('办理记录', 'The record'))}
        </Link>
      }
    >
      <Card>
        <strong>{pledge.orgName}</strong>
        {isUp(pledge) && pledge.figures ? (
          <>
            <p>{pledge.statement}</p>
            <Figures figures={pledge.figures} />
            {pledge.corrections ? (
              <p className="muted">{t(text(`与记录不同：${pledge.corrections}`, `Differs from the record: ${pledge.corrections}`))}</p>
            ) : null}
            <p>
              {pledge.signer} {pledge.signedAt ? <When at={pledge.signedAt} /> : null}
            </p>
          </>
        ) : (
          <p className="muted">
            {signable
              ? t(text('下面的数字取自记录，核对后签发。', 'The figures below come from the records.'))
              : pledge.state === 'lapsed'
                ? t(text('当日没有公告。', 'Nothing was published on that day.'))
                : t(text('等主要负责人签发。草稿如下。', 'The principal has to sign it. The draft is below.'))}
          </p>
        )}
      </Card>
      {signable ? <SignForm key={pledge.id} draft={draft.data} reload={() => void draft.refetch()} /> : null}
      {!signable && !isUp(pledge) && pledge.state !== 'lapsed' ? (
        <Card title={t(text('按记录写好的草稿', 'The draft from the records'))}>
          <Figures figures={Object.fromEntries(lines.map((l) => [l.name, l.value]))} />
        </Card>
      ) : null}
    </Page>
  )
}
