import { EnvironmentOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { FieldBox, PhotoPicker, SchemaForm, Sheet, unasked, useT, type Widgets } from '#platform/web/index.ts'
import type { ActResult, KindInfo } from '../model.ts'
import { CriterionField, SectorContext } from './CriterionField.tsx'
import './matters.css'
import { useAct, type ActTarget, type Refusal } from './useAct.ts'
import { usePlace, type HerePlace } from './usePlace.ts'
import { stateText } from './words.ts'

export interface ActDialogProps {
  readonly target: ActTarget
  readonly onClose: () => void
  readonly onDone: (result: ActResult) => void
  /** Another act of the same matter, offered where this one has become impossible. */
  readonly onSwitch?: (act: string) => void
  /** Controls of the kind's own widgets, besides `criterion`. */
  readonly widgets?: Widgets
}

const OWN: Widgets = { criterion: CriterionField }
const PREFIX = 'act-form'

function Refused({ refusal, kind, onSwitch }: { refusal: Refusal; kind: KindInfo; onSwitch?: (act: string) => void }): ReactNode {
  const t = useT()
  const { href } = useLocation()
  const lines = [refusal.detail, ...refusal.rest].filter((l) => l !== '')
  const more = lines.length > 0 || refusal.signIn || refusal.state !== null
  const details = (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {refusal.signIn ? (
        <Link to="/sign-in" search={{ next: href } as never}>
          {t(text('重新登录，已填的内容会保留', 'Sign in again; what you typed is kept'))}
        </Link>
      ) : null}
      {refusal.state !== null ? (
        <div>{t(text(`现为“${stateText(kind, refusal.state).zh}”。`, `It is now: ${stateText(kind, refusal.state).en}.`))}</div>
      ) : null}
      {refusal.allowed.length > 0 ? (
        <div className="quick">
          {t(text('现在可以：', 'Possible now: '))}
          {refusal.allowed.map((a) => (
            <Button key={a.act} size="small" disabled={!onSwitch} onClick={() => onSwitch?.(a.act)}>
              {t(a.text)}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  )
  return (
    <Alert type="error" showIcon role="alert" title={refusal.title} style={{ marginBottom: 14 }} description={more ? details : undefined} />
  )
}

function PlaceLine({ here }: { here: HerePlace }): ReactNode {
  const t = useT()
  if (here.status === 'none') return null
  return (
    <div className="field-hint" aria-live="polite">
      <EnvironmentOutlined /> {here.status === 'looking' ? t(text('正在定位…', 'Finding your place…')) : null}
      {here.status === 'found' ? (
        <>
          {t(text(`附上我的位置（误差约 ${here.place?.accuracy ?? 0} 米）`, `My place goes along (within ${here.place?.accuracy ?? 0} m)`))}{' '}
          <Button type="link" size="small" onClick={here.forget}>
            {t(text('不附', 'Leave it out'))}
          </Button>
        </>
      ) : null}
      {here.status === 'ask' ? (
        <Button type="link" size="small" onClick={here.look}>
          {t(text('附上我的位置', 'Add my place'))}
        </Button>
      ) : null}
    </div>
  )
}

/** Leads to the first field that is at fault; of a group (radio buttons, file picker) its first control takes the focus. */
function focusFault(name: string): void {
  // While it is sent the controls are shut; they open with the next rendering.
  setTimeout(() => {
    const control = document.getElementById(`${PREFIX}-${name}`)
    const inside = control?.querySelector<HTMLElement>('input:not([hidden]), button')
    const target = control?.matches('input, textarea') ? control : (inside ?? control)
    target?.focus()
  }, 50)
}

/** One act as a form made from its declaration; give it a `key` by matter and act. */
export function ActDialog({ target, onClose, onDone, onSwitch, widgets = {} }: ActDialogProps): ReactNode {
  const t = useT()
  const here = usePlace()
  const [uploading, setUploading] = useState(false)
  const act = useAct(target, focusFault)
  const info = target.kind.acts[target.act]
  const all = { ...OWN, ...widgets }
  if (!info) return null
  const elsewhere = unasked(info.form, all).filter((f) => f.required)
  const submit = async (): Promise<void> => {
    const result = await act.send(here.place)
    if (result) onDone(result)
  }
  const errors = act.refusal?.fields ?? {}
  return (
    <Sheet
      open
      title={t(info.text)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(text('先放着', 'Later'))}</Button>
          <Button
            type="primary"
            danger={info.tone === 'danger'}
            loading={act.sending}
            disabled={uploading || elsewhere.length > 0}
            form={PREFIX}
            htmlType="submit"
          >
            {uploading ? t(text('等待上传…', 'Uploading…')) : t(info.text)}
          </Button>
        </>
      }
    >
      {act.refusal ? <Refused refusal={act.refusal} kind={target.kind} onSwitch={onSwitch} /> : null}
      {elsewhere.length > 0 ? (
        <Alert
          type="info"
          showIcon
          title={t(text('这项要在专门的页面办理', 'This is done on a page of its own'))}
          style={{ marginBottom: 14 }}
        />
      ) : null}
      <form
        id={PREFIX}
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!act.sending && !uploading) void submit()
        }}
      >
        <SectorContext value={target.sector ?? null}>
          <SchemaForm
            schema={info.form}
            values={act.form}
            onChange={act.setForm}
            errors={errors}
            disabled={act.sending}
            widgets={all}
            idPrefix={PREFIX}
          />
        </SectorContext>
        <FieldBox
          id={`${PREFIX}-evidence`}
          group
          label={t(text('照片和材料', 'Photographs and documents'))}
          required={info.evidence !== null}
          error={errors['evidence']}
          hint={info.evidence && !errors['evidence'] ? t(info.evidence.text) : undefined}
        >
          <PhotoPicker
            id={`${PREFIX}-evidence`}
            value={act.evidence}
            onChange={act.setEvidence}
            disabled={act.sending}
            onBusy={setUploading}
          />
        </FieldBox>
        <PlaceLine here={here} />
      </form>
      <p className="field-hint">
        {t(text('已填的内容保存在本机，提交成功后清除。', 'What you typed is kept on this device until it is accepted.'))}{' '}
        <Button type="link" size="small" disabled={act.sending} onClick={act.discard}>
          {t(text('清空重填', 'Start over'))}
        </Button>
      </p>
    </Sheet>
  )
}
